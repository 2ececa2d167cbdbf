import { existsSync } from "node:fs";
import { type GeometryFault, type Position, readZone, type ZoneGeometry } from "@truceline/geo";
import { CliError } from "../errors.ts";
import { readFileJson } from "../read-file.ts";
import type { Terminal } from "../terminal.ts";

/** Which shore and border a length leaves out or counts. */
export interface Ground {
  readonly land: ZoneGeometry | undefined;
  readonly stateBorder: readonly (readonly Position[])[];
  /** Waters whose banks count under one definition. */
  readonly estuary: ZoneGeometry | undefined;
}

interface Feature {
  readonly properties?: { readonly kind?: string } | null;
  readonly geometry?: { readonly type?: string; readonly coordinates?: unknown } | null;
}

/**
 * Ground of a GeoJSON file whose features are named by `properties.kind`: `land`, `state-border`,
 * `estuary`. A file of polygons without kinds is all land. Absent file, empty ground.
 * @throws CliError `TL_CLI_FILE`
 */
export function readGround(
  path: string | undefined,
  beside: string,
  terminal: Pick<Terminal, "workingDir">,
): Ground {
  if (path === undefined && !existsSync(beside)) {
    return { land: undefined, stateBorder: [], estuary: undefined };
  }
  const file = path ?? beside;
  const features = featuresOf(readFileJson(file, terminal), file);
  const ofKind = (kind: string) =>
    features.filter(({ properties }) => (properties?.kind ?? "land") === kind);
  return {
    land: zoneOf(ofKind("land"), file),
    stateBorder: ofKind("state-border").flatMap(({ geometry }) => linesOf(geometry, file)),
    estuary: zoneOf(ofKind("estuary"), file),
  };
}

/** Each polygon feature of a file on its own: parts that touch are not one zone. */
export function readZones(path: string, terminal: Pick<Terminal, "workingDir">): ZoneGeometry[] {
  return featuresOf(readFileJson(path, terminal), path).map((feature) => {
    const zone = zoneOf([feature], path);
    if (zone === undefined) refuse(path, "has no polygon");
    return zone;
  });
}

function featuresOf(value: unknown, path: string): readonly Feature[] {
  const { type, features } = (value ?? {}) as { type?: string; features?: unknown };
  if (type === "Feature") return [value as Feature];
  if (type !== "FeatureCollection" || !Array.isArray(features) || features.length === 0) {
    refuse(path, "is not a GeoJSON FeatureCollection with features");
  }
  return features as readonly Feature[];
}

function zoneOf(features: readonly Feature[], path: string): ZoneGeometry | undefined {
  if (features.length === 0) return undefined;
  const { value, faults } = readZone({ type: "FeatureCollection", features });
  if (value === undefined) refuse(path, "", faults);
  return value;
}

function linesOf(geometry: Feature["geometry"], path: string): (readonly Position[])[] {
  const { type, coordinates } = geometry ?? {};
  if (type === "LineString") return [coordinates as Position[]];
  if (type === "MultiLineString") return coordinates as Position[][];
  refuse(path, "has a state border that is no line");
}

function refuse(path: string, reason: string, faults: readonly GeometryFault[] = []): never {
  throw new CliError("TL_CLI_FILE", {
    path,
    reason,
    faults:
      faults.length === 0
        ? [{ code: "TL_CLI_FILE", file: path, message: reason }]
        : faults.map(({ hint, ...fault }) => ({
            ...fault,
            file: path,
            ...(hint === undefined ? {} : { hint }),
          })),
  });
}
