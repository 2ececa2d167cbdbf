import { describe, expect, test } from "vitest";
import { chiSquareQuantile, gammaTails } from "./incomplete-gamma.ts";
import { upperRate } from "./rate-bound.ts";

const relative = (actual: number, expected: number) => Math.abs(actual - expected) / expected;

describe("chiSquareQuantile", () => {
  // Values of SciPy 1.x, chi2.ppf.
  test.each([
    { p: 0.95, degrees: 2, expected: 5.991464547107979 },
    { p: 0.95, degrees: 4, expected: 9.487729036781154 },
    { p: 0.95, degrees: 100, expected: 124.34211340400407 },
    { p: 0.95, degrees: 20_002, expected: 20332.120272254142 },
    { p: 0.95, degrees: 2e6, expected: 2003290.84389038 },
    { p: 0.05, degrees: 1, expected: 0.003932140000019522 },
    { p: 0.001, degrees: 0.1, expected: 1.1689264114573264e-60 },
    { p: 0.5, degrees: 3, expected: 2.3659738843753377 },
    { p: 0.999999, degrees: 7, expected: 40.52183123411472 },
    { p: 1e-6, degrees: 9, expected: 0.22838484007344917 },
    { p: 0.95, degrees: 0.5, expected: 2.4202322748895257 },
  ])("[SEN-003] p $p, $degrees degrees of freedom", ({ p, degrees, expected }) => {
    expect(relative(chiSquareQuantile(p, degrees), expected)).toBeLessThan(1e-10);
  });

  test("[SEN-003] two degrees of freedom are the exponential distribution", () => {
    for (const p of [0.01, 0.3, 0.8, 0.99]) {
      expect(relative(chiSquareQuantile(p, 2), -2 * Math.log1p(-p))).toBeLessThan(1e-12);
    }
  });

  test.each([
    [0, 2],
    [1, 2],
    [0.5, 0],
    [Number.NaN, 2],
    [0.5, Number.POSITIVE_INFINITY],
  ])("p %d with %d degrees is refused", (p, degrees) => {
    expect(() => chiSquareQuantile(p, degrees)).toThrow(
      expect.objectContaining({ code: "TL_SENSING_QUANTILE" }),
    );
  });
});

describe("gammaTails", () => {
  test("for whole shapes the upper tail is a sum of Poisson chances", () => {
    for (const [count, x] of [
      [1, 0.3],
      [4, 9],
      [12, 11.5],
      [40, 70],
    ] as const) {
      let term = Math.exp(-x);
      let sum = 0;
      for (let k = 0; k < count; k++) {
        sum += term;
        term *= x / (k + 1);
      }
      expect(relative(gammaTails(count, x).above, sum)).toBeLessThan(1e-12);
    }
  });
});

describe("upperRate", () => {
  test("nothing seen in 24 fully covered hours", () => {
    expect(upperRate(0, 24)).toBeCloseTo(-Math.log(0.05) / 24, 12);
  });
  test("nothing could be seen: no bound", () => expect(upperRate(3, 0)).toBeNull());
  test.each([
    [-1, 1],
    [0.5, 1],
    [1, -1],
    [1, Number.NaN],
  ])("%d seen in %d is refused", (seen, exposure) => {
    expect(() => upperRate(seen, exposure)).toThrow(
      expect.objectContaining({ code: "TL_SENSING_QUANTILE" }),
    );
  });
});
