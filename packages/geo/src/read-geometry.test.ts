import { describe, expect, test } from "vitest";
import { readLine, readZone, zoneFaults } from "./read-geometry.ts";

const square = [
  [-30, 0],
  [-29, 0],
  [-29, 1],
  [-30, 1],
  [-30, 0],
];
const polygon = (...rings: unknown[]) => ({ type: "Polygon", coordinates: rings });
const expectedBox = { westDeg: -40, southDeg: 5, eastDeg: -20, northDeg: 15 };

describe("readZone", () => {
  test.each([
    { title: "polygon", value: polygon(square), type: "Polygon" },
    {
      title: "feature of a multipolygon",
      value: { type: "Feature", geometry: { type: "MultiPolygon", coordinates: [[square]] } },
      type: "Polygon",
    },
    {
      title: "collection of two polygons",
      value: {
        type: "FeatureCollection",
        features: [
          { type: "Feature", geometry: polygon(square) },
          { type: "Feature", geometry: polygon(square.map(([x = 0, y = 0]) => [x + 5, y])) },
        ],
      },
      type: "MultiPolygon",
    },
    { title: "heights are dropped", value: polygon(square.map((p) => [...p, 7])), type: "Polygon" },
  ])("reads: $title", ({ value, type }) => {
    const { value: zone, faults } = readZone(value);
    expect(faults).toEqual([]);
    expect(zone?.type).toBe(type);
    expect(JSON.stringify(zone)).not.toContain("7");
  });

  test.each([
    {
      title: "not a geometry",
      value: "zone",
      faults: [["TL_GEO_GEOMETRY_TYPE", ""]],
    },
    {
      title: "a line",
      value: { type: "Feature", geometry: { type: "LineString", coordinates: square } },
      faults: [["TL_GEO_GEOMETRY_TYPE", "/geometry"]],
    },
    {
      title: "an empty collection",
      value: { type: "FeatureCollection", features: [] },
      faults: [["TL_GEO_GEOMETRY_TYPE", ""]],
    },
    {
      title: "open ring",
      value: polygon(square.slice(0, 4)),
      faults: [["TL_GEO_RING_OPEN", "/coordinates/0"]],
    },
    {
      title: "short ring",
      value: polygon(square.slice(0, 3)),
      faults: [["TL_GEO_RING_SHORT", "/coordinates/0"]],
    },
    {
      title: "no ring",
      value: polygon(),
      faults: [["TL_GEO_RING_SHORT", "/coordinates"]],
    },
    {
      title: "flat ring",
      value: polygon([
        [-30, 0],
        [-29, 1],
        [-28, 2],
        [-30, 0],
      ]),
      faults: [
        ["TL_GEO_RING_EMPTY", "/coordinates/0"],
        ["TL_GEO_RING_SELF_CROSSING", "/coordinates/0/1"],
        ["TL_GEO_RING_SELF_CROSSING", "/coordinates/0/0"],
      ],
    },
    {
      title: "out of range and not numbers, each kind once",
      value: polygon([
        [-30, 0],
        [-29, 95],
        ["x", 1],
        [-30, Number.NaN],
        [-200, 100],
        [-30, 0],
      ]),
      faults: [
        ["TL_GEO_POSITION_SWAPPED", "/coordinates/0/1"],
        ["TL_GEO_POSITION_RANGE", "/coordinates/0/2"],
      ],
    },
    {
      title: "over the 180th meridian",
      value: polygon([
        [179, 0],
        [-179, 0],
        [-179, 1],
        [179, 1],
        [179, 0],
      ]),
      faults: [["TL_GEO_ANTIMERIDIAN", "/coordinates/0/0"]],
    },
  ])("refuses: $title", ({ value, faults }) => {
    const result = readZone(value);
    expect(result.value).toBeUndefined();
    const found = result.faults.map(({ code, path }) => [code, path]);
    expect(found.sort()).toEqual([...faults].sort());
  });

  test("[GEO-009] a crossing ring is refused with the place where it crosses", () => {
    const { faults } = readZone(
      polygon([
        [-30, 0],
        [-28, 2],
        [-28, 0],
        [-30, 2],
        [-30, 0],
      ]),
    );
    expect(faults).toMatchObject([
      { code: "TL_GEO_RING_SELF_CROSSING", path: "/coordinates/0/0", witness: [-29, 1] },
    ]);
  });

  test.each([
    {
      title: "touches itself at a place",
      ring: [
        [-30, 0],
        [-29, 1],
        [-28, 0],
        [-28, 2],
        [-29, 1],
        [-30, 2],
        [-30, 0],
      ],
      witness: [-29, 1],
    },
    {
      title: "runs back over itself",
      ring: [
        [-30, 0],
        [-28, 0],
        [-29, 0],
        [-29, 1],
        [-30, 0],
      ],
      witness: [-28, 0],
    },
  ])("[GEO-009] a ring that $title is refused", ({ ring, witness }) => {
    const { faults } = readZone(polygon(ring));
    expect(faults[0]).toMatchObject({ code: "TL_GEO_RING_SELF_CROSSING", witness });
  });

  test("[GEO-009] a hole that crosses its outline is refused, one that touches it is not", () => {
    const hole = (eastDeg: number) => [
      [-29.8, 0.2],
      [-29.8, 0.8],
      [eastDeg, 0.5],
      [-29.8, 0.2],
    ];
    expect(readZone(polygon(square, hole(-28.5))).faults[0]?.code).toBe("TL_GEO_RINGS_CROSS");
    expect(readZone(polygon(square, hole(-29))).faults).toEqual([]);
  });

  test("[GEO-009] exchanged coordinates are told apart from misplaced ones", () => {
    const near = [
      [-30, 9],
      [-29, 9],
      [-29, 10],
      [-30, 9],
    ];
    expect(readZone(polygon(near), { expectedBox }).faults).toEqual([]);
    const swapped = near.map(([x = 0, y = 0]) => [y, x]);
    expect(readZone(polygon(swapped), { expectedBox }).faults).toMatchObject([
      { code: "TL_GEO_POSITION_SWAPPED", path: "/coordinates/0/0", furtherCount: 3 },
    ]);
    const far = near.map(([x = 0, y = 0]) => [x + 60, y]);
    expect(readZone(polygon(far), { expectedBox }).faults).toMatchObject([
      { code: "TL_GEO_POSITION_OUTSIDE", furtherCount: 3 },
    ]);
  });

  test("[GEO-009] too many vertices are refused before anything costly is done", () => {
    const ring = Array.from({ length: 1_000 }, (_, index) => [index / 1_000, 0]);
    expect(readZone(polygon(ring), { vertexCountMax: 999 }).faults).toMatchObject([
      { code: "TL_GEO_VERTEX_LIMIT" },
    ]);
  });

  test("all faults come in one pass, each with a sentence on what to do", () => {
    const { faults } = readZone({
      type: "MultiPolygon",
      coordinates: [[square.slice(0, 4)], [square.slice(0, 2)]],
    });
    expect(faults.map(({ code }) => code)).toEqual(["TL_GEO_RING_OPEN", "TL_GEO_RING_SHORT"]);
    for (const { message, hint } of faults) {
      expect(message).toMatch(/\.$/);
      expect(hint).toMatch(/\.$/);
    }
  });

  test("a typed zone is checked by the same rules", () => {
    expect(zoneFaults({ type: "MultiPolygon", coordinates: [] })).toHaveLength(1);
    expect(
      zoneFaults({
        type: "Polygon",
        coordinates: [
          [
            [-30, 0],
            [-29, 0],
            [-29, 1],
            [-30, 0],
          ],
        ],
      }),
    ).toEqual([]);
  });
});

describe("readLine", () => {
  const coordinates = square.slice(0, 3);

  test("reads a LineString and a Feature of one", () => {
    const line = { type: "LineString", coordinates };
    expect(readLine(line).value).toEqual(coordinates);
    expect(readLine({ type: "Feature", geometry: line }).value).toEqual(coordinates);
  });

  test.each([
    { title: "a polygon", value: polygon(square), code: "TL_GEO_GEOMETRY_TYPE" },
    {
      title: "one place twice",
      value: { type: "LineString", coordinates: [square[0], square[0]] },
      code: "TL_GEO_LINE_DEGENERATE",
    },
    {
      title: "no list",
      value: { type: "LineString", coordinates: 5 },
      code: "TL_GEO_POSITION_RANGE",
    },
    {
      title: "latitude beyond the pole",
      value: {
        type: "LineString",
        coordinates: [
          [0, 91],
          [0, 0],
        ],
      },
      code: "TL_GEO_POSITION_SWAPPED",
    },
  ])("refuses $title", ({ value, code }) => {
    expect(readLine(value).faults.map((fault) => fault.code)).toEqual([code]);
  });
});
