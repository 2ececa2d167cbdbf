import { describe, expect, test } from "vitest";
import { encodeFeature, RowDecoder, readGeojson, writeGeojson } from "../index.ts";
import { ownMap as claims } from "../testing/made-mappings.ts";

const ring = [
  [-30, 0],
  [-29.9, 0],
  [-29.9, 0.1],
  [-30, 0],
];
const feature = (id: string, geometry: unknown) => ({
  type: "Feature",
  properties: { id, day: "2026-01-05", label: "fire;smoke" },
  geometry,
});

function recordsOf(text: string, mapping = claims) {
  const { rows } = readGeojson(text, { name: "x" });
  const decoder = new RowDecoder(mapping, { name: "x", origin: "observed" });
  return rows.map((row) => {
    const { record, faults } = decoder.decode(row);
    expect(faults).toEqual([]);
    if (record === undefined) throw new Error("no record");
    return record;
  });
}

describe("encodeFeature", () => {
  test("[INT-226] records of features are written as features that give the same records", () => {
    const records = recordsOf(
      JSON.stringify({
        type: "FeatureCollection",
        features: [
          feature("1", { type: "Point", coordinates: [-30, 0.5] }),
          feature("2", { type: "Polygon", coordinates: [ring] }),
          feature("3", null),
        ],
      }),
    );
    const text = writeGeojson(records.map((record) => encodeFeature(claims, record)));
    expect(recordsOf(text)).toEqual(records);
    expect(JSON.parse(text)).toMatchObject({
      features: [
        { properties: { id: "1", label: "fire;smoke" }, geometry: { coordinates: [-30, 0.5] } },
        { geometry: { type: "Polygon", coordinates: [ring] } },
        { geometry: null },
      ],
    });
  });

  const [record] = recordsOf(
    JSON.stringify(feature("1", { type: "Point", coordinates: [-30, 0] })),
  );
  test.each([
    ["a circle of another radius", { shape: "circle", centre: [-30, 0], radiusM: 20 }],
    [
      "an ellipse",
      { shape: "ellipse", centre: [-30, 0], semiMajorM: 2, semiMinorM: 1, orientationDeg: 0 },
    ],
  ])("[INT-226] refused: %s", (_title, area) => {
    expect(() => encodeFeature(claims, { ...record, area } as never)).toThrow(
      expect.objectContaining({
        code: "TL_INT_ENCODE",
        details: { sourceId: "1", paths: ["area"] },
      }),
    );
  });

  test("[INT-226] what has no column is refused, and a mapping without geometry writes none", () => {
    expect(() => encodeFeature(claims, { ...record, place: "x" } as never)).toThrow(
      expect.objectContaining({ code: "TL_INT_ENCODE" }),
    );
    const flat = { ...claims, fields: claims.fields.slice(0, -1) };
    const [other] = recordsOf(JSON.stringify(feature("1", null)), flat);
    if (other === undefined) throw new Error("no record");
    expect(encodeFeature(flat, other).geometry).toBeNull();
  });
});
