import { type LonLat, lonLat } from "@truceline/model";
import { InteropError } from "../errors.ts";
import { wireFault } from "../wire-fault.ts";
import { shortWords } from "../xml/short-words.ts";
import { childOf, textOf, type XmlElement } from "../xml/xml-node.ts";
import { XmlReader } from "../xml/xml-reader.ts";
import { readXmlTime } from "../xml/xml-time.ts";

export const gpxPointCountMax = 100_000;
const depthMax = 30;

export interface TrackPoint {
  readonly atMs: number;
  readonly position: LonLat;
}

/** A fault of one point, with its byte. */
type PointFault = ReturnType<typeof wireFault>;

export interface GpxTrack {
  /** Points of all tracks and segments, by time; those of one instant in the order of the file. */
  readonly points: readonly TrackPoint[];
  /** The same segment by segment, each by time: where one ends the recording was broken off. */
  readonly segments: readonly (readonly TrackPoint[])[];
  /** Points without a time: nothing can be said of when the patrol was there. */
  readonly untimedCount: number;
}

/**
 * The track points of a GPX file, version 1.0 or 1.1. Waypoints and routes are places somebody meant
 * to go to, and are left out; so is everything else the file says. Times without a zone are UTC, as
 * the format has it; heights are not read.
 *
 * @param tell Takes a point off the earth, or whose time is none: it is left out. Without it one such point
 *   refuses the track
 * @throws InteropError `TL_INT_GPX` for what is no XML, no GPX, declares a document type, is nested
 *   deeper or has more points than allowed, or has such a point; its fault names the line or byte, and the
 *   code of the door for XML where that refused it
 * @example readGpx('<gpx version="1.1"><trk><trkseg><trkpt lat="0" lon="-30"><time>…').points
 */
export function readGpx(
  document: string | Uint8Array,
  tell?: (fault: PointFault) => void,
): GpxTrack {
  const bytes = typeof document === "string" ? new TextEncoder().encode(document) : document;
  const segments: TrackPoint[][] = [];
  let pointCount = 0;
  let untimedCount = 0;
  const faultAt = (reason: string, offset: number) => {
    const near = bytes.subarray(offset, offset + 64);
    const special = `${shortWords(reason)} (byte ${offset})`;
    return { ...wireFault("TL_INT_GPX", special, near, {}), offset };
  };
  const refuse = (reason: string, offset: number): never => {
    throw new InteropError("TL_INT_GPX", { faults: [faultAt(reason, offset)] });
  };
  const leaveOut = (reason: string, offset: number): void => {
    if (tell === undefined) refuse(reason, offset);
    else tell(faultAt(reason, offset));
  };
  const takePoint = (element: XmlElement) => {
    const { attributes, offset } = element;
    pointCount++;
    if (pointCount > gpxPointCountMax) refuse(`more than ${gpxPointCountMax} points`, offset);
    const position = positionOf(attributes["lon"], attributes["lat"]);
    if (position === undefined) return leaveOut("a point has no place", offset);
    const time = childOf(element, "time");
    const stated = time === undefined ? "" : textOf(time);
    const atMs = readXmlTime(stated)?.atMs;
    if (stated === "") untimedCount++;
    else if (atMs === undefined) leaveOut(`"${stated}" is no time`, time?.offset ?? offset);
    else segments.at(-1)?.push({ atMs, position });
  };
  const reader = new XmlReader({
    name: "track",
    limits: { depthMax },
    // Text was decoded by whoever had it; its declaration may still name another encoding.
    ...(typeof document === "string" ? { encoding: "utf-8" as const } : {}),
    isWanted: (start, depth) => {
      if (depth === 0 && start.local !== "gpx") {
        refuse(`the file begins with ${start.name}, not gpx`, start.offset);
      }
      if (start.local === "trkseg" || segments.length === 0) segments.push([]);
      return start.local === "trkpt";
    },
    take: takePoint,
  });
  try {
    reader.push(bytes);
    reader.finish();
  } catch (error) {
    if (!(error instanceof InteropError) || error.code === "TL_INT_GPX") throw error;
    throw new InteropError("TL_INT_GPX", { faults: error.details["faults"] }, { cause: error });
  }
  const byTime = (one: TrackPoint, other: TrackPoint) => one.atMs - other.atMs;
  const whole = segments.filter(({ length }) => length > 0).map((points) => points.sort(byTime));
  return { points: whole.flat().sort(byTime), segments: whole, untimedCount };
}

const decimal = /^\s*[-+]?\d{1,3}(\.\d{0,20})?\s*$/;

function positionOf(lon: string | undefined, lat: string | undefined): LonLat | undefined {
  if (lon === undefined || lat === undefined) return undefined;
  if (!decimal.test(lon) || !decimal.test(lat)) return undefined;
  const [lonDeg, latDeg] = [Number(lon), Number(lat)];
  if (Math.abs(lonDeg) > 180 || Math.abs(latDeg) > 90) return undefined;
  return lonLat(lonDeg, latDeg);
}
