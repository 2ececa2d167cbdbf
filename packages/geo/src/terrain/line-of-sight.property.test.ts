import { type LonLat, lonLat } from "@truceline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { destination } from "../geodesic.ts";
import { horizonM } from "./earth-bend.ts";
import { lineOfSight } from "./line-of-sight.ts";
import { rasterTerrain } from "./raster-terrain.ts";
import { flatTerrain, type Terrain } from "./terrain.ts";

const [cols, rows, step] = [40, 40, 0.002];

/** Rough ground of 8.9 km square in mid-ocean, with a post missing now and then. */
const arbTerrain: fc.Arbitrary<Terrain> = fc
  .array(fc.option(fc.integer({ min: 0, max: 60 }), { freq: 400, nil: -999 }), {
    minLength: cols * rows,
    maxLength: cols * rows,
  })
  .map((heights) =>
    rasterTerrain([
      {
        ...{ westDeg: -30, northDeg: 0, stepLonDeg: step, stepLatDeg: step, cols, rows },
        ...{ heightsM: Int16Array.from(heights), voidHeight: -999, source: "drawn" },
      },
    ]),
  );
const arbPlace: fc.Arbitrary<LonLat> = fc
  .tuple(
    fc.double({ min: -30, max: -30 + (cols - 1) * step, noNaN: true }),
    fc.double({ min: -(rows - 1) * step, max: 0, noNaN: true }),
  )
  .map(([lonDeg, latDeg]) => lonLat(lonDeg, latDeg));
/** 1.5 m from one to the next over the longest way there is. */
const pointCount = 8_000;
const arbHeight = fc.integer({ min: 0, max: 60 });

describe("[GEO-020] lineOfSight", () => {
  test("seen from the other end it is the same line: mutual, with the same clearance", () => {
    fc.assert(
      fc.property(
        arbTerrain,
        arbPlace,
        arbPlace,
        arbHeight,
        arbHeight,
        (terrain, a, b, up, other) => {
          const from = { position: a, aboveGroundM: up };
          const to = { position: b, aboveGroundM: other };
          const thither = lineOfSight(terrain, from, to);
          const hither = lineOfSight(terrain, to, from);
          if (thither.clearanceM === null || hither.clearanceM === null) {
            // A way along the edge of a missing post may touch it from one side only by rounding.
            expect(thither.clearanceM).toBe(hither.clearanceM);
            return;
          }
          expect(Math.abs(thither.clearanceM - hither.clearanceM)).toBeLessThan(1e-3);
          if (Math.abs(thither.clearanceM) > 1e-3) expect(thither.visible).toBe(hither.visible);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("raising either end never hides", () => {
    fc.assert(
      fc.property(
        arbTerrain,
        arbPlace,
        arbPlace,
        arbHeight,
        arbHeight,
        (terrain, a, b, up, other) => {
          const sight = (first: number, second: number) =>
            lineOfSight(
              terrain,
              { position: a, aboveGroundM: first },
              { position: b, aboveGroundM: second },
            );
          const low = sight(up, other);
          for (const high of [sight(up + 7, other), sight(up, other + 7)]) {
            if (low.visible) expect(high.visible).toBe(true);
            if (low.clearanceM !== null && high.clearanceM !== null) {
              expect(high.clearanceM).toBeGreaterThan(low.clearanceM - 1e-9);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test("the clearance is that of many points of the way, and never above one of them", () => {
    fc.assert(
      fc.property(arbTerrain, arbPlace, arbPlace, arbHeight, (terrain, a, b, up) => {
        const from = { position: a, aboveGroundM: up };
        const to = { position: b, aboveGroundM: 5 };
        const { clearanceM, distanceM } = lineOfSight(terrain, from, to);
        if (clearanceM === null) return;
        const startM = (terrain.heightM(a[0], a[1]) ?? Number.NaN) + up;
        const endM = (terrain.heightM(b[0], b[1]) ?? Number.NaN) + 5;
        let least = Number.POSITIVE_INFINITY;
        // Over so short a way the straight line in degrees is the geodesic within centimetres. Ground
        // rises by 0.38 m a metre at most, so the least lies within 0.6 m of one of these points, also
        // where it stands at the edge of what is known and has points on one side only.
        for (let point = 0; point <= pointCount; point++) {
          const share = point / pointCount;
          const groundM = terrain.heightM(
            a[0] + (b[0] - a[0]) * share,
            a[1] + (b[1] - a[1]) * share,
          );
          if (groundM === null) continue;
          const bendM = ((6 / 7) * share * (1 - share) * distanceM ** 2) / (2 * 6_371_008.7714);
          least = Math.min(least, startM + (endM - startM) * share - bendM - groundM);
        }
        expect(clearanceM).toBeLessThan(least + 0.05);
        expect(clearanceM).toBeGreaterThan(least - 1);
      }),
      { numRuns: 60 },
    );
  });

  test("level ground is seen to the sum of the horizons, from any place in any direction", () => {
    fc.assert(
      fc.property(
        arbPlace,
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.integer({ min: 1, max: 200 }),
        // Ground itself fades away over the horizon by micrometres; what stands on it does not.
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom(0.999, 1.001),
        (here, bearing, up, other, factor) => {
          const reachM = horizonM(up) + horizonM(other);
          const there = destination(here, bearing, reachM * factor);
          const sight = lineOfSight(
            flatTerrain,
            { position: here, aboveGroundM: up },
            { position: there, aboveGroundM: other },
          );
          expect(sight.visible).toBe(factor < 1);
        },
      ),
      { numRuns: 300 },
    );
  });
});
