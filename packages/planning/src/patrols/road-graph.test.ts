import { distanceM, type Position } from "@truceline/geo";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRoads } from "./read-roads.ts";
import { type Road, RoadGraph } from "./road-graph.ts";
import type { RoadSpeeds } from "./road-speeds.ts";
import { roadStops, travelMinutes } from "./travel-minutes.ts";

const exact = (value: number) => ({ value, low: value, high: value });
const speeds: RoadSpeeds = [
  { roadClass: "road", day: exact(60), night: exact(30), mark: "assumed", source: "test" },
  { roadClass: "off-road", day: exact(6), night: exact(6), mark: "assumed", source: "test" },
];
const road = (id: string, ...coordinates: Position[]): Road => ({
  id,
  coordinates,
  roadClass: "road",
});
function minutesBetween(roads: readonly Road[], from: Position, to: Position, night = false) {
  const graph = new RoadGraph(roads);
  const stops = roadStops(graph, [from, to]);
  const light = night ? "night" : "day";
  return travelMinutes(
    graph,
    [stops[0] as never],
    [stops[1] as never],
    speeds,
    light,
    "value",
  )[0]?.[0];
}

describe("roads as a network", () => {
  const west: Position = [-30, 0];
  const middle: Position = [-29.9, 0];
  const east: Position = [-29.8, 0];
  const north: Position = [-29.9, 0.1];

  test("[PLN-060] time along a road is its geodesic length at the speed of its class and light", () => {
    const km = distanceM(west, east) / 1000;
    expect(minutesBetween([road("r", west, east)], west, east)).toBeCloseTo(km, 6);
    expect(minutesBetween([road("r", west, east)], west, east, true)).toBeCloseTo(2 * km, 6);
  });

  test("[PLN-060] roads meet at a place in common, and where one ends within 25 m of the other", () => {
    const common = [road("a", west, middle, east), road("b", middle, north)];
    const want = (distanceM(west, middle) + distanceM(middle, north)) / 1000;
    expect(minutesBetween(common, west, north)).toBeCloseTo(want, 6);
    const near: Position = [-29.9, 0.0001]; // 11 m north of the road, which has no place there
    const ending = [road("a", west, east), road("b", near, north)];
    expect(minutesBetween(ending, west, north)).toBeCloseTo(want, 1);
    const apart: Position = [-29.9, 0.0004]; // 44 m
    const graph = new RoadGraph([road("a", west, east), road("b", apart, north)]);
    expect(graph.partLengthsM).toHaveLength(2);
  });

  test("[PLN-060] roads that only cross are counted and not joined; parts are told, longest first", () => {
    const graph = new RoadGraph([road("a", west, east), road("b", [-29.9, -0.05], north)]);
    expect(graph.crossingCount).toBe(1);
    expect(graph.partLengthsM).toHaveLength(2);
    expect(graph.partLengthsM[0]).toBeGreaterThan(graph.partLengthsM[1] as number);
    const roads = [road("a", west, east), road("b", [-29.9, -0.05], north)];
    expect(minutesBetween(roads, west, north)).toBe(Number.POSITIVE_INFINITY);
  });

  test("[PLN-060] from beside a road it is walked or driven to the road; beyond 5 km nothing leads there", () => {
    const beside: Position = [-29.9, 0.01];
    const want = distanceM(beside, middle) / 100 + distanceM(middle, east) / 1000;
    expect(minutesBetween([road("a", west, east)], beside, east)).toBeCloseTo(want, 1);
    const far: Position = [-29.9, 0.1];
    expect(minutesBetween([road("a", west, east)], far, east)).toBe(Number.POSITIVE_INFINITY);
  });

  test("[PLN-060] two places on one piece of road are driven straight between", () => {
    const [from, to] = [[-29.97, 0] as Position, [-29.95, 0] as Position];
    expect(minutesBetween([road("a", west, east)], from, to)).toBeCloseTo(
      distanceM(from, to) / 1000,
      3,
    );
  });

  test.each([
    { title: "no road", roads: [] },
    { title: "one place", roads: [road("a", west)] },
    { title: "the same place twice", roads: [road("a", west, west)] },
    { title: "no position", roads: [road("a", [200, 0], west)] },
  ])("[PLN-060] $title is refused", ({ roads }) => {
    expect(() => new RoadGraph(roads)).toThrow(expect.objectContaining({ code: "TL_PLAN_ROADS" }));
  });

  test("[PLN-060] a class without a speed, and speeds that cannot be, are refused", () => {
    const graph = new RoadGraph([{ ...road("a", west, east), roadClass: "ford" }]);
    const stops = roadStops(graph, [west, east]);
    const ask = (given: RoadSpeeds) => () =>
      travelMinutes(graph, stops, stops, given, "day", "value");
    expect(ask(speeds)).toThrow(expect.objectContaining({ code: "TL_PLAN_SPEED" }));
    const reversed = { ...speeds[0], roadClass: "ford", day: { value: 5, low: 9, high: 3 } };
    expect(ask([...speeds, reversed as never])).toThrow(
      expect.objectContaining({ code: "TL_PLAN_SPEED" }),
    );
  });
});

