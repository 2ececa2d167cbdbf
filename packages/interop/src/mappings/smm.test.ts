import { readFileSync } from "node:fs";
import {
  canonicalJson,
  derivedId,
  localToMs,
  type Observation,
  observationRecord,
} from "@truceline/model";
import { describe, expect, test } from "vitest";
import {
  encodeRecord,
  headerFaults,
  parseMapping,
  RowDecoder,
  readCsv,
  readPublishedTotals,
  smmMapping,
  writeCsv,
} from "../index.ts";

const folder = new URL("../../../../fixtures/smm/", import.meta.url);
const text = readFileSync(new URL("observations.csv", folder), "utf8");
const table = readCsv(text, { name: "observations.csv" });
const decoder = new RowDecoder(smmMapping, { name: "observations.csv", origin: "observed" });
const decoded = table.rows.map((row) => decoder.decode(row));

/** As a receiver completes it. */
const received = (record: object, sourceId: string): Observation =>
  observationRecord.parse({ ...record, id: derivedId("osce-smm", sourceId), recordedAtMs: 0 });

describe("observations of the SMM", () => {
  test("[INT-001] all 443 rows of 42 columns become observations without a fault", () => {
    expect(table.faults).toEqual([]);
    expect(table.header).toHaveLength(42);
    expect(headerFaults(table.header, smmMapping, "observations.csv")).toEqual([]);
    expect(decoded.flatMap(({ faults }) => faults)).toEqual([]);
    expect(decoded).toHaveLength(443);
    expect(new Set(decoded.map(({ record }) => record?.sourceId)).size).toBe(443);
    for (const { record } of decoded) {
      expect(observationRecord.check(received(record ?? {}, record?.sourceId ?? ""))).toBe(true);
      expect(record?.source).toBe("osce-smm");
    }
  });

  test("[INT-001] every cell of every row comes back through canonical JSON", () => {
    let cellCount = 0;
    for (const [index, { record }] of decoded.entries()) {
      const stored = canonicalJson(received(record ?? {}, record?.sourceId ?? ""));
      const cells = encodeRecord(smmMapping, observationRecord.parse(JSON.parse(stored)));
      for (const column of table.header) {
        const original = table.rows[index]?.cells[column];
        expect([index, column, cells[column]]).toEqual([index, column, original]);
        cellCount += 1;
      }
    }
    expect(cellCount).toBe(443 * 42);
  });

  test("[INT-001] the exported file is the imported one, byte for byte", () => {
    const rows = decoded.map(({ record }) =>
      encodeRecord(smmMapping, received(record ?? {}, record?.sourceId ?? "")),
    );
    expect(writeCsv(table.header, rows)).toBe(text);
  });

  test("[INT-001] a record that holds more than the columns is refused, not cut", () => {
    const [first] = decoded;
    const more = { ...received(first?.record ?? {}, "x"), media: [] };
    expect(() => encodeRecord(smmMapping, more)).toThrow(
      expect.objectContaining({
        code: "TL_INT_ENCODE",
        details: { sourceId: "spot-2014-11-26/1", paths: ["media"] },
      }),
    );
  });

  test("[INT-002] words of time become spans within the report's period, and stay words", () => {
    const of = (reportId: string, no: number) =>
      decoded.find(({ record }) => record?.sourceId === `${reportId}/${no}`)?.record?.span;
    const kyiv = (local: string) => localToMs(local, "Europe/Kyiv");
    const words = decoded.map(({ record }) => record?.span.precision);
    expect(new Set(words).size).toBe(9);
    // The cut-off of 19:30 lies within the evening and within the day.
    expect(of("smm-2016-06-10", 1)).toEqual({
      precision: "evening",
      stated: { from: "2016-06-09", to: "2016-06-09" },
      fromMs: kyiv("2016-06-09T19:30"),
      toMs: kyiv("2016-06-10"),
    });
    expect(of("spot-2014-11-26", 1)).toMatchObject({
      precision: "minute",
      fromMs: kyiv("2014-11-26T12:10"),
      toMs: kyiv("2014-11-26T12:11") - 1,
    });
    for (const { record } of decoded) {
      const { fromMs, toMs, precision, stated } = record?.span ?? { fromMs: 0, toMs: 0 };
      expect(fromMs).toBeLessThanOrEqual(toMs);
      // Some evenings are two: "between the evenings of 15 and 16 September".
      if (precision === "evening" && stated?.from === stated?.to) {
        const date = stated?.from ?? "";
        expect(fromMs).toBeGreaterThanOrEqual(kyiv(`${date}T18:00`));
        expect(toMs).toBeLessThanOrEqual(kyiv(`${date}T23:59`) + 60_000);
      }
      const statement = (record as Observation | undefined)?.statement;
      const isLate = record?.sourceId.startsWith("smm-2016-08-05") === true;
      if (statement?.period !== undefined && !isLate && precision !== "minute") {
        expect(toMs).toBeLessThanOrEqual(statement.period.toMs);
      }
    }
  });

  test("[INT-002] places without coordinates get none", () => {
    const withPosition = decoded.filter(
      ({ record }) => (record as Observation).observerPosition?.position !== undefined,
    );
    expect(withPosition).toHaveLength(443 - 193);
    expect(decoded.some(({ record }) => "area" in (record ?? {}))).toBe(false);
  });
});

test("[INT-001] the saved mapping is itself a valid mapping", () => {
  expect(parseMapping(JSON.parse(JSON.stringify(smmMapping)), "smm").faults).toEqual([]);
});

test("[INT-003] published totals are read as they were published", () => {
  const { totals, faults } = readPublishedTotals(
    readFileSync(new URL("totals.csv", folder), "utf8"),
    {
      name: "totals.csv",
    },
  );
  expect(faults).toEqual([]);
  expect(totals).toHaveLength(378);
  expect(totals[1]).toEqual({
    reportId: "smm-2015-08-22",
    region: "Luhansk",
    part: null,
    countKind: "ceasefire_violations",
    published: { qualifier: "exactly", count: 0 },
    previous: null,
    comparison: "",
    remark: "",
  });
  expect(totals.filter(({ part }) => part !== null)).toHaveLength(378 - 273);
});
