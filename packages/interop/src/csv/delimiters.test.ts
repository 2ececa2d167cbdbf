import { describe, expect, test } from "vitest";
import {
  CsvReader,
  csvLine,
  delimiterOf,
  encodeRecord,
  type Mapping,
  openRecordReader,
  RowDecoder,
} from "../index.ts";

const mapping: Mapping = {
  truceline: "mapping/1",
  id: "gauge",
  record: "claim",
  source: "gauge",
  timezone: "UTC",
  table: { delimiter: "semicolon", decimal: "comma" },
  sourceId: { template: "{no}" },
  time: { from: "at" },
  fields: [
    { constant: "F", to: "grade.source" },
    { constant: "6", to: "grade.information" },
    { column: "types", to: "types", split: "|" },
    { position: ["lon", "lat"], to: "area", radiusM: 50 },
    { column: "text", to: "statement" },
  ],
};
const rows = (text: string, by: Mapping) => {
  const reader = openRecordReader("csv", {
    ...{ name: "t.csv", source: "feed/t", origin: "observed", mapping: by },
  });
  const heard = [...reader.push(new TextEncoder().encode(text), 0), ...reader.finish(0)];
  return { records: heard.flatMap(({ records }) => records), faults: reader.takeFaults() };
};

describe("tables as others write them", () => {
  test.each([
    ["semicolon", ";"],
    ["tab", "\t"],
  ] as const)(
    "[INT-308] a table with %s and decimal commas is read and written",
    (delimiter, mark) => {
      const by: Mapping = { ...mapping, table: { delimiter, decimal: "comma" } };
      const header = ["no", "at", "types", "lon", "lat", "text"].join(mark);
      const cells = ["1", "2026-01-01T10:00:00Z", "fire", "-30,25", "0,5", "a, b and 1.5"];
      const { records, faults } = rows(`${header}\n${cells.join(mark)}\n`, by);
      expect(faults).toEqual([]);
      expect(records).toMatchObject([
        { record: { area: { centre: [-30.25, 0.5] }, statement: "a, b and 1.5" } },
      ]);
      const [one] = records;
      const back = encodeRecord(by, one?.record as Parameters<typeof encodeRecord>[1]);
      expect([back["lon"], back["lat"], back["text"]]).toEqual(["-30,25", "0,5", "a, b and 1.5"]);
      expect(csvLine(["a", `b${mark}c`], { delimiter: delimiterOf(by) })).toBe(
        `a${mark}"b${mark}c"\n`,
      );
    },
  );

  test("[INT-308] where decimals have commas a point in a number is no decimal", () => {
    const decoder = new RowDecoder(mapping, { name: "t.csv", origin: "observed" });
    const cells = { no: "1", at: "2026-01-01T10:00:00Z", types: "x", lon: "-30.25", lat: "0,5" };
    expect(decoder.decode({ row: 1, cells: { ...cells, text: "" } }).faults).toMatchObject([
      { code: "TL_INT_VALUE" },
    ]);
  });

  test.each(["a,b\r1,2\r3,4\r", "a,b\r1,2\r3,4"])(
    "[INT-308] a file whose lines end with CR alone is told, not taken for a header",
    (text) => {
      const reader = new CsvReader("t.csv");
      expect([...reader.push(text), ...reader.finish()]).toEqual([]);
      const faults = reader.takeFaults();
      expect(faults).toMatchObject([{ code: "TL_INT_CSV_HEADER" }]);
      expect(faults[0]?.message).toContain("CR alone");
    },
  );
});
