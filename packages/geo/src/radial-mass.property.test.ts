import fc from "fast-check";
import { expect, test } from "vitest";
import { normalMass } from "./radial-mass.ts";

// Thousandths: no edge is shorter, and none passes nearer by the middle.
const arbNumber = fc.integer({ min: -7_000, max: 7_000 }).map((thousandths) => thousandths / 1_000);
const turnOf = (ax: number, ay: number, bx: number, by: number) =>
  Math.atan2(ax * by - ay * bx, ax * bx + ay * by) / (2 * Math.PI);

test("[GEO-007] the mass beyond an edge is the triangle's less the wedge's, however it is summed", () => {
  fc.assert(
    fc.property(arbNumber, arbNumber, arbNumber, arbNumber, (ax, ay, bx, by) => {
      // An edge through the middle has no side there: nobody asks for its mass.
      fc.pre(Math.abs(ax * by - ay * bx) > 1e-3 * Math.hypot(bx - ax, by - ay));
      const expected = normalMass.triangle(ax, ay, bx, by) - turnOf(ax, ay, bx, by);
      expect(Math.abs(normalMass.beyond(ax, ay, bx, by) - expected)).toBeLessThan(3e-9);
    }),
    { numRuns: 5_000 },
  );
});
