import { type CompassPoint, compassPoints } from "@truceline/model";
import { GeoError } from "./errors.ts";
import { normaliseDeg } from "./geodesic.ts";

/** One of sixteen points stands for 22.5°: this much to each side of its middle. */
export const COMPASS_HALF_WIDTH_DEG = 11.25;

const words: Readonly<Record<string, string>> = { north: "N", east: "E", south: "S", west: "W" };

/** The middle of a compass point's sector, clockwise from north. */
export function compassBearingDeg(point: CompassPoint): number {
  return compassPoints.indexOf(point) * 22.5;
}

/** The compass point whose sector holds the bearing; a bearing between two belongs to the later. */
export function compassPointAt(bearingDeg: number): CompassPoint {
  const index = Math.floor(normaliseDeg(bearingDeg + COMPASS_HALF_WIDTH_DEG) / 22.5);
  return compassPoints[index % 16] ?? "N";
}

/**
 * Reads "NNE", "nne", "north-north-east", "north east", "southerly", "north-easterly".
 * @throws GeoError `TL_GEO_COMPASS_POINT`
 */
export function parseCompassPoint(text: string): CompassPoint {
  const letters = text
    .trim()
    .toLowerCase()
    .replace(/erly\b|ern\b|wards?\b/g, "")
    .replace(/north|east|south|west/g, (word) => words[word] ?? word)
    .replace(/[\s-]/g, "")
    .toUpperCase();
  const point = compassPoints.find((name) => name === letters);
  if (point === undefined) throw new GeoError("TL_GEO_COMPASS_POINT", { text });
  return point;
}

/**
 * All points from one to another on the shorter way round, both ends included: what "ranging from
 * NE to S" names when the way round is not said. Exactly opposite ends leave both ways open: then
 * all sixteen points are given, because either half may be meant.
 */
export function compassRange(from: CompassPoint, to: CompassPoint): CompassPoint[] {
  const start = compassPoints.indexOf(from);
  const clockwise = (compassPoints.indexOf(to) - start + 16) % 16;
  if (clockwise === 8) return [...compassPoints];
  const isClockwise = clockwise < 8;
  const count = isClockwise ? clockwise : 16 - clockwise;
  return Array.from({ length: count + 1 }, (_, step) => {
    const index = isClockwise ? start + step : start - step;
    return compassPoints[(index + 16) % 16] ?? from;
  });
}

/** A run of directions, clockwise from `fromDeg` for `widthDeg` degrees. */
export interface Wedge {
  /** 0 <= deg < 360. */
  readonly fromDeg: number;
  /** 0 < deg <= 360. */
  readonly widthDeg: number;
}

/**
 * The union of sectors around some bearings, `halfWidthDeg` to each side, as runs that do not
 * overlap, in order of `fromDeg`. No bearing at all means all round.
 */
export function wedgesOf(bearingsDeg: readonly number[], halfWidthDeg: number): Wedge[] {
  const all: Wedge[] = [{ fromDeg: 0, widthDeg: 360 }];
  if (bearingsDeg.length === 0 || halfWidthDeg >= 180) return all;
  const starts = bearingsDeg.map((deg) => normaliseDeg(deg - halfWidthDeg)).sort((a, b) => a - b);
  const runs: { fromDeg: number; widthDeg: number }[] = [];
  for (const fromDeg of starts) {
    const last = runs.at(-1);
    // Neighbouring compass points meet exactly; rounding must not leave a slit between them.
    if (last !== undefined && fromDeg <= last.fromDeg + last.widthDeg + 1e-9) {
      last.widthDeg = Math.max(last.widthDeg, fromDeg + 2 * halfWidthDeg - last.fromDeg);
    } else {
      runs.push({ fromDeg, widthDeg: 2 * halfWidthDeg });
    }
  }
  // The last run may go on over north into the first ones.
  for (let first = runs[0]; first !== undefined && runs.length > 1; first = runs[0]) {
    const last = runs.at(-1);
    if (last === undefined || last.fromDeg + last.widthDeg + 1e-9 < first.fromDeg + 360) break;
    const reachDeg = first.fromDeg + 360 + first.widthDeg - last.fromDeg;
    last.widthDeg = Math.max(last.widthDeg, reachDeg);
    runs.shift();
  }
  return runs.some((run) => run.widthDeg >= 360 - 1e-9) ? all : runs;
}
