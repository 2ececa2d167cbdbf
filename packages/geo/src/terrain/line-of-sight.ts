import { GeoError } from "../errors.ts";
import { geodesicSegment } from "../geodesic.ts";
import type { Position } from "../geometry.ts";
import { bendPerM, heightAboveGround, type SightOptions } from "./earth-bend.ts";
import { grazingM } from "./grid-clearance.ts";
import type { Terrain } from "./terrain.ts";

/** Beyond this the bend is no longer a square, and nobody sees as far. */
const sightDistanceMaxM = 500_000;
/** A geodesic of this length leaves the straight way in degrees by 0.1 m at 50° of latitude. */
const pieceM = 2_000;
/** Terrain that cannot say where its formula changes is asked this often. */
const sampleStepM = 25;

/** One end of a line of sight: an eye, a lens, an antenna, or what is looked at. */
export interface SightEnd {
  readonly position: Position;
  /** Above the ground there, not above the sea. */
  readonly aboveGroundM: number;
}

export interface LineOfSight {
  /** False also where the ground between is not known: nobody can count on it then. */
  readonly visible: boolean;
  /**
   * Smallest height of the line of sight above the ground, both ends included; below 0 it is blocked.
   * Null where the ground is unknown at an end, or unknown between and not blocked by what is known.
   */
  readonly clearanceM: number | null;
  /** How far from the first end that is; null as above. */
  readonly leastAtM: number | null;
  readonly distanceM: number;
}

/**
 * Does one place see another over the ground, with the Earth's curvature and the usual refraction?
 *
 * The way is the geodesic. At distance d the ground lies bend · d² below a level line through the
 * start (`bendPerM`); which end one starts from makes no difference. Between two changes of the
 * ground's formula the clearance is a quadratic, and its true minimum is taken: nothing is sampled,
 * unless the terrain has no `breaksAlong` (then every 25 m).
 * Accuracy: 1e-6 m of clearance over the ground as the terrain gives it; sideways the way is right
 * within 0.1 m up to 50° of latitude and 1 m up to 84°.
 *
 * @throws GeoError `TL_GEO_SIGHT` for a height above ground below 0 or a coefficient out of range;
 * `TL_GEO_DISTANCE` beyond 500 km.
 */
export function lineOfSight(
  terrain: Terrain,
  from: SightEnd,
  to: SightEnd,
  options: SightOptions = {},
): LineOfSight {
  const bend = bendPerM(options);
  const rise = [heightAboveGround(from.aboveGroundM), heightAboveGround(to.aboveGroundM)] as const;
  const way = geodesicSegment(from.position, to.position);
  const { distanceM } = way;
  if (!(distanceM <= sightDistanceMaxM)) {
    throw new GeoError("TL_GEO_DISTANCE", { distanceM, sightDistanceMaxM });
  }
  const startM = terrain.heightM(from.position[0], from.position[1]);
  const endM = terrain.heightM(to.position[0], to.position[1]);
  if (startM === null || endM === null) {
    return { visible: false, clearanceM: null, leastAtM: null, distanceM };
  }
  const line: SightLine = {
    startM: startM + rise[0],
    endM: endM + rise[1],
    bendM: bend * distanceM * distanceM,
  };
  const least: Least = { clearanceM: Number.POSITIVE_INFINITY, share: 0, isKnown: true };
  meet(least, rise[0], 0);
  meet(least, rise[1], 1);
  const pieceCount = Math.max(1, Math.ceil(distanceM / pieceM));
  let start = from.position;
  for (let piece = 0; piece < pieceCount && distanceM > 0; piece++) {
    const isLast = piece === pieceCount - 1;
    const end: Position = isLast
      ? to.position
      : way.at((distanceM * (piece + 1)) / pieceCount).position;
    for (const part of cutAtMeridian(start, end)) {
      const firstShare = (piece + part.firstShare) / pieceCount;
      const widthShare = part.widthShare / pieceCount;
      alongPiece(terrain, line, { ...part, firstShare, widthShare }, distanceM, least);
    }
    start = end;
  }
  const { clearanceM, share, isKnown } = least;
  const isClear = clearanceM >= -grazingM;
  if (isClear && !isKnown) {
    return { visible: false, clearanceM: null, leastAtM: null, distanceM };
  }
  return { visible: isClear, clearanceM, leastAtM: share * distanceM, distanceM };
}

