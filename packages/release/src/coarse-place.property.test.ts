import { areaM2, areaMedian, cellAt, cellResolution } from "@truceline/geo";
import { type Area, lonLat } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { mostFineResolution, toldPlace } from "./index.ts";

const terms = { delayMs: 86_400_000, cellAreaM2: 250_000_000 };
/** Few values each, so that areas come again and differ in a single number. */
const someArea: fc.Arbitrary<Area> = fc
  .record({
    centre: fc.constantFrom(lonLat(-30, 0), lonLat(-30, 0.3), lonLat(-29.5, 0)),
    minM: fc.constantFrom(0, 1_000, 1_000.5),
    maxM: fc.constantFrom(3_000, 9_000, 9_000.5),
    bearingsDeg: fc.constantFrom<number[]>([], [0], [90], [0, 90], [0.001]),
    halfWidthDeg: fc.constantFrom(11.25, 33.75),
    isCircle: fc.boolean(),
  })
  .map(
    ({ isCircle, ...sector }): Area =>
      isCircle
        ? { shape: "circle", centre: sector.centre, radiusM: sector.maxM }
        : { shape: "sector", ...sector },
  );

test("a place that was told before is told the same, whatever was told between", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(someArea, fc.constantFrom("parties" as const, "public" as const)), {
        minLength: 20,
        maxLength: 60,
      }),
      (asked) => {
        for (const [area, level] of asked) {
          const told = toldPlace(area, level, terms);
          const [lonDeg, latDeg] = areaMedian(area);
          const resolution = cellResolution(told.cell);
          expect(told.cell).toBe(cellAt(lonDeg, latDeg, resolution));
          const leastM2 = Math.max(areaM2(area), level === "public" ? terms.cellAreaM2 : 0);
          // As coarse as asked, or a tenth less, and no coarser than need be.
          expect(told.cellAreaM2).toBeGreaterThanOrEqual(leastM2 * 0.9);
          if (resolution < mostFineResolution) {
            expect(told.cellAreaM2 / 6.9).toBeLessThan(leastM2 * 0.9);
          }
        }
      },
    ),
  );
});
