import type { Bounder, Descent } from "./relaxation.ts";
import { RowsChoice } from "./rows-choice.ts";
import {
  addGroup,
  cellProbability,
  type VerifiabilityTask,
  verifiabilityOf,
} from "./verifiability-problem.ts";

/** Rounds without a better bound after which nothing more is expected. */
const patience = 40;

/**
 * Upper bounds on the verifiability that a budget can buy.
 *
 * For any set S of sites of a cell, and whatever is chosen,
 *   P[n groups detect] ≤ P[n groups of S detect] + κ Σ chance of the chosen sites not in S,
 *   κ = Σ_{k < n} P[exactly k groups of S detect] / (n − k),
 * as the sites not in S must bring the n − k groups that lack, and P[at least m of them detect] is at most
 * their mean number / m. The sum over the cells is linear in the sites, so that the best choice by it is a
 * bound. S is taken, cell by cell, where it says most for the sites on which the rounds so far settle, and
 * the bounds of the rounds are averaged, as in a game between the two in which each answers what the other
 * did on average.
 * Source: G. L. Nemhauser, L. A. Wolsey, "Maximizing submodular set functions: formulations and analysis
 * of algorithms", Annals of Discrete Mathematics 11 (1981), for n = 1; G. W. Brown, "Iterative solution of
 * games by fictitious play" (1951).
 */
export function verifiabilityBounder(task: VerifiabilityTask): Bounder {
  const { siteCount, cellCount, rows } = task;
  const cuts = new CellCuts(task);
  const choice = new RowsChoice(siteCount, rows);
  const mean = new Float64Array(siteCount);
  return (fixed, { start, roundMax, aim, onRound }) => {
    const settled = new Float64Array(siteCount);
    if (start !== undefined) settled.set(start);
    const best: Descent = {
      bound: Infinity,
      end: settled,
      lean: settled,
      reduced: new Float64Array(siteCount),
      rounds: 0,
    };
    if (!isServable(task, fixed)) return { ...best, bound: Number.NEGATIVE_INFINITY };
    const spent = rows.map(({ costs }) =>
      costs.reduce((sum, cost, site) => (fixed[site] === 1 ? sum + cost : sum), 0),
    );
    if (rows.some(({ limit }, row) => (spent[row] ?? 0) > limit + 1e-9 * Math.max(1, limit))) {
      return { ...best, bound: Number.NEGATIVE_INFINITY };
    }
    if (!hasRoom(task, fixed, spent)) {
      // The fixings leave no choice: those in stand, and no other.
      const only = fixed.map((each) => (each === 1 ? 1 : -1));
      const bound = isServable(task, only) ? verifiabilityOf(task, only) : Number.NEGATIVE_INFINITY;
      return { ...best, bound };
    }
    mean.fill(0);
    let constant = 0;
    let stale = 0;
    const keepFixed = () => {
      for (let site = 0; site < siteCount; site++) {
        if (fixed[site] !== 0) settled[site] = fixed[site] === 1 ? 1 : 0;
      }
    };
    keepFixed();
    for (let round = 0; round < roundMax && stale < patience; round++) {
      const slopes = cuts.at(settled, cellCount);
      best.rounds = round + 1;
      const fresh = 2 / (round + 2);
      constant += fresh * (cuts.constant - constant);
      for (let site = 0; site < siteCount; site++) {
        mean[site] = (mean[site] ?? 0) + fresh * ((slopes[site] ?? 0) - (mean[site] ?? 0));
      }
      const bound = constant + choice.choose(mean, fixed);
      if (bound === Number.NEGATIVE_INFINITY) return { ...best, bound };
      stale = bound < best.bound - 1e-6 ? 0 : stale + 1;
      if (bound < best.bound) {
        best.bound = bound;
        best.reduced.set(choice.reduced);
      }
      for (let site = 0; site < siteCount; site++) {
        settled[site] =
          (settled[site] ?? 0) + fresh * ((choice.share[site] ?? 0) - (settled[site] ?? 0));
      }
      keepFixed();
      onRound(round, choice.share);
      if (best.bound <= aim()) break;
    }
    return best;
  };
}

