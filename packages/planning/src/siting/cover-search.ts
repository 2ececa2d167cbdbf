import { BudgetLedger } from "./budget-ledger.ts";
import type { CoverProblem } from "./cover-problem.ts";
import type { SiteSearch } from "./site-search.ts";

/**
 * Search state of a covering problem. Gains and losses of all sites are kept up to date, so asking costs
 * nothing and a change costs the neighbours of the demands whose state it changes.
 */
export class CoverSearch implements SiteSearch {
  readonly siteCount: number;
  readonly chosen: Uint8Array;
  readonly fixed: Int8Array;
  readonly #problem: CoverProblem;
  readonly #counts: Int32Array;
  /** What a demand of weight 1 is worth with so many chosen sites, up to `need` + 1. */
  readonly #worth: readonly number[];
  readonly #gain: Float64Array;
  readonly #loss: Float64Array;
  /** Demands short of their minimum that a site would help, and that would be short without it. */
  readonly #lack: Int32Array;
  readonly #hold: Int32Array;
  readonly #leanGain: Float64Array;
  readonly #leanLoss: Float64Array;
  readonly #budgets: BudgetLedger;
  readonly #shortagePenalty: number;
  readonly #unfairPenalty: number;
  #value = 0;
  #shortage = 0;
  #lean = 0;

