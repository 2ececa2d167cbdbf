import { InteropError } from "../errors.ts";

/** A value that JSON can hold. */
export type GeojsonValue =
  | string
  | number
  | boolean
  | null
  | readonly GeojsonValue[]
  | { readonly [member: string]: GeojsonValue | undefined };

export interface FeatureToWrite {
  readonly id?: string | number;
  readonly properties: Readonly<Record<string, GeojsonValue | undefined>>;
  /** Null where the feature has no place. */
  readonly geometry: GeojsonGeometry | null;
}

type Position = readonly number[];

export type GeojsonGeometry =
  | { readonly type: "Point"; readonly coordinates: Position }
  | { readonly type: "MultiPoint" | "LineString"; readonly coordinates: readonly Position[] }
  | {
      readonly type: "MultiLineString" | "Polygon";
      readonly coordinates: readonly (readonly Position[])[];
    }
  | {
      readonly type: "MultiPolygon";
      readonly coordinates: readonly (readonly (readonly Position[])[])[];
    }
  | { readonly type: "GeometryCollection"; readonly geometries: readonly GeojsonGeometry[] };

const depthMax = 20;
/** How deep lists of positions lie in a geometry, and how many positions a list has at least. */
const shapes: Readonly<Record<string, { readonly depth: number; readonly countMin: number }>> = {
  Point: { depth: 0, countMin: 1 },
  MultiPoint: { depth: 1, countMin: 1 },
  LineString: { depth: 1, countMin: 2 },
  MultiLineString: { depth: 2, countMin: 2 },
  Polygon: { depth: 2, countMin: 4 },
  MultiPolygon: { depth: 3, countMin: 4 },
};

/**
 * Features as a FeatureCollection (RFC 7946), one feature a line, so that two files can be compared. Read
 * again by `readGeojson` they are the same rows: numbers and words as text, null as empty.
 * @throws InteropError `TL_INT_GEOJSON_ENCODE` for numbers JSON cannot hold, text that is not Unicode,
 *   positions off the earth, open rings, and nesting deeper than is read
 * @example writeGeojson([{ properties: { id: 1 }, geometry: { type: "Point", coordinates: [-30, 0] } }])
 */
export function writeGeojson(features: readonly FeatureToWrite[]): string {
  const lines = features.map(({ id, properties, geometry }) => {
    if (geometry !== null) checkGeometry(geometry, 0);
    checkValue(properties, 0);
    return JSON.stringify({
      type: "Feature",
      ...(id === undefined ? {} : { id }),
      properties,
      geometry,
    });
  });
  const body = lines.length === 0 ? "" : `\n${lines.join(",\n")}\n`;
  return `{"type":"FeatureCollection","features":[${body}]}\n`;
}

function checkGeometry(geometry: GeojsonGeometry, depth: number): void {
  if (geometry.type === "GeometryCollection") {
    // A reader counts the list and the member that holds it.
    if (depth > depthMax - 8) refuse("collections too deep within others");
    for (const one of geometry.geometries) checkGeometry(one, depth + 2);
    return;
  }
  const shape = shapes[geometry.type] ?? refuse(`"${geometry.type}" is no geometry`);
  checkCoordinates(geometry.coordinates, shape.depth, shape.countMin);
}

function checkCoordinates(value: unknown, depth: number, countMin: number): void {
  if (!Array.isArray(value)) refuse("coordinates are no list");
  if (depth === 0) {
    const [lonDeg, latDeg] = value as number[];
    const isPosition = value.length >= 2 && value.length <= 3 && value.every(Number.isFinite);
    if (!isPosition || Math.abs(lonDeg ?? 181) > 180 || Math.abs(latDeg ?? 91) > 90) {
      refuse("a position that is none on the earth");
    }
    return;
  }
  if (depth === 1) {
    const [first, last] = [value[0], value.at(-1)] as unknown[];
    if (value.length < countMin) refuse(`fewer than ${countMin} positions`);
    if (countMin === 4 && String(first) !== String(last)) refuse("a ring is open");
  }
  for (const inner of value) checkCoordinates(inner, depth - 1, countMin);
}

function checkValue(value: unknown, depth: number): void {
  if (typeof value === "number" && !Number.isFinite(value)) refuse("a number that JSON has not");
  if (typeof value === "string" && !value.isWellFormed()) refuse("a text that is not Unicode");
  if (typeof value !== "object" || value === null) return;
  if (depth >= depthMax) refuse("properties nested too deep");
  for (const [key, member] of Object.entries(value)) {
    if (!key.isWellFormed()) refuse("a name that is not Unicode");
    checkValue(member, depth + 1);
  }
}

function refuse(problem: string): never {
  throw new InteropError("TL_INT_GEOJSON_ENCODE", { problem });
}
