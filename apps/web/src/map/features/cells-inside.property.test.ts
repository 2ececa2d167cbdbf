import type { LonLat } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cellsInside } from "./cells-inside.ts";

const at = (lon: number, lat: number): LonLat => [lon, lat] as unknown as LonLat;
const area = (ring: readonly (readonly number[])[]): number =>
  Math.abs(
    ring.slice(1).reduce((sum, [x = 0, y = 0], index) => {
      const [px = 0, py = 0] = ring[index] ?? [];
      return sum + (px * y - x * py) / 2;
    }, 0),
  );

/** Twelve by twelve squares round 30° W, 0° N. */
const side = 0.1;
const count = 12;
const cells = Array.from({ length: count * count }, (_, index) => {
  const [west, south] = [-30 + side * (index % count), side * Math.floor(index / count)];
  const ring = [
    at(west, south),
    at(west + side, south),
    at(west + side, south + side),
    at(west, south + side),
    at(west, south),
  ];
  // Every second one is walked the other way: servers differ.
  return { cell: String(index), sectorId: "s1", ring: index % 2 === 0 ? ring : ring.toReversed() };
});

/** A star round the middle of the cells: any number of corners, deep bays, no crossing. */
const arbStar = fc
  .array(fc.double({ min: 0.05, max: 0.58, noNaN: true }), { minLength: 3, maxLength: 60 })
  .map((radii) => {
    const ring = radii.map((radius, index) => {
      const turn = (2 * Math.PI * index) / radii.length;
      return at(-29.4 + radius * Math.cos(turn), 0.6 + radius * Math.sin(turn));
    });
    return [...ring, ring[0] ?? at(0, 0)];
  });

test("[WEB-007] cells that cover a zone hold all of it, and nothing outside", () => {
  fc.assert(
    fc.property(arbStar, (star) => {
      const zone = {
        id: "z",
        kind: "security-zone",
        name: "Zone",
        assessed: true,
        polygons: [[star]],
      };
      const drawn = cellsInside(cells, [zone]);
      const total = drawn.reduce(
        (sum, { polygons }) => sum + polygons.reduce((s, [ring = []]) => s + area(ring), 0),
        0,
      );
      expect(total).toBeCloseTo(area(star), 9);
      drawn.forEach(({ polygons }, index) => {
        const lons = cells[index]?.ring.map(([lon]) => lon) ?? [];
        for (const [lon = 0] of polygons.flat(2)) {
          expect(lon).toBeGreaterThanOrEqual(Math.min(...lons) - 1e-9);
          expect(lon).toBeLessThanOrEqual(Math.max(...lons) + 1e-9);
        }
      });
    }),
  );
});