describe("reading roads", () => {
  test("[PLN-060] classes are taken from the properties, unknown ones are roads", () => {
    const line = (properties: object) => ({
      type: "Feature",
      properties,
      geometry: {
        type: "LineString",
        coordinates: [
          [-30, 0],
          [-29, 0],
        ],
      },
    });
    const features = [line({ class: "track" }), line({ highway: "motorway" }), line({})];
    const { roads, faults } = readRoads({ type: "FeatureCollection", features }, "r.geojson", [
      "track",
    ]);
    expect(faults).toEqual([]);
    expect(roads.map(({ roadClass }) => roadClass)).toEqual(["track", "road", "road"]);
  });

  test.each([
    { title: "a point", value: { type: "Point", coordinates: [0, 0] }, path: "" },
    {
      title: "text for a number",
      value: {
        type: "LineString",
        coordinates: [
          [0, 0],
          ["1", 0],
        ],
      },
      path: "/coordinates/1",
    },
    {
      title: "a road of one place",
      value: { type: "LineString", coordinates: [[0, 0]] },
      path: "/coordinates",
    },
    { title: "nothing", value: null, path: "" },
    { title: "an empty collection", value: { type: "FeatureCollection", features: [] }, path: "" },
  ])("[PLN-060] $title is a fault with its place", ({ value, path }) => {
    const { faults } = readRoads(value, "r.geojson", []);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ code: "TL_PLAN_ROADS", path, file: "r.geojson" });
  });
});

/** A grid of roads with some pieces missing, as roads of two places each. */
const arbGrid = fc
  .record({
    size: fc.integer({ min: 2, max: 4 }),
    seed: fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
  })
  .map(({ size, seed }) => {
    const at = (column: number, row: number): Position => [-30 + column * 0.05, row * 0.05];
    const roads: Road[] = [];
    let index = 0;
    for (let column = 0; column < size; column++) {
      for (let row = 0; row < size; row++) {
        if (column + 1 < size && seed[index++ % 24] === true) {
          roads.push(road(`h${column}-${row}`, at(column, row), at(column + 1, row)));
        }
        if (row + 1 < size && seed[index++ % 24] === true) {
          roads.push(road(`v${column}-${row}`, at(column, row), at(column, row + 1)));
        }
      }
    }
    return {
      roads,
      places: Array.from({ length: size * size }, (_, n) => at(n % size, Math.floor(n / size))),
    };
  })
  .filter(({ roads }) => roads.length > 0);

test("[PLN-061] driving times equal those of plain relaxation over all roads", () => {
  fc.assert(
    fc.property(arbGrid, ({ roads, places }) => {
      const graph = new RoadGraph(roads);
      const stops = roadStops(graph, places, 10);
      const table = travelMinutes(graph, stops, stops, speeds, "day", "value");
      const minutes = places.map((from) =>
        places.map((to) => (from === to ? 0 : Number.POSITIVE_INFINITY)),
      );
      const key = ([lonDeg, latDeg]: Position) => `${lonDeg.toFixed(6)} ${latDeg.toFixed(6)}`;
      const number = new Map(places.map((place, index) => [key(place), index]));
      for (const { coordinates } of roads) {
        const [a, b] = coordinates.map((place) => number.get(key(place)) as number);
        const length = distanceM(coordinates[0] as Position, coordinates[1] as Position) / 1000;
        (minutes[a as number] as number[])[b as number] = length;
        (minutes[b as number] as number[])[a as number] = length;
      }
      for (let via = 0; via < places.length; via++) {
        for (let from = 0; from < places.length; from++) {
          for (let to = 0; to < places.length; to++) {
            const row = minutes[from] as number[];
            const sum = (row[via] as number) + (minutes[via]?.[to] as number);
            if (sum < (row[to] as number)) row[to] = sum;
          }
        }
      }
      for (const [from, row] of minutes.entries()) {
        for (const [to, want] of row.entries()) {
          const got = table[from]?.[to] as number;
          const hasRoads = stops[from]?.point !== null && stops[to]?.point !== null;
          if (!hasRoads) continue;
          if (Number.isFinite(want)) expect(got).toBeCloseTo(want, 6);
          else expect(got).toBe(Number.POSITIVE_INFINITY);
        }
      }
    }),
    { numRuns: 60 },
  );
});
