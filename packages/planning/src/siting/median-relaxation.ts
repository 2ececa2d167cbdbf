import { farthest, type MedianTask } from "./median-problem.ts";
import type { Relaxation } from "./relaxation.ts";
import { RowsChoice } from "./rows-choice.ts";

/**
 * Relaxation of a median problem. Multipliers: what each demand pays to be served (any sign), what each
 * pays for a site within reach (≥ 0). The budget rows are kept, sites taken in part; the fair difference is
 * left out, which keeps the bound a bound.
 *
 * Bound = −Σ pay − Σ μ minimum + best choice within the budgets
 *         by Σ max(0, pay − weight × distance) + Σ μ of demands within reach.
 * Source: G. Cornuejols, M. L. Fisher, G. L. Nemhauser, "Location of bank accounts to optimize float",
 * Management Science 23 (1977).
 */
export class MedianRelaxation implements Relaxation {
  readonly siteCount: number;
  readonly least: Float64Array;
  readonly slope: Float64Array;
  readonly share: Float64Array;
  readonly reduced: Float64Array;
  readonly #task: MedianTask;
  readonly #choice: RowsChoice;
  readonly #scores: Float64Array;
  /** For each demand the sites from the nearest on, and weight × distance beside them. */
  readonly #order: Int32Array;
  readonly #cost: Float64Array;
  readonly #asksReach: boolean;
  readonly #floor: number;
  readonly #start: Float64Array;

  /** `asksReach`: whether a minimum says more than that each demand is served by somebody. */
  constructor(task: MedianTask, asksReach: boolean, first: ArrayLike<number>) {
    const { siteCount, demandCount, distances, weights, rows } = task;
    this.#task = task;
    this.siteCount = siteCount;
    this.#asksReach = asksReach;
    const size = 2 * demandCount;
    this.least = new Float64Array(size);
    this.least.fill(Number.NEGATIVE_INFINITY, 0, demandCount);
    this.slope = new Float64Array(size);
    this.#choice = new RowsChoice(siteCount, rows);
    this.share = this.#choice.share;
    this.reduced = this.#choice.reduced;
    this.#scores = new Float64Array(siteCount);
    this.#order = new Int32Array(siteCount * demandCount);
    this.#cost = new Float64Array(siteCount * demandCount);
    this.#start = new Float64Array(size);
    const most = farthest(distances);
    let total = 0;
    for (let demand = 0; demand < demandCount; demand++) {
      const weight = weights[demand] ?? 0;
      total += weight;
      const from = demand * siteCount;
      const order = this.#order.subarray(from, from + siteCount);
      for (let site = 0; site < siteCount; site++) order[site] = site;
      const distanceOf = (site: number) => distances[site * demandCount + demand] ?? Infinity;
      order.sort((a, b) => distanceOf(a) - distanceOf(b) || a - b);
      const open: number[] = [];
      for (const [place, site] of order.entries()) {
        const distance = distanceOf(site);
        this.#cost[from + place] = distance < Infinity ? weight * distance : Infinity;
        if (first[site] === 1 && distance < Infinity && open.length < 2) open.push(distance);
      }
      // Between its nearest and second nearest site in a good plan, as at the optimum of the bound.
      const [near = most, next = near] = open;
      this.#start[demand] = weight * (0.5 * near + 0.5 * next);
    }
    this.#floor = -total * most;
    this.#floor -= 1e-6 * (1 + Math.abs(this.#floor));
  }

  startMultipliers(): Float64Array {
    return this.#start.slice();
  }

  evaluate(multipliers: Float64Array, fixed: Int8Array): number {
    const { siteCount, demandCount, reach, minimum } = this.#task;
    const { slope, share } = this;
    const scores = this.#scores.fill(0);
    const order = this.#order;
    const cost = this.#cost;
    let bound = 0;
    for (let demand = 0; demand < demandCount; demand++) {
      const pay = multipliers[demand] ?? 0;
      bound -= pay;
      slope[demand] = -1;
      const to = (demand + 1) * siteCount;
      for (let k = demand * siteCount; k < to; k++) {
        const gain = pay - (cost[k] ?? Infinity);
        if (!(gain > 0)) break;
        const site = order[k] ?? 0;
        scores[site] = (scores[site] ?? 0) + gain;
      }
    }
    if (this.#asksReach) {
      for (let demand = 0; demand < demandCount; demand++) {
        const worth = multipliers[demandCount + demand] ?? 0;
        if (worth === 0) continue;
        bound -= worth * (minimum[demand] ?? 0);
        const to = reach.demandStart[demand + 1] ?? 0;
        for (let k = reach.demandStart[demand] ?? 0; k < to; k++) {
          const site = reach.sites[k] ?? 0;
          scores[site] = (scores[site] ?? 0) + worth;
        }
      }
    }
    const chosen = this.#choice.choose(scores, fixed);
    if (chosen === Number.NEGATIVE_INFINITY) return chosen;
    bound += chosen;
    for (let demand = 0; demand < demandCount; demand++) {
      const pay = multipliers[demand] ?? 0;
      const to = (demand + 1) * siteCount;
      for (let k = demand * siteCount; k < to; k++) {
        if (!(pay - (cost[k] ?? Infinity) > 0)) break;
        slope[demand] = (slope[demand] ?? 0) + (share[order[k] ?? 0] ?? 0);
      }
      if (!this.#asksReach) continue;
      let served = 0;
      const last = reach.demandStart[demand + 1] ?? 0;
      for (let k = reach.demandStart[demand] ?? 0; k < last; k++) {
        served += share[reach.sites[k] ?? 0] ?? 0;
      }
      slope[demandCount + demand] = served - (minimum[demand] ?? 0);
    }
    return bound < this.#floor ? Number.NEGATIVE_INFINITY : bound;
  }
}
