import { type Area, lonLat, seededRng } from "@truceline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areaMedian } from "./area-measures.ts";
import { cellAt } from "./cells.ts";
import { isInsideZone, type Position, ringsOf, type ZoneGeometry } from "./geometry.ts";
import { areaOutline, isInsideArea, sampleArea, shareWhere } from "./observation-area.ts";
import { PreparedZone } from "./prepared-zone.ts";
import { readZone } from "./read-geometry.ts";
import { ZoneIndex } from "./zone-index.ts";

/** A brand hides that a position is a pair. */
const pair = (position: Position): Position => position;

const arbUnit = fc.double({ min: 0, max: 1, noNaN: true });

/** A star round a centre, and the same star drawn to a quarter: never cross. Either winding. */
const arbStar = fc
  .record({
    lonDeg: fc.double({ min: -32, max: -28, noNaN: true }),
    latDeg: fc.double({ min: -2, max: 2, noNaN: true }),
    radii: fc.array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: 3, maxLength: 24 }),
    isClockwise: fc.boolean(),
  })
  .map(({ lonDeg, latDeg, radii, isClockwise }) => {
    const ringOf = (scale: number): Position[] => {
      const ring = radii.map((radius, index): Position => {
        const turn = ((isClockwise ? -index : index) * 2 * Math.PI) / radii.length;
        return [lonDeg + scale * radius * Math.cos(turn), latDeg + scale * radius * Math.sin(turn)];
      });
      return [...ring, ring[0] as Position];
    };
    return { outline: ringOf(1), hole: ringOf(0.25) };
  });

