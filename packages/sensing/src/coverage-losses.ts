import { type Loss, type LossReason, lossReasons } from "@truceline/model";
import type { CellEvaluator } from "./cell-evaluator.ts";
import { lossSet, NO_SENSOR, reasonsIn } from "./loss-set.ts";

const SENSOR_COUNT_MAX = 50;
/** Smaller gains are rounding. */
const GAIN_MIN = 1e-6;
/** Below this share of what is missing no single reason explains a cell, and pairs are looked at. */
const UNEXPLAINED_SHARE = 0.1;

/**
 * Why coverage is missing: for each reason the coverage that would come back if it alone were gone, as
 * a mean over the cells, largest first; with the sensors concerned, worst first.
 *
 * - no-sensor: no sensor for these kinds within twice its range; a sensor that always detects in its
 *   place. out-of-range: sensors that near, as if they stood at their effective range (half chance).
 * - out-of-view, off-schedule, night (as by day), weather (clear): as if open.
 * - jammed, denied, down, degraded, not-received: as if up all the time.
 * - one-source-only: where fewer groups have the place in range and view than the standard asks for,
 *   as if it asked for one.
 * - terrain: as if the ground were flat; only where heights are given.
 *
 * Where two reasons must both go before anything comes back, each alone is worth 0; they are listed
 * with 0, so that a dark cell never stays without a reason.
 */
export function summariseLosses(
  evaluatorAt: (cell: number) => CellEvaluator,
  cellIndexes: readonly number[],
): readonly Loss[] {
  const totals = new Map<
    LossReason,
    { gain: number; joint: number; sensors: Map<string, number> }
  >();
  const note = (cell: number, reason: LossReason, gain: number, joint: number, others = 0) => {
    const total = totals.get(reason) ?? { gain: 0, joint: 0, sensors: new Map<string, number>() };
    totals.set(reason, total);
    total.gain += gain;
    total.joint += joint;
    for (const [id, weight] of evaluatorAt(cell).sensorsUnder(cell, reason, others)) {
      total.sensors.set(id, (total.sensors.get(id) ?? 0) + weight);
    }
  };
  for (const cell of cellIndexes) {
    const evaluator = evaluatorAt(cell);
    const asItWas = evaluator.coverage(cell);
    const missing = 1 - asItWas;
    if (missing < GAIN_MIN) continue;
    const losses = evaluator.lossesAt(cell);
    let largest = 0;
    for (const reason of reasonsIn(losses)) {
      const gain = evaluator.coverage(cell, lossSet([reason])) - asItWas;
      if (gain < GAIN_MIN) continue;
      note(cell, reason, gain, 0);
      largest = Math.max(largest, gain);
    }
    if (largest >= UNEXPLAINED_SHARE * missing) continue;
    // Where there is no sensor there stays none: else everything would come back at once.
    const operating = losses & ~NO_SENSOR;
    const best = evaluator.coverage(cell, operating);
    for (const reason of reasonsIn(operating)) {
      const others = operating & ~lossSet([reason]);
      const joint = best - evaluator.coverage(cell, others);
      // Only what holds back a good part of it: the weather always takes a little.
      if (joint > UNEXPLAINED_SHARE * (best - asItWas)) note(cell, reason, 0, joint, others);
    }
  }
  return [...totals]
    .sort(
      ([a, left], [b, right]) =>
        right.gain - left.gain ||
        right.joint - left.joint ||
        lossReasons.indexOf(a) - lossReasons.indexOf(b),
    )
    .map(([reason, { gain, sensors }]) => ({
      reason,
      lossRatio: Math.min(1, gain / cellIndexes.length),
      sensorIds: [...sensors]
        .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
        .slice(0, SENSOR_COUNT_MAX)
        .map(([id]) => id),
    }));
}
