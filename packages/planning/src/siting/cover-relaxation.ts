import type { CoverProblem } from "./cover-problem.ts";
import type { Relaxation } from "./relaxation.ts";
import { RowsChoice } from "./rows-choice.ts";

/**
 * Relaxation of a covering problem. Multipliers, in this order: of each demand's link to its sites
 * (λ ≥ 0), of each demand's minimum (μ ≥ 0), and of the fair difference (ν, signed: by which side leads).
 * The budget rows are kept, sites taken in part.
 *
 * Bound = Σ max(0, w − ν lean − λ) − Σ μ minimum + |ν| difference
 *         + best choice within the budgets by Σ (λ + μ) over served demands − cost.
 *
 * Where two sites are needed, a demand has a link for each of its sites (λ_k, after all others): it counts
 * at most as far as the sites but this one serve it. Its λ is then their sum, and site k gets λ − λ_k. That
 * is tighter than one link by half the sum of the sites.
 */
export class CoverRelaxation implements Relaxation {
  readonly siteCount: number;
  readonly least: Float64Array;
  readonly slope: Float64Array;
  readonly share: Float64Array;
  readonly reduced: Float64Array;
  readonly #problem: CoverProblem;
  readonly #choice: RowsChoice;
  readonly #scores: Float64Array;
  readonly #price: Float64Array;
  readonly #served: Float64Array;
  readonly #counted: Uint8Array;
  readonly #unfairAt: number;
  readonly #floor: number;
  readonly #hasMinimum: boolean;
  readonly #hasWeight: boolean;
  readonly #startCounts: Int32Array | undefined;

  /** `startCounts`: how often a good plan serves each demand; a hint where to begin. */
  constructor(problem: CoverProblem, startCounts?: Int32Array) {
    const { coverage, rows, fairness, minimum, weights } = problem;
    this.#problem = problem;
    this.#startCounts = startCounts;
    this.siteCount = coverage.siteCount;
    this.#unfairAt = 2 * coverage.demandCount;
    const size = this.#unfairAt + 1 + (problem.need === 2 ? coverage.sites.length : 0);
    this.least = new Float64Array(size);
    if (fairness !== undefined) this.least[this.#unfairAt] = Number.NEGATIVE_INFINITY;
    this.slope = new Float64Array(size);
    this.#choice = new RowsChoice(this.siteCount, rows);
    this.share = this.#choice.share;
    this.reduced = this.#choice.reduced;
    this.#scores = new Float64Array(this.siteCount);
    this.#price = new Float64Array(coverage.demandCount);
    this.#served = new Float64Array(coverage.demandCount);
    this.#counted = new Uint8Array(coverage.demandCount);
    this.#floor = problem.floor - 1e-6 * (1 + Math.abs(problem.floor));
    this.#hasMinimum = minimum.some((each) => each > 0);
    this.#hasWeight = weights.some((each) => each > 0);
  }

  startMultipliers(): Float64Array {
    const { coverage, weights, need, minimum, siteCosts } = this.#problem;
    const { demandCount, demandStart, sites, siteStart } = coverage;
    const start = new Float64Array(this.least.length);
    for (let demand = 0; demand < demandCount; demand++) {
      const count = this.#startCounts?.[demand] ?? need;
      const share = count < need ? 1 : count === need ? 0.6 : 0.1;
      const from = demandStart[demand] ?? 0;
      const to = demandStart[demand + 1] ?? 0;
      const link = share * (weights[demand] ?? 0);
      if (need === 1) start[demand] = link;
      else start.fill(link / (to - from), this.#unfairAt + 1 + from, this.#unfairAt + 1 + to);
      if ((minimum[demand] ?? 0) === 0) continue;
      // What the cheapest site asks of each demand it serves.
      let least = Infinity;
      for (let k = from; k < to; k++) {
        const site = sites[k] ?? 0;
        const served = (siteStart[site + 1] ?? 0) - (siteStart[site] ?? 0);
        least = Math.min(least, (siteCosts[site] ?? 0) / served);
      }
      start[demandCount + demand] = Number.isFinite(least) ? least : 0;
    }
    return start;
  }

  evaluate(multipliers: Float64Array, fixed: Int8Array): number {
    const { coverage, weights, need, minimum, siteCosts, fairness } = this.#problem;
    const { demandCount, demandStart, sites, siteStart, demands } = coverage;
    const { slope, share, siteCount } = this;
    const scores = this.#scores;
    const price = this.#price;
    const counted = this.#counted.fill(0);
    const links = this.#unfairAt + 1;
    const unfair = multipliers[this.#unfairAt] ?? 0;
    let bound = 0;
    let lead = 0;
    slope.fill(0);
    if (this.#hasWeight) {
      for (let demand = 0; demand < demandCount; demand++) {
        let link = multipliers[demand] ?? 0;
        if (need === 2) {
          const to = demandStart[demand + 1] ?? 0;
          for (let k = demandStart[demand] ?? 0; k < to; k++) link += multipliers[links + k] ?? 0;
        }
        const lean = fairness === undefined ? 0 : (fairness.lean[demand] ?? 0);
        const worth = (weights[demand] ?? 0) - unfair * lean - link;
        price[demand] = link;
        if (worth <= 0) continue;
        bound += worth;
        lead += lean;
        counted[demand] = 1;
      }
    } else price.fill(0);
    if (this.#hasMinimum) {
      for (let demand = 0; demand < demandCount; demand++) {
        const asked = minimum[demand] ?? 0;
        if (asked === 0) continue;
        const worth = multipliers[demandCount + demand] ?? 0;
        price[demand] = (price[demand] ?? 0) + worth;
        bound -= worth * asked;
      }
    }
    for (let site = 0; site < siteCount; site++) {
      let score = -(siteCosts[site] ?? 0);
      const to = siteStart[site + 1] ?? 0;
      for (let k = siteStart[site] ?? 0; k < to; k++) score += price[demands[k] ?? 0] ?? 0;
      scores[site] = score;
    }
    if (need === 2) {
      for (let k = 0; k < sites.length; k++) {
        const site = sites[k] ?? 0;
        scores[site] = (scores[site] ?? 0) - (multipliers[links + k] ?? 0);
      }
    }
    const chosen = this.#choice.choose(scores, fixed);
    if (chosen === Number.NEGATIVE_INFINITY) return chosen;
    bound += chosen;
    const served = this.#served.fill(0);
    for (let site = 0; site < siteCount; site++) {
      const part = share[site] ?? 0;
      if (part === 0) continue;
      const to = siteStart[site + 1] ?? 0;
      for (let k = siteStart[site] ?? 0; k < to; k++) {
        const demand = demands[k] ?? 0;
        served[demand] = (served[demand] ?? 0) + part;
      }
    }
    for (let demand = 0; demand < demandCount; demand++) {
      const each = served[demand] ?? 0;
      const isCounted = counted[demand] ?? 0;
      if (this.#hasWeight && need === 1) slope[demand] = each - isCounted;
      else if (this.#hasWeight) {
        const to = demandStart[demand + 1] ?? 0;
        for (let k = demandStart[demand] ?? 0; k < to; k++) {
          slope[links + k] = each - (share[sites[k] ?? 0] ?? 0) - isCounted;
        }
      }
      const asked = minimum[demand] ?? 0;
      if (asked > 0) slope[demandCount + demand] = each - asked;
    }
    if (fairness !== undefined) {
      bound += Math.abs(unfair) * fairness.differenceMax;
      slope[this.#unfairAt] = Math.sign(unfair) * fairness.differenceMax - lead;
    }
    return bound < this.#floor ? Number.NEGATIVE_INFINITY : bound;
  }
}
