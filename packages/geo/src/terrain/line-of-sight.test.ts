import { lonLat } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { destination } from "../geodesic.ts";
import { earthRadiiM, horizonM } from "./earth-bend.ts";
import { lineOfSight } from "./line-of-sight.ts";
import { rasterTerrain } from "./raster-terrain.ts";
import { flatTerrain, type HeightRaster, type Terrain } from "./terrain.ts";

const here = lonLat(-30, 0);
const end = (position = here, aboveGroundM = 2) => ({ position, aboveGroundM });
const east = (distanceM: number) => destination(here, 90, distanceM);

/** A raster of 0.001° around the place, one height everywhere but where `height` says otherwise. */
function raster(height: (lonDeg: number, latDeg: number) => number, source = "made"): HeightRaster {
  const [cols, rows, step] = [401, 401, 0.001];
  const heightsM = Float32Array.from({ length: cols * rows }, (_, index) =>
    height(-30.2 + (index % cols) * step, 0.2 - Math.floor(index / cols) * step),
  );
  return {
    ...{ westDeg: -30.2, northDeg: 0.2, stepLonDeg: step, stepLatDeg: step },
    ...{ cols, rows, heightsM, voidHeight: null, source },
  };
}

describe("lineOfSight", () => {
  test.each([
    { title: "well within both horizons", distanceM: 5_000, visible: true },
    { title: "just within", distanceM: 10_904, visible: true },
    { title: "just beyond", distanceM: 10_906, visible: false },
    { title: "far beyond", distanceM: 60_000, visible: false },
  ])("[GEO-020] over level ground, $title: 2 m and 2 m see 10,905 m", ({ distanceM, visible }) => {
    const options = { curvatureCoefficient: 6 / 7, radius: "sphere" } as const;
    expect(2 * horizonM(2, options)).toBeCloseTo(10_905.3, 0);
    const sight = lineOfSight(flatTerrain, end(), end(east(distanceM)), options);
    expect(sight.visible).toBe(visible);
    expect(sight.distanceM).toBeCloseTo(distanceM, 6);
  });

  test("[GEO-020] the clearance over level ground is the height less the bend in the middle", () => {
    const sight = lineOfSight(flatTerrain, end(here, 10), end(east(20_000), 10), {
      radius: "sphere",
    });
    expect(sight.clearanceM).toBeCloseTo(10 - ((6 / 7) * 20_000 ** 2) / (8 * 6_371_000), 9);
    expect(sight.leastAtM).toBeCloseTo(10_000, 3);
  });

  test("[GEO-020] without refraction and with a larger radius one sees less and farther", () => {
    const bare = { curvatureCoefficient: 1 };
    expect(horizonM(10, bare)).toBeLessThan(horizonM(10));
    expect(horizonM(10, { radius: "equatorial" })).toBeGreaterThan(horizonM(10));
    expect(horizonM(10, { curvatureCoefficient: 0 })).toBe(Number.POSITIVE_INFINITY);
    expect(earthRadiiM.mean).toBeCloseTo(6_371_008.77, 2);
  });

  test("[GEO-020] a ridge across the way blocks it, by what it stands above the line", () => {
    // Between posts the ridge falls off evenly: 100 m at -30.1 itself, 0 one step away.
    const ridge = rasterTerrain([raster((lonDeg) => (Math.abs(lonDeg + 30.1) < 5e-4 ? 100 : 0))]);
    const from = end(lonLat(-30.15, 0), 10);
    const sight = lineOfSight(ridge, from, end(lonLat(-30.05, 0), 10), { curvatureCoefficient: 0 });
    expect(sight.visible).toBe(false);
    expect(sight.clearanceM).toBeCloseTo(-90, 6);
    expect(sight.leastAtM).toBeCloseTo(sight.distanceM / 2, 1);
    const over = lineOfSight(ridge, end(lonLat(-30.15, 0), 101), end(lonLat(-30.05, 0), 101), {
      curvatureCoefficient: 0,
    });
    expect(over.visible).toBe(true);
    expect(over.clearanceM).toBeCloseTo(1, 6);
  });

  test("[GEO-020] the bulge inside a cell of the raster is found, not stepped over", () => {
    const step = 0.01;
    const saddle = rasterTerrain([
      {
        ...{ westDeg: -30, northDeg: 0, stepLonDeg: step, stepLatDeg: step, cols: 2, rows: 2 },
        ...{ heightsM: Float32Array.of(0, 10, 10, 0), voidHeight: null, source: "saddle" },
      },
    ]);
    const sight = lineOfSight(saddle, end(lonLat(-30, 0), 6), end(lonLat(-29.99, -0.01), 6), {
      curvatureCoefficient: 0,
    });
    expect(sight.clearanceM).toBeCloseTo(1, 5);
  });

  test("[GEO-023] over unknown ground nothing is visible, and there is no figure", () => {
    const hole = rasterTerrain([
      raster((lonDeg) => (Math.abs(lonDeg + 30.1) < 5e-4 ? Number.NaN : 0)),
    ]);
    const across = lineOfSight(hole, end(lonLat(-30.15, 0), 10), end(lonLat(-30.05, 0), 10));
    expect(across).toMatchObject({ visible: false, clearanceM: null, leastAtM: null });
    const before = lineOfSight(hole, end(lonLat(-30.15, 0)), end(lonLat(-30.105, 0)));
    expect(before.visible).toBe(true);
    const outside = lineOfSight(hole, end(lonLat(-30.15, 0)), end(lonLat(-29, 0)));
    expect(outside).toMatchObject({ visible: false, clearanceM: null });
  });

  test("[GEO-023] what known ground blocks is blocked, whatever else is unknown", () => {
    const both = rasterTerrain([
      raster((lonDeg) =>
        Math.abs(lonDeg + 30.1) < 5e-4 ? 100 : Math.abs(lonDeg + 30.12) < 5e-4 ? Number.NaN : 0,
      ),
    ]);
    const sight = lineOfSight(both, end(lonLat(-30.15, 0)), end(lonLat(-30.05, 0)));
    expect(sight.visible).toBe(false);
    expect(sight.clearanceM).toBeLessThan(-90);
  });

  test("terrain that knows no breaks is sampled, and comes near", () => {
    const ridge = rasterTerrain([raster((lonDeg) => (Math.abs(lonDeg + 30.1) < 5e-4 ? 100 : 0))]);
    const plain: Terrain = {
      source: "sampled",
      heightM: (lonDeg, latDeg) => ridge.heightM(lonDeg, latDeg),
    };
    const ends = [end(lonLat(-30.15, 0), 10), end(lonLat(-30.05, 0), 10)] as const;
    const exact = lineOfSight(ridge, ...ends);
    const sampled = lineOfSight(plain, ...ends);
    expect(Math.abs((sampled.clearanceM ?? 0) - (exact.clearanceM ?? 0))).toBeLessThan(15);
    expect(sampled.visible).toBe(false);
  });

  test("one place sees itself", () => {
    expect(lineOfSight(flatTerrain, end(), end())).toMatchObject({ visible: true, distanceM: 0 });
  });

  test("the 180th meridian is no obstacle", () => {
    const sight = lineOfSight(flatTerrain, end(lonLat(179.99, 0)), end(lonLat(-179.99, 0)));
    expect(sight.visible).toBe(true);
    expect(sight.distanceM).toBeLessThan(2_300);
    const two = rasterTerrain([
      { ...raster(() => 0, "west"), westDeg: 179.6 },
      { ...raster(() => 0, "east"), westDeg: -180 },
    ]);
    expect(lineOfSight(two, end(lonLat(179.99, 0)), end(lonLat(-179.99, 0))).visible).toBe(true);
  });

  test.each([
    { title: "an end under the ground", from: end(here, -1), code: "TL_GEO_SIGHT" },
    { title: "no number for a height", from: end(here, Number.NaN), code: "TL_GEO_SIGHT" },
    { title: "the other side of the globe", from: end(lonLat(100, 0)), code: "TL_GEO_DISTANCE" },
  ])("[GEO-024] $title is refused", ({ from, code }) => {
    expect(() => lineOfSight(flatTerrain, from, end())).toThrow(expect.objectContaining({ code }));
  });

  test("[GEO-024] a coefficient that is no number is refused", () => {
    const options = { curvatureCoefficient: Number.NaN };
    expect(() => lineOfSight(flatTerrain, end(), end(), options)).toThrow(
      expect.objectContaining({ code: "TL_GEO_SIGHT" }),
    );
  });
});
