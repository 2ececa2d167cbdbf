import { lonLat } from "@truceline/model";
import { describe, expect, test } from "vitest";
import {
  type CellSampleCount,
  cellAreaM2,
  cellAt,
  cellBoundary,
  cellCentre,
  cellEdgeM,
  cellResolution,
  cellSamplePoints,
  cellsAlongLine,
  cellsOfZone,
  meanCellEdgeM,
} from "./cells.ts";
import { destination, distanceM } from "./geodesic.ts";
import { isInsideZone, type ZoneGeometry } from "./geometry.ts";
import { sampleArea } from "./observation-area.ts";
import { PreparedLine } from "./prepared-line.ts";

const cell = cellAt(-30, 0.2, 6);
const rings = [
  [lonLat(-30.4, 0), lonLat(-29.8, -0.1), lonLat(-30, 0.5), lonLat(-30.4, 0)],
  [lonLat(-30.2, 0.1), lonLat(-30, 0.1), lonLat(-30.1, 0.2), lonLat(-30.2, 0.1)],
];
const zone: ZoneGeometry = { type: "Polygon", coordinates: rings };

describe("cells", () => {
  test("a cell holds its centre, and its figures fit together", () => {
    const [lonDeg, latDeg] = cellCentre(cell);
    expect(cellAt(lonDeg, latDeg, 6)).toBe(cell);
    expect(cellResolution(cell)).toBe(6);
    expect(cellBoundary(cell)).toHaveLength(7);
    const edgeM = cellEdgeM(cell);
    expect(edgeM / meanCellEdgeM(6)).toBeGreaterThan(0.7);
    expect(edgeM / meanCellEdgeM(6)).toBeLessThan(1.4);
    expect(cellAreaM2(cell) / ((3 * Math.sqrt(3) * edgeM ** 2) / 2)).toBeCloseTo(1, 1);
  });

  test.each([1, 7, 13] as const)("%i places stand for a cell, always the same", (count) => {
    const places = cellSamplePoints(cell, count);
    expect(places).toHaveLength(count);
    expect(cellSamplePoints(cell, count)).toEqual(places);
    for (const [lonDeg, latDeg] of places) expect(cellAt(lonDeg, latDeg, 6)).toBe(cell);
  });

  test.each([
    [179.99, 5],
    [-179.99, 5],
    [180, -40],
    [-179.98, 62],
  ])("places of a cell on the 180th meridian lie in it: %d %d", (lonDeg, latDeg) => {
    const astride = cellAt(lonDeg, latDeg, 5);
    const lonsDeg = cellBoundary(astride).map(([cornerDeg]) => cornerDeg);
    expect(Math.max(...lonsDeg) - Math.min(...lonsDeg)).toBeGreaterThan(180);
    for (const count of [7, 13] satisfies CellSampleCount[]) {
      for (const [x, y] of cellSamplePoints(astride, count)) expect(cellAt(x, y, 5)).toBe(astride);
    }
  });

  test("their mean square distance from the centre is that of the whole cell", () => {
    const centre = cellCentre(cell);
    const spread = (places: readonly (readonly [number, number])[]) =>
      places.reduce((sum, place) => sum + distanceM(centre, place) ** 2, 0) / places.length;
    const even = sampleArea({ shape: "cell", cell }, 5_000);
    const all = Array.from({ length: 5_000 }, (_, index): [number, number] => [
      even[2 * index] as number,
      even[2 * index + 1] as number,
    ]);
    for (const count of [7, 13] satisfies CellSampleCount[]) {
      expect(spread(cellSamplePoints(cell, count)) / spread(all)).toBeCloseTo(1, 1);
    }
  });

  test("[GEO-013] no place of a zone is without a cell", () => {
    const cells = new Set(cellsOfZone(zone, 6));
    expect(cells.size).toBeGreaterThan(20);
    const places = sampleArea({ shape: "polygon", rings }, 2_000);
    for (let at = 0; at < places.length; at += 2) {
      expect(isInsideZone(zone, places[at] as number, places[at + 1] as number)).toBe(true);
      expect(cells.has(cellAt(places[at] as number, places[at + 1] as number, 6))).toBe(true);
    }
  });

  test("[GEO-013] no place of a line's corridor is without a cell, each side by its own reach", () => {
    const line = new PreparedLine([lonLat(-30.5, 0), lonLat(-30, 0.3), lonLat(-29.6, 0)]);
    const cells = new Set(cellsAlongLine(line, 12_000, 3_000, 6));
    for (let step = 0; step <= 60; step++) {
      const { position, azimuthDeg } = line.atChainage((line.lengthM * step) / 60);
      for (const [turnDeg, reachM] of [
        [-90, 11_999],
        [-90, 5_000],
        [90, 2_999],
      ] as const) {
        const place = destination(position, azimuthDeg + turnDeg, reachM);
        expect(cells.has(cellAt(place[0], place[1], 6))).toBe(true);
      }
    }
    // Beyond the end, just on the wider side.
    const end = line.atChainage(line.lengthM);
    for (let awayM = 500; awayM < 12_000; awayM += 500) {
      const place = destination(end.position, end.azimuthDeg - 1, awayM);
      expect(cells.has(cellAt(place[0], place[1], 6))).toBe(true);
    }
    const farRight = destination(line.atChainage(20_000).position, 180, 20_000);
    expect(cells.has(cellAt(farRight[0], farRight[1], 6))).toBe(false);
  });

  test("what is no cell, or too many, is refused", () => {
    expect(() => cellCentre("8f")).toThrow(expect.objectContaining({ code: "TL_GEO_CELL" }));
    expect(() => cellsOfZone(zone, 15)).toThrow(
      expect.objectContaining({ code: "TL_GEO_CELL_LIMIT" }),
    );
  });
});
