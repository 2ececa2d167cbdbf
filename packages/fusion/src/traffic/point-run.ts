import { courseOfDeg, offsetM } from "../tracks/spherical.ts";
import type { TrackPoint } from "../tracks/track.ts";

const RUN_ID_COUNT = 10;

/** A run of points for which something holds. */
export interface Run {
  readonly first: TrackPoint;
  readonly last: TrackPoint;
  readonly count: number;
  readonly ids: readonly string[];
  readonly knownAtMs: number;
}

/** Ids of a run are thinned as it grows, first and last kept. */
export function extended(run: Run | undefined, point: TrackPoint): Run {
  if (run === undefined) {
    const ids = [point.reportId];
    return { first: point, last: point, count: 1, ids, knownAtMs: point.knownAtMs };
  }
  const ids = run.ids.length < 2 * RUN_ID_COUNT ? run.ids : run.ids.filter((_, at) => at % 2 === 0);
  return {
    first: run.first,
    last: point,
    count: run.count + 1,
    ids: [...ids, point.reportId],
    knownAtMs: Math.max(run.knownAtMs, point.knownAtMs),
  };
}

/** As stated, else by the way from the report before. */
export function motionOf(
  before: TrackPoint | undefined,
  point: TrackPoint,
): { readonly speedMps: number; readonly courseDeg: number } | undefined {
  if (point.speedMps !== undefined && point.courseDeg !== undefined) {
    return { speedMps: point.speedMps, courseDeg: point.courseDeg };
  }
  if (before === undefined || point.atMs <= before.atMs) return undefined;
  const [eastM, northM] = offsetM(before.position, point.position);
  return {
    speedMps: point.speedMps ?? (Math.hypot(eastM, northM) * 1000) / (point.atMs - before.atMs),
    courseDeg: point.courseDeg ?? courseOfDeg(eastM, northM),
  };
}
