import fc from "fast-check";
import { expect, test } from "vitest";
import { type FeatureToWrite, type GeojsonGeometry, readGeojson, writeGeojson } from "../index.ts";

const point: GeojsonGeometry = { type: "Point", coordinates: [-30, 0.5] };

test("[INT-224] features are written one a line, in their order", () => {
  const features = [
    { id: "a", properties: { name: "x", count: 2, none: null, left: undefined }, geometry: point },
    { properties: {}, geometry: null },
  ];
  const text = writeGeojson(features);
  expect(text).toBe(
    '{"type":"FeatureCollection","features":[\n' +
      '{"type":"Feature","id":"a","properties":{"name":"x","count":2,"none":null},' +
      '"geometry":{"type":"Point","coordinates":[-30,0.5]}},\n' +
      '{"type":"Feature","properties":{},"geometry":null}\n]}\n',
  );
  expect(readGeojson(text, { name: "x" })).toEqual({
    header: ["name", "count", "none"],
    rows: [
      { row: 1, cells: { name: "x", count: "2", none: "" }, geometry: point },
      { row: 2, cells: {}, geometry: null },
    ],
    faults: [],
  });
  expect(JSON.parse(writeGeojson([]))).toEqual({ type: "FeatureCollection", features: [] });
});

const ring = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];
test.each([
  ["a number JSON has not", { properties: { a: Number.NaN }, geometry: null }],
  ["half a character", { properties: { a: "\ud800" }, geometry: null }],
  ["half a character in a name", { properties: { "\ud800": 1 }, geometry: null }],
  ["a place off the earth", { properties: {}, geometry: { type: "Point", coordinates: [0, 91] } }],
  ["a position of one", { properties: {}, geometry: { type: "Point", coordinates: [0] } }],
  ["no coordinates", { properties: {}, geometry: { type: "Point" } }],
  ["a line of one", { properties: {}, geometry: { type: "LineString", coordinates: [[0, 0]] } }],
  [
    "an open ring",
    {
      properties: {},
      geometry: { type: "Polygon", coordinates: [ring.slice(1).concat([[5, 5]])] },
    },
  ],
  [
    "a ring of three",
    { properties: {}, geometry: { type: "Polygon", coordinates: [ring.slice(1)] } },
  ],
  ["another type", { properties: {}, geometry: { type: "Circle", coordinates: [0, 0] } }],
])("[INT-224] not written: %s", (_title, feature) => {
  expect(() => writeGeojson([feature as FeatureToWrite])).toThrow(
    expect.objectContaining({ code: "TL_INT_GEOJSON_ENCODE" }),
  );
});

test("[INT-224] what is written is read as the same rows", () => {
  const degrees = (max: number) =>
    fc.double({ min: -max, max, noNaN: true }).map((value) => value + 0);
  const arbPosition = fc.tuple(degrees(180), degrees(90));
  const arbRing = fc
    .array(arbPosition, { minLength: 3, maxLength: 4 })
    .map((one) => [...one, ...one.slice(0, 1)]);
  const arbSingle: fc.Arbitrary<GeojsonGeometry> = fc.oneof(
    arbPosition.map((coordinates) => ({ type: "Point" as const, coordinates })),
    fc.array(arbPosition, { minLength: 2, maxLength: 4 }).map((coordinates) => ({
      type: "LineString" as const,
      coordinates,
    })),
    fc.array(arbRing, { minLength: 1, maxLength: 2 }).map((coordinates) => ({
      type: "Polygon" as const,
      coordinates,
    })),
    fc
      .array(fc.array(arbRing, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 })
      .map((coordinates) => ({ type: "MultiPolygon" as const, coordinates })),
  );
  const arbGeometry = fc.oneof(
    fc.constant(null),
    arbSingle,
    fc
      .array(arbSingle, { maxLength: 2 })
      .map((geometries) => ({ type: "GeometryCollection" as const, geometries })),
  );
  const arbFeature = fc.record({
    properties: fc.dictionary(
      fc.string({ unit: "grapheme" }),
      fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.boolean(), fc.constant(null)),
      { maxKeys: 4, noNullPrototype: true },
    ),
    geometry: arbGeometry,
  });
  fc.assert(
    fc.property(fc.array(arbFeature, { maxLength: 5 }), (features) => {
      const { rows, faults } = readGeojson(writeGeojson(features), { name: "x" });
      expect(faults).toEqual([]);
      expect(rows.map(({ geometry }) => geometry)).toEqual(
        features.map(({ geometry }) => geometry),
      );
      expect(rows.map(({ cells }) => Object.entries(cells))).toEqual(
        features.map(({ properties }) =>
          Object.entries(properties).map(([key, value]) => [
            key,
            value === null ? "" : String(value),
          ]),
        ),
      );
    }),
  );
});
