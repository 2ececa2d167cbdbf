import { readFileSync } from "node:fs";
import { distanceM, lengthM } from "@truceline/geo";
import { lonLat } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { parseMidOcean } from "../fixtures/mid-ocean.ts";
import type { CompiledAgreement } from "./index.ts";
import { prepareAgreement } from "./index.ts";

function compiledMidOcean(): CompiledAgreement {
  const { compiled } = parseMidOcean();
  if (compiled === undefined) throw new Error("the example does not compile");
  return compiled;
}
const compiled = compiledMidOcean();
const prepared = prepareAgreement(compiled);
const january = Date.UTC(2026, 0, 10);
const march = Date.UTC(2026, 2, 1);

/** What is used of the oracle of bands, `fixtures/oracles/02-band.json`. */
interface BandOracle {
  readonly lines: Record<string, { validFrom: string; coordinates: [number, number][] }[]>;
  readonly cases: readonly {
    readonly id: string;
    readonly line: string;
    readonly atMs: number;
    readonly point: readonly [number, number];
    readonly side: "left" | "right";
    readonly distanceM: number;
    readonly expected: {
      readonly versionIndex: number | null;
      readonly signedDistanceM: number | null;
      readonly within: boolean | null;
    };
  }[];
}

describe("line versions", () => {
  test("[AGR-011] before any version none is in force", () => {
    expect(prepared.lineVersionsAt("line", Date.UTC(2025, 0, 1))).toEqual([]);
    expect(prepared.mainLineVersionAt("line", Date.UTC(2025, 0, 1))).toBeUndefined();
    expect(prepared.zoneContains("security-zone", [-30, 0], Date.UTC(2025, 0, 1))).toBe(false);
    expect(prepared.distanceFromLine("line", [-30, 0], Date.UTC(2025, 0, 1))).toBeUndefined();
  });

  test("[AGR-011] of each author the newest is in force, from its first instant on", () => {
    const authors = (atMs: number) => prepared.lineVersionsAt("line", atMs).map((v) => v.drawnBy);
    expect(authors(january)).toEqual(["mission"]);
    expect(authors(Date.UTC(2026, 1, 1) - 1)).toEqual(["mission"]);
    expect(authors(Date.UTC(2026, 1, 1))).toEqual(["mission", "a", "b"]);
    expect(prepared.mainLineVersionAt("line", march)?.drawnBy).toBe("mission");
  });

  test("[AGR-011] a place between two versions is in a band by one and not by the other", () => {
    const [mission, byA, byB] = prepared.lineVersionsAt("line", march);
    const eastOfAll = [-29.891, 0] as const; // 12.1 km from the mission's line, 9 km from a's
    expect(prepared.zoneContains("security-zone", eastOfAll, march, mission)).toBe(false);
    expect(prepared.zoneContains("security-zone", eastOfAll, march, byA)).toBe(true);
    expect(prepared.zoneContains("security-zone", eastOfAll, march, byB)).toBe(false);
    expect(prepared.zoneContains("security-zone", eastOfAll, march)).toBe(false);
  });
});

