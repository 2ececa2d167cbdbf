import { GeoError } from "./errors.ts";
import { geodesicSegment, lengthM, MEAN_RADIUS_M } from "./geodesic.ts";
import type { Position } from "./geometry.ts";
import { nearestOnSegment } from "./nearest-on-segment.ts";

const DEG = Math.PI / 180;
/** A great circle of the sphere and the geodesic of its ends lie apart by less than this. */
const BULGE_RATIO = 0.0067 / (4 * MEAN_RADIUS_M);
/** Distances on the sphere are off by less than this. */
const SPHERE_RATIO = 0.02;

/**
 * Douglas-Peucker on the ellipsoid: the numbers of the places that stay.
 *
 * The ends stay; of the places between two kept ones the one farthest from the geodesic segment
 * that joins them is taken, and if it is farther than `toleranceM`, it stays and both sides go on.
 * Accuracy: distances within 1 mm. A sphere finds the few that may be the farthest; only these are
 * measured exactly.
 * Source: D. Douglas and T. Peucker, Cartographica 10 (1973).
 * @throws GeoError `TL_GEO_LINE_DEGENERATE` for fewer than two places, `TL_GEO_DISTANCE` for a
 * negative tolerance.
 */
export function simplifyLine(positions: readonly Position[], toleranceM: number): number[] {
  if (positions.length < 2) throw new GeoError("TL_GEO_LINE_DEGENERATE", { positions });
  if (!(toleranceM >= 0)) throw new GeoError("TL_GEO_DISTANCE", { toleranceM });
  const last = positions.length - 1;
  const isKept = new Uint8Array(positions.length);
  isKept[0] = 1;
  isKept[last] = 1;
  const units = unitVectors(positions);
  const open: [number, number][] = [[0, last]];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [from, to] = span;
    const { index, distanceM } = farthest(positions, units, from, to);
    if (distanceM > toleranceM) {
      isKept[index] = 1;
      open.push([from, index], [index, to]);
    }
  }
  return positions.flatMap((_, index) => (isKept[index] === 1 ? [index] : []));
}

/** Geodesic length of a line after `simplifyLine`; a tolerance of 0 counts every place. */
export function lengthAtDetailM(positions: readonly Position[], toleranceM: number): number {
  if (toleranceM === 0) return lengthM(positions);
  return lengthM(simplifyLine(positions, toleranceM).map((index) => positions[index] as Position));
}

function unitVectors(positions: readonly Position[]): Float64Array {
  const units = new Float64Array(positions.length * 3);
  for (const [index, [lonDeg, latDeg]] of positions.entries()) {
    const cos = Math.cos(latDeg * DEG);
    units[index * 3] = cos * Math.cos(lonDeg * DEG);
    units[index * 3 + 1] = cos * Math.sin(lonDeg * DEG);
    units[index * 3 + 2] = Math.sin(latDeg * DEG);
  }
  return units;
}

function farthest(
  positions: readonly Position[],
  units: Float64Array,
  from: number,
  to: number,
): { index: number; distanceM: number } {
  const found = { index: -1, distanceM: -1 };
  if (to - from < 2) return found;
  const rough = new Float64Array(to - from);
  const lengthFromM = new Float64Array(to - from);
  let roughMax = 0;
  const chord = chordLength(units, from, to) * MEAN_RADIUS_M;
  for (let index = from + 1; index < to; index++) {
    const [awayM, alongM] = roughDistance(units, from, to, index);
    rough[index - from] = awayM;
    lengthFromM[index - from] = alongM;
    roughMax = Math.max(roughMax, awayM);
  }
  const slackM = 2 * SPHERE_RATIO * roughMax + 2 * BULGE_RATIO * chord * chord + 0.01;
  const segment = geodesicSegment(positions[from] as Position, positions[to] as Position);
  for (let index = from + 1; index < to; index++) {
    if ((rough[index - from] as number) < roughMax - slackM) continue;
    const guessM = lengthFromM[index - from] as number;
    const { distanceM } = nearestOnSegment(segment, positions[index] as Position, guessM);
    if (distanceM > found.distanceM) {
      found.index = index;
      found.distanceM = distanceM;
    }
  }
  return found;
}

function chordLength(units: Float64Array, a: number, b: number): number {
  const dx = (units[a * 3] as number) - (units[b * 3] as number);
  const dy = (units[a * 3 + 1] as number) - (units[b * 3 + 1] as number);
  const dz = (units[a * 3 + 2] as number) - (units[b * 3 + 2] as number);
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}

/** On the unit sphere by chords: distance of a place from a segment, and how far along its foot. */
function roughDistance(
  units: Float64Array,
  from: number,
  to: number,
  index: number,
): [awayM: number, alongM: number] {
  const ax = units[from * 3] as number;
  const ay = units[from * 3 + 1] as number;
  const az = units[from * 3 + 2] as number;
  const ux = (units[to * 3] as number) - ax;
  const uy = (units[to * 3 + 1] as number) - ay;
  const uz = (units[to * 3 + 2] as number) - az;
  const px = (units[index * 3] as number) - ax;
  const py = (units[index * 3 + 1] as number) - ay;
  const pz = (units[index * 3 + 2] as number) - az;
  const square = ux * ux + uy * uy + uz * uz;
  const raw = square > 0 ? (px * ux + py * uy + pz * uz) / square : 0;
  const along = raw < 0 ? 0 : raw > 1 ? 1 : raw;
  // The foot on the chord, lifted onto the sphere.
  let fx = ax + along * ux;
  let fy = ay + along * uy;
  let fz = az + along * uz;
  const norm = Math.sqrt(fx * fx + fy * fy + fz * fz) || 1;
  fx = fx / norm - (units[index * 3] as number);
  fy = fy / norm - (units[index * 3 + 1] as number);
  fz = fz / norm - (units[index * 3 + 2] as number);
  const awayM = Math.sqrt(fx * fx + fy * fy + fz * fz) * MEAN_RADIUS_M;
  return [awayM, along * Math.sqrt(square) * MEAN_RADIUS_M];
}
