import { lonLat } from "@truceline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { azimuthalPlane } from "./azimuthal-plane.ts";
import {
  bearingDeg,
  destination,
  distanceM,
  geodesicSegment,
  inverseGeodesic,
} from "./geodesic.ts";
import type { Position } from "./geometry.ts";
import { LocalPlane } from "./local-plane.ts";
import { nearestOnSegment } from "./nearest-on-segment.ts";
import { PreparedBand } from "./prepared-band.ts";
import { PreparedLine } from "./prepared-line.ts";

/** Mid-ocean, 6° across. */
const arbPosition = fc
  .tuple(
    fc.double({ min: -33, max: -27, noNaN: true }),
    fc.double({ min: -3, max: 3, noNaN: true }),
  )
  .map(([lonDeg, latDeg]) => lonLat(lonDeg, latDeg));

/**
 * Lines of 2 to 8 places that neither turn back on themselves nor touch themselves with a place:
 * where a line covers itself, its sides have no meaning.
 */
const arbLine = fc
  .array(arbPosition, { minLength: 2, maxLength: 8 })
  .filter((places) =>
    places.every((place, index) => {
      const [next, afterNext] = [places[index + 1], places[index + 2]];
      if (next === undefined) return true;
      if (distanceM(place, next) <= 100) return false;
      if (afterNext === undefined) return true;
      const turnDeg = bearingDeg(next, afterNext) - inverseGeodesic(place, next).endAzimuthDeg;
      return Math.cos((turnDeg * Math.PI) / 180) > -0.98;
    }),
  )
  .filter((places) =>
    places.every((from, edge) => {
      const to = places[edge + 1];
      if (to === undefined) return true;
      const segment = geodesicSegment(from, to);
      return places.every(
        (place) =>
          place === from ||
          place === to ||
          nearestOnSegment(segment, place, segment.distanceM / 2).distanceM > 100,
      );
    }),
  );

/** Independent of the code under test: many points along each edge. */
function slowDistanceM(coordinates: readonly Position[], position: Position): number {
  let best = Number.POSITIVE_INFINITY;
  for (const [index, from] of coordinates.entries()) {
    const to = coordinates[index + 1];
    if (to === undefined) break;
    const leg = inverseGeodesic(from, to);
    for (let step = 0; step <= 150; step++) {
      const at = destination(from, leg.azimuthDeg, (leg.distanceM * step) / 150);
      best = Math.min(best, distanceM(at, position));
    }
  }
  return best;
}

/** Do side and end stay when the place moves by 5 m? Not where it lies on the limit of either. */
function isClear(line: PreparedLine, position: Position): boolean {
  const here = line.nearest(position);
  if (here.distanceM < 10) return false;
  return [0, 90, 180, 270].every((azimuthDeg) => {
    const beside = line.nearest(destination(position, azimuthDeg, 5));
    return beside.side === here.side && beside.isLineEnd === here.isLineEnd;
  });
}

