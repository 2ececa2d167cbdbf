import { readFileSync, writeFileSync } from "node:fs";
import { spanOfStated, timeWordHours } from "@truceline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  encodeRecord,
  headerFaults,
  type Mapping,
  mappingJsonSchema,
  parseMapping,
  RowDecoder,
  readCsv,
  savedMappings,
} from "../index.ts";

/** A user's own list of shots heard, with its own words and units. */
const plain: Mapping = {
  truceline: "mapping/1",
  id: "own-list",
  record: "observation",
  source: "post-7",
  timezone: "Etc/UTC",
  sourceId: { template: "{no}" },
  time: { from: "when", precisionOfTimes: "minute" },
  fields: [
    { constant: "person", to: "observer.kind" },
    { constant: "exactly", to: "count.qualifier" },
    { column: "what", to: "kind", values: { bang: "explosion", rattle: "burst" } },
    { column: "how", to: "means", split: "+", values: { ear: "heard", eye: "saw" } },
    { column: "n", to: "count.min", as: "integer" },
    { position: ["lon", "lat"], to: "observerPosition.position" },
    { column: "km", to: "distance.minM", as: "km" },
    { column: "km2", to: "distance.maxM", as: "km" },
  ],
  ignore: ["initials"],
};
const csv = (rows: string) =>
  readCsv(`no,when,what,how,n,lon,lat,km,km2,initials\n${rows}`, { name: "own.csv" });
const decode = (rows: string, mapping = plain) => {
  const decoder = new RowDecoder(mapping, { name: "own.csv", origin: "exercise" });
  return csv(rows).rows.map((row) => decoder.decode(row));
};

