import type { BoundingBox, Position } from "@truceline/geo";
import type { TrafficMedium } from "@truceline/model";
import type { TrackPoint } from "../tracks/track.ts";
import type { TrackOptions } from "../tracks/track-options.ts";

/** What a zone may be closed to. */
export const closedToKinds = ["vessel", "aircraft", "uncrewed-aircraft"] as const;
export type ClosedToKind = (typeof closedToKinds)[number];

/** A zone of the agreement as traffic is looked at. Heights in metres above ground or sea. */
export interface TrafficZone {
  readonly id: string;
  /** `lane`: traffic goes one way; `port`: where vessels lie still; `area`: all else. */
  readonly role: "area" | "lane" | "port";
  /** Whom it concerns; both where absent. */
  readonly medium?: TrafficMedium | undefined;
  readonly box?: BoundingBox | undefined;
  contains(lonDeg: number, latDeg: number): boolean;
  readonly floorM?: number | undefined;
  readonly ceilingM?: number | undefined;
  /** Which way traffic goes in a lane, clockwise from north. */
  readonly laneCourseDeg?: number | undefined;
  readonly closedTo?: readonly ClosedToKind[] | undefined;
}

/** A line to be crossed; its left is the left of who goes from `from` to `to`. */
export interface TrafficGate {
  readonly id: string;
  readonly medium?: TrafficMedium | undefined;
  readonly from: Position;
  readonly to: Position;
}

/** What traffic is looked at against. Functions must give the same for the same. */
export interface TrafficGround {
  readonly zones: readonly TrafficZone[];
  readonly gates: readonly TrafficGate[];
  /**
   * Chance, 0..1, that the mission would have heard one who was at the place and reporting as usual
   * at least once in the span. Without it nothing is ever said to have gone dark.
   */
  readonly wouldBeHeard?:
    | ((
        position: Position,
        span: { readonly fromMs: number; readonly toMs: number },
        medium: TrafficMedium,
      ) => number)
    | undefined;
  /** Height of the ground above sea level, metres; 0 where absent. */
  readonly groundHeightM?: ((position: Position) => number) | undefined;
}

/** Limits of the definitions in `docs/reference/traffic-events.md`. */
export interface TrafficRules {
  readonly darkAfterMs: Readonly<Record<TrafficMedium, number>>;
  readonly darkHeardRatio: number;
  /** An aircraft last heard below this has landed and has not gone dark. */
  readonly landedBelowM: number;
  readonly loiterRadiusM: Readonly<Record<TrafficMedium, number>>;
  readonly loiterAfterMs: Readonly<Record<TrafficMedium, number>>;
  readonly portStillMps: number;
  readonly portAfterMs: number;
  readonly wrongWayDeg: number;
  readonly wrongWayMps: number;
  readonly wrongWayCount: number;
  readonly wrongWayAfterMs: number;
  readonly meetingDistanceM: number;
  readonly meetingMps: number;
  readonly meetingAfterMs: number;
  /** Two identities as near as this on the way are told as a conflict. */
  readonly sameWayDistanceM: number;
  readonly sameWayMps: number;
  readonly sameWayAfterMs: number;
}

const MINUTE_MS = 60_000;

export const defaultTrafficRules: TrafficRules = {
  darkAfterMs: { vessel: 30 * MINUTE_MS, aircraft: 5 * MINUTE_MS },
  darkHeardRatio: 0.9,
  landedBelowM: 600,
  loiterRadiusM: { vessel: 2_000, aircraft: 8_000 },
  loiterAfterMs: { vessel: 60 * MINUTE_MS, aircraft: 20 * MINUTE_MS },
  portStillMps: 0.5,
  portAfterMs: 20 * MINUTE_MS,
  wrongWayDeg: 135,
  wrongWayMps: 1.5,
  wrongWayCount: 3,
  wrongWayAfterMs: 2 * MINUTE_MS,
  meetingDistanceM: 300,
  meetingMps: 1,
  meetingAfterMs: 30 * MINUTE_MS,
  sameWayDistanceM: 75,
  sameWayMps: 2,
  sameWayAfterMs: 20 * MINUTE_MS,
};

/** What all followers of a book share. */
export interface TrafficSetting {
  readonly ground: TrafficGround;
  readonly rules: TrafficRules;
  readonly options: TrackOptions;
}

/** Where a point is as a zone sees it. `unknown`: inside its outline, at a height not reported. */
export type InZone = "inside" | "outside" | "beside-height" | "unknown";

export function inZone(
  zone: TrafficZone,
  point: TrackPoint,
  medium: TrafficMedium,
  ground: TrafficGround,
): InZone {
  const [lonDeg, latDeg] = point.position;
  const { box, floorM, ceilingM } = zone;
  if (
    box !== undefined &&
    (lonDeg < box.westDeg || lonDeg > box.eastDeg || latDeg < box.southDeg || latDeg > box.northDeg)
  ) {
    return "outside";
  }
  if (!zone.contains(lonDeg, latDeg)) return "outside";
  if (medium === "vessel" || (floorM === undefined && ceilingM === undefined)) return "inside";
  if (point.altitudeM === undefined) return "unknown";
  const heightM = point.altitudeM - (ground.groundHeightM?.(point.position) ?? 0);
  const isWithin = heightM >= (floorM ?? -Infinity) && heightM < (ceilingM ?? Infinity);
  return isWithin ? "inside" : "beside-height";
}

/** Words of a report's status that say it lies still. */
export function isLying(status: string | undefined): boolean {
  return status !== undefined && /moor|anchor|aground/iu.test(status);
}

export function isOnGround(status: string | undefined): boolean {
  return status !== undefined && /on[ -]ground/iu.test(status);
}
