import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { poissonHull } from "./bound-terms.ts";
import {
  chanceClassCount,
  classOf,
  leastPairLine,
  pairBoundBy,
  pairSlopes,
  touchingSlope,
} from "./pair-hull.ts";

const arbChances = fc.array(fc.double({ min: 0, max: 0.9999, noNaN: true }), {
  minLength: 0,
  maxLength: 12,
});
const arbParts = fc.array(fc.double({ min: 0, max: 3, noNaN: true }), {
  minLength: chanceClassCount,
  maxLength: chanceClassCount,
});

function sumsOf(chances: readonly number[]): Float64Array {
  const sums = new Float64Array(chanceClassCount);
  for (const p of chances) {
    const index = classOf(p);
    sums[index] = (sums[index] as number) - Math.log1p(-p);
  }
  return sums;
}
const boundOf = (sums: Float64Array, begin = 0) =>
  pairBoundBy(leastPairLine(sums, 0, begin), sums, 0);
const atLeastTwo = (chances: readonly number[]) => {
  const none = chances.reduce((all, p) => all * (1 - p), 1);
  const one = chances.reduce((sum, p) => sum + (p / (1 - p)) * none, 0);
  return 1 - none - one;
};

describe("[PLN-082] pairs of posts", () => {
  test("lies above the chance that at least two of any posts detect, and never above 1", () => {
    fc.assert(
      fc.property(arbChances, (chances) => {
        const bound = boundOf(sumsOf(chances));
        expect(bound).toBeGreaterThanOrEqual(atLeastTwo(chances) - 1e-9);
        expect(bound).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2_000 },
    );
  });

  test("is concave: between two choices it lies above the straight line", () => {
    fc.assert(
      fc.property(arbParts, arbParts, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, part) => {
        const between = Float64Array.from(
          a,
          (own, index) => own * part + (b[index] ?? 0) * (1 - part),
        );
        const ends =
          boundOf(Float64Array.from(a)) * part + boundOf(Float64Array.from(b)) * (1 - part);
        expect(boundOf(between)).toBeGreaterThanOrEqual(ends - 1e-12);
      }),
    );
  });

  test("is the same from wherever the search for the least begins", () => {
    fc.assert(
      fc.property(arbParts, fc.integer({ min: 0, max: 29 }), (a, line) => {
        const sums = Float64Array.from(a, (own) => own / 5);
        expect(boundOf(sums, line)).toBeCloseTo(boundOf(sums), 12);
      }),
    );
  });

  test("its slope bounds it everywhere", () => {
    fc.assert(
      fc.property(arbParts, arbParts, (a, b) => {
        const at = Float64Array.from(a);
        const line = leastPairLine(at, 0, 0);
        const along = b.reduce(
          (sum, own, index) =>
            sum + (pairSlopes[line * chanceClassCount + index] ?? 0) * (own - (a[index] ?? 0)),
          pairBoundBy(line, at, 0),
        );
        expect(boundOf(Float64Array.from(b))).toBeLessThanOrEqual(along + 1e-12);
      }),
    );
  });

  test.each([
    // The best rate of whole posts: the largest P[two of n] / n.
    { p: 0.0625, rate: 0.0196 },
    { p: 0.3125, rate: 0.1012 },
    { p: 0.5, rate: 0.1719 },
    { p: 0.8125, rate: 0.33 },
  ])("posts of $p: as far from the truth as parts of posts are from whole ones", ({ p, rate }) => {
    const sums = sumsOf([p]);
    expect(boundOf(sums)).toBeGreaterThanOrEqual(rate - 1e-3);
    expect(boundOf(sums)).toBeLessThan(rate * 1.06);
    expect(boundOf(sums)).toBeLessThan(poissonHull(2).value(-Math.log1p(-p)));
  });

  test("where posts are many and small it is what the Poisson number has", () => {
    expect(touchingSlope(0, 1)).toBeCloseTo(poissonHull(2).slope(0.1), 9);
  });
});
