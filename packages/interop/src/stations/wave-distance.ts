import type { Arrival } from "./messages.ts";

/** Limits that hold 95 %. */
const limitSigma = 1.96;
const distanceMaxM = 500_000;

/**
 * How far off a source is, from two waves of it that run at speeds which the station states: the later comes
 * the later, the farther it is. 95 % limits, in metres; from the pair of arrivals that says it best. No speed
 * is assumed: undefined where fewer than two waves have one, where their order contradicts it, or where it says
 * nothing. The clock's error is the same for both arrivals and falls out.
 *
 * Two waves of slowness a < b (seconds a metre) arrive at t and u: distance = (u - t) / (b - a); its error by
 * the first order of all four.
 */
export function waveDistance(
  arrivals: readonly Arrival[],
): { readonly minM: number; readonly maxM: number } | undefined {
  let best: { readonly minM: number; readonly maxM: number } | undefined;
  for (const [index, one] of arrivals.entries()) {
    for (const other of arrivals.slice(index + 1)) {
      const limits = pairDistance(one, other);
      if (limits === undefined) continue;
      if (best === undefined || limits.maxM - limits.minM < best.maxM - best.minM) best = limits;
    }
  }
  return best;
}

function pairDistance(one: Arrival, other: Arrival) {
  if (one.speed === undefined || other.speed === undefined) return undefined;
  // Two microphones of one station hear one wave twice: that tells a direction, not a distance.
  if (one.phase === other.phase || one.speed.mps === other.speed.mps) return undefined;
  const perMetre = 1 / other.speed.mps - 1 / one.speed.mps;
  const distanceM = (other.atMs - one.atMs) / 1_000 / perMetre;
  const timeSigmaM = Math.hypot(one.errorMs, other.errorMs) / 1_000 / Math.abs(perMetre);
  const slownessSigma = Math.hypot(
    ...[one.speed, other.speed].map(({ mps, errorMps }) => errorMps / mps ** 2),
  );
  const speedSigmaM = (Math.abs(distanceM) * slownessSigma) / Math.abs(perMetre);
  const halfM = limitSigma * Math.hypot(timeSigmaM, speedSigmaM);
  const [minM, maxM] = [Math.max(0, distanceM - halfM), distanceM + halfM];
  return maxM > 0 && maxM <= distanceMaxM
    ? { minM: Math.round(minM), maxM: Math.round(maxM) }
    : undefined;
}