  /**
   * `credit`: what a served but not sufficiently served demand is worth as a share of its weight, so that
   * a search that needs two sites at once finds its first step; 0 for the true objective.
   */
  constructor(problem: CoverProblem, fixed: Int8Array, credit = 0) {
    const { coverage, need, weights, minimum, siteCosts, fairness } = problem;
    const { siteCount, demandCount, demandStart, sites } = coverage;
    this.#problem = problem;
    this.siteCount = siteCount;
    this.fixed = fixed;
    this.chosen = new Uint8Array(siteCount);
    this.#counts = new Int32Array(demandCount);
    this.#worth = Array.from({ length: need + 2 }, (_, count) =>
      count >= need ? 1 : (credit * count) / need,
    );
    this.#gain = new Float64Array(siteCount);
    this.#loss = new Float64Array(siteCount);
    this.#lack = new Int32Array(siteCount);
    this.#hold = new Int32Array(siteCount);
    this.#leanGain = new Float64Array(siteCount);
    this.#leanLoss = new Float64Array(siteCount);
    this.#budgets = new BudgetLedger(problem.rows);
    let most = 1;
    for (const weight of weights) most += weight;
    for (const cost of siteCosts) most += cost;
    this.#shortagePenalty = most;
    this.#unfairPenalty = 100 * most;
    const first = this.#worth[1] ?? 0;
    for (let demand = 0; demand < demandCount; demand++) {
      const isShort = (minimum[demand] ?? 0) > 0 ? 1 : 0;
      this.#shortage += minimum[demand] ?? 0;
      for (let k = demandStart[demand] ?? 0; k < (demandStart[demand + 1] ?? 0); k++) {
        const site = sites[k] ?? 0;
        this.#gain[site] = (this.#gain[site] ?? 0) + first * (weights[demand] ?? 0);
        this.#lack[site] = (this.#lack[site] ?? 0) + isShort;
        // A count of 0 is within every minimum; the first site that serves the demand sets it right.
        this.#hold[site] = (this.#hold[site] ?? 0) + 1;
        if (fairness !== undefined && need === 1) {
          this.#leanGain[site] = (this.#leanGain[site] ?? 0) + (fairness.lean[demand] ?? 0);
        }
      }
    }
    for (let site = 0; site < siteCount; site++) if (fixed[site] === 1) this.add(site);
  }

  get value(): number {
    return this.#value;
  }

  get score(): number {
    return (
      this.#value -
      this.#shortagePenalty * this.#shortage -
      this.#unfairPenalty * this.#excess(this.#lean)
    );
  }

  isFeasible(): boolean {
    return this.#budgets.isWithin() && this.#shortage === 0 && this.#excess(this.#lean) === 0;
  }

  gainOfAdding(site: number): number {
    const gain = (this.#gain[site] ?? 0) - (this.#problem.siteCosts[site] ?? 0);
    return (
      gain +
      this.#shortagePenalty * (this.#lack[site] ?? 0) +
      this.#fairGain(this.#leanGain[site] ?? 0)
    );
  }

  gainOfDropping(site: number): number {
    const gain = (this.#problem.siteCosts[site] ?? 0) - (this.#loss[site] ?? 0);
    return (
      gain -
      this.#shortagePenalty * (this.#hold[site] ?? 0) +
      this.#fairGain(-(this.#leanLoss[site] ?? 0))
    );
  }

  add(site: number): void {
    this.#change(site, 1);
  }

  drop(site: number): void {
    this.#change(site, -1);
  }

  hasRoomFor(site: number): boolean {
    return this.#budgets.hasRoomFor(site);
  }

  weightOf(site: number): number {
    const { siteCosts } = this.#problem;
    const cost = siteCosts[site] ?? 0;
    if (cost > 0) return cost;
    return this.#budgets.shareOf(site) || 1e-9;
  }

  /** Beyond the fair difference; rounding of the shares does not count. */
  #excess(lean: number): number {
    const { fairness } = this.#problem;
    if (fairness === undefined) return 0;
    const excess = Math.abs(lean) - fairness.differenceMax;
    return excess > 1e-9 ? excess : 0;
  }

  #fairGain(lean: number): number {
    if (lean === 0 || this.#problem.fairness === undefined) return 0;
    return this.#unfairPenalty * (this.#excess(this.#lean) - this.#excess(this.#lean + lean));
  }

  #change(site: number, by: 1 | -1): void {
    const { coverage, siteCosts } = this.#problem;
    const { siteStart, demands } = coverage;
    this.chosen[site] = by === 1 ? 1 : 0;
    this.#value -= by * (siteCosts[site] ?? 0);
    this.#budgets.account(site, by);
    const to = siteStart[site + 1] ?? 0;
    for (let k = siteStart[site] ?? 0; k < to; k++) this.#recount(demands[k] ?? 0, by);
  }

  #recount(demand: number, by: 1 | -1): void {
    const { coverage, weights, need, minimum, fairness } = this.#problem;
    const { demandStart, sites } = coverage;
    const before = this.#counts[demand] ?? 0;
    const after = before + by;
    this.#counts[demand] = after;
    const weight = weights[demand] ?? 0;
    const asked = minimum[demand] ?? 0;
    const worth = (count: number) => this.#worth[count > need ? need + 1 : count] ?? 0;
    const rise = (count: number) => worth(count + 1) - worth(count);
    const fall = (count: number) => (count === 0 ? 0 : worth(count) - worth(count - 1));
    const gain = weight * (rise(after) - rise(before));
    const loss = weight * (fall(after) - fall(before));
    const lack = Number(after < asked) - Number(before < asked);
    const hold = Number(after <= asked) - Number(before <= asked);
    this.#value += weight * (worth(after) - worth(before));
    this.#shortage += Math.max(0, asked - after) - Math.max(0, asked - before);
    const from = demandStart[demand] ?? 0;
    const to = demandStart[demand + 1] ?? 0;
    if (gain !== 0 || loss !== 0) {
      for (let k = from; k < to; k++) {
        const site = sites[k] ?? 0;
        this.#gain[site] = (this.#gain[site] ?? 0) + gain;
        this.#loss[site] = (this.#loss[site] ?? 0) + loss;
      }
    }
    if (lack !== 0 || hold !== 0) {
      for (let k = from; k < to; k++) {
        const site = sites[k] ?? 0;
        this.#lack[site] = (this.#lack[site] ?? 0) + lack;
        this.#hold[site] = (this.#hold[site] ?? 0) + hold;
      }
    }
    const lean = fairness?.lean[demand] ?? 0;
    if (lean === 0) return;
    this.#lean += lean * (Number(after >= need) - Number(before >= need));
    const leanGain = lean * (Number(after === need - 1) - Number(before === need - 1));
    const leanLoss = lean * (Number(after === need) - Number(before === need));
    if (leanGain === 0 && leanLoss === 0) return;
    for (let k = from; k < to; k++) {
      const site = sites[k] ?? 0;
      this.#leanGain[site] = (this.#leanGain[site] ?? 0) + leanGain;
      this.#leanLoss[site] = (this.#leanLoss[site] ?? 0) + leanLoss;
    }
  }
}