describe("zones", () => {
  test("[AGR-012] a band reaches as far on each side as its party's distance, to the metre", () => {
    const uneven = parseMidOcean((text) => text.replace("a: 10 km, b: 10 km", "a: 4 km, b: 12 km"));
    if (uneven.compiled === undefined) throw new Error("the changed example does not compile");
    const band = prepareAgreement(uneven.compiled);
    const metresPerDeg = distanceM([-30, 0], [-29, 0]);
    const at = (eastM: number) => [-30 + eastM / metresPerDeg, 0] as const;
    // Walking south along 30 W, east is left: party b's side.
    expect(band.zoneContains("security-zone", at(11_999), january)).toBe(true);
    expect(band.zoneContains("security-zone", at(12_001), january)).toBe(false);
    expect(band.zoneContains("security-zone", at(-3_999), january)).toBe(true);
    expect(band.zoneContains("security-zone", at(-4_001), january)).toBe(false);
    expect(band.distanceFromLine("line", at(5_000), january)?.party).toBe("b");
    expect(band.distanceFromLine("line", at(-5_000), january)).toMatchObject({
      party: "a",
      signedDistanceM: expect.closeTo(-5_000, 2),
    });
  });

  test("[AGR-012] an area by geometry holds what its polygon holds, whatever the instant", () => {
    expect(prepared.zoneContains("gorse", [-30, -0.11], 0)).toBe(true);
    expect(prepared.zoneContains("gorse", [-30, -0.2], 0)).toBe(false);
    expect(prepared.zoneLine("gorse")).toBeNull();
    expect(prepared.zoneLine("security-zone")).toBe("line");
  });

  test("[AGR-012] the outline that is drawn holds the places that count, away from its edge", () => {
    const polygons = prepared.zonePolygons("security-zone", january);
    const area = prepared.zoneArea("security-zone", january);
    expect(polygons.length).toBe(1);
    for (const [lonDeg, latDeg] of polygons[0]?.[0] ?? []) {
      const { signedDistanceM } =
        prepared.distanceFromLine("line", [lonDeg, latDeg], january) ?? {};
      expect(Math.abs(Math.abs(signedDistanceM ?? 0) - 10_000)).toBeLessThan(1);
      expect(lonDeg).toBeGreaterThanOrEqual(area.box.westDeg);
      expect(latDeg).toBeLessThanOrEqual(area.box.northDeg);
    }
    expect(area.areaM2()).toBeCloseTo(40_000 * 20_000 + Math.PI * 10_000 ** 2, -6.5);
  });

  test.each([
    ["zoneArea", () => prepared.zoneArea("nowhere", january), "TL_AGR_ZONE_ABSENT"],
    ["lineVersionsAt", () => prepared.lineVersionsAt("nowhere", january), "TL_AGR_LINE_ABSENT"],
    ["article", () => prepared.article("nowhere"), "TL_AGR_ARTICLE_ABSENT"],
  ])("[AGR-012] %s of what is not there is refused", (_, ask, code) => {
    expect(ask).toThrow(expect.objectContaining({ code }));
  });
});

describe("articles", () => {
  test("[AGR-013] a withdrawal applies to the band in which the weapons may not be", () => {
    const area = prepared.articleArea("2", january);
    expect(area?.band?.reach).toEqual({ leftM: 15_000, rightM: 15_000 });
    expect(prepared.articleLine("2")).toBe("line");
    expect(prepared.articleArea("7", january)).toBeNull();
    expect(prepared.articleLine("7")).toBeNull();
    expect(prepared.articleArea("4", january)).toBe(prepared.zoneArea("gorse", january));
  });

  test("[AGR-013] the cells of an article cover its area, each with its sector", () => {
    const cells = prepared.articleCells("1", january);
    expect(cells.length).toBeGreaterThan(30);
    expect(new Set(cells.map(({ sectorId }) => sectorId))).toEqual(new Set(["north", "south"]));
    expect(cells.map(({ cell }) => cell)).toEqual([...cells.map(({ cell }) => cell)].sort());
    expect(prepared.articleCells("1", january)).toBe(cells);
    expect(prepared.articleCells("7", january)).toEqual([]);
  });
});

