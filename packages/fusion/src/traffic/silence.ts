import type { Position } from "@truceline/geo";
import type { TrafficMedium } from "@truceline/model";
import { wrappedDeg } from "../tracks/spherical.ts";
import type { SilentWay, TrackPoint } from "../tracks/track.ts";
import { minutes } from "./stated-amounts.ts";
import { isLying, isOnGround, type TrafficSetting } from "./traffic-ground.ts";

export interface DarkGap {
  /** The least chance, over the places it can be asked for, that it would have been heard. */
  readonly heardRatio: number;
  readonly reason: string;
}

/** Places on the straight way between the two reports at which coverage is asked for. */
const ALONG = [0, 0.25, 0.5, 0.75, 1];

/**
 * Is the silence between two reports one that coverage does not explain? Only if it is longer than
 * the limit, its sender did not lie still or land, and the mission would have heard it all the way.
 */
export function darkGap(
  medium: TrafficMedium,
  from: TrackPoint,
  to: TrackPoint,
  isInPort: boolean,
  setting: TrafficSetting,
): DarkGap | undefined {
  const { ground, rules } = setting;
  if (to.atMs - from.atMs <= rules.darkAfterMs[medium]) return undefined;
  if (isInPort || isLying(from.status) || isOnGround(from.status)) return undefined;
  if (medium === "aircraft" && heightM(from, ground) < rules.landedBelowM) return undefined;
  return heardAllTheWay(medium, silentWay(from, to), setting);
}

export function silentWay(from: TrackPoint, to: TrackPoint): SilentWay {
  return { from: from.position, to: to.position, fromMs: from.atMs, toMs: to.atMs };
}

/**
 * Whether the mission would have heard a sender all along a silence, by what is known of its receivers now:
 * that one of them was dead is often told late. Undefined where it would not.
 */
export function heardAllTheWay(
  medium: TrafficMedium,
  { from, to, fromMs, toMs }: SilentWay,
  { ground: { wouldBeHeard }, rules }: TrafficSetting,
): DarkGap | undefined {
  if (wouldBeHeard === undefined) return undefined;
  let heardRatio = 1;
  for (const share of ALONG) {
    const chance = wouldBeHeard(between(from, to, share), { fromMs, toMs }, medium);
    // Not a number counts as not heard.
    heardRatio = chance <= heardRatio ? chance : chance > heardRatio ? heardRatio : 0;
    if (heardRatio < rules.darkHeardRatio) return undefined;
  }
  return {
    heardRatio: Math.max(0, heardRatio),
    reason: `Silent for ${minutes(toMs - fromMs)} where it would have been heard with at least ${Math.floor(heardRatio * 100)} %.`,
  };
}

function heightM(point: TrackPoint, ground: TrafficSetting["ground"]): number {
  if (point.altitudeM === undefined) return Number.NEGATIVE_INFINITY;
  return point.altitudeM - (ground.groundHeightM?.(point.position) ?? 0);
}

function between(from: Position, to: Position, share: number): Position {
  // The short way round.
  const lonDeg = wrappedDeg(from[0] + share * wrappedDeg(to[0] - from[0]));
  return [lonDeg, from[1] + share * (to[1] - from[1])];
}
