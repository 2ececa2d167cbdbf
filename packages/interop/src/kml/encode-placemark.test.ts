import type { Claim } from "@truceline/model";
import { expect, test } from "vitest";
import { encodePlacemark, openRecordReader, writeKml } from "../index.ts";
import { claimMapping } from "../testing/made-mappings.ts";

const mapping = claimMapping([
  { column: "folder", to: "types", split: " / " },
  { column: "name", to: "place" },
  { column: "data.name", to: "claimant" },
]);
const claim = (no: string, change: Partial<Claim> = {}): Claim => ({
  schema: "claim/1",
  id: "018f0000-0000-7000-8000-000000000001",
  recordedAtMs: 0,
  origin: "observed",
  source: "marks",
  sourceId: no,
  grade: { source: "F", information: "6" },
  span: { fromMs: Date.UTC(2026, 0, 1, 10), toMs: Date.UTC(2026, 0, 1, 11), precision: "exact" },
  types: ["Desk", "North"],
  place: "Birch & Elm",
  claimant: "a",
  area: { shape: "circle", centre: [-30, 0.5], radiusM: 100 } as Claim["area"] & object,
  ...change,
});
const ring: [number, number][] = [
  [-30, 0],
  [-29, 0],
  [-29, 1],
  [-30, 0],
];

test("[INT-312] a record written as a placemark is read by the same mapping as the same record", () => {
  const polygon = { shape: "polygon", rings: [ring] } as unknown as NonNullable<Claim["area"]>;
  const claims = [claim("1"), claim("2", { area: polygon, types: ["Desk"] })];
  const text = writeKml(
    claims.map((one) => encodePlacemark(mapping, one)),
    { name: "Marks" },
  );
  const reader = openRecordReader("kml", {
    ...{ name: "marks.kml", source: "feed/x", origin: "observed", mapping },
  });
  const heard = [...reader.push(new TextEncoder().encode(text), 0), ...reader.finish(0)];
  expect(reader.takeFaults()).toEqual([]);
  const records = heard.flatMap((message) => message.records.map(({ record }) => record));
  expect(records).toMatchObject(
    claims.map(({ id: _, recordedAtMs: __, span: { fromMs, toMs }, ...rest }) => ({
      ...rest,
      span: { fromMs, toMs },
    })),
  );
});

test("[INT-312] a record without a place, or with one KML has not, is refused", () => {
  const { area: _, ...placeless } = claim("1");
  const cell = { shape: "cell", cell: "8928308280fffff" } as const;
  for (const record of [placeless, claim("2", { area: cell })]) {
    expect(() => encodePlacemark(mapping, record)).toThrow(
      expect.objectContaining({ code: "TL_INT_ENCODE" }),
    );
  }
});
