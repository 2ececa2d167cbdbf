/**
 * Writes what `truceline describe` needs to tell a line of contact from a shore and from the state
 * border: `npx node --conditions=truceline-src apps/web/basemap/bake-scenario-land.ts`
 *
 * Into `scenarios/ukraine-2025/land.geojson`: land, the recognised border with the Russian Federation
 * and Belarus, and the estuary whose banks some count as a line of contact. Deterministic.
 */
import { writeFileSync } from "node:fs";
import { mesh } from "topojson-client";
import { type Atlas, landFeature, readAtlas, recogniseBorders } from "./recognised-borders.ts";

/** Beyond these degrees nothing bears on the line. The box crosses a coast only on its south side. */
const box = { west: 22, south: 43.2, east: 42, north: 53 };
const decimals = 4;

/** Of a ring, what lies inside the box: cut by one side after the other (Sutherland and Hodgman). */
function cutRing(ring: GeoJSON.Position[]): GeoJSON.Position[] {
  const sides: [axis: 0 | 1, limit: number, sign: 1 | -1][] = [
    [0, box.west, 1],
    [0, box.east, -1],
    [1, box.south, 1],
    [1, box.north, -1],
  ];
  let cut = ring.slice(0, -1);
  for (const [axis, limit, sign] of sides) {
    const beyond = (position: GeoJSON.Position) => sign * ((position[axis] ?? 0) - limit);
    cut = cut.flatMap((position, index) => {
      const before = cut.at(index - 1) ?? position;
      const [was, is] = [beyond(before), beyond(position)];
      const share = was / (was - is);
      const crossing = before.map((value, part) => value + share * ((position[part] ?? 0) - value));
      if (was >= 0 !== is >= 0) return is >= 0 ? [crossing, position] : [crossing];
      return is >= 0 ? [position] : [];
    });
  }
  const [first] = cut;
  return first === undefined || cut.length < 3 ? [] : [...cut, first];
}

const rounded = (position: GeoJSON.Position) =>
  position.map((value) => Number(value.toFixed(decimals)));

/** The line or lines along which two states meet. */
function borderBetween(atlas: Atlas, states: readonly [string, string]): GeoJSON.Position[][] {
  const line = mesh(
    atlas as never,
    atlas.objects.countries as never,
    ((first: { properties: { name: string } }, second: { properties: { name: string } }) =>
      first !== second &&
      states.includes(first.properties.name) &&
      states.includes(second.properties.name)) as never,
  );
  return line.coordinates.map((run) => run.map(rounded));
}

const atlas = recogniseBorders(readAtlas());
const land = landFeature(atlas).geometry as GeoJSON.MultiPolygon;
const polygons = land.coordinates
  .map((rings) => rings.map(cutRing).filter((ring) => ring.length > 0))
  .filter((rings) => rings.length > 0)
  .map((rings) => rings.map((ring) => ring.map(rounded)));
const naturalEarth = "Natural Earth 1:10 million by way of world-atlas 2.0.2 (public domain)";
const features: GeoJSON.Feature[] = [
  {
    type: "Feature",
    properties: { kind: "land", source: naturalEarth },
    geometry: { type: "MultiPolygon", coordinates: polygons },
  },
  {
    type: "Feature",
    properties: {
      kind: "state-border",
      name: "Recognised border of Ukraine with the Russian Federation and with Belarus, on land",
      source: naturalEarth,
    },
    geometry: {
      type: "MultiLineString",
      coordinates: ["Russia", "Belarus"].flatMap((state) =>
        borderBetween(atlas, ["Ukraine", state]),
      ),
    },
  },
  {
    type: "Feature",
    properties: {
      kind: "estuary",
      name: "Estuary of Dnipro and Southern Buh, from 31.5 to 32.3 E and north of 46.45 N",
      source: "drawn for this software",
    },
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [31.5, 46.45],
          [32.3, 46.45],
          [32.3, 47.1],
          [31.5, 47.1],
          [31.5, 46.45],
        ],
      ],
    },
  },
];
const url = new URL("../../../scenarios/ukraine-2025/land.geojson", import.meta.url);
const lines = features.map((feature) => JSON.stringify(feature)).join(",\n");
writeFileSync(url, `{"type":"FeatureCollection","features":[\n${lines}\n]}\n`);
console.log(`${polygons.length} polygons, ${polygons.flat(2).length} positions`);
