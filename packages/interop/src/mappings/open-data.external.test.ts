import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { lengthM, type ZoneGeometry } from "@truceline/geo";
import { type Claim, claimRecord, derivedId, localToMs, msToLocal } from "@truceline/model";
import { describe, expect, test } from "vitest";
import {
  dailyAreaGeojson,
  headerFaults,
  RowDecoder,
  readCsv,
  readDailyArea,
  readGeojson,
  viinaMapping,
} from "../index.ts";

const data = new URL("../../../../../shared/data/", import.meta.url);
const isThere = existsSync(data);
if (!isThere) console.log("skipped: the folder of shared data is not there");
const unzipped = (name: string) => gunzipSync(readFileSync(new URL(name, data))).toString("utf8");

describe.skipIf(!isThere)("news events of VIINA", () => {
  const table = isThere
    ? readCsv(unzipped("events/viina-2025-02..04.csv.gz"), { name: "viina.csv" })
    : { header: [], rows: [], faults: [] };
  const decoder = new RowDecoder(viinaMapping, { name: "viina.csv", origin: "observed" });
  const decoded = table.rows.map((row) => decoder.decode(row));
  const claims = decoded.flatMap(({ record }) => (record === undefined ? [] : [record as Claim]));

  test("[INT-004] each row is a claim graded F6, none is lost, equal rows are told", () => {
    expect(table.faults).toEqual([]);
    expect(headerFaults(table.header, viinaMapping, "viina.csv")).toEqual([]);
    expect(decoded.flatMap(({ faults }) => faults)).toEqual([]);
    expect(claims).toHaveLength(12_983);
    expect(decoded.filter(({ duplicateOfRow }) => duplicateOfRow !== undefined)).toHaveLength(11);
    expect(new Set(claims.map(({ sourceId }) => sourceId)).size).toBe(12_983);
    expect(new Set(claims.map(({ rawSha256 }) => rawSha256)).size).toBe(12_983 - 11);
    for (const claim of claims) {
      expect(claim.schema).toBe("claim/1");
      expect(claim.grade).toEqual({ source: "F", information: "6" });
      const whole = { ...claim, id: derivedId("viina", claim.sourceId), recordedAtMs: 0 };
      expect(claimRecord.check(whole)).toBe(true);
    }
  });

  test("[INT-004] 5,893 have no type; April has 3,764, three in four of all without an hour", () => {
    expect(claims.filter(({ types }) => types.length === 0)).toHaveLength(5_893);
    const april = claims.filter(({ span }) =>
      msToLocal(span.fromMs, "Europe/Kyiv").startsWith("2025-04"),
    );
    expect(april).toHaveLength(3_764);
    expect(claims.filter(({ span }) => span.precision === "day")).toHaveLength(9_863);
    const [day] = claims;
    expect(day?.span).toEqual({
      fromMs: localToMs("2025-02-01", "Europe/Kyiv"),
      toMs: localToMs("2025-02-02", "Europe/Kyiv"),
      precision: "day",
      stated: { from: "2025-02-01", to: "2025-02-01" },
    });
    expect(day?.types).toEqual(["artillery", "ied", "property", "loc"]);
    expect(day?.area).toMatchObject({ shape: "circle", radiusM: 25_000 });
  });

  test("[INT-004] no headline is kept, in no field", () => {
    const kept = JSON.stringify(claims);
    const headlines = table.rows.map(({ cells }) => cells["headline"] ?? "");
    expect(headlines.filter((headline) => headline.length > 40).length).toBeGreaterThan(10_000);
    expect(/[а-яА-ЯіїєґІЇЄҐ]{3}/.test(kept)).toBe(false);
  });
});

describe.skipIf(!isThere)("daily areas", () => {
  const names = isThere
    ? readdirSync(new URL("line/", data)).filter((name) => name.endsWith(".geojson.gz"))
    : [];

  test("[INT-005] all 112 days become dated versions that nobody accepted", () => {
    expect(names).toHaveLength(112);
    for (const name of names) {
      const { area, faults } = readDailyArea(unzipped(`line/${name}`), { name });
      expect(faults).toEqual([]);
      const date = /\d{4}-\d{2}-\d{2}/.exec(name)?.[0] ?? "";
      expect(area).toMatchObject({
        date,
        drawnBy: "deepstate",
        acceptedBy: [],
        validFromMs: Date.parse(`${date}T03:00:00Z`),
        polygons: { type: "MultiPolygon" },
      });
    }
  });

  test("[INT-005] with the state's outline the line of contact is cut out", () => {
    const outline = readGeojson(unzipped("admin/ukraine-adm1.geojson.gz"), { name: "adm1" });
    const { area } = readDailyArea(unzipped("line/line-2025-02-24.geojson.gz"), {
      name: "2025-02-24",
      outline: outline.rows.map(({ geometry }) => geometry as ZoneGeometry),
    });
    const lengthKm = (area?.pieces ?? []).reduce((sum, piece) => sum + lengthM(piece), 0) / 1_000;
    // Without the coast taken out the shore still counts; the line alone is 1,100 to 1,320 km.
    expect(area?.pieces?.length).toBeGreaterThan(0);
    expect(lengthKm).toBeGreaterThan(1_000);
    expect(lengthKm).toBeLessThan(4_230);
    if (area === undefined) return;
    const written = readGeojson(dailyAreaGeojson(area), { name: "out" });
    expect(written.faults).toEqual([]);
    expect(written.rows).toHaveLength(1 + (area.pieces?.length ?? 0));
    expect(written.rows[1]?.cells).toMatchObject({
      what: "line-of-contact",
      drawnBy: "deepstate",
      acceptedBy: "[]",
      validFrom: "2025-02-24T03:00:00.000Z",
    });
  });
});
