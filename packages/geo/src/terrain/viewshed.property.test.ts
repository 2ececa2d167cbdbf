import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { horizonM } from "./earth-bend.ts";
import type { HeightGrid } from "./height-grid.ts";
import { quickViewshed } from "./quick-viewshed.ts";
import { sweptViewshed } from "./swept-viewshed.ts";
import { gridClearanceM, sightStates, viewshed } from "./viewshed.ts";

/** Rough ground of up to 25 × 25 cells of 50 m. */
const arbGrid = fc
  .tuple(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 25 }))
  .chain(([rows, cols]) =>
    fc
      .array(fc.integer({ min: 0, max: 80 }), { minLength: rows * cols, maxLength: rows * cols })
      .map((heights): HeightGrid => {
        const heightsM = Float32Array.from(heights);
        return { rows, cols, cellM: 50, heightsM, source: "drawn" };
      }),
  );
const arbScene = arbGrid.chain((grid) =>
  fc.record({
    grid: fc.constant(grid),
    row: fc.integer({ min: 0, max: grid.rows - 1 }),
    col: fc.integer({ min: 0, max: grid.cols - 1 }),
    otherRow: fc.integer({ min: 0, max: grid.rows - 1 }),
    otherCol: fc.integer({ min: 0, max: grid.cols - 1 }),
    aboveGroundM: fc.integer({ min: 1, max: 40 }),
    targetAboveGroundM: fc.integer({ min: 0, max: 40 }),
  }),
);

/** Turned over its diagonal: rows become columns. */
function transposed({ rows, cols, heightsM, ...rest }: HeightGrid): HeightGrid {
  const turned = new Float32Array(rows * cols);
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      turned[col * rows + row] = heightsM[row * cols + col] as number;
    }
  }
  return { ...rest, rows: cols, cols: rows, heightsM: turned };
}

describe("[GEO-021] the exact viewshed", () => {
  test("between equal heights above ground sight is mutual, to the same clearance", () => {
    fc.assert(
      fc.property(arbScene, ({ grid, row, col, otherRow, otherCol, aboveGroundM }) => {
        const options = { targetAboveGroundM: aboveGroundM };
        const here = { row, col, aboveGroundM };
        const there = { row: otherRow, col: otherCol, aboveGroundM };
        const thither = gridClearanceM(grid, here, there, options);
        const hither = gridClearanceM(grid, there, here, options);
        expect(thither).toBeCloseTo(hither ?? Number.NaN, 6);
      }),
      { numRuns: 500 },
    );
  });

  test("the clearance is never above that of ten thousand points of the way", () => {
    fc.assert(
      fc.property(arbScene, ({ grid, row, col, otherRow, otherCol, aboveGroundM }) => {
        const here = { row, col, aboveGroundM };
        const there = { row: otherRow, col: otherCol };
        const clearanceM = gridClearanceM(grid, here, there, { targetAboveGroundM: 3 });
        const sampledM = sampledClearanceM(grid, here, there, 3);
        expect(clearanceM).toBeLessThan(sampledM + 1e-6);
        expect(clearanceM).toBeGreaterThan(sampledM - 0.5);
      }),
      { numRuns: 60 },
    );
  });
});

/** Independent of the code under test: the ground and the line at many points. */
function sampledClearanceM(
  { rows, cols, cellM, heightsM }: HeightGrid,
  from: { row: number; col: number; aboveGroundM: number },
  to: { row: number; col: number },
  targetAboveGroundM: number,
): number {
  const post = (row: number, col: number) =>
    heightsM[Math.min(row, rows - 1) * cols + Math.min(col, cols - 1)] ?? Number.NaN;
  const groundM = (x: number, y: number) => {
    const [col, row] = [Math.floor(x), Math.floor(y)];
    const [dx, dy] = [x - col, y - row];
    const north = post(row, col) * (1 - dx) + post(row, col + 1) * dx;
    const south = post(row + 1, col) * (1 - dx) + post(row + 1, col + 1) * dx;
    return north * (1 - dy) + south * dy;
  };
  const lengthM = Math.hypot(to.col - from.col, to.row - from.row) * cellM;
  const dropM = (distanceM: number) => ((6 / 7) * distanceM ** 2) / (2 * 6_371_008.7714);
  const eyeM = groundM(from.col, from.row) + from.aboveGroundM;
  const aimM = groundM(to.col, to.row) + targetAboveGroundM - dropM(lengthM);
  let least = Number.POSITIVE_INFINITY;
  for (let step = 0; step <= 10_000; step++) {
    const share = step / 10_000;
    const x = from.col + (to.col - from.col) * share;
    const y = from.row + (to.row - from.row) * share;
    const lineM = eyeM + (aimM - eyeM) * share;
    least = Math.min(least, lineM - (groundM(x, y) - dropM(lengthM * share)));
  }
  return least;
}

