import { lengthM, type Position, type ZoneGeometry } from "@truceline/geo";
import { expect, test } from "vitest";
import { borderBeyondLine, borderOutside } from "./border-runs.ts";

/** A border along the equator in two runs that meet at 30 W, drawn towards and away from it. */
const west: Position[] = [
  [-34, 0],
  [-32, 0],
  [-30, 0],
];
const east: Position[] = [
  [-30, 0],
  [-28, 0],
  [-26, 0],
];
const square = (fromLon: number, toLon: number): ZoneGeometry => ({
  type: "Polygon",
  coordinates: [
    [
      [fromLon, -0.5],
      [toLon, -0.5],
      [toLon, 0.5],
      [fromLon, 0.5],
      [fromLon, -0.5],
    ],
  ],
});
const total = (runs: readonly (readonly Position[])[]) =>
  runs.reduce((sum, run) => sum + lengthM(run), 0);
const degreeM = 111_319.49;

test("[REP-003] border along held ground is left out, with its margin, to 500 m", () => {
  const runs = borderOutside([west, east], square(-29, -27), 5_000);
  expect(runs).toHaveLength(3);
  expect(Math.abs(total(runs) - (6 * degreeM - 10_000))).toBeLessThan(1_000);
  expect(total(borderOutside([west], square(-29, -27), 5_000))).toBeCloseTo(4 * degreeM, 0);
  expect(borderOutside([east], square(-31, -25), 5_000)).toEqual([]);
});

test.each([
  ["the line's first place", 0],
  ["the line's last place", 1],
])("[REP-003] border beyond the line goes on from %s, away from it", (_, reversed) => {
  const line: Position[] = [
    [-27, 0.05],
    [-27, -3],
  ];
  const runs = borderBeyondLine([east, west], reversed === 1 ? [...line].reverse() : line, 20_000);
  expect(total(runs) / degreeM).toBeCloseTo(4 + 3, 3);
  expect(borderBeyondLine([east, west], line, 5_000)).toEqual([]);
  expect(borderBeyondLine([], line, 5_000)).toEqual([]);
});