function hasRoom(
  { rows, siteCount }: VerifiabilityTask,
  fixed: Int8Array,
  spent: readonly number[],
): boolean {
  for (let site = 0; site < siteCount; site++) {
    if (fixed[site] !== 0) continue;
    const fits = rows.every(
      ({ costs, limit }, row) =>
        (spent[row] ?? 0) + (costs[site] ?? 0) <= limit + 1e-9 * Math.max(1, limit),
    );
    if (fits) return true;
  }
  return false;
}

/** Whether every cell would have its minimum if all sites stood that may. */
export function isServable(task: VerifiabilityTask, fixed: Int8Array): boolean {
  const { minimum, cellCount } = task;
  const most = Uint8Array.from(fixed, (each) => (each === -1 ? 0 : 1));
  for (let cell = 0; cell < cellCount; cell++) {
    const asked = minimum[cell] ?? 0;
    if (asked > 0 && cellProbability(task, cell, most) < asked - 1e-9) return false;
  }
  return true;
}

/** The linear bound that says most where the sites are settled. */
class CellCuts {
  constant = 0;
  readonly #task: VerifiabilityTask;
  readonly #slopes: Float64Array;
  /** Entries of each cell, the most settled site first; kept, as it changes little from round to round. */
  readonly #order: Int32Array;
  readonly #few: Float64Array;

  constructor(task: VerifiabilityTask) {
    this.#task = task;
    this.#slopes = new Float64Array(task.siteCount);
    this.#order = Int32Array.from(task.sites.keys());
    this.#few = new Float64Array(task.neededMax);
  }

  at(settled: Float64Array, cellCount: number): Float64Array {
    const { cellStart, weights, states, stateCount } = this.#task;
    this.constant = 0;
    this.#slopes.fill(0);
    for (let cell = 0; cell < cellCount; cell++) {
      const weight = weights[cell] ?? 0;
      if (weight === 0) continue;
      const from = cellStart[cell] ?? 0;
      const to = cellStart[cell + 1] ?? 0;
      this.#sort(from, to, settled);
      for (let state = 0; state < stateCount; state++) {
        this.#cut(cell, from, to, state, weight * (states[state] ?? 0), settled);
      }
    }
    return this.#slopes;
  }

  #sort(from: number, to: number, settled: Float64Array): void {
    const { sites } = this.#task;
    const order = this.#order;
    for (let k = from + 1; k < to; k++) {
      const entry = order[k] ?? 0;
      const value = settled[sites[entry] ?? 0] ?? 0;
      let at = k;
      while (at > from && (settled[sites[order[at - 1] ?? 0] ?? 0] ?? 0) < value) {
        order[at] = order[at - 1] ?? 0;
        at -= 1;
      }
      order[at] = entry;
    }
  }

  /** Adds the cut of one cell and state: S is the beginning of the order that says most. */
  #cut(
    cell: number,
    from: number,
    to: number,
    state: number,
    weight: number,
    settled: Float64Array,
  ): void {
    const { sites, chances, stateCount, needed } = this.#task;
    const order = this.#order;
    const few = this.#few;
    const n = needed[cell] ?? 1;
    const chanceOf = (k: number) => chances[(order[k] ?? 0) * stateCount + state] ?? 0;
    const settledOf = (k: number) => settled[sites[order[k] ?? 0] ?? 0] ?? 0;
    let rest = 0;
    for (let k = from; k < to; k++) rest += chanceOf(k) * settledOf(k);
    few.fill(0);
    few[0] = 1;
    let bestValue = rest / n;
    let bestAt = from;
    let bestConstant = 0;
    let bestSlope = 1 / n;
    for (let k = from; k < to && settledOf(k) > 0; k++) {
      const chance = chanceOf(k);
      rest -= chance * settledOf(k);
      addGroup(few, 0, n, chance);
      let below = 0;
      let slope = 0;
      for (let lacking = n, j = 0; j < n; j++, lacking--) {
        below += few[j] ?? 0;
        slope += (few[j] ?? 0) / lacking;
      }
      const value = 1 - below + slope * rest;
      if (value < bestValue) {
        bestValue = value;
        bestAt = k + 1;
        bestConstant = 1 - below;
        bestSlope = slope;
      }
    }
    this.constant += weight * bestConstant;
    for (let k = bestAt; k < to; k++) {
      const site = sites[order[k] ?? 0] ?? 0;
      this.#slopes[site] = (this.#slopes[site] ?? 0) + weight * bestSlope * chanceOf(k);
    }
  }
}