const ways = [
  { title: "exact", see: viewshed },
  { title: "swept", see: sweptViewshed },
  { title: "quick", see: quickViewshed },
];

describe.each(ways)("[GEO-021] [GEO-022] the $title viewshed", ({ see }) => {
  test("raising the eye never hides a cell, nor does raising what is looked for", () => {
    fc.assert(
      fc.property(arbScene, ({ grid, row, col, aboveGroundM, targetAboveGroundM }) => {
        const low = see(grid, { row, col, aboveGroundM }, { targetAboveGroundM });
        const high = see(
          grid,
          { row, col, aboveGroundM: aboveGroundM + 5 },
          { targetAboveGroundM },
        );
        const tall = see(
          grid,
          { row, col, aboveGroundM },
          { targetAboveGroundM: targetAboveGroundM + 5 },
        );
        for (const [index, state] of low.entries()) {
          if (state !== sightStates.visible) continue;
          expect(high[index]).toBe(sightStates.visible);
          expect(tall[index]).toBe(sightStates.visible);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("a grid turned over its diagonal is seen turned over its diagonal", () => {
    fc.assert(
      fc.property(arbScene, ({ grid, row, col, aboveGroundM, targetAboveGroundM }) => {
        const options = { targetAboveGroundM };
        const mask = see(grid, { row, col, aboveGroundM }, options);
        const turned = see(transposed(grid), { row: col, col: row, aboveGroundM }, options);
        let differences = 0;
        for (let index = 0; index < mask.length; index++) {
          const [r, c] = [Math.floor(index / grid.cols), index % grid.cols];
          if (mask[index] !== turned[c * grid.rows + r]) differences++;
        }
        expect(differences).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  test("over level ground the eye sees to the sum of the horizons and not beyond", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 30 }),
        (aboveGroundM, targetAboveGroundM) => {
          const cellM = 500;
          const cols = 90;
          const plain = { rows: 1, cols, cellM, heightsM: new Float32Array(cols), source: "" };
          const mask = see(plain, { row: 0, col: 0, aboveGroundM }, { targetAboveGroundM });
          const reachM = horizonM(aboveGroundM) + horizonM(targetAboveGroundM);
          for (const [col, state] of mask.entries()) {
            // The swept one looks at the ground at whole cells only: the top of the bulge may lie between.
            if (Math.abs(col * cellM - reachM) < (see === viewshed ? 0.01 : 2 * cellM)) continue;
            expect(state === sightStates.visible).toBe(col * cellM < reachM);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test("a range only takes away what lies beyond it", () => {
    fc.assert(
      fc.property(arbScene, fc.integer({ min: 30, max: 1_200 }), (scene, maxRangeM) => {
        const { grid, row, col, aboveGroundM, targetAboveGroundM } = scene;
        const whole = see(grid, { row, col, aboveGroundM }, { targetAboveGroundM });
        const near = see(grid, { row, col, aboveGroundM }, { targetAboveGroundM, maxRangeM });
        for (const [index, state] of near.entries()) {
          const [r, c] = [Math.floor(index / grid.cols), index % grid.cols];
          const isNear = Math.hypot(r - row, c - col) * grid.cellM <= maxRangeM;
          if (!isNear) expect(state).toBe(sightStates.beyondRange);
          else if (see === viewshed) expect(state).toBe(whole[index]);
          else expect(state).not.toBe(sightStates.beyondRange);
        }
      }),
      { numRuns: 200 },
    );
  });
});
