/**
 * A relaxation of a siting problem by multipliers, as maximisation: for each setting of the multipliers an
 * upper bound on every choice of sites, convex in them.
 */
export interface Relaxation {
  readonly siteCount: number;
  /** Where the search for multipliers begins. */
  startMultipliers(): Float64Array;
  /** Least value of each multiplier: 0, or −Infinity for one of an equation. */
  readonly least: Float64Array;
  /** Bound at these multipliers under these fixings; −Infinity where the fixings cannot be kept. */
  evaluate(multipliers: Float64Array, fixed: Int8Array): number;
  /** Of the last call: slope of the bound in each multiplier. */
  readonly slope: Float64Array;
  /** Of the last call: the sites chosen, 0 … 1. */
  readonly share: Float64Array;
  /** Of the last call: what the bound changes at least by, for a site put in (≤ 0) or out (≥ 0). */
  readonly reduced: Float64Array;
}

/** Where the descent stands: the best bound with its multipliers, and how the sites lean on average. */
export interface Descent {
  bound: number;
  /** Where the best bound was found: where a descent under further fixings begins. */
  readonly end: Float64Array;
  /** Weighted mean of the sites chosen along the way, 0 … 1: near the optimum of the relaxation. */
  readonly lean: Float64Array;
  /** `reduced` at the best bound. */
  readonly reduced: Float64Array;
  rounds: number;
}

/** What a descent is told, and asks on its way. */
export interface DescentOptions {
  /** Undefined: the usual beginning. */
  readonly start: Float64Array | undefined;
  readonly roundMax: number;
  /** Value of the best solution known. */
  readonly known: () => number;
  /** Once the bound is at or under this, the descent ends. */
  readonly aim: () => number;
  /** Called after each round with the sites chosen by the bound, 0 … 1; may find better solutions. */
  readonly onRound: (round: number, share: Float64Array) => void;
}

/** Bounds what can be had under fixings (1 in, −1 out); −Infinity where they cannot be kept. */
export type Bounder = (fixed: Int8Array, options: DescentOptions) => Descent;

/** Weight of the newest slope in the direction and of the newest choice in the average. */
const freshRatio = 0.4;
const leanRatio = 0.1;
const firstStep = 1;
const leastStep = 0.0005;
/** Rounds without a better bound before the step is halved. */
const patience = 16;

/**
 * Lowers the bound by steps along averaged slopes, sized by the distance to the best solution known.
 * Source: M. Held, P. Wolfe, H. P. Crowder, "Validation of subgradient optimization", Mathematical
 * Programming 6 (1974); F. Barahona, R. Anbil, "The volume algorithm", Mathematical Programming 87 (2000).
 */
export function descend(
  relaxation: Relaxation,
  fixed: Int8Array,
  { start = relaxation.startMultipliers(), roundMax, known, aim, onRound }: DescentOptions,
): Descent {
  const { least, slope, share, reduced, siteCount } = relaxation;
  const size = start.length;
  const at = start.slice();
  const direction = new Float64Array(size);
  const best: Descent = {
    bound: Infinity,
    end: start.slice(),
    lean: new Float64Array(siteCount),
    reduced: new Float64Array(siteCount),
    rounds: 0,
  };
  let step = firstStep;
  let stale = 0;
  for (let round = 0; round < roundMax; round++) {
    const bound = relaxation.evaluate(at, fixed);
    best.rounds = round + 1;
    if (bound === Number.NEGATIVE_INFINITY) {
      best.bound = bound;
      return best;
    }
    const weight = round === 0 ? 1 : leanRatio;
    for (let site = 0; site < siteCount; site++) {
      best.lean[site] = (1 - weight) * (best.lean[site] ?? 0) + weight * (share[site] ?? 0);
    }
    const isBetter = bound < best.bound - 1e-7 * Math.max(1, Math.abs(bound));
    if (bound < best.bound) {
      best.bound = bound;
      best.end.set(at);
      best.reduced.set(reduced);
    }
    onRound(round, share);
    if (best.bound <= aim()) return best;
    if (isBetter) stale = 0;
    else if (++stale >= patience) {
      stale = 0;
      step /= 2;
      if (step < leastStep) return best;
      at.set(best.end);
      direction.fill(0);
      continue;
    }
    const fresh = round === 0 ? 1 : freshRatio;
    let norm = 0;
    for (let k = 0; k < size; k++) {
      // Where a multiplier stands at its least value and would go lower, it stays and does not count.
      const isHeld = (at[k] ?? 0) <= (least[k] ?? 0) && (slope[k] ?? 0) > 0;
      const next = fresh * (slope[k] ?? 0) + (1 - fresh) * (direction[k] ?? 0);
      direction[k] = isHeld && next > 0 ? 0 : next;
      norm += (direction[k] ?? 0) ** 2;
    }
    if (norm < 1e-12) return best;
    const magnitude = Math.max(1, Math.abs(bound));
    const value = known();
    const distance =
      value > -Infinity ? Math.max(bound - value, 1e-6 * magnitude) : 0.05 * magnitude;
    const length = (step * distance) / norm;
    for (let k = 0; k < size; k++) {
      at[k] = Math.max(least[k] ?? 0, (at[k] ?? 0) - length * (direction[k] ?? 0));
    }
  }
  return best;
}
