import type { LossPart, StateReason, UptimePiece, Uptimes } from "./sensor-timeline.ts";

/** Something that takes from a sensor for a time, `[fromMs, toMs)`, beside what it said of itself. */
export interface LossStretch {
  readonly fromMs: number;
  readonly toMs: number;
  /** Share of the chance to detect that is left, 0..1. */
  readonly factor: number;
  readonly reason: StateReason;
}

/**
 * Up-times with further losses laid over them. Losses of different reasons are independent of each
 * other and multiply; of one reason the worst counts. The reason told is the one that leaves least; of
 * two alike the one that was there before. A silence is no reason beside one that leaves nothing: who is
 * jammed or without power is not heard of, and comes back with it.
 *
 * @param stretchesOf those that touch `[fromMs, toMs)`; others do no harm
 */
export function layeredUptimes(
  base: Uptimes,
  stretchesOf: (sensorId: string, fromMs: number, toMs: number) => readonly LossStretch[],
): Uptimes {
  return {
    pieces(sensorId, fromMs, toMs) {
      const pieces = base.pieces(sensorId, fromMs, toMs);
      const stretches = stretchesOf(sensorId, fromMs, toMs).filter(
        (one) => one.fromMs < toMs && one.toMs > fromMs && one.factor < 1,
      );
      return stretches.length === 0
        ? pieces
        : pieces.flatMap((piece) => layeredPiece(piece, stretches));
    },
  };
}

function layeredPiece(
  piece: UptimePiece,
  stretches: readonly LossStretch[],
): readonly UptimePiece[] {
  const touching = stretches.filter((one) => one.fromMs < piece.toMs && one.toMs > piece.fromMs);
  if (touching.length === 0) return [piece];
  const edges = touching
    .flatMap(({ fromMs, toMs }) => [fromMs, toMs])
    .filter((atMs) => atMs > piece.fromMs && atMs < piece.toMs);
  const cuts = [...new Set([piece.fromMs, ...edges, piece.toMs])].sort((a, b) => a - b);
  return cuts.slice(1).map((toMs, index) => {
    const fromMs = cuts[index] as number;
    const holding = touching.filter((one) => one.fromMs <= fromMs && one.toMs >= toMs);
    return { fromMs, toMs, ...combined(lossParts(piece), holding) };
  });
}

/** What takes from a sensor in a piece, each with its own factor; none while it is up. */
export function lossParts({ parts, factor, reason }: UptimePiece): readonly LossPart[] {
  return parts ?? (reason === null ? [] : [{ factor, reason }]);
}

function combined(
  own: readonly LossPart[],
  holding: readonly LossStretch[],
): Pick<UptimePiece, "factor" | "reason" | "parts"> {
  const factorOf = new Map<LossPart["reason"], number>();
  for (const { reason, factor } of [...own, ...holding]) {
    factorOf.set(reason, Math.min(factor, factorOf.get(reason) ?? 1));
  }
  const isExplained = [...factorOf].some(
    ([reason, factor]) => factor === 0 && reason !== "not-received",
  );
  if (isExplained) factorOf.delete("not-received");
  const parts = [...factorOf].map(([reason, factor]) => ({ reason, factor }));
  const [first, ...others] = parts;
  if (first === undefined) return { factor: 1, reason: null };
  const worst = others.reduce((least, one) => (one.factor < least.factor ? one : least), first);
  const factor = parts.reduce((product, one) => product * one.factor, 1);
  return others.length === 0 ? first : { factor, reason: worst.reason, parts };
}
