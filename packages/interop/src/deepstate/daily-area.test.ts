import { expect, test } from "vitest";
import { dailyAreaGeojson, readDailyArea, readGeojson } from "../index.ts";

const ring = [
  [-30, 0],
  [-29, 0],
  [-29, 1],
  [-30, 1],
  [-30, 0],
];
const square = (west: number, south: number, size: number) => ({
  type: "Polygon" as const,
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ] as [number, number][],
  ],
});
const text = (date: unknown, coordinates: unknown = [[ring]]) =>
  JSON.stringify({
    type: "FeatureCollection",
    features: [
      { type: "Feature", properties: { date }, geometry: { type: "MultiPolygon", coordinates } },
    ],
  });
const read = (input: string) => readDailyArea(input, { name: "day.geojson" });

test("[INT-005] a day's area is drawn by its author from its hour on, and accepted by nobody", () => {
  const { area, faults } = read(text("2026-01-05"));
  expect(faults).toEqual([]);
  expect(area).toEqual({
    date: "2026-01-05",
    drawnBy: "deepstate",
    acceptedBy: [],
    validFromMs: Date.UTC(2026, 0, 5, 3),
    polygons: { type: "Polygon", coordinates: [ring] },
  });
});

test("[INT-005] what follows the state's border is cut away, what lies inside it is the line", () => {
  // The state reaches from 31 W to 29 W; the area covers its east, so its west edge is the line.
  const { area } = readDailyArea(text("2026-01-05"), {
    name: "day.geojson",
    outline: [square(-31, -0.5, 2)],
    contactLine: { marginM: 2_000 },
  });
  const edge = (area?.pieces ?? []).flat();
  expect(edge.length).toBeGreaterThan(1);
  expect(edge.every(([lonDeg]) => lonDeg < -29.01)).toBe(true);
  expect(edge.some(([lonDeg]) => lonDeg === -30)).toBe(true);
  if (area === undefined) return;
  const { rows } = readGeojson(dailyAreaGeojson(area), { name: "out" });
  expect(rows.map(({ cells }) => cells["what"])).toEqual(["area", "line-of-contact"]);
});

test.each([
  ["no date", text(null), "TL_INT_VALUE"],
  ["a day that no month has", text("2026-02-30"), "TL_INT_VALUE"],
  ["an open ring", text("2026-01-05", [[ring.slice(0, 4)]]), "TL_INT_GEOMETRY"],
  ["no feature", '{"type":"FeatureCollection","features":[]}', "TL_INT_GEOJSON"],
  ["no JSON", "{", "TL_INT_JSON"],
])("[INT-005] %s is refused", (_, input, code) => {
  const { area, faults } = read(input);
  expect(area).toBeUndefined();
  expect(faults.map((fault) => fault.code)).toContain(code);
});
