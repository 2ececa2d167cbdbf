import fc from "fast-check";
import { expect, test } from "vitest";
import { figure } from "./figure.ts";

test.each([
  [0, "0.000"],
  [1e-9, "less than 0.001"],
  [0.0005, "0.001"],
  [0.5, "0.500"],
  [0.99949, "0.999"],
  [0.9995, "more than 0.999"],
  [1, "1.000"],
])("[VER-020] %d is said as %s", (share, text) => {
  expect(figure(share)).toBe(text);
});

test("[VER-020] between the ends a figure is the exact number's own three digits", () => {
  const arbShare = fc.oneof(
    fc.double({ min: 0.0005, max: 0.99949, noNaN: true }),
    // Middles between two figures, where a hair decides.
    fc.integer({ min: 1, max: 998 }).map((thousandths) => (thousandths + 0.5) / 1_000),
  );
  fc.assert(
    fc.property(arbShare, (share) => {
      expect(figure(share)).toBe(share.toFixed(3));
    }),
    { numRuns: 2_000 },
  );
});
