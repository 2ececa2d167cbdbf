import { describe, expect, test } from "vitest";
import { headerFaults, RowDecoder, readGeojson } from "../index.ts";
import { ownMap as claims } from "../testing/made-mappings.ts";

describe("features of GeoJSON by a mapping", () => {
  const feature = (id: number, geometry: unknown) => ({
    type: "Feature",
    properties: { id, day: "2026-01-05", label: null },
    geometry,
  });
  const ring = [
    [-30, 0],
    [-29.9, 0],
    [-29.9, 0.1],
    [-30, 0],
  ];
  const decodeText = (text: string) => {
    const table = readGeojson(text, { name: "own.geojson" });
    const decoder = new RowDecoder(claims, { name: "own.geojson", origin: "observed" });
    return { table, rows: table.rows.map((row) => decoder.decode(row)) };
  };

  test("[INT-010] points become circles, polygons areas, no geometry no area", () => {
    const { rows, table } = decodeText(
      JSON.stringify({
        type: "FeatureCollection",
        features: [
          feature(1, { type: "Point", coordinates: [-30, 0.5] }),
          feature(2, { type: "Polygon", coordinates: [ring] }),
          feature(3, null),
        ],
      }),
    );
    expect(table.faults).toEqual([]);
    expect(headerFaults(table.header, claims, "own.geojson")).toEqual([]);
    expect(rows.map(({ faults }) => faults)).toEqual([[], [], []]);
    expect(rows.map(({ record }) => (record as { area?: unknown }).area)).toEqual([
      { shape: "circle", centre: [-30, 0.5], radiusM: 100 },
      { shape: "polygon", rings: [ring] },
      undefined,
    ]);
  });

  test.each([
    ["a ring that is open", { type: "Polygon", coordinates: [ring.slice(0, 3)] }],
    ["a position out of range", { type: "Point", coordinates: [-200, 0] }],
    ["text for numbers", { type: "Point", coordinates: ["a", 0] }],
    [
      "several polygons",
      { type: "MultiPolygon", coordinates: [[ring], [ring.map(([x = 0, y = 0]) => [x + 1, y])]] },
    ],
  ])("[INT-010] %s is told, the feature beside it is read", (_, geometry) => {
    const { rows } = decodeText(
      JSON.stringify({
        type: "FeatureCollection",
        features: [feature(1, geometry), feature(2, null)],
      }),
    );
    expect(rows[0]?.faults[0]?.code).toBe("TL_INT_GEOMETRY");
    expect(rows[1]?.record?.sourceId).toBe("2");
  });

  test.each([
    ["text that is not Unicode", '{"id":1,"day":"2026-01-05","label":"\\ud800"}', "null"],
    [
      "a number beyond all bounds",
      '{"id":1,"day":"2026-01-05"}',
      '{"type":"Point","coordinates":[1e999,0]}',
    ],
    ["nesting without end", '{"id":1,"day":"2026-01-05"}', "[".repeat(5_000) + "]".repeat(5_000)],
  ])(
    "[INT-010] a feature with %s is told, the one beside it is read",
    (_, properties, geometry) => {
      const odd = `{"type":"Feature","properties":${properties},"geometry":${geometry}}`;
      const { rows, table } = decodeText(`${odd}\n${JSON.stringify(feature(2, null))}\n`);
      expect(table.faults).toMatchObject([{ code: "TL_INT_GEOJSON", line: 1 }]);
      expect(rows.map(({ record }) => record?.sourceId)).toEqual(["2"]);
    },
  );

  test.each([
    ["no JSON", "<kml/>", "TL_INT_JSON"],
    ["another object", '{"type":"Topology"}', "TL_INT_GEOJSON"],
    ["features that are no list", '{"type":"FeatureCollection","features":{}}', "TL_INT_GEOJSON"],
    ["null", "null", "TL_INT_GEOJSON"],
    [
      "properties that are a list",
      '{"type":"Feature","properties":[1],"geometry":null}',
      "TL_INT_GEOJSON",
    ],
  ])("[INT-010] %s is refused", (_, text, code) => {
    const { table } = decodeText(text);
    expect(table.faults.map((fault) => fault.code)).toEqual([code]);
    expect(table.rows).toEqual([]);
  });

  test("[INT-010] features line by line are read, a broken line is told", () => {
    const text = `${JSON.stringify(feature(1, null))}\n{broken\n\u001e${JSON.stringify(feature(2, null))}\n`;
    const { table } = decodeText(text);
    expect(table.rows).toHaveLength(2);
    expect(table.faults).toMatchObject([{ code: "TL_INT_JSON", line: 2 }]);
  });
});
