import { type Loss, lossReasons } from "@truceline/model";

const SENSOR_COUNT_MAX = 50;

/**
 * Losses of several stretches of time as one list: each reason's mean, by weight, over the whole time,
 * largest first. Sensors are ordered by how much and how long they are named, worst first. Reasons that
 * alone give nothing back (ratio 0) stay, after the others.
 *
 * Shape: ratios 0..1, rounded to 1e-4; `totalMs` is the time over which the mean is taken.
 */
export function mergeLosses(
  parts: readonly { readonly loss: Loss; readonly weightMs: number }[],
  totalMs: number,
): Loss[] {
  const totals = new Map<
    Loss["reason"],
    { ratioMs: number; namedMs: number; sensors: Map<string, number> }
  >();
  for (const { loss, weightMs } of parts) {
    if (weightMs === 0) continue;
    const total = totals.get(loss.reason) ?? { ratioMs: 0, namedMs: 0, sensors: new Map() };
    totals.set(loss.reason, total);
    total.ratioMs += loss.lossRatio * weightMs;
    total.namedMs += weightMs;
    for (const [rank, id] of loss.sensorIds.entries()) {
      // What a single sensor took is not in the record; its rank in the list stands for it.
      const share = ((loss.lossRatio + 1e-6) * weightMs) / (rank + 1);
      total.sensors.set(id, (total.sensors.get(id) ?? 0) + share);
    }
  }
  return [...totals]
    .sort(
      ([a, left], [b, right]) =>
        right.ratioMs - left.ratioMs ||
        right.namedMs - left.namedMs ||
        lossReasons.indexOf(a) - lossReasons.indexOf(b),
    )
    .map(([reason, { ratioMs, sensors }]) => ({
      reason,
      lossRatio: Math.min(1, Math.round((ratioMs / totalMs) * 1e4) / 1e4),
      sensorIds: [...sensors]
        .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
        .slice(0, SENSOR_COUNT_MAX)
        .map(([id]) => id),
    }));
}
