import { type GeoErrorCode, geoErrors } from "./errors.ts";
import {
  type BoundingBox,
  type Position,
  polygonsOf,
  type Ring,
  type ZoneGeometry,
} from "./geometry.ts";
import { ringCrossings } from "./ring-crossings.ts";

/** What is wrong with a geometry, where, and what to do. */
export interface GeometryFault {
  readonly code: GeoErrorCode;
  /** Fixed sentences from the error table. */
  readonly message: string;
  readonly hint: string | undefined;
  /** JSON pointer into the value that was read, such as `/coordinates/0/3`. */
  readonly path: string;
  /** A concrete place that shows the fault, such as where a ring crosses itself. */
  readonly witness?: Position;
  /** How many more positions have the same fault; only one is listed. */
  readonly furtherCount?: number;
}

export interface ReadGeometryOptions {
  /** Where the shape is expected to lie; without it exchanged coordinates are found less often. */
  readonly expectedBox?: BoundingBox;
  /** Of the whole shape. Default 20,000. */
  readonly vertexCountMax?: number;
}

const VERTEX_COUNT_MAX = 20_000;
const CROSSING_COUNT_MAX = 5;

/** A result: either the geometry, or at least one fault. */
export type ReadResult<T> =
  | { readonly value: T; readonly faults: readonly [] }
  | { readonly value?: undefined; readonly faults: readonly GeometryFault[] };

