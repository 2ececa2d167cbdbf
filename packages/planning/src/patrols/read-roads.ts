import { lengthM, type Position } from "@truceline/geo";
import type { DocumentFault } from "@truceline/model";
import type { Ranged } from "../assumption.ts";
import { PlanningError } from "../errors.ts";
import type { Road } from "./road-graph.ts";

export interface RoadsRead {
  readonly roads: readonly Road[];
  readonly faults: readonly DocumentFault[];
}

const faultCountMax = 50;

/**
 * Roads from GeoJSON: LineString and MultiLineString features, bare geometries too. The class of a road
 * is its property `class`, else `highway` (as in open street data), else `road`; one that the table of
 * speeds lacks is read as `road` as well. Everything else in the file is a fault, with its JSON pointer.
 */
export function readRoads(
  value: unknown,
  file: string,
  knownClasses: readonly string[],
): RoadsRead {
  const roads: Road[] = [];
  const faults: DocumentFault[] = [];
  const refuse = (path: string, message: string) => {
    if (faults.length < faultCountMax) faults.push({ code: "TL_PLAN_ROADS", file, path, message });
  };
  const add = (line: unknown, path: string, roadClass: string) => {
    if (!Array.isArray(line) || line.length < 2) {
      refuse(path, "A road needs at least two places.");
      return;
    }
    const wrong = line.findIndex((position) => !isPosition(position));
    if (wrong >= 0) {
      refuse(`${path}/${wrong}`, "A place must be [longitude, latitude] in degrees.");
      return;
    }
    const coordinates = line.map(([lonDeg, latDeg]) => [lonDeg, latDeg] as Position);
    roads.push({ id: `road-${roads.length + 1}`, coordinates, roadClass });
  };
  const visit = (given: unknown, path: string, roadClass: string) => {
    if (!isRecord(given)) {
      refuse(path, "A road must be a GeoJSON LineString.");
      return;
    }
    const { type, coordinates } = given;
    if (type === "FeatureCollection" && Array.isArray(given["features"])) {
      for (const [index, feature] of given["features"].entries()) {
        visit(feature, `${path}/features/${index}`, roadClass);
      }
    } else if (type === "Feature") {
      visit(given["geometry"], `${path}/geometry`, classOf(given["properties"], knownClasses));
    } else if (type === "LineString") {
      add(coordinates, `${path}/coordinates`, roadClass);
    } else if (type === "MultiLineString" && Array.isArray(coordinates)) {
      for (const [index, line] of coordinates.entries()) {
        add(line, `${path}/coordinates/${index}`, roadClass);
      }
    } else {
      refuse(path, `A road must be a GeoJSON LineString, not ${String(type ?? typeof given)}.`);
    }
  };
  visit(value, "", "road");
  if (roads.length === 0 && faults.length === 0) refuse("", "The file holds no road.");
  return { roads, faults };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPosition(value: unknown): value is Position {
  return (
    Array.isArray(value) &&
    typeof value[0] === "number" &&
    typeof value[1] === "number" &&
    Math.abs(value[0]) <= 180 &&
    Math.abs(value[1]) <= 90
  );
}

function classOf(properties: unknown, known: readonly string[]): string {
  if (!isRecord(properties)) return "road";
  const stated = properties["class"] ?? properties["highway"];
  return typeof stated === "string" && known.includes(stated) ? stated : "road";
}

/** How much longer a road is than the line it follows. Assumed. */
export const assumedDetour: Ranged = { value: 1.3, low: 1.1, high: 1.6 };

/**
 * What stands for roads where none are given: the line itself, as one road of class `road`. Lengths are
 * the line's; `detour` says how much longer the true way is, and slows the speeds by as much.
 * @throws PlanningError `TL_PLAN_ROADS` for a line without length.
 */
export function roadsAlongLine(coordinates: readonly Position[]): readonly Road[] {
  if (!(lengthM(coordinates) > 0)) {
    throw new PlanningError("TL_PLAN_ROADS", { reason: "the line has no length" });
  }
  return [{ id: "along-line", coordinates, roadClass: "road" }];
}
