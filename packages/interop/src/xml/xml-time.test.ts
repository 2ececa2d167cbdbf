import { expect, test } from "vitest";
import { readXmlTime, writeXmlTime } from "./xml-time.ts";

const noon = Date.UTC(2026, 2, 1, 12);

test.each([
  ["2026-03-01T12:00:00Z", noon, 0],
  ["2026-03-01T14:00:00+02:00", noon, 120],
  ["2026-03-01T08:29:59.9999-03:30", noon - 1, -210],
  ["2026-03-01T12:00:00-00:00", noon, 0],
  ["2026-03-01T12:00:00.5", noon + 500, undefined],
  ["2024-02-29T23:59:59.94Z", Date.UTC(2024, 1, 29, 23, 59, 59, 940), 0],
  ["0099-01-01T00:00:00Z", new Date("0099-01-01T00:00:00Z").getTime(), 0],
])("%s", (text, atMs, zoneMin) => {
  expect(readXmlTime(text)).toEqual({ atMs, zoneMin });
});

test.each([
  "2026-02-29T12:00:00Z",
  "2026-00-10T12:00:00Z",
  "2026-13-10T12:00:00Z",
  "2026-03-01T24:00:00Z",
  "2026-03-01T12:60:00Z",
  "2026-03-01T12:00:60Z",
  "2026-03-01T12:00:00+15:00",
  "2026-03-01T12:00:00+01:60",
  "2026-03-01 12:00:00Z",
  "2026-03-01T12:00Z",
  "yesterday",
  "",
])("no time: %s", (text) => {
  expect(readXmlTime(text)).toBeUndefined();
});

test("only what can be read again is written", () => {
  expect(writeXmlTime(noon + 5)).toBe("2026-03-01T12:00:00.005Z");
  expect(writeXmlTime(noon + 0.5)).toBeUndefined();
  expect(writeXmlTime(Number.NaN)).toBeUndefined();
  expect(writeXmlTime(Date.UTC(9999, 11, 31, 23, 59, 59, 999))).toBe("9999-12-31T23:59:59.999Z");
  expect(writeXmlTime(Date.UTC(10_000, 0, 1))).toBeUndefined();
});
