import { describe, expect, test } from "vitest";
import type { HeightGrid } from "./height-grid.ts";
import { quickViewshed } from "./quick-viewshed.ts";
import { sweptViewshed } from "./swept-viewshed.ts";
import { gridClearanceM, sightStates, viewshed } from "./viewshed.ts";

/** Rows of heights as one reads them, north at the top. */
function grid(cellM: number, rows: readonly (readonly number[])[]): HeightGrid {
  const cols = rows[0]?.length ?? 0;
  return {
    rows: rows.length,
    cols,
    cellM,
    heightsM: Float32Array.from(rows.flat()),
    source: "test",
  };
}

const flatEarth = { curvatureCoefficient: 0 };
const ways = [
  { title: "exact", see: viewshed },
  { title: "swept", see: sweptViewshed },
  { title: "quick", see: quickViewshed },
];

describe.each(ways)("$title viewshed", ({ see }) => {
  test("[GEO-021] [GEO-022] a wall hides what is behind it and lower than the line over it", () => {
    const wall = grid(10, [[0, 0, 10, 0, 0, 30]]);
    const mask = see(wall, { row: 0, col: 0, aboveGroundM: 5 }, flatEarth);
    // Over the wall the line rises 5 m in 20 m: at 50 m it is 17.5 m up.
    expect([...mask]).toEqual([1, 1, 1, 0, 0, 1]);
  });

  test("[GEO-021] [GEO-022] what stands tall behind a wall is seen", () => {
    const wall = grid(10, [[0, 0, 10, 0, 0]]);
    const options = { ...flatEarth, targetAboveGroundM: 13 };
    // 12.5 m up at 30 m, 15 m at 40 m.
    expect([...see(wall, { row: 0, col: 0, aboveGroundM: 5 }, options)]).toEqual([1, 1, 1, 1, 0]);
  });

  test("cells beyond the range say so, at the range itself they do not", () => {
    const plain = grid(100, [new Array(7).fill(0), new Array(7).fill(0)]);
    const options = { maxRangeM: 300, targetAboveGroundM: 1 };
    const mask = see(plain, { row: 0, col: 1, aboveGroundM: 2 }, options);
    const { visible, beyondRange } = sightStates;
    expect([...mask.subarray(0, 7)]).toEqual([
      ...new Array(5).fill(visible),
      ...[beyondRange, beyondRange],
    ]);
    expect(mask[7 + 4]).toBe(beyondRange); // 300 m east, 100 m south
  });

  test("[GEO-023] unknown ground leaves what is behind it unknown, unless something known hides it", () => {
    const gap = grid(10, [[0, 0, Number.NaN, 0, 0, 40, 0]]);
    const { visible, hidden, unknown } = sightStates;
    expect([...see(gap, { row: 0, col: 0, aboveGroundM: 2 }, flatEarth)]).toEqual([
      ...[visible, visible, unknown, unknown, unknown, unknown],
      hidden,
    ]);
  });

  test("[GEO-023] a gap beside the way does not matter", () => {
    const beside = grid(10, [
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 0, Number.NaN, 0, 0],
    ]);
    const mask = see(beside, { row: 0, col: 0, aboveGroundM: 2 }, flatEarth);
    expect([...mask.subarray(0, 5)]).toEqual([1, 1, 1, 1, 1]);
  });

  test("[GEO-023] an eye over unknown ground sees its own cell and nothing that is known", () => {
    const blind = grid(10, [[Number.NaN, 0, 0]]);
    expect([...see(blind, { row: 0, col: 0, aboveGroundM: 2 }, flatEarth)]).toEqual([1, 3, 3]);
  });

  test.each([
    { title: "one cell", rows: 1, cols: 1, row: 0, col: 0 },
    { title: "one row", rows: 1, cols: 40, row: 0, col: 39 },
    { title: "one column", rows: 40, cols: 1, row: 7, col: 0 },
    { title: "a corner", rows: 30, cols: 70, row: 29, col: 0 },
    { title: "the middle", rows: 41, cols: 41, row: 20, col: 20 },
  ])("level ground is seen whole from $title", ({ rows, cols, row, col }) => {
    const plain = { rows, cols, cellM: 30, heightsM: new Float32Array(rows * cols), source: "" };
    const mask = see(plain, { row, col, aboveGroundM: 2 }, { targetAboveGroundM: 0.5 });
    expect(mask.every((state) => state === sightStates.visible)).toBe(true);
    expect(mask).toHaveLength(rows * cols);
  });

  test("the ground of an even slope is seen whole, though each line of sight ends on it", () => {
    const slope = grid(
      10,
      Array.from({ length: 30 }, (_, row) => Array.from({ length: 30 }, (_, col) => row + 2 * col)),
    );
    const mask = see(slope, { row: 3, col: 4, aboveGroundM: 3 }, flatEarth);
    expect(mask.every((state) => state === sightStates.visible)).toBe(true);
  });

  test.each([
    { title: "heights that do not fit", change: { cols: 4 }, code: "TL_GEO_GRID" },
    { title: "no size", change: { rows: 0, cols: 0 }, code: "TL_GEO_GRID" },
    { title: "a cell of no width", change: { cellM: 0 }, code: "TL_GEO_GRID" },
    {
      title: "a cell without end",
      change: { cellM: Number.POSITIVE_INFINITY },
      code: "TL_GEO_GRID",
    },
  ])("[GEO-024] a grid with $title is refused", ({ change, code }) => {
    const bad = { ...grid(10, [[0, 0, 0]]), ...change };
    expect(() => see(bad, { row: 0, col: 0, aboveGroundM: 2 })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  test.each([
    { row: 1, col: 0, aboveGroundM: 2, code: "TL_GEO_GRID_CELL" },
    { row: 0, col: -1, aboveGroundM: 2, code: "TL_GEO_GRID_CELL" },
    { row: 0, col: 0.5, aboveGroundM: 2, code: "TL_GEO_GRID_CELL" },
    { row: 0, col: 0, aboveGroundM: -1, code: "TL_GEO_SIGHT" },
    { row: 0, col: 0, aboveGroundM: Number.NaN, code: "TL_GEO_SIGHT" },
  ])(
    "[GEO-024] an observer at $row, $col and $aboveGroundM m is refused",
    ({ code, ...observer }) => {
      expect(() => see(grid(10, [[0, 0, 0]]), observer)).toThrow(expect.objectContaining({ code }));
    },
  );

  test.each([
    { title: "a range of 0", options: { maxRangeM: 0 }, code: "TL_GEO_DISTANCE" },
    { title: "no number for a range", options: { maxRangeM: Number.NaN }, code: "TL_GEO_DISTANCE" },
    { title: "an aim under the ground", options: { targetAboveGroundM: -2 }, code: "TL_GEO_SIGHT" },
    { title: "a negative bend", options: { curvatureCoefficient: -1 }, code: "TL_GEO_SIGHT" },
  ])("[GEO-024] $title is refused", ({ options, code }) => {
    const plain = grid(10, [[0, 0, 0]]);
    expect(() => see(plain, { row: 0, col: 0, aboveGroundM: 2 }, options)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe("gridClearanceM", () => {
  test("[GEO-021] the bulge inside a cell counts: a saddle between four level corners", () => {
    // From corner to corner the ground is 0, 10 t (1 - t) · 2 … in between: 5 m in the middle.
    const saddle = grid(100, [
      [0, 10],
      [10, 0],
    ]);
    const observer = { row: 0, col: 0, aboveGroundM: 6 };
    const options = { ...flatEarth, targetAboveGroundM: 6 };
    expect(gridClearanceM(saddle, observer, { row: 1, col: 1 }, options)).toBeCloseTo(1, 9);
  });

  test("[GEO-020] over level ground it is the bend that takes from the line", () => {
    const plain = grid(1_000, [new Array(21).fill(0)]);
    const options = {
      curvatureCoefficient: 6 / 7,
      radius: "sphere",
      targetAboveGroundM: 10,
    } as const;
    const observer = { row: 0, col: 0, aboveGroundM: 10 };
    // In the middle of 20 km: 6/7 · 20,000² / (8 · 6,371,000) = 6.727 m.
    expect(gridClearanceM(plain, observer, { row: 0, col: 20 }, options)).toBeCloseTo(3.273, 3);
  });

  test("unknown ground gives no figure", () => {
    const gap = grid(10, [[0, Number.NaN, 0]]);
    expect(gridClearanceM(gap, { row: 0, col: 0, aboveGroundM: 2 }, { row: 0, col: 2 })).toBeNull();
  });
});
