import { type LossReason, lossReasons } from "@truceline/model";

/** A set of reasons for loss as bits, so that it can be a key and costs nothing. */
export type LossSet = number;

export const NO_LOSS: LossSet = 0;

export function lossSet(reasons: Iterable<LossReason>): LossSet {
  let bits = 0;
  for (const reason of reasons) bits |= 1 << lossReasons.indexOf(reason);
  return bits;
}

export function reasonsIn(set: LossSet): LossReason[] {
  return lossReasons.filter((_, index) => (set & (1 << index)) !== 0);
}

/** Of the ground between sensor and place. */
export const GEOMETRY_LOSSES = lossSet(["out-of-range", "out-of-view", "terrain"]);
export const OUT_OF_RANGE = lossSet(["out-of-range"]);
export const OUT_OF_VIEW = lossSet(["out-of-view"]);
export const TERRAIN = lossSet(["terrain"]);
export const WEATHER = lossSet(["weather"]);
export const NIGHT = lossSet(["night"]);
export const OFF_SCHEDULE = lossSet(["off-schedule"]);
/** Taking these away puts sensors where there are none. */
export const NO_SENSOR = lossSet(["no-sensor"]);
export const ONE_SOURCE_ONLY = lossSet(["one-source-only"]);
/** Of one sensor in time. */
export const TIME_LOSSES = lossSet([
  "off-schedule",
  "night",
  "jammed",
  "denied",
  "down",
  "degraded",
  "not-received",
]);
