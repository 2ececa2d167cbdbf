import type { Denial } from "@truceline/model";
import type { StateReason, UptimePiece, Uptimes } from "@truceline/sensing";

/** A stretch in which a denial takes a sensor away, `[fromMs, toMs)`. */
export interface DeniedStretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly reason: Extract<StateReason, "denied" | "jammed">;
}

/**
 * The stretches that denials name for a sensor, in order and without overlaps. Interference jams it,
 * everything else denies it; where both hold it is denied. Spans of denials hold both their ends.
 */
export function deniedStretches(
  denials: readonly Denial[],
  sensorId: string,
): readonly DeniedStretch[] {
  const own = denials.filter(
    ({ sensorIds, withdrawn }) => withdrawn !== true && sensorIds?.includes(sensorId) === true,
  );
  if (own.length === 0) return [];
  const edges = new Set(own.flatMap(({ span }) => [span.fromMs, span.toMs + 1]));
  const cuts = [...edges].sort((a, b) => a - b);
  const stretches: { fromMs: number; toMs: number; reason: DeniedStretch["reason"] }[] = [];
  for (const [index, fromMs] of cuts.entries()) {
    const toMs = cuts[index + 1];
    if (toMs === undefined) break;
    const holding = own.filter(({ span }) => span.fromMs <= fromMs && span.toMs + 1 >= toMs);
    if (holding.length === 0) continue;
    const reason = holding.every(({ kind }) => kind === "interference") ? "jammed" : "denied";
    const last = stretches.at(-1);
    if (last?.toMs === fromMs && last.reason === reason) last.toMs = toMs;
    else stretches.push({ fromMs, toMs, reason });
  }
  return stretches;
}

/** Up-times as stated, but for what denials take away: there the factor is 0, for the denial's reason. */
export function deniedUptimes(
  uptimes: Uptimes,
  stretchesOf: (sensorId: string) => readonly DeniedStretch[],
): Uptimes {
  return {
    pieces(sensorId, fromMs, toMs) {
      const stated = uptimes.pieces(sensorId, fromMs, toMs);
      const stretches = stretchesOf(sensorId).filter(
        (one) => one.fromMs < toMs && one.toMs > fromMs,
      );
      if (stretches.length === 0) return stated;
      const pieces: UptimePiece[] = [];
      for (const piece of stated) {
        let atMs = piece.fromMs;
        for (const { fromMs: startMs, toMs: endMs, reason } of stretches) {
          const cutFromMs = Math.max(atMs, startMs);
          const cutToMs = Math.min(piece.toMs, endMs);
          if (cutFromMs >= cutToMs) continue;
          if (cutFromMs > atMs) pieces.push({ ...piece, fromMs: atMs, toMs: cutFromMs });
          pieces.push({ fromMs: cutFromMs, toMs: cutToMs, factor: 0, reason });
          atMs = cutToMs;
        }
        if (atMs < piece.toMs) pieces.push({ ...piece, fromMs: atMs });
      }
      return pieces;
    },
  };
}
