import { type LonLat, lonLat } from "@truceline/model";
import { SaxesParser } from "saxes";
import { InteropError } from "../errors.ts";

export const gpxPointCountMax = 100_000;
const depthMax = 30;

export interface TrackPoint {
  readonly atMs: number;
  readonly position: LonLat;
}

export interface GpxTrack {
  /** Points of all tracks and segments, by time; those of one instant in the order of the file. */
  readonly points: readonly TrackPoint[];
  /** Points without a time: nothing can be said of when the patrol was there. */
  readonly untimedCount: number;
}

/**
 * The track points of a GPX file, version 1.0 or 1.1. Waypoints and routes are places somebody meant
 * to go to, and are left out; so is everything else the file says. Times without a zone are UTC, as
 * the format has it; heights are not read.
 *
 * @throws InteropError `TL_INT_GPX` for what is no XML, no GPX, declares a document type, is nested
 *   deeper or has more points than allowed, or has a point off the earth or a time that is none
 * @example readGpx('<gpx version="1.1"><trk><trkseg><trkpt lat="0" lon="-30"><time>…').points
 */
export function readGpx(text: string): GpxTrack {
  const parser = new SaxesParser({ xmlns: false });
  const points: TrackPoint[] = [];
  const path: string[] = [];
  let untimedCount = 0;
  let point: { readonly position: LonLat; time: string } | undefined;
  const refuse = (reason: string, cause?: unknown): never => {
    const where = `line ${parser.line}, column ${parser.columnIndex + 1}`;
    const faults = [{ code: "TL_INT_GPX", message: `${reason} (${where})` }];
    throw new InteropError("TL_INT_GPX", { faults, line: parser.line }, { cause });
  };
  parser.on("error", (error) => refuse(error.message, error));
  parser.on("doctype", () => refuse("the file declares a document type"));
  parser.on("opentag", ({ name, attributes }) => {
    const local = localName(name);
    if (path.length === 0 && local !== "gpx") refuse(`the file begins with ${name}, not gpx`);
    path.push(local);
    if (path.length > depthMax) refuse(`nested deeper than ${depthMax}`);
    if (local !== "trkpt") return;
    if (points.length + untimedCount >= gpxPointCountMax) {
      refuse(`more than ${gpxPointCountMax} points`);
    }
    const { lat, lon } = attributes;
    point = { position: positionOf(lon, lat) ?? refuse("a point has no place"), time: "" };
  });
  parser.on("text", (part) => {
    if (point !== undefined && path.at(-1) === "time" && path.at(-2) === "trkpt") {
      point.time += part;
      if (point.time.length > 100) refuse("a time is no time");
    }
  });
  parser.on("closetag", () => {
    if (path.pop() !== "trkpt" || point === undefined) return;
    const stated = point.time.trim();
    const atMs = instantOf(stated);
    if (stated === "") untimedCount++;
    else if (atMs === undefined) refuse(`"${stated}" is no time`);
    else points.push({ atMs, position: point.position });
    point = undefined;
  });
  parser.write(text).close();
  return { points: points.sort((a, b) => a.atMs - b.atMs), untimedCount };
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

const decimal = /^\s*[-+]?\d{1,3}(\.\d{0,20})?\s*$/;

function positionOf(lon: unknown, lat: unknown): LonLat | undefined {
  if (typeof lon !== "string" || typeof lat !== "string") return undefined;
  if (!decimal.test(lon) || !decimal.test(lat)) return undefined;
  const [lonDeg, latDeg] = [Number(lon), Number(lat)];
  if (Math.abs(lonDeg) > 180 || Math.abs(latDeg) > 90) return undefined;
  return lonLat(lonDeg, latDeg);
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/;

function instantOf(text: string): number | undefined {
  const match = instant.exec(text);
  if (match === null) return undefined;
  const atMs = Date.parse(match[2] === undefined ? `${text}Z` : text);
  return Number.isNaN(atMs) ? undefined : Math.floor(atMs);
}