function fault(code: GeoErrorCode, path: string, more: Partial<GeometryFault> = {}): GeometryFault {
  const entry: { message: string; hint?: string } = geoErrors[code];
  return { code, message: entry.message, hint: entry.hint, path, ...more };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Unwraps Feature and FeatureCollection: geometries with the pointer to each. */
function geometriesIn(value: unknown, path: string): { geometry: unknown; path: string }[] {
  if (!isObject(value)) return [{ geometry: value, path }];
  if (value["type"] === "Feature") {
    return [{ geometry: value["geometry"], path: `${path}/geometry` }];
  }
  if (value["type"] === "FeatureCollection" && Array.isArray(value["features"])) {
    return value["features"].flatMap((feature, index) =>
      geometriesIn(feature, `${path}/features/${index}`),
    );
  }
  return [{ geometry: value, path }];
}

function isPosition(value: unknown): value is [number, number, ...number[]] {
  return (
    Array.isArray(value) && value.length >= 2 && value.length <= 4 && value.every(Number.isFinite)
  );
}

/** Checks places one by one; each kind of fault is listed once, with how often it recurs. */
class PositionReader {
  readonly faults: GeometryFault[] = [];
  readonly #counts = new Map<GeoErrorCode, { index: number; count: number }>();
  readonly #box: BoundingBox | undefined;
  vertexCount = 0;

  constructor(box: BoundingBox | undefined) {
    this.#box = box;
  }

  read(value: unknown, path: string): Position | undefined {
    this.vertexCount += 1;
    if (!isPosition(value)) {
      this.#note("TL_GEO_POSITION_RANGE", path);
      return undefined;
    }
    const [lonDeg, latDeg] = value;
    const witness: Position = [lonDeg, latDeg];
    if (!(Math.abs(lonDeg) <= 180 && Math.abs(latDeg) <= 90)) {
      const isSwapped = Math.abs(lonDeg) <= 90 && Math.abs(latDeg) <= 180;
      this.#note(isSwapped ? "TL_GEO_POSITION_SWAPPED" : "TL_GEO_POSITION_RANGE", path, witness);
      return undefined;
    }
    if (this.#box !== undefined && !isInBox(this.#box, lonDeg, latDeg)) {
      const isSwapped = isInBox(this.#box, latDeg, lonDeg);
      this.#note(isSwapped ? "TL_GEO_POSITION_SWAPPED" : "TL_GEO_POSITION_OUTSIDE", path, witness);
    }
    return witness;
  }

  #note(code: GeoErrorCode, path: string, witness?: Position): void {
    const known = this.#counts.get(code);
    if (known === undefined) {
      this.#counts.set(code, { index: this.faults.length, count: 0 });
      this.faults.push(fault(code, path, witness === undefined ? {} : { witness }));
      return;
    }
    known.count += 1;
    const first = this.faults[known.index];
    if (first !== undefined) this.faults[known.index] = { ...first, furtherCount: known.count };
  }
}

function isInBox(box: BoundingBox, lonDeg: number, latDeg: number): boolean {
  return (
    lonDeg >= box.westDeg &&
    lonDeg <= box.eastDeg &&
    latDeg >= box.southDeg &&
    latDeg <= box.northDeg
  );
}

/**
 * Reads a zone from parsed JSON: a GeoJSON Polygon or MultiPolygon, a Feature of one, or a
 * FeatureCollection of such, which becomes one MultiPolygon. Heights are dropped. All faults come
 * back at once; nothing is thrown and nothing is repaired.
 */
export function readZone(
  value: unknown,
  options: ReadGeometryOptions = {},
): ReadResult<ZoneGeometry> {
  const reader = new PositionReader(options.expectedBox);
  const faults: GeometryFault[] = [];
  const polygons: Ring[][] = [];
  const ringPaths: string[] = [];
  const vertexCountMax = options.vertexCountMax ?? VERTEX_COUNT_MAX;
  const found = geometriesIn(value, "");
  for (const { geometry, path } of found) {
    const type = isObject(geometry) ? geometry["type"] : undefined;
    const coordinates = isObject(geometry) ? geometry["coordinates"] : undefined;
    if ((type !== "Polygon" && type !== "MultiPolygon") || !Array.isArray(coordinates)) {
      faults.push(fault("TL_GEO_GEOMETRY_TYPE", path));
      continue;
    }
    const parts: unknown[] = type === "Polygon" ? [coordinates] : coordinates;
    for (const [partIndex, part] of parts.entries()) {
      const partPath = `${path}/coordinates${type === "Polygon" ? "" : `/${partIndex}`}`;
      if (!Array.isArray(part) || part.length === 0) {
        faults.push(fault("TL_GEO_RING_SHORT", partPath));
        continue;
      }
      const rings: Ring[] = [];
      for (const [ringIndex, ring] of part.entries()) {
        const ringPath = `${partPath}/${ringIndex}`;
        const positions = readPositions(ring, ringPath, reader, vertexCountMax);
        if (positions === undefined) continue;
        faults.push(...ringFaults(positions, ringPath));
        rings.push(positions);
        ringPaths.push(ringPath);
      }
      polygons.push(rings);
    }
    if (reader.vertexCount > vertexCountMax) {
      return { faults: [fault("TL_GEO_VERTEX_LIMIT", path)] };
    }
  }
  if (found.length === 0) faults.push(fault("TL_GEO_GEOMETRY_TYPE", ""));
  faults.push(...reader.faults);
  const rings = polygons.flat();
  for (const crossing of ringCrossings(rings, CROSSING_COUNT_MAX)) {
    const isSame = crossing.firstRing === crossing.secondRing;
    const code = isSame ? "TL_GEO_RING_SELF_CROSSING" : "TL_GEO_RINGS_CROSS";
    const path = `${ringPaths[crossing.firstRing] ?? ""}/${crossing.firstEdge}`;
    faults.push(fault(code, path, { witness: crossing.position }));
  }
  const [only] = polygons;
  if (faults.length > 0 || only === undefined) return { faults };
  return polygons.length === 1
    ? { value: { type: "Polygon", coordinates: only }, faults: [] }
    : { value: { type: "MultiPolygon", coordinates: polygons }, faults: [] };
}

function readPositions(
  value: unknown,
  path: string,
  reader: PositionReader,
  vertexCountMax: number,
): Position[] | undefined {
  if (!Array.isArray(value)) {
    reader.read(undefined, path);
    return undefined;
  }
  const positions: Position[] = [];
  for (const [index, entry] of value.entries()) {
    if (reader.vertexCount > vertexCountMax) break;
    const position = reader.read(entry, `${path}/${index}`);
    if (position !== undefined) positions.push(position);
  }
  return positions.length === value.length ? positions : undefined;
}

/** The faults of one ring that need no other ring and no comparison of edges. */
function ringFaults(ring: Ring, path: string): GeometryFault[] {
  const faults: GeometryFault[] = [];
  const [first] = ring;
  const last = ring.at(-1);
  if (ring.length < 4 || first === undefined || last === undefined) {
    return [fault("TL_GEO_RING_SHORT", path)];
  }
  if (first[0] !== last[0] || first[1] !== last[1]) {
    faults.push(fault("TL_GEO_RING_OPEN", path, { witness: last }));
  }
  const jump = ring.findIndex((position, index) => {
    const next = ring[index + 1];
    return next !== undefined && Math.abs(next[0] - position[0]) > 180;
  });
  const witness = ring[jump];
  if (witness !== undefined) {
    faults.push(fault("TL_GEO_ANTIMERIDIAN", `${path}/${jump}`, { witness }));
  }
  const second = ring.find(([lonDeg, latDeg]) => lonDeg !== first[0] || latDeg !== first[1]);
  const isFlat = ring.every(
    ([lonDeg, latDeg]) =>
      second === undefined ||
      (second[0] - first[0]) * (latDeg - first[1]) === (second[1] - first[1]) * (lonDeg - first[0]),
  );
  if (isFlat) faults.push(fault("TL_GEO_RING_EMPTY", path, { witness: first }));
  return faults;
}

/**
 * Reads a line from parsed JSON: a GeoJSON LineString or a Feature or FeatureCollection of exactly
 * one. All faults come back at once.
 */
export function readLine(
  value: unknown,
  options: ReadGeometryOptions = {},
): ReadResult<readonly Position[]> {
  const [entry, ...further] = geometriesIn(value, "");
  const geometry = isObject(entry?.geometry) ? entry.geometry : {};
  const path = `${entry?.path ?? ""}/coordinates`;
  if (geometry["type"] !== "LineString" || further.length > 0) {
    return { faults: [fault("TL_GEO_GEOMETRY_TYPE", entry?.path ?? "")] };
  }
  const reader = new PositionReader(options.expectedBox);
  const vertexCountMax = options.vertexCountMax ?? VERTEX_COUNT_MAX;
  const positions = readPositions(geometry["coordinates"], path, reader, vertexCountMax) ?? [];
  if (reader.vertexCount > vertexCountMax) return { faults: [fault("TL_GEO_VERTEX_LIMIT", path)] };
  const faults = [...reader.faults];
  const isDegenerate = positions.every(
    ([lonDeg, latDeg]) => lonDeg === positions[0]?.[0] && latDeg === positions[0][1],
  );
  if (isDegenerate && faults.length === 0) faults.push(fault("TL_GEO_LINE_DEGENERATE", path));
  return faults.length > 0 ? { faults } : { value: positions, faults: [] };
}

/** The faults of a zone that is already typed; none means it is sound. */
export function zoneFaults(
  geometry: ZoneGeometry,
  options: ReadGeometryOptions = {},
): readonly GeometryFault[] {
  return polygonsOf(geometry).length === 0
    ? [fault("TL_GEO_RING_SHORT", "/coordinates")]
    : readZone(geometry, options).faults;
}