const arbZone: fc.Arbitrary<ZoneGeometry> = fc
  .tuple(fc.array(arbStar, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([stars, withHoles]) => {
    const polygons = stars.map(({ outline, hole }) => (withHoles ? [outline, hole] : [outline]));
    const [first] = polygons;
    return polygons.length === 1 && first !== undefined
      ? { type: "Polygon", coordinates: first }
      : { type: "MultiPolygon", coordinates: polygons };
  });

/** Every pair of edges that are not neighbours, by the sense in which the ends turn. */
function crossesSlowly(ring: readonly Position[]): boolean {
  const turn = (p: Position, q: Position, r: Position) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  const count = ring.length - 1;
  const at = (index: number) => ring[index] as Position;
  for (let first = 0; first < count; first++) {
    for (let second = first + 2; second < count; second++) {
      if (first === 0 && second === count - 1) continue;
      const [a, b, c, d] = [at(first), at(first + 1), at(second), at(second + 1)];
      if (turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0) return true;
    }
  }
  return false;
}

describe("zones", () => {
  test("[GEO-008] the index answers as plain ray casting does, for every zone and place", () => {
    fc.assert(
      fc.property(
        fc.array(arbZone, { minLength: 1, maxLength: 6 }),
        fc.array(fc.tuple(arbUnit, arbUnit), { minLength: 50, maxLength: 50 }),
        (geometries, units) => {
          const index = new ZoneIndex(
            geometries.map((geometry, id) => ({ id: `${id}`, geometry })),
          );
          const out = new Int32Array(index.zoneCount);
          // The zones' own places as well: that is where rounding bites.
          const corners = geometries.flatMap((geometry) => ringsOf(geometry).flat());
          const middles = units.map(([u, v]): Position => [-33.5 + 7 * u, -3.5 + 7 * v]);
          for (const [lonDeg, latDeg] of [...middles, ...corners.slice(0, 60)]) {
            const expected = geometries.flatMap((geometry, zone) =>
              isInsideZone(geometry, lonDeg, latDeg) ? [zone] : [],
            );
            const count = index.zonesAt(lonDeg, latDeg, out);
            expect([...out.subarray(0, count)]).toEqual(expected);
            for (const zone of geometries.keys()) {
              expect(index.isInside(zone, lonDeg, latDeg)).toBe(expected.includes(zone));
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test("an index over no zones holds nothing", () => {
    expect(new ZoneIndex([]).zonesAt(-30, 0, new Int32Array(1))).toBe(0);
  });

  test("[GEO-009] crossings are found exactly where a comparison of all edges finds them", () => {
    fc.assert(
      fc.property(arbStar, fc.nat(), ({ outline }, pick) => {
        expect(readZone({ type: "Polygon", coordinates: [outline] }).faults).toEqual([]);
        fc.pre(outline.length > 6);
        const at = 1 + (pick % (outline.length - 4));
        const swapped = outline.toSpliced(
          at,
          2,
          outline[at + 1] as Position,
          outline[at] as Position,
        );
        const { faults } = readZone({ type: "Polygon", coordinates: [swapped] });
        expect(faults.length > 0).toBe(crossesSlowly(swapped));
      }),
      { numRuns: 300 },
    );
  });

  test("[GEO-008] places level with corners and on level edges, as ray casting says", () => {
    const grid: ZoneGeometry = {
      type: "MultiPolygon",
      coordinates: [0, 1, 2].map((step) => [
        [
          [step - 30, 0],
          [step - 29, 0],
          [step - 29, 1],
          [step - 30, 1],
          [step - 30, 0],
        ],
      ]),
    };
    const index = new ZoneIndex([{ id: "grid", geometry: grid }]);
    const out = new Int32Array(1);
    for (let x = -2; x <= 14; x++) {
      for (let y = -2; y <= 6; y++) {
        const [lonDeg, latDeg] = [-30 + x / 4, y / 4];
        const expected = isInsideZone(grid, lonDeg, latDeg) ? 1 : 0;
        expect(index.zonesAt(lonDeg, latDeg, out), `${lonDeg} ${latDeg}`).toBe(expected);
      }
    }
  });
});

const arbCentre = fc
  .tuple(
    fc.double({ min: -31, max: -29, noNaN: true }),
    fc.double({ min: -1, max: 1, noNaN: true }),
  )
  .map(([lonDeg, latDeg]) => lonLat(lonDeg, latDeg));

const arbSector = fc.record({
  shape: fc.constant("sector" as const),
  centre: arbCentre,
  minM: fc.integer({ min: 0, max: 4_000 }),
  maxM: fc.integer({ min: 4_100, max: 30_000 }),
  bearingsDeg: fc.array(
    fc.integer({ min: 0, max: 15 }).map((point) => point * 22.5),
    { maxLength: 5 },
  ),
  halfWidthDeg: fc.constantFrom(11.25, 45, 80),
});

const arbArea: fc.Arbitrary<Area> = fc.oneof(
  arbSector,
  fc.record({
    shape: fc.constant("circle" as const),
    centre: arbCentre,
    radiusM: fc.integer({ min: 1, max: 50_000 }),
  }),
  arbStar.map(({ outline }) => ({
    shape: "polygon" as const,
    rings: [outline.map(([lonDeg, latDeg]) => lonLat(lonDeg, latDeg))],
  })),
  arbCentre.map(([lonDeg, latDeg]) => ({
    shape: "cell" as const,
    cell: cellAt(lonDeg, latDeg, 6),
  })),
);

describe("areas of observations", () => {
  test("[GEO-011] each place drawn lies in the area, and the same seed draws the same", () => {
    fc.assert(
      fc.property(arbArea, fc.string(), (area, seed) => {
        const places = sampleArea(area, 64, seededRng(seed));
        for (let at = 0; at < places.length; at += 2) {
          const [lonDeg, latDeg] = [places[at] as number, places[at + 1] as number];
          // On the rim a millimetre of the fast projection may fall to the other side.
          const grown =
            area.shape === "sector"
              ? {
                  ...area,
                  minM: area.minM - 0.01,
                  maxM: area.maxM + 0.01,
                  halfWidthDeg: area.halfWidthDeg + 1e-4,
                }
              : area.shape === "circle"
                ? { ...area, radiusM: area.radiusM + 0.01 }
                : area;
          expect(isInsideArea(grown, lonDeg, latDeg)).toBe(true);
        }
        expect(sampleArea(area, 64, seededRng(seed))).toEqual(places);
        expect(isInsideArea(area, ...pair(areaMedian(area)))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test("[GEO-016] the share of a sector or circle in a zone is that of many places drawn", () => {
    fc.assert(
      fc.property(fc.oneof(arbSector, arbSector), arbZone, (area, geometry) => {
        // Overlapping parts would count twice; `readZone` refuses them.
        fc.pre(geometry.type === "Polygon");
        const zone = new PreparedZone(geometry);
        const drawn = shareWhere(sampleArea(area, 8_000), (lonDeg, latDeg) =>
          zone.contains(lonDeg, latDeg),
        );
        expect(Math.abs(zone.shareOf(area) - drawn)).toBeLessThan(0.006);
      }),
      { numRuns: 200 },
    );
  });

  test("the outline holds the places drawn, but for the bulge of its arcs", () => {
    fc.assert(
      fc.property(arbSector, (area) => {
        const outline = areaOutline(area);
        const share = shareWhere(sampleArea(area, 500), (lonDeg, latDeg) =>
          isInsideZone(outline, lonDeg, latDeg),
        );
        expect(share).toBeGreaterThan(0.985);
      }),
    );
  });
});
