import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type KmlGeometry,
  type KmlPlace,
  type KmlPosition,
  readKml,
  readKmz,
  writeKml,
  writeKmz,
} from "../index.ts";
import { arbTrimmedText } from "../testing/xml-text.ts";

const arbText = arbTrimmedText(8);
const arbAtMs = fc.integer({ min: -2e12, max: 7e12 });
const degrees = (max: number) =>
  fc.double({ min: -max, max, noNaN: true }).map((value) => Math.round(value * 1e9) / 1e9 + 0);
const arbFlat: fc.Arbitrary<KmlPosition> = fc.tuple(degrees(180), degrees(90));
const arbHigh: fc.Arbitrary<KmlPosition> = fc.tuple(degrees(180), degrees(90), degrees(9000));

function arbShapes(
  arbPosition: fc.Arbitrary<KmlPosition>,
  mode: Pick<KmlGeometry & { type: "Point" }, "heightMode">,
): fc.Arbitrary<KmlGeometry> {
  const arbRing = fc
    .array(arbPosition, { minLength: 3, maxLength: 5 })
    .map((ring) => [...ring, ...ring.slice(0, 1)]);
  return fc.oneof(
    arbPosition.map((position) => ({ type: "Point" as const, position, ...mode })),
    fc.array(arbPosition, { minLength: 2, maxLength: 5 }).map((positions) => ({
      type: "LineString" as const,
      positions,
      ...mode,
    })),
    fc.array(arbRing, { minLength: 1, maxLength: 3 }).map((rings) => ({
      type: "Polygon" as const,
      rings,
      ...mode,
    })),
    fc
      .array(fc.record({ atMs: arbAtMs, position: arbPosition }), { minLength: 1, maxLength: 4 })
      .map((points) => ({ type: "Track" as const, points, ...mode })),
  );
}
const arbShape = fc.oneof(
  arbShapes(arbFlat, {}),
  arbShapes(arbHigh, { heightMode: "absolute" }),
  arbShapes(arbHigh, { heightMode: "relativeToGround" }),
);
const arbGeometry: fc.Arbitrary<KmlGeometry> = fc.oneof(
  { weight: 4, arbitrary: arbShape },
  {
    weight: 1,
    arbitrary: fc
      .array(arbShape, { minLength: 1, maxLength: 3 })
      .map((geometries) => ({ type: "Collection" as const, geometries })),
  },
);
const arbSpan = fc.oneof(
  arbAtMs.map((atMs) => ({ fromMs: atMs, toMs: atMs })),
  fc.tuple(arbAtMs, fc.nat()).map(([fromMs, moreMs]) => ({ fromMs, toMs: fromMs + moreMs })),
  arbAtMs.map((fromMs) => ({ fromMs })),
  arbAtMs.map((toMs) => ({ toMs })),
);
const arbPlace: fc.Arbitrary<KmlPlace> = fc.record(
  {
    name: arbText,
    description: arbText,
    folders: fc.array(fc.constantFrom("a", "b", "ä & <c>"), { maxLength: 3 }),
    span: arbSpan,
    data: fc.dictionary(arbText, arbText, { maxKeys: 3, noNullPrototype: true }),
    geometry: arbGeometry,
  },
  { requiredKeys: ["folders", "data", "geometry"] },
);

test("[INT-220] [INT-222] what is written as KML or KMZ is read as the same, in its order", () => {
  fc.assert(
    fc.property(fc.array(arbPlace, { maxLength: 6 }), (places) => {
      const text = writeKml(places, { name: "x" });
      const expected = { places, linkCount: 0, faults: [] };
      expect(readKml(new TextEncoder().encode(text), { name: "x" })).toEqual(expected);
      expect(readKmz(writeKmz(text), { name: "x" })).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

test("[INT-221] a damaged document is read, told or refused with a code", () => {
  fc.assert(
    fc.property(
      fc.array(arbPlace, { minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      (places, changes) => {
        const bytes = new TextEncoder().encode(writeKml(places, { name: "x" }));
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        try {
          const read = readKml(bytes, { name: "x" });
          expect(read.places.length + read.faults.length).toBeLessThanOrEqual(places.length);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^TL_INT_(XML|KML)/) });
        }
      },
    ),
  );
});
