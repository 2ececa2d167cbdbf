import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rasterTerrain } from "./raster-terrain.ts";
import { flatTerrain, type HeightRaster } from "./terrain.ts";

/** Rows as one reads them; posts 0.1° apart from 30° W, 0° N on. */
function raster(
  rows: readonly (readonly number[])[],
  change: Partial<HeightRaster> = {},
): HeightRaster {
  return {
    ...{ westDeg: -30, northDeg: 0, stepLonDeg: 0.1, stepLatDeg: 0.1 },
    ...{ cols: rows[0]?.length ?? 0, rows: rows.length, heightsM: Float32Array.from(rows.flat()) },
    ...{ voidHeight: null, source: "made" },
    ...change,
  };
}

const square = raster([
  [0, 10, 20],
  [100, 110, 120],
]);

describe("rasterTerrain", () => {
  test.each([
    { title: "at a post", lonDeg: -29.9, latDeg: 0, heightM: 10 },
    { title: "between two", lonDeg: -29.85, latDeg: 0, heightM: 15 },
    { title: "between four", lonDeg: -29.85, latDeg: -0.05, heightM: 65 },
    { title: "at the last post", lonDeg: -29.8, latDeg: -0.1, heightM: 120 },
    { title: "half a step beyond, level", lonDeg: -29.76, latDeg: -0.1, heightM: 120 },
    { title: "half a step before the first", lonDeg: -30.04, latDeg: 0.04, heightM: 0 },
    { title: "farther beyond", lonDeg: -29.74, latDeg: -0.1, heightM: null },
    { title: "another continent", lonDeg: 100, latDeg: 50, heightM: null },
  ])("[GEO-018] the ground is bilinear: $title", ({ lonDeg, latDeg, heightM }) => {
    const found = rasterTerrain([square]).heightM(lonDeg, latDeg);
    if (heightM === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(heightM, 5);
  });

  test("[GEO-018] tiles that share their edge join without a seam", () => {
    const east = raster(
      [
        [20, 40],
        [120, 140],
      ],
      { westDeg: -29.8, source: "east" },
    );
    const joined = rasterTerrain([square, east]);
    expect(joined.heightM(-29.8, -0.05)).toBeCloseTo(70, 5);
    expect(joined.heightM(-29.75, -0.05)).toBeCloseTo(80, 5);
    expect(joined.source).toBe("made, east");
  });

  test("[GEO-018] tiles that lie side by side are interpolated across", () => {
    const east = raster(
      [
        [30, 40],
        [130, 140],
      ],
      { westDeg: -29.7 },
    );
    expect(rasterTerrain([square, east]).heightM(-29.75, -0.05)).toBeCloseTo(75, 5);
  });

  test("[GEO-023] a void is unknown, wherever it has weight; a neighbour's post may fill an edge", () => {
    const holed = raster(
      [
        [0, -32_768, 20],
        [100, 110, 120],
      ],
      { voidHeight: -32_768 },
    );
    const ground = rasterTerrain([holed]);
    expect(ground.heightM(-29.95, -0.05)).toBeNull();
    expect(ground.heightM(-29.9, 0)).toBeNull();
    expect(ground.heightM(-29.95, -0.1)).toBeCloseTo(105, 5); // along the row below it
    const edge = raster([
      [0, Number.NaN],
      [100, 110],
    ]);
    const east = raster(
      [
        [10, 20],
        [110, 120],
      ],
      { westDeg: -29.9 },
    );
    expect(rasterTerrain([edge, east]).heightM(-29.9, 0)).toBeCloseTo(10, 5);
  });

  test("[GEO-018] of overlapping rasters the finer one answers, the coarser where it is void", () => {
    const fine = raster(
      [
        [7, 7, 7],
        [7, Number.NaN, 7],
        [7, 7, 7],
      ],
      {
        ...{ stepLonDeg: 0.01, stepLatDeg: 0.01 },
      },
    );
    const ground = rasterTerrain([square, fine]);
    expect(ground.heightM(-29.98, -0.02)).toBeCloseTo(7, 5);
    expect(ground.heightM(-29.99, -0.01)).toBeCloseTo(11, 5);
    expect(ground.heightM(-29.9, 0)).toBeCloseTo(10, 5);
  });

  test("[GEO-018] between two breaks the height along a way is a quadratic", () => {
    const arbHeights = fc.array(fc.integer({ min: -50, max: 500 }), {
      minLength: 30,
      maxLength: 30,
    });
    const arbPlace = fc.tuple(
      fc.double({ min: -30.04, max: -29.46, noNaN: true }),
      fc.double({ min: -0.44, max: 0.04, noNaN: true }),
    );
    fc.assert(
      fc.property(arbHeights, arbPlace, arbPlace, (heights, from, to) => {
        const rows = Array.from({ length: 5 }, (_, row) => heights.slice(row * 6, row * 6 + 6));
        const ground = rasterTerrain([raster(rows)]);
        const at = (share: number) =>
          ground.heightM(
            from[0] + (to[0] - from[0]) * share,
            from[1] + (to[1] - from[1]) * share,
          ) ?? Number.NaN;
        const shares = [0, ...(ground.breaksAlong?.(from, to) ?? []), 1];
        for (const [index, end] of shares.entries()) {
          const start = shares[index - 1];
          if (start === undefined || end - start < 1e-6) continue;
          const inside = (part: number) => at(start + (end - start) * part);
          // The third difference of a quadratic is 0.
          const third = inside(0.9) - 3 * inside(0.65) + 3 * inside(0.4) - inside(0.15);
          expect(Math.abs(third)).toBeLessThan(1e-6);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("the source names the first files and counts the rest", () => {
    const many = ["a", "b", "c", "d", "e"].map((source) => raster([[0]], { source }));
    expect(rasterTerrain(many).source).toBe("a, b, c and 2 more");
  });

  test.each([
    { title: "too few heights", change: { cols: 4 } },
    { title: "no columns", change: { cols: 0, heightsM: new Float32Array(0) } },
    { title: "a step of nothing", change: { stepLonDeg: 0 } },
    { title: "a negative step", change: { stepLatDeg: -0.1 } },
    { title: "no number for a step", change: { stepLatDeg: Number.NaN } },
    { title: "places beyond the pole", change: { northDeg: 95 } },
    { title: "places beyond the globe", change: { westDeg: 179.96 } },
  ])("[GEO-024] $title is refused", ({ change }) => {
    expect(() => rasterTerrain([{ ...square, ...change }])).toThrow(
      expect.objectContaining({ code: "TL_GEO_TERRAIN" }),
    );
  });

  test("[GEO-024] no raster at all is refused: that is what flat ground is for", () => {
    expect(() => rasterTerrain([])).toThrow(expect.objectContaining({ code: "TL_GEO_TERRAIN" }));
  });
});

test("[GEO-019] where no terrain is given, the ground is level and says so", () => {
  expect(flatTerrain.heightM(-30, 0)).toBe(0);
  expect(flatTerrain.isFlat).toBe(true);
  expect(flatTerrain.source).toContain("level ground assumed");
  expect(rasterTerrain([square]).isFlat).toBeUndefined();
});
