/** Rivers, reservoirs and main roads: own data drawn by hand, made smooth for the eye. */
import { readFileSync } from "node:fs";

type Position = [lonDeg: number, latDeg: number];

const kmPerDegree = 111.2;

/**
 * Curve through all given positions (Catmull-Rom, `stepCount` pieces between two positions).
 * The positions are kept; what lies between them is shape, not survey.
 */
export function smooth(positions: readonly Position[], stepCount: number): Position[] {
  const at = (index: number): Position => {
    const position = positions[Math.min(Math.max(index, 0), positions.length - 1)];
    if (position === undefined) throw new Error("A line needs at least one position.");
    return position;
  };
  const out: Position[] = [at(0)];
  for (let index = 0; index + 1 < positions.length; index += 1) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    for (let step = 1; step <= stepCount; step += 1) {
      const t = step / stepCount;
      const along = (axis: 0 | 1) =>
        0.5 *
        (2 * from[axis] +
          (to[axis] - before[axis]) * t +
          (2 * before[axis] - 5 * from[axis] + 4 * to[axis] - after[axis]) * t ** 2 +
          (3 * from[axis] - before[axis] - 3 * to[axis] + after[axis]) * t ** 3);
      out.push([along(0), along(1)]);
    }
  }
  return out;
}

/** Outline of a water body from its middle line and the width in km at each position. */
export function outline(positions: readonly Position[], widthsKm: readonly number[]): Position[] {
  if (positions.length !== widthsKm.length) throw new Error("One width for each position.");
  const stepCount = 6;
  const middle = smooth(positions, stepCount);
  const widths = smooth(
    widthsKm.map((km, index): Position => [index, km]),
    stepCount,
  ).map(([, km]) => Math.max(km, 0.3));
  const left: Position[] = [];
  const right: Position[] = [];
  middle.forEach(([lonDeg, latDeg], index) => {
    const from = middle[Math.max(index - 1, 0)] ?? [lonDeg, latDeg];
    const to = middle[Math.min(index + 1, middle.length - 1)] ?? [lonDeg, latDeg];
    const lonScale = Math.cos((latDeg * Math.PI) / 180);
    const [eastward, northward] = [(to[0] - from[0]) * lonScale, to[1] - from[1]];
    const length = Math.hypot(eastward, northward) || 1;
    const halfDeg = (widths[index] ?? 0) / 2 / kmPerDegree;
    const [dx, dy] = [(-northward / length) * (halfDeg / lonScale), (eastward / length) * halfDeg];
    left.push([lonDeg + dx, latDeg + dy]);
    right.push([lonDeg - dx, latDeg - dy]);
  });
  const ring = [...right, ...left.reverse()];
  return [...ring, ...ring.slice(0, 1)];
}

interface OwnLine {
  readonly properties: Record<string, unknown> & { readonly widthsKm?: number[] };
  readonly geometry: { readonly coordinates: Position[] };
}

function readLines(name: string): OwnLine[] {
  const text = readFileSync(new URL(name, import.meta.url), "utf8");
  return (JSON.parse(text) as { features: OwnLine[] }).features;
}

export function riverFeatures(): GeoJSON.Feature[] {
  return readLines("rivers.geojson").map(({ properties, geometry }) => ({
    type: "Feature",
    properties: { ...properties },
    geometry: { type: "LineString", coordinates: smooth(geometry.coordinates, 5) },
  }));
}

export function reservoirFeatures(): GeoJSON.Feature[] {
  return readLines("reservoirs.geojson").map(({ properties, geometry }) => {
    const { widthsKm = [], ...shown } = properties;
    const ring = outline(geometry.coordinates, widthsKm);
    return {
      type: "Feature",
      properties: shown,
      geometry: { type: "Polygon", coordinates: [ring] },
    };
  });
}

/** Roads run through towns of the gazetteer, or positions written as `lon lat`. */
export function roadFeatures(townById: ReadonlyMap<string, Position>): GeoJSON.Feature[] {
  const text = readFileSync(new URL("roads.csv", import.meta.url), "utf8");
  return text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const [id = "", rank = "", via = ""] = line.split(",");
      const positions = via.split(";").map((stop): Position => {
        const [lonDeg, latDeg] = stop.split(" ").map(Number);
        const town = townById.get(stop);
        if (town !== undefined) return town;
        if (Number.isFinite(lonDeg) && Number.isFinite(latDeg))
          return [Number(lonDeg), Number(latDeg)];
        throw new Error(`Road ${id}: ${stop} is neither a place of the gazetteer nor a position.`);
      });
      return {
        type: "Feature",
        properties: { id, rank: Number(rank) },
        geometry: { type: "LineString", coordinates: smooth(positions, 6) },
      };
    });
}
