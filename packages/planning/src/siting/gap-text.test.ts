import { expect, test } from "vitest";
import { gapRatioOf } from "../solver-result.ts";
import { gapText } from "./gap-text.ts";

test.each([
  [0, "the best possible"],
  [1e-12, "the best possible"],
  [0.0001, "within 0.1 % of the best possible"],
  [0.0031, "within 0.4 % of the best possible"],
  [0.01, "within 1 % of the best possible"],
  [0.0101, "within 1.1 % of the best possible"],
  [0.5, "within 50 % of the best possible"],
  [1, "not proved: how far it is from the best possible is not known"],
  [Number.NaN, "not proved: how far it is from the best possible is not known"],
])("[PLN-021] a gap of %d is said, never better than it is: %s", (gapRatio, text) => {
  expect(gapText(gapRatio)).toBe(text);
});

test.each([
  [99, 100, 0.01],
  [100, 99, 0.01],
  [-100, -99, 0.01],
  [0, 0, 0],
  [5, 5, 0],
  [0, 7, 1],
  [5, Infinity, 1],
  [-1, 1, 1],
])("[PLN-021] objective %d and bound %d are %d apart", (objective, bound, gapRatio) => {
  expect(gapRatioOf(objective, bound)).toBeCloseTo(gapRatio, 12);
});