/** Heights of the line's ends above the level surface, and the whole way's bend. */
interface SightLine {
  readonly startM: number;
  readonly endM: number;
  readonly bendM: number;
}

interface Least {
  clearanceM: number;
  /** Of the way, from its start. */
  share: number;
  isKnown: boolean;
}

function meet(least: Least, clearanceM: number, share: number): void {
  if (!(clearanceM < least.clearanceM)) return; // unknown ground is no number and never the least
  least.clearanceM = clearanceM;
  least.share = share;
}

/** A stretch that is straight in degrees, and which part of the whole it is. */
interface Stretch {
  readonly from: Position;
  readonly to: Position;
  readonly firstShare: number;
  readonly widthShare: number;
}

/** One stretch, or two where it crosses the 180th meridian: no raster goes on beyond that. */
function cutAtMeridian(from: Position, to: Position): readonly Stretch[] {
  if (Math.abs(to[0] - from[0]) <= 180) return [{ from, to, firstShare: 0, widthShare: 1 }];
  const edgeDeg = from[0] > 0 ? 180 : -180;
  const share = (edgeDeg - from[0]) / (to[0] + 2 * edgeDeg - from[0]);
  const latDeg = from[1] + (to[1] - from[1]) * share;
  return [
    { from, to: [edgeDeg, latDeg], firstShare: 0, widthShare: share },
    { from: [-edgeDeg, latDeg], to, firstShare: share, widthShare: 1 - share },
  ];
}

/** The least clearance over a piece that is straight in degrees, and whether its ground is known. */
function alongPiece(
  terrain: Terrain,
  line: SightLine,
  { from, to, firstShare, widthShare }: Stretch,
  distanceM: number,
  least: Least,
): void {
  const breaks = terrain.breaksAlong?.(from, to) ?? evenBreaks(distanceM * widthShare);
  const clearanceAt = (local: number): number => {
    const share = firstShare + local * widthShare;
    const heightM = terrain.heightM(
      from[0] + (to[0] - from[0]) * local,
      from[1] + (to[1] - from[1]) * local,
    );
    if (heightM === null) return Number.NaN;
    const { startM, endM, bendM } = line;
    return startM + (endM - startM) * share - bendM * share * (1 - share) - heightM;
  };
  let start = 0;
  for (let index = 0; index <= breaks.length; index++) {
    const end = index === breaks.length ? 1 : (breaks[index] as number);
    const width = end - start;
    if (width <= 0) continue;
    // Asked within the interval, where one formula holds, and drawn out to its ends.
    const first = clearanceAt(start + width / 4);
    const middle = clearanceAt(start + width / 2);
    const last = clearanceAt(start + (3 * width) / 4);
    const square = 8 * (first - 2 * middle + last);
    const slope = 2 * (last - first) - square;
    const base = middle - slope / 2 - square / 4;
    if (Number.isNaN(base)) least.isKnown = false;
    const at = (local: number) => {
      const clearanceM = base + local * (slope + local * square);
      meet(least, clearanceM, firstShare + (start + local * width) * widthShare);
    };
    at(0);
    at(1);
    const turn = -slope / (2 * square);
    if (square > 0 && turn > 0 && turn < 1) at(turn);
    start = end;
  }
}

function evenBreaks(lengthM: number): number[] {
  const count = Math.ceil(lengthM / sampleStepM);
  return Array.from({ length: Math.max(0, count - 1) }, (_, index) => (index + 1) / count);
}
