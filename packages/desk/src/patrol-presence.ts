import { distanceM } from "@truceline/geo";
import {
  type DeskPlace,
  type LonLat,
  lonLat,
  type Patrol,
  type PatrolTrack,
} from "@truceline/model";

/** Where a patrol was for a time, `[fromMs, toMs)`, as its track or a check-in shows. */
export interface Presence {
  readonly fromMs: number;
  readonly toMs: number;
  readonly position: LonLat;
  /** False where it drove too fast to hear anything. */
  readonly canHear: boolean;
}

const minuteMs = 60_000;
/** Two points of a track so far apart in time show where the patrol was between them. Ours. */
const trackGapMaxMs = 10 * minuteMs;
/** A patrol that stands still may be silent for longer: from here to here, so far apart. Ours. */
const standingGapMaxMs = 60 * minuteMs;
const standingM = 200;
/** A point with a worse fix than this shows nothing. Ours. */
const fixErrorMaxM = 1_000;
/** A track is cut into stretches no longer than this; a tenth of what an ear reaches. */
const stretchM = 1_000;
/** Places so near to each other are one. */
export const samePlaceM = 300;
/** Faster than this nothing is heard over the engine; eyes still see. Ours: 15 km/h. */
const hearingSpeedMaxMps = 15_000 / 3_600;
/** A check-in away from any stop shows so much. Ours. */
const checkInHoldsMs = 5 * minuteMs;
/** What lies so near to a stop is at the stop. */
export const atStopM = 1_000;

/** Finds the position of a place that is given by name or id only. */
export type PlacePosition = (place: DeskPlace) => LonLat | undefined;

/** Do two places mean the same spot, by name or id, or within a kilometre? Undefined: neither says. */
export function isSamePlace(
  one: DeskPlace,
  other: DeskPlace,
  positionOf: PlacePosition,
): boolean | undefined {
  for (const key of ["siteId", "postId", "zoneId", "name"] as const) {
    if (one[key] !== undefined && one[key] === other[key]) return true;
  }
  const [from, to] = [positionOf(one), positionOf(other)];
  if (from === undefined || to === undefined) return undefined;
  return distanceM(from, to) <= atStopM;
}

/** Where the patrol's tracks show it to have been, by time. Points after their receipt show nothing. */
export function presenceByTrack(tracks: readonly PatrolTrack[]): readonly Presence[] {
  const points = tracks
    .flatMap(({ points: own, recordedAtMs }) =>
      own.filter(({ atMs, accuracyM }) => atMs <= recordedAtMs && (accuracyM ?? 0) <= fixErrorMaxM),
    )
    .sort(
      (a, b) => a.atMs - b.atMs || a.position[0] - b.position[0] || a.position[1] - b.position[1],
    )
    .filter(({ atMs }, index, all) => all[index - 1]?.atMs !== atMs);
  const found: { fromMs: number; toMs: number; position: LonLat; canHear: boolean }[] = [];
  const add = (fromMs: number, toMs: number, position: LonLat, canHear: boolean) => {
    const last = found.at(-1);
    const isOn =
      last !== undefined &&
      last.toMs === fromMs &&
      last.canHear === canHear &&
      distanceM(last.position, position) <= samePlaceM;
    if (isOn) last.toMs = toMs;
    else found.push({ fromMs, toMs, position, canHear });
  };
  for (const [index, { atMs, position }] of points.entries()) {
    const next = points[index + 1];
    const awayM = next === undefined ? 0 : distanceM(position, next.position);
    const gapMs = next === undefined ? Number.POSITIVE_INFINITY : next.atMs - atMs;
    const isJoined = gapMs <= (awayM <= standingM ? standingGapMaxMs : trackGapMaxMs);
    if (next === undefined || !isJoined) {
      add(atMs, atMs + Math.min(minuteMs, gapMs), position, true);
      continue;
    }
    const canHear = awayM / (gapMs / 1_000) <= hearingSpeedMaxMps;
    const count = Math.max(1, Math.ceil(awayM / stretchM));
    for (let part = 0; part < count; part++) {
      const middle = (part + 0.5) / count;
      add(
        atMs + Math.round((gapMs * part) / count),
        atMs + Math.round((gapMs * (part + 1)) / count),
        count === 1 && canHear ? position : between(position, next.position, middle),
        canHear,
      );
    }
  }
  return found;
}

/** On a straight line in degrees: within metres of the great circle over ten minutes of driving. */
function between(from: LonLat, to: LonLat, share: number): LonLat {
  return lonLat(from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share);
}

/**
 * Where check-ins show a patrol to have been. At a stop of its plan it counts as there until the stop
 * ends, the next check-in is due, or something shows it elsewhere; at any other place for five minutes.
 * A check-in without a place shows that it lives, not where.
 */
export function presenceByCheckIn(
  patrol: Patrol,
  tracks: readonly PatrolTrack[],
  positionOf: PlacePosition,
): readonly Presence[] {
  const signs = patrol.checkIns
    .flatMap(({ atMs, place }) => {
      const isKnown = atMs <= patrol.recordedAtMs && place !== undefined;
      return isKnown ? [{ atMs, place, position: positionOf(place) }] : [];
    })
    .sort((a, b) => a.atMs - b.atMs);
  const points = tracks.flatMap(({ points: own }) => own);
  const found: Presence[] = [];
  for (const { atMs, place, position } of signs) {
    const stop = patrol.stops.find(
      (one) =>
        one.span.fromMs <= atMs &&
        atMs < one.span.toMs &&
        isSamePlace(one.place, place, positionOf) === true,
    );
    const at = (stop === undefined ? undefined : positionOf(stop.place)) ?? position;
    if (at === undefined) continue;
    if (stop === undefined) {
      found.push({ fromMs: atMs, toMs: atMs + checkInHoldsMs, position: at, canHear: true });
      continue;
    }
    let toMs = Math.min(stop.span.toMs, atMs + patrol.checkInEveryMs);
    for (const other of signs) {
      const isElsewhere = isSamePlace(stop.place, other.place, positionOf) === false;
      if (isElsewhere && other.atMs > atMs) toMs = Math.min(toMs, other.atMs);
    }
    for (const other of points) {
      if (other.atMs <= atMs || other.atMs >= toMs) continue;
      if (distanceM(at, other.position) > atStopM) toMs = other.atMs;
    }
    found.push({ fromMs: atMs, toMs, position: at, canHear: true });
  }
  return found;
}
