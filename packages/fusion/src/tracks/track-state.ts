import { courseOfDeg, offsetM } from "./spherical.ts";
import type { TrackPoint, TrackState } from "./track.ts";
import type { MediumLimits } from "./track-options.ts";
import { TurnFilter } from "./turn-filter.ts";
import { SLOT_SIZE } from "./turn-slot.ts";

const DEG = Math.PI / 180;
/** Radius of 95 % in standard deviations of one coordinate. */
const RADIUS_95 = 2.447_746_8;
/** Points further back say nothing more of the motion now. */
const POINT_COUNT = 40;
/** Of a speed and course that were stated. */
const STATED_SIGMA_MPS = 1;

const ONE_PLACE = [0] as const;
const CERTAIN = [1] as const;

/** Motion at the last of some points, oldest first, one at least: three models mixed, see `TurnFilter`. */
export function stateOf(points: readonly TrackPoint[], limits: MediumLimits): TrackState {
  const used = points.slice(-POINT_COUNT);
  const filter = new TurnFilter(limits.motion);
  const slots = new Float64Array(SLOT_SIZE);
  const place = new Float64Array(2);
  const origin = (used.at(-1) as TrackPoint).position;
  let before: TrackPoint | undefined;
  for (const point of used) {
    const [eastM, northM] = offsetM(origin, point.position);
    const sigmaM = (point.accuracyM ?? limits.accuracyM) / RADIUS_95;
    if (before === undefined || point.atMs - before.atMs > limits.bridgeMaxMs) {
      filter.begin(slots, 0, eastM, northM, sigmaM, statedVelocity(point));
    } else {
      filter.advance(slots, 0, (point.atMs - before.atMs) / 1000);
      place[0] = eastM;
      place[1] = northM;
      filter.receive(slots, 0, place, ONE_PLACE, CERTAIN, 1, Math.max(1, sigmaM * sigmaM));
    }
    before = point;
  }
  const estimate = filter.estimate(slots, 0);
  return {
    speedMps: Math.min(limits.speedMaxMps, Math.hypot(estimate.eastMps, estimate.northMps)),
    courseDeg: courseOfDeg(estimate.eastMps, estimate.northMps),
    accuracyM: estimate.positionSigmaM * RADIUS_95,
    turningRatio: estimate.turningRatio,
  };
}

function statedVelocity(point: TrackPoint) {
  const { speedMps, courseDeg } = point;
  if (speedMps === undefined || courseDeg === undefined) return undefined;
  return {
    eastMps: speedMps * Math.sin(courseDeg * DEG),
    northMps: speedMps * Math.cos(courseDeg * DEG),
    sigmaMps: STATED_SIGMA_MPS,
  };
}
