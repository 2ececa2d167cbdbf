import type { UptimePiece, Uptimes } from "../sensor-timeline.ts";

const MINUTE_MS = 60_000;

/**
 * Up-times of sensors that see only when they pass: up for the minute of each pass, off schedule
 * between. All other sensors keep the up-times given for them.
 *
 * @param passes instants of each sensor's passes, by sensor; in any order
 */
export function passUptimes(
  passes: ReadonlyMap<string, readonly { readonly atMs: number }[]>,
  others: Uptimes,
): Uptimes {
  const minutes = new Map(
    [...passes].map(([sensorId, list]) => {
      const starts = list.map(({ atMs }) => Math.floor(atMs / MINUTE_MS) * MINUTE_MS);
      return [sensorId, [...new Set(starts)].sort((a, b) => a - b)];
    }),
  );
  return {
    pieces(sensorId, fromMs, toMs) {
      const starts = minutes.get(sensorId);
      if (starts === undefined) return others.pieces(sensorId, fromMs, toMs);
      const pieces: UptimePiece[] = [];
      let atMs = fromMs;
      const off = (endMs: number) => {
        if (endMs > atMs)
          pieces.push({ fromMs: atMs, toMs: endMs, factor: 0, reason: "off-schedule" });
      };
      for (const startMs of starts) {
        const upFromMs = Math.max(atMs, startMs);
        const upToMs = Math.min(toMs, startMs + MINUTE_MS);
        if (upToMs <= upFromMs) continue;
        off(upFromMs);
        pieces.push({ fromMs: upFromMs, toMs: upToMs, factor: 1, reason: null });
        atMs = upToMs;
      }
      off(toMs);
      return pieces;
    },
  };
}
