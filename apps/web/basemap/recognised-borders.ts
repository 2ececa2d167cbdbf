/**
 * Land and borders from Natural Earth (world-atlas), with borders as internationally recognised
 * (practice of the UN General Assembly), and stretches in dispute marked.
 *
 * What is changed is changed in the topology, before any line is taken from it, so that lines that
 * are no borders do not exist anywhere in the file.
 */
import { readFileSync } from "node:fs";
import { feature, mesh } from "topojson-client";

/** The little of TopoJSON that is used here. */
interface Geometry {
  type: "Polygon" | "MultiPolygon";
  arcs: number[][] | number[][][];
  properties: { name: string };
}
export interface Atlas {
  type: "Topology";
  arcs: [number, number][][];
  transform: { scale: [number, number]; translate: [number, number] };
  objects: {
    countries: { type: "GeometryCollection"; geometries: Geometry[] };
    land: { type: "GeometryCollection"; geometries: unknown[] };
  };
}

/** Box that holds the Crimean peninsula and no other polygon of Natural Earth's "Russia". */
const crimeaBox = [32, 44, 37, 46.5] as const;

/** Drawn apart in Natural Earth, but no state in the practice of the General Assembly. */
const partOf: Record<string, string> = {
  "N. Cyprus": "Cyprus",
  "Cyprus U.N. Buffer Zone": "Cyprus",
  Somaliland: "Somalia",
  Baikonur: "Kazakhstan",
  "USNB Guantanamo Bay": "Cuba",
};

/** Pairs whose border is in dispute as a whole; names in alphabetical order. */
const disputed = new Set([
  "Kosovo|Serbia",
  "Morocco|W. Sahara",
  "Israel|Palestine",
  "Israel|Syria",
  "India|Pakistan",
  "China|India",
  "India|Siachen Glacier",
  "Pakistan|Siachen Glacier",
  "China|Siachen Glacier",
  "Kosovo|Macedonia",
  "Albania|Kosovo",
  "Kosovo|Montenegro",
]);

export function readAtlas(): Atlas {
  const url = import.meta.resolve("world-atlas/countries-10m.json");
  return JSON.parse(readFileSync(new URL(url), "utf8")) as Atlas;
}

/**
 * Moves the Crimean peninsula from Natural Earth's "Russia" to "Ukraine", in the arcs.
 * @throws Error unless exactly one polygon is found there: a new atlas needs a new look.
 */
export function recogniseBorders(atlas: Atlas): Atlas {
  const countries = atlas.objects.countries.geometries;
  const russia = countries.find(({ properties }) => properties.name === "Russia");
  const ukraine = countries.find(({ properties }) => properties.name === "Ukraine");
  if (russia?.type !== "MultiPolygon" || ukraine?.type !== "MultiPolygon")
    throw new Error("The atlas has no multi-part Russia or Ukraine.");
  const isCrimea = (polygon: number[][]) => {
    const [west, south, east, north] = boxOf(atlas, polygon[0] ?? []);
    return (
      west > crimeaBox[0] && south > crimeaBox[1] && east < crimeaBox[2] && north < crimeaBox[3]
    );
  };
  const parts = russia.arcs as number[][][];
  const moved = parts.filter(isCrimea);
  if (moved.length !== 1) throw new Error(`Crimea: ${moved.length} polygons instead of one.`);
  const geometries = countries.map((country) => {
    if (country === russia)
      return { ...country, arcs: parts.filter((part) => !moved.includes(part)) };
    if (country === ukraine)
      return { ...country, arcs: [...(ukraine.arcs as number[][][]), ...moved] };
    return country;
  });
  return {
    ...atlas,
    objects: { ...atlas.objects, countries: { type: "GeometryCollection", geometries } },
  };
}

/** Land as one feature, without any country in it: countries are never filled. */
export function landFeature(atlas: Atlas): GeoJSON.Feature {
  // The types of topojson-client describe generic topologies; ours is narrower than they can say.
  const land = feature(atlas as never, atlas.objects.land as never) as unknown;
  const { features } = land as GeoJSON.FeatureCollection;
  const first = features[0];
  if (first?.geometry.type !== "MultiPolygon" || features.length !== 1)
    throw new Error("The atlas has no single land.");
  const coordinates = first.geometry.coordinates.map((polygon) => polygon.map(unwrapped));
  return { type: "Feature", properties: {}, geometry: { type: "MultiPolygon", coordinates } };
}

/**
 * A ring without jumps at the 180th meridian: it runs on beyond 180 degrees, and the tiler cuts and
 * shifts it. A ring round a pole, which ends one turn away from its start, is closed along the pole.
 */
export function unwrapped(ring: readonly GeoJSON.Position[]): GeoJSON.Position[] {
  let turns = 0;
  let previous = ring[0]?.[0] ?? 0;
  const run = ring.map(([lonDeg = 0, latDeg = 0]) => {
    if (lonDeg - previous > 180) turns -= 1;
    if (lonDeg - previous < -180) turns += 1;
    previous = lonDeg;
    return [lonDeg + 360 * turns, latDeg];
  });
  const [start, end] = [run[0], run.at(-1)];
  if (turns === 0 || start === undefined || end === undefined) return run;
  const poleDeg = (start[1] ?? 0) < 0 ? -90 : 90;
  return [...run, [end[0] ?? 0, poleDeg], [start[0] ?? 0, poleDeg], start];
}

/** One country's area, for point-in-polygon checks only; it is never drawn. */
export function countryFeature(atlas: Atlas, name: string): GeoJSON.Feature {
  const country = atlas.objects.countries.geometries.find((one) => one.properties.name === name);
  if (country === undefined) throw new Error(`The atlas has no ${name}.`);
  return feature(atlas as never, country as never) as unknown as GeoJSON.Feature;
}

/** Borders between states: one feature of those recognised, one of those in dispute. */
export function borderFeatures(atlas: Atlas): GeoJSON.Feature[] {
  const lines = (isDisputed: boolean) =>
    mesh(
      atlas as never,
      atlas.objects.countries as never,
      ((first: Geometry, second: Geometry) => {
        const pair = [first, second].map(stateOf).sort();
        return pair[0] !== pair[1] && disputed.has(pair.join("|")) === isDisputed;
      }) as never,
    );
  return [false, true].map((isDisputed) => ({
    type: "Feature",
    properties: { disputed: isDisputed ? 1 : 0 },
    geometry: lines(isDisputed),
  }));
}

function stateOf({ properties: { name } }: Geometry): string {
  return partOf[name] ?? name;
}

function boxOf(atlas: Atlas, ring: readonly number[]): [number, number, number, number] {
  const { scale, translate } = atlas.transform;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const index of ring) {
    let [x, y] = [0, 0];
    for (const [dx, dy] of atlas.arcs[index < 0 ? ~index : index] ?? []) {
      x += dx;
      y += dy;
      const [lonDeg, latDeg] = [x * scale[0] + translate[0], y * scale[1] + translate[1]];
      west = Math.min(west, lonDeg);
      east = Math.max(east, lonDeg);
      south = Math.min(south, latDeg);
      north = Math.max(north, latDeg);
    }
  }
  return [west, south, east, north];
}