describe("sectors", () => {
  test("[AGR-014] lengths add up to the line, an open end reaches to its end", () => {
    const [version] = prepared.lineVersionsAt("line", january);
    const sum = prepared.sectors().reduce((total, { lengthM: partM }) => total + partM, 0);
    expect(sum).toBeCloseTo(version?.line.lengthM ?? 0, 3);
    expect(prepared.sectors().map(({ id }) => id)).toEqual(["north", "south"]);
  });

  test.each([
    ["north of the middle", [-30.05, 0.05], "north"],
    ["south of the middle", [-30.05, -0.05], "south"],
    ["beyond the northern end", [-30, 0.25], "north"],
    ["beyond the southern end", [-30, -0.25], "south"],
    ["farther than anything reaches", [-31, 0], "elsewhere"],
  ] as const)("[AGR-014] %s", (_, [lonDeg, latDeg], sector) => {
    expect(prepared.sectorOf(lonLat(lonDeg, latDeg), january)).toBe(sector);
  });

  test("[AGR-014] without sectors there is one that holds every place", () => {
    const whole = prepareAgreement({ ...compiled, sectors: [] });
    expect(whole.sectors()).toMatchObject([{ id: "all", lengthM: expect.closeTo(40_000, -1) }]);
    expect(whole.sectorOf([100, 50])).toBe("all");
  });

  test("[AGR-014] a sector by polygons comes before stretches of a line", () => {
    const [north] = compiled.sectors;
    if (north === undefined) throw new Error("no sector");
    const ring = [
      [-30.1, -0.05],
      [-29.9, -0.05],
      [-29.9, 0.05],
      [-30.1, 0.05],
      [-30.1, -0.05],
    ];
    const polygons = [[ring.map(([lonDeg, latDeg]) => lonLat(lonDeg ?? 0, latDeg ?? 0))]];
    const middle = { id: "middle", name: north.name, build: { by: "geometry" as const, polygons } };
    const mixed = prepareAgreement({ ...compiled, sectors: [...compiled.sectors, middle] });
    expect(mixed.sectorOf([-30.05, 0.01], january)).toBe("middle");
    expect(mixed.sectorOf([-30.05, 0.1], january)).toBe("north");
    expect(mixed.sectors()[2]?.lengthM).toBeCloseTo(
      lengthM([
        [-30, -0.05],
        [-30, 0.05],
      ]),
      -3,
    );
  });
});

describe("against the band oracle", () => {
  const oracle = JSON.parse(
    readFileSync(new URL("../../../fixtures/oracles/02-band.json", import.meta.url), "utf8"),
  ) as BandOracle;
  const sides = { left: "a", right: "b" };
  const lines = Object.entries(oracle.lines).map(([id, versions]) => ({
    id,
    name: { en: id },
    sides,
    versions: versions.map(({ validFrom, coordinates }) => ({
      validFromMs: Date.parse(validFrom),
      drawnBy: "oracle",
      acceptedBy: ["a", "b"],
      coordinates: coordinates.map(([lonDeg, latDeg]) => lonLat(lonDeg, latDeg)),
    })),
  }));
  const zones = oracle.cases.map(({ id, line, side, distanceM: reachM }) => ({
    id,
    kind: "band",
    name: { en: id },
    build: {
      by: "band" as const,
      line,
      distanceM: { a: side === "left" ? reachM : 0, b: side === "right" ? reachM : 0 },
    },
  }));
  const whole = prepareAgreement({ ...compiled, lines, zones, sectors: [], articles: [] });

  test("[AGR-012] version in force, signed distance and membership of all its points", () => {
    expect(oracle.cases.length).toBeGreaterThanOrEqual(150);
    for (const { id, line, atMs, point, expected } of oracle.cases) {
      const version = whole.mainLineVersionAt(line, atMs);
      const versions = lines.find((candidate) => candidate.id === line)?.versions ?? [];
      const index = versions.findIndex(({ validFromMs }) => validFromMs === version?.validFromMs);
      expect([id, index < 0 ? null : index]).toEqual([id, expected.versionIndex]);
      expect([id, whole.zoneContains(id, point, atMs)]).toEqual([id, expected.within ?? false]);
      const { signedDistanceM, party } = whole.distanceFromLine(line, point, atMs) ?? {};
      if (expected.signedDistanceM === null) {
        expect([id, signedDistanceM]).toEqual([id, undefined]);
        continue;
      }
      expect(Math.abs((signedDistanceM ?? 0) - expected.signedDistanceM), id).toBeLessThan(0.05);
      expect([id, party]).toEqual([id, expected.signedDistanceM > 0 ? sides.left : sides.right]);
    }
  });
});
