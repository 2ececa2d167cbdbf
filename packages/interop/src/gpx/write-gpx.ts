import { InteropError } from "../errors.ts";
import { plainNumber } from "../mapping/cell-values.ts";
import { writeXmlDocument, type XmlToWrite } from "../xml/write-xml.ts";
import { writeXmlTime } from "../xml/xml-time.ts";
import { gpxPointCountMax, type TrackPoint } from "./read-gpx.ts";

export interface WriteGpxOptions {
  /** Of the track. */
  readonly name: string;
  /** A gap longer than this begins a new segment, so that no line is drawn over it; default 10 min. */
  readonly gapMs?: number;
}

const gapMsDefault = 10 * 60_000;

/**
 * A patrol's own past track as GPX 1.1: one track, a segment for each stretch without a gap. Read again it
 * has the same points. Positions to 15 decimals, times to the millisecond.
 * @throws InteropError `TL_INT_GPX_ENCODE` for more points than may be read, points that are not in order
 *   of time, or a time that cannot be written
 */
export function writeGpx(points: readonly TrackPoint[], options: WriteGpxOptions): string {
  const { name, gapMs = gapMsDefault } = options;
  if (points.length > gpxPointCountMax) refuse(`more than ${gpxPointCountMax} points`);
  const segments: XmlToWrite[][] = [];
  let lastAtMs = Number.NEGATIVE_INFINITY;
  for (const { atMs, position } of points) {
    const time = writeXmlTime(atMs);
    if (time === undefined || atMs < lastAtMs)
      refuse("a time that cannot be written, or out of order");
    if (atMs - lastAtMs > gapMs) segments.push([]);
    lastAtMs = atMs;
    const [lonDeg, latDeg] = position;
    segments.at(-1)?.push({
      name: "trkpt",
      attributes: { lat: plainNumber(latDeg), lon: plainNumber(lonDeg) },
      children: [{ name: "time", children: [time ?? ""] }],
    });
  }
  return writeXmlDocument({
    name: "gpx",
    attributes: {
      version: "1.1",
      creator: "Truceline",
      xmlns: "http://www.topografix.com/GPX/1/1",
    },
    children: [
      {
        name: "trk",
        children: [
          { name: "name", children: name === "" ? [] : [name] },
          ...segments.map((children): XmlToWrite => ({ name: "trkseg", children })),
        ],
      },
    ],
  });
}

function refuse(problem: string): never {
  throw new InteropError("TL_INT_GPX_ENCODE", { problem });
}