describe("distance from a line", () => {
  test("[GEO-010] walking the line the other way only flips the sign", () => {
    fc.assert(
      fc.property(arbLine, arbPosition, (coordinates, position) => {
        const there = new PreparedLine(coordinates);
        const back = new PreparedLine([...coordinates].reverse());
        const one = there.nearest(position);
        const other = back.nearest(position);
        expect(other.distanceM).toBeCloseTo(one.distanceM, 2);
        fc.pre(isClear(there, position));
        expect(other.signedDistanceM).toBeCloseTo(-one.signedDistanceM, 2);
        expect(other.isLineEnd).toBe(one.isLineEnd);
        const fastM = there.fastSignedDistanceM(position[0], position[1]);
        expect(back.fastSignedDistanceM(position[0], position[1])).toBeCloseTo(-fastM, 1);
      }),
      { numRuns: 300 },
    );
  });

  test("a foot at an end is told from one within, also where the last step is tiny", () => {
    // Found by the law above.
    const there = [
      lonLat(-27.265145624682248, 0.0043902126911917715),
      lonLat(-27.75844778945928, 0),
    ];
    const position = lonLat(-27, 0);
    expect(new PreparedLine(there).nearest(position).isLineEnd).toBe(true);
    expect(new PreparedLine(there.toReversed()).nearest(position).isLineEnd).toBe(true);
  });

  test("[GEO-002] the exact distance is never beaten by a dense row of points", () => {
    fc.assert(
      fc.property(arbLine, arbPosition, (coordinates, position) => {
        const exactM = new PreparedLine(coordinates).nearest(position).distanceM;
        const slowM = slowDistanceM(coordinates, position);
        expect(exactM).toBeLessThanOrEqual(slowM + 1e-3);
        // 150 points to an edge of at most 950 km: the nearest is within 3,200 m of the foot.
        expect(slowM).toBeLessThanOrEqual(exactM + 3_200);
      }),
      { numRuns: 60 },
    );
  });

  test("the fast distance is within 5 cm at 200 km, and 1e-5 beyond", () => {
    fc.assert(
      fc.property(arbLine, arbPosition, (coordinates, position) => {
        const line = new PreparedLine(coordinates);
        const exactM = line.nearest(position).distanceM;
        const fastM = Math.abs(line.fastSignedDistanceM(position[0], position[1]));
        expect(Math.abs(fastM - exactM)).toBeLessThan(Math.max(0.05, (exactM - 200_000) * 1e-5));
      }),
      { numRuns: 300 },
    );
  });

  test("[GEO-002] the fast distance is the same however often places are asked for", () => {
    // A place near others of its cell is answered from the pieces near the cell, later on.
    const arbOffset = fc.tuple(
      fc.constantFrom(0.003, 0.05, 0.5, 4),
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
    );
    const arbCourse = fc.array(
      fc.tuple(fc.integer({ min: -40, max: 90 }), fc.integer({ min: -60, max: 60 })),
      { minLength: 1, maxLength: 120 },
    );
    fc.assert(
      fc.property(
        arbCourse,
        fc.constantFrom(1e-4, 1e-3, 1e-2),
        fc.integer({ min: -80, max: 80 }),
        fc.array(arbOffset, { minLength: 20, maxLength: 60 }),
        (steps, stepDeg, fromLatDeg, offsets) => {
          const coordinates: Position[] = [[-30, fromLatDeg]];
          for (const [east, north] of steps) {
            const [lonDeg, latDeg] = coordinates.at(-1) ?? [0, 0];
            coordinates.push([lonDeg + (east + 0.5) * stepDeg, latDeg + north * stepDeg]);
          }
          const line = new PreparedLine(coordinates);
          const fresh = new PreparedLine(coordinates);
          for (const [index, [wideDeg, u, v]] of offsets.entries()) {
            const [lonDeg, latDeg] = coordinates[(index * 7) % coordinates.length] ?? [0, 0];
            const position = lonLat(lonDeg + u * wideDeg, latDeg + v * wideDeg);
            const firstM = fresh.fastSignedDistanceM(position[0], position[1]);
            for (const turn of [1, 2, 3]) {
              // The middle of three near places fills the cell's run, the others use it.
              line.fastSignedDistanceM(position[0] + turn * 1e-5, position[1]);
              expect(line.fastSignedDistanceM(position[0], position[1])).toBe(firstM);
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test("[GEO-004] a band holds what is near enough on its side, whatever its outline", () => {
    const arbReach = fc.integer({ min: 0, max: 300_000 });
    fc.assert(
      fc.property(arbLine, arbPosition, arbReach, arbReach, (coordinates, position, a, b) => {
        const line = new PreparedLine(coordinates);
        const band = new PreparedBand(line, { leftM: a, rightM: b + 1 });
        const { signedDistanceM } = line.nearest(position);
        fc.pre(isClear(line, position));
        const expected = signedDistanceM > 0 ? signedDistanceM <= a : -signedDistanceM <= b + 1;
        expect(band.contains(position[0], position[1])).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });

  test("[GEO-010] a band with its line reversed and its reaches exchanged holds the same", () => {
    const arbReach = fc.integer({ min: 1, max: 300_000 });
    fc.assert(
      fc.property(arbLine, arbPosition, arbReach, arbReach, (coordinates, position, a, b) => {
        const line = new PreparedLine(coordinates);
        fc.pre(isClear(line, position));
        const there = new PreparedBand(line, { leftM: a, rightM: b });
        const back = new PreparedBand(new PreparedLine(coordinates.toReversed()), {
          leftM: b,
          rightM: a,
        });
        const [lonDeg, latDeg] = position;
        expect(back.contains(lonDeg, latDeg)).toBe(there.contains(lonDeg, latDeg));
      }),
      { numRuns: 200 },
    );
  });

  test("a place on the line at a chainage is found again there", () => {
    fc.assert(
      fc.property(arbLine, fc.double({ min: 0, max: 1, noNaN: true }), (coordinates, share) => {
        const line = new PreparedLine(coordinates);
        const chainageM = share * line.lengthM;
        const { position } = line.atChainage(chainageM);
        expect(line.nearest(position).distanceM).toBeLessThan(1e-3);
        expect(Math.abs(line.fastSignedDistanceM(position[0], position[1]))).toBeLessThan(0.05);
      }),
      { numRuns: 200 },
    );
  });
});

describe("planes", () => {
  const arbAzimuth = fc.double({ min: 0, max: 359.9, noNaN: true });

  test("[GEO-001] going somewhere and asking back gives the same distance and direction", () => {
    fc.assert(
      fc.property(
        arbPosition,
        arbAzimuth,
        fc.double({ min: 1, max: 5e6, noNaN: true }),
        (from, azimuthDeg, awayM) => {
          const leg = inverseGeodesic(from, destination(from, azimuthDeg, awayM));
          expect(leg.distanceM).toBeCloseTo(awayM, 5);
          const turnDeg = Math.abs(leg.azimuthDeg - azimuthDeg);
          expect(Math.min(turnDeg, 360 - turnDeg) * awayM).toBeLessThan(1e-3);
        },
      ),
    );
  });

  test("the exact plane goes there and back", () => {
    const arbM = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(arbPosition, arbM, arbM, (centre, xM, yM) => {
        const plane = azimuthalPlane(centre);
        const [x, y] = plane.toPlane(plane.toPosition(xM, yM));
        expect(x).toBeCloseTo(xM, 4);
        expect(y).toBeCloseTo(yM, 4);
      }),
    );
  });

  const arbLatitude = fc.double({ min: -65, max: 65, noNaN: true });

  test.each([
    { reachM: 20_000, errorM: 1e-3 },
    { reachM: 100_000, errorM: 0.1 },
    { reachM: 200_000, errorM: 2 },
  ])("the fast plane is within $errorM m at $reachM m", ({ reachM, errorM }) => {
    const out = new Float64Array(2);
    fc.assert(
      fc.property(arbLatitude, arbAzimuth, (latDeg, azimuthDeg) => {
        const xM = reachM * Math.sin((azimuthDeg * Math.PI) / 180);
        const yM = reachM * Math.cos((azimuthDeg * Math.PI) / 180);
        const fast = new LocalPlane(-30, latDeg);
        const exact = azimuthalPlane([-30, latDeg]).toPosition(xM, yM);
        fast.toPosition(xM, yM, out, 0);
        expect(distanceM(exact, [out[0] as number, out[1] as number])).toBeLessThan(errorM);
        fast.toPlane(exact[0], exact[1], out, 0);
        expect(Math.hypot((out[0] as number) - xM, (out[1] as number) - yM)).toBeLessThan(errorM);
      }),
    );
  });
});