describe("mappings", () => {
  test("[INT-008] a user's table becomes observations, in metres and epoch milliseconds", () => {
    const [{ record, faults } = { record: undefined, faults: [] }] = decode(
      "17,2026-01-05T10:20,bang,ear+eye,3,-30.1,0.2,0.43,2,xy\n",
    );
    expect(faults).toEqual([]);
    expect(record).toEqual({
      schema: "observation/1",
      origin: "exercise",
      source: "post-7",
      sourceId: "17",
      observer: { kind: "person" },
      observerPosition: { position: [-30.1, 0.2] },
      kind: "explosion",
      means: ["heard", "saw"],
      count: { qualifier: "exactly", min: 3 },
      distance: { minM: 430, maxM: 2_000 },
      span: {
        fromMs: Date.UTC(2026, 0, 5, 10, 20),
        toMs: Date.UTC(2026, 0, 5, 10, 21) - 1,
        precision: "minute",
        stated: { from: "2026-01-05T10:20", to: "2026-01-05T10:20" },
      },
    });
  });

  test("[INT-008] what was read is written back, cell by cell", () => {
    const arbRow = fc.record({
      what: fc.constantFrom("bang", "rattle"),
      how: fc.constantFrom("ear", "eye", "ear+eye", "eye+ear"),
      n: fc.nat(1_000_000).map(String),
      lon: fc.integer({ min: -180_000_000, max: 180_000_000 }).map((x) => String(x / 1e6)),
      lat: fc.integer({ min: -90_000_000, max: 90_000_000 }).map((x) => String(x / 1e6)),
      km: fc.nat(499_000).map((m) => String(m / 1_000)),
    });
    fc.assert(
      fc.property(arbRow, ({ what, how, n, lon, lat, km }) => {
        fc.pre(!/e/.test(lon + lat));
        const line = `1,2026-01-05T10:20,${what},${how},${n},${lon},${lat},${km},500,\n`;
        const [row] = decode(line);
        expect(row?.faults).toEqual([]);
        if (row?.record === undefined) return;
        const cells = encodeRecord(plain, row.record);
        expect(cells).toMatchObject({ what, how, n, lon, lat, km, km2: "500" });
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    [
      "a word that is not listed",
      "1,2026-01-05,boom,ear,3,-30,0,1,2,\n",
      "TL_INT_VALUE_UNKNOWN",
      "boom",
    ],
    ["a number that is none", "1,2026-01-05,bang,ear,three,-30,0,1,2,\n", "TL_INT_VALUE", "three"],
    ["NaN", "1,2026-01-05,bang,ear,3,-30,0,NaN,2,\n", "TL_INT_VALUE", "NaN"],
    [
      "a latitude out of range",
      "1,2026-01-05,bang,ear,3,-30,91,1,2,\n",
      "TL_INT_VALUE",
      "position",
    ],
    ["half a position", "1,2026-01-05,bang,ear,3,-30,,1,2,\n", "TL_INT_VALUE", "position"],
    [
      "a day that no month has",
      "1,2026-02-30,bang,ear,3,-30,0,1,2,\n",
      "TL_INT_VALUE",
      "2026-02-30",
    ],
    ["no time", "1,,bang,ear,3,-30,0,1,2,\n", "TL_INT_VALUE", "when"],
    ["half a band", "1,2026-01-05,bang,ear,3,-30,0,1,,\n", "TL_INT_RECORD", "distance"],
    [
      "a count out of range",
      "1,2026-01-05,bang,ear,9999999,-30,0,1,2,\n",
      "TL_INT_RECORD",
      "count",
    ],
  ])("[INT-009] %s is told with its row and line, the next row is read", (_, line, code, text) => {
    const rows = decode(`${line}2,2026-01-05,bang,ear,3,-30,0,1,2,\n`);
    expect(rows[0]?.record).toBeUndefined();
    expect(rows[0]?.faults[0]).toMatchObject({ code, file: "own.csv", line: 2 });
    expect(rows[0]?.faults[0]?.message).toContain(text);
    expect(rows[1]?.record?.sourceId).toBe("2");
  });

  test("[INT-008] columns that the mapping lacks or does not speak of are refused", () => {
    const header = ["no", "when", "what", "how", "n", "lon", "lat", "km", "wind"];
    expect(
      headerFaults(header, plain, "own.csv").map(({ code, message }) => [code, message.slice(-7)]),
    ).toEqual([
      ["TL_INT_COLUMN_UNKNOWN", "`wind`."],
      ["TL_INT_COLUMN_MISSING", " `km2`."],
    ]);
  });

  test("[INT-008] a record of another shape is refused, not cut", () => {
    const [row] = decode("1,2026-01-05,bang,ear,3,-30,0,1,2,\n");
    if (row?.record === undefined) throw new Error("no record");
    for (const more of [{ remark: "x" }, { kind: "shot" }, { observer: { kind: "patrol" } }]) {
      expect(() => encodeRecord(plain, { ...row.record, ...more } as never)).toThrow(
        expect.objectContaining({ code: "TL_INT_ENCODE" }),
      );
    }
  });

  test.each([
    ["no object", 7],
    ["an unknown key", { ...plain, colour: "red" }],
    ["an unknown kind of field", { ...plain, fields: [{ row: "x", to: "y" }] }],
    ["a path that no record has", { ...plain, fields: [{ column: "x", to: "observer.hat" }] }],
    ["a path of the other record", { ...plain, record: "claim" }],
    ["a time zone that is none", { ...plain, timezone: "Mars/Olympus" }],
    ["a period that no record has", { ...plain, time: { from: "when", within: "statement.era" } }],
    ["a bad path", { ...plain, fields: [{ column: "x", to: "a..b" }] }],
    [
      "two words for one value",
      { ...plain, fields: [{ column: "x", to: "y", values: { a: "z", b: "z" } }] },
    ],
  ])("[INT-008] a mapping with %s is refused", (_, value) => {
    const { mapping, faults } = parseMapping(value, "own.json");
    expect(mapping).toBeUndefined();
    expect(faults[0]).toMatchObject({
      code: expect.stringMatching(/^TL_INT_MAPPING/),
      file: "own.json",
    });
  });

  test("[INT-008] a fault in a field is told by the kind of field it is, with its path", () => {
    const { faults } = parseMapping(
      {
        ...plain,
        fields: [
          { column: "x", to: "y", az: "km" },
          { position: ["lon"], to: "y" },
          { column: "x", constant: 1, to: "y" },
        ],
      },
      "own.json",
    );
    expect(faults.map(({ path }) => path).sort()).toEqual([
      "/fields/0",
      "/fields/1/position",
      "/fields/2",
    ]);
    expect(faults.map(({ message }) => message).join()).toContain("has unknown keys: az");
    expect(faults.map(({ message }) => message).join()).toContain("has column and constant");
  });

  test("[INT-008] docs/reference/mapping.schema.json is the schema that mappings are checked with", () => {
    const url = new URL("../../../../docs/reference/mapping.schema.json", import.meta.url);
    // By content: the formatter lays the file out.
    if (process.env["REGEN"] === "1") writeFileSync(url, JSON.stringify(mappingJsonSchema));
    expect(JSON.parse(readFileSync(url, "utf8"))).toEqual(mappingJsonSchema);
  });

  test("[INT-008] the saved mappings fit the schema, under their own names", () => {
    for (const [name, mapping] of Object.entries(savedMappings)) {
      expect(mapping.id).toBe(name);
      expect(parseMapping(structuredClone(mapping), name).faults).toEqual([]);
    }
  });

  test("[INT-009] rows equal to the last cell are told and kept apart", () => {
    const hashed: Mapping = {
      ...plain,
      sourceId: { rowHash: true },
      keepRowHash: true,
      ignore: ["initials", "no"],
    };
    const line = "1,2026-01-05,bang,ear,3,-30,0,1,2,\n";
    const rows = decode(line + line + line.replace("bang", "rattle") + line, hashed);
    expect(rows.map(({ duplicateOfRow }) => duplicateOfRow)).toEqual([undefined, 1, undefined, 1]);
    const ids = rows.map(({ record }) => record?.sourceId ?? "");
    expect(new Set(ids).size).toBe(4);
    expect(ids[1]).toBe(`${ids[0]}-2`);
    expect(rows[0]?.record?.rawSha256).toBe(rows[3]?.record?.rawSha256);
  });

  test("[INT-009] a cell that is not Unicode is told like any fault", () => {
    const [{ cells } = { cells: {} }] = csv("1,2026-01-05,bang,ear,3,-30,0,1,2,\n").rows;
    const decoder = new RowDecoder(plain, { name: "own.csv", origin: "exercise" });
    const row = decoder.decode({ row: 1, cells: { ...cells, initials: "\ud800" } });
    expect(row.record).toBeUndefined();
    expect(row.faults.map(({ code }) => code)).toEqual(["TL_INT_VALUE"]);
  });
});

describe("time words", () => {
  test("[INT-002] every word has hours, and the spans of a day cover all of it", () => {
    const hours = new Array<boolean>(24).fill(false);
    for (const precision of [
      "early-morning",
      "morning",
      "afternoon",
      "evening",
      "night",
    ] as const) {
      expect(timeWordHours[precision]).toBeDefined();
      const span = spanOfStated({ from: "2026-01-05", to: "2026-01-05", precision }, "Etc/UTC");
      const { fromMs, toMs } = span ?? { fromMs: 0, toMs: 0 };
      for (let atMs = fromMs; atMs < toMs; atMs += 3_600_000)
        hours[new Date(atMs).getUTCHours()] = true;
    }
    expect(hours.every(Boolean)).toBe(true);
  });

  test.each([
    [
      "a night is the one that begins on its date",
      "2026-01-05",
      "2026-01-05",
      "night",
      "2026-01-05T20:00Z",
      "2026-01-06T07:00Z",
    ],
    [
      "a night of two dates ends on the second",
      "2026-01-05",
      "2026-01-06",
      "night",
      "2026-01-05T20:00Z",
      "2026-01-06T07:00Z",
    ],
    [
      "a day lasts to midnight",
      "2026-01-05",
      "2026-01-05",
      "day",
      "2026-01-05T00:00Z",
      "2026-01-06T00:00Z",
    ],
    [
      "a minute lasts to its end",
      "2026-01-05T10:00",
      "2026-01-05T10:05",
      "minute",
      "2026-01-05T10:00Z",
      "2026-01-05T10:05:59.999Z",
    ],
    [
      "an offset holds over the zone",
      "2026-01-05T10:00+02:00",
      "2026-01-05T10:00+02:00",
      "exact",
      "2026-01-05T08:00Z",
      "2026-01-05T08:00Z",
    ],
  ] as const)("[INT-002] %s", (_, from, to, precision, fromIso, toIso) => {
    const span = spanOfStated({ from, to, precision }, "Etc/UTC");
    expect(span).toEqual({
      fromMs: Date.parse(fromIso),
      toMs: Date.parse(toIso),
      precision,
      stated: { from, to },
    });
  });

  test.each([
    ["the end before the beginning", "2026-01-06", "2026-01-05", "day"],
    ["an exact time without a clock", "2026-01-05", "2026-01-05", "exact"],
    ["no date", "yesterday", "yesterday", "day"],
  ] as const)("[INT-002] %s is no span", (_, from, to, precision) => {
    expect(spanOfStated({ from, to, precision }, "Etc/UTC")).toBeUndefined();
  });
});
