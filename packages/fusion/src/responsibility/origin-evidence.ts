import { compassBearingDeg, LocalPlane } from "@truceline/geo";
import {
  type JointSamples,
  type LonLat,
  type Observation,
  sourceGroupOf,
  type WeaponClass,
} from "@truceline/model";
import { isFire, isTrace } from "../event-kind.ts";
import { areaOfObservation, middleOfArea, type PlaceFinder } from "../observed-area.ts";

const DEG = Math.PI / 180;
const AZIMUTH_COUNT = 180;
const RANGE_COUNT = 16;
/** Nearer than this share of its reach nobody fires a weapon over a line. Ours. */
const NEAREST_RATIO = 0.03;
/** A direction said as one of 16 points, by people. Ours: half a point. */
const POINT_SIGMA_DEG = 11.25;
/** A method of reading a crater is never surer than this, whatever is claimed. FIELD 5.9, lower end. */
const CRATER_SIGMA_MIN_DEG = 5;
/** Directions of one event that are looked at. */
const DIRECTION_COUNT_MAX = 20;

/** Evidence of where it was fired from makes one factor, however many ways it was found. */
const PLACE_GROUP = "side of the line";

/** A line as somebody drew it: who holds the ground at a place, null for neither. */
export interface SideDrawing {
  readonly drawnBy: string;
  sideOf(lonDeg: number, latDeg: number): string | null;
}

/** How far a class fires at most, with the share of weapons it holds for. */
export type ReachesOf = (
  weapon: WeaponClass,
) => readonly { readonly p: number; readonly reachM: number }[];

/** What one direction says of the sides, by one drawing of the line. */
export interface OriginEvidence {
  readonly id: string;
  /**
   * Always `PLACE_GROUP`: a direction and the place of fire are two sights of one thing. Whoever is
   * neither party fires from one place too, and both then point to the same side.
   */
  readonly group: string;
  /** Likelihood by side, the sum over sides 1; a side without a place in reach has 0. */
  readonly bySide: Readonly<Record<string, number>>;
  /** The evidence as a sentence; names no place. */
  readonly text: string;
}

/**
 * What directions of arrival say of who fired: a crater's or a flight's azimuth back from the place of
 * effect, crossed with the reach of the class and with who holds the ground there.
 *
 * Likelihood of a side = mean, over its ground within reach, of the normal likelihood of the azimuth:
 * azimuth even all round, distance even from 3 % of the reach up, reaches by their shares, classes by
 * the joint posterior. Several directions by one observer count once, as their circular mean.
 * Source: FIELD 5.7, 5.9. Accuracy: 180 azimuths by 16 distances; 0.01.
 */
export function originEvidence(
  observations: readonly Observation[],
  samples: JointSamples,
  drawings: readonly SideDrawing[],
  reachesOf: ReachesOf,
  places?: PlaceFinder,
): OriginEvidence[] {
  const directions = directionsOf(observations, places);
  if (directions.length === 0) return [];
  const ranges = rangesOf(samples, reachesOf);
  return directions.flatMap((direction) =>
    drawings.flatMap((drawing) => {
      const bySide = likelihoods(direction, ranges, drawing);
      return bySide === null ? [] : [evidenceOf(direction, drawing, bySide)];
    }),
  );
}

interface Direction {
  readonly observer: string;
  readonly place: LonLat;
  readonly bearingDeg: number;
  readonly sigmaDeg: number;
  readonly isRead: boolean;
}

function directionsOf(
  observations: readonly Observation[],
  places: PlaceFinder | undefined,
): Direction[] {
  const byObserver = new Map<string, Direction[]>();
  for (const observation of observations) {
    const { arrivedFrom, movement, kind } = observation;
    if (!isFire(kind) && !isTrace(kind)) continue;
    const [point, other] = movement?.from ?? [];
    const isFlight = arrivedFrom === undefined && point !== undefined && other === undefined;
    if (arrivedFrom === undefined && !isFlight) continue;
    const area = areaOfObservation(observation, places);
    if (area === null) continue;
    const observer = sourceGroupOf(observation);
    const direction = {
      observer,
      place: middleOfArea(area),
      bearingDeg: arrivedFrom?.bearingDeg ?? compassBearingDeg(point ?? "N"),
      sigmaDeg:
        arrivedFrom === undefined
          ? POINT_SIGMA_DEG
          : Math.max(CRATER_SIGMA_MIN_DEG, arrivedFrom.standardDeviationDeg),
      isRead: arrivedFrom !== undefined,
    };
    byObserver.set(observer, [...(byObserver.get(observer) ?? []), direction]);
  }
  return [...byObserver]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .slice(0, DIRECTION_COUNT_MAX)
    .flatMap(([, own]) => circularMean(own) ?? []);
}

