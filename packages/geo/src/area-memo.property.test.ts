import { type Area, lonLat } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { AreaMemo } from "./area-memo.ts";

/** Few values each, so that areas come again and share slots. */
const areas: fc.Arbitrary<Area> = fc.oneof(
  fc
    .record({ lon: fc.constantFrom(-30, -30.5), radiusM: fc.constantFrom(500, 500.5, 2_000) })
    .map(({ lon, radiusM }): Area => ({ shape: "circle", centre: lonLat(lon, 0), radiusM })),
  fc
    .record({
      lon: fc.constantFrom(-30, -30.5),
      minM: fc.constantFrom(0, 1_000),
      maxM: fc.constantFrom(2_000, 3_000),
      bearingsDeg: fc.constantFrom<number[]>([0], [22.5], [0, 22.5], []),
      halfWidthDeg: fc.constantFrom(11.25, 33.75),
    })
    .map(({ lon, ...rest }): Area => ({ shape: "sector", centre: lonLat(lon, 0), ...rest })),
  fc.constant<Area>({ shape: "cell", cell: "867541ad7ffffff" }),
);

test("[GEO-017] what is remembered for an area is never another area's, nor another number's", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(areas, fc.constantFrom(0, 1)), { maxLength: 200 }), (asked) => {
      const memo = new AreaMemo<string>(2);
      for (const [area, extra] of asked) {
        const said = memo.of(area, extra, (one, number) => JSON.stringify([one, number]));
        expect(said).toBe(JSON.stringify([area, extra]));
      }
    }),
  );
});

test("[GEO-017] the same area again is not worked out again", () => {
  const memo = new AreaMemo<number>(4);
  let workCount = 0;
  const area: Area = { shape: "circle", centre: lonLat(-30, 0), radiusM: 500 };
  for (const _ of [1, 2, 3]) memo.of({ ...area }, 0, () => ++workCount);
  expect(workCount).toBe(1);
});