/** One observer's readings as one: circular mean by weight, no surer than the surest of them. */
function circularMean(own: readonly Direction[]): Direction | null {
  const [first] = own;
  if (first === undefined) return null;
  let [east, north] = [0, 0];
  for (const { bearingDeg, sigmaDeg } of own) {
    east += Math.sin(bearingDeg * DEG) / (sigmaDeg * sigmaDeg);
    north += Math.cos(bearingDeg * DEG) / (sigmaDeg * sigmaDeg);
  }
  const total = own.reduce((sum, { sigmaDeg }) => sum + 1 / (sigmaDeg * sigmaDeg), 0);
  const length = Math.min(1, Math.hypot(east, north) / total);
  // Craters that point all ways say nothing.
  if (length < 0.2) return null;
  const spreadDeg = Math.sqrt(-2 * Math.log(length)) / DEG;
  return {
    ...first,
    bearingDeg: (Math.atan2(east, north) / DEG + 360) % 360,
    sigmaDeg: Math.max(spreadDeg, Math.min(...own.map(({ sigmaDeg }) => sigmaDeg))),
  };
}

/** Distances from the place of effect with their shares. */
function rangesOf(
  { what }: JointSamples,
  reachesOf: ReachesOf,
): readonly { readonly rangeM: number; readonly p: number }[] {
  const byReach = new Map<number, number>();
  for (const { p, weapon } of what) {
    for (const reach of reachesOf(weapon)) {
      byReach.set(reach.reachM, (byReach.get(reach.reachM) ?? 0) + p * reach.p);
    }
  }
  return [...byReach]
    .sort(([one], [other]) => one - other)
    .flatMap(([reachM, p]) =>
      Array.from({ length: RANGE_COUNT }, (_, step) => ({
        rangeM: reachM * (NEAREST_RATIO + ((1 - NEAREST_RATIO) * (step + 0.5)) / RANGE_COUNT),
        p: p / RANGE_COUNT,
      })),
    );
}

/** Null where no side holds any ground in reach. */
function likelihoods(
  { place, bearingDeg, sigmaDeg }: Direction,
  ranges: readonly { readonly rangeM: number; readonly p: number }[],
  drawing: SideDrawing,
): Map<string, number> | null {
  const plane = new LocalPlane(place[0], place[1]);
  const ground = new Map<string, { all: number; fits: number }>();
  const at = new Float64Array(2);
  for (let index = 0; index < AZIMUTH_COUNT; index++) {
    const azimuthDeg = ((index + 0.5) * 360) / AZIMUTH_COUNT;
    const turn = (azimuthDeg - bearingDeg) / 360;
    const sigmas = ((turn - Math.round(turn)) * 360) / sigmaDeg;
    const fit = Math.exp((-sigmas * sigmas) / 2);
    for (const { rangeM, p } of ranges) {
      const [sin, cos] = [Math.sin(azimuthDeg * DEG), Math.cos(azimuthDeg * DEG)];
      plane.toPosition(rangeM * sin, rangeM * cos, at, 0);
      const side = drawing.sideOf(at[0] as number, at[1] as number);
      if (side === null) continue;
      const held = ground.get(side) ?? { all: 0, fits: 0 };
      held.all += p;
      held.fits += p * fit;
      ground.set(side, held);
    }
  }
  const means = [...ground].map(([side, { all, fits }]) => [side, fits / all] as const);
  const total = means.reduce((sum, [, mean]) => sum + mean, 0);
  if (!(total > 0)) return null;
  return new Map(means.map(([side, mean]) => [side, mean / total]));
}

function evidenceOf(
  { observer, bearingDeg, sigmaDeg, isRead }: Direction,
  { drawnBy }: SideDrawing,
  bySide: ReadonlyMap<string, number>,
): OriginEvidence {
  const shares = [...bySide].sort(([one], [other]) => (one < other ? -1 : 1));
  const words = shares.map(([side, share]) => `${share.toFixed(3)} to ${side}`).join(", ");
  const how = isRead ? "Read off where it came down" : "As it was seen to fly";
  return {
    id: `direction by ${observer} under ${drawnBy}`,
    group: PLACE_GROUP,
    bySide: Object.fromEntries(shares),
    text: `${how}, it came from ${Math.round(bearingDeg)}° ± ${Math.round(sigmaDeg)}°: with the reach of the class, by the line of ${drawnBy}, ${words}.`,
  };
}
