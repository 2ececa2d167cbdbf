import type { BudgetRow } from "./cover-problem.ts";
import { SiteChoice } from "./site-choice.ts";

/** Halvings in the search for the worth of a unit of a budget. */
const halvings = 18;

/**
 * The best choice of sites by given scores under any number of budget rows, sites taken in part: an upper
 * bound on every whole choice. The first row is kept exactly, of each other the worth of a unit is found
 * by halving, inside one another.
 */
export class RowsChoice {
  /** What the last call chose, 0 … 1: near the best within all rows. */
  readonly share: Float64Array;
  /** Of the last call: score of each site less what it takes of the budgets at their worth. */
  readonly reduced: Float64Array;
  readonly #rows: readonly BudgetRow[];
  readonly #first: SiteChoice;
  readonly #priced: Float64Array[];
  readonly #mixed: Float64Array[];
  readonly #worth: Float64Array;
  #best = Infinity;

  constructor(siteCount: number, rows: readonly BudgetRow[]) {
    this.#rows = rows;
    this.#first = new SiteChoice(siteCount, rows[0]?.costs, rows[0]?.limit ?? Infinity);
    this.#priced = rows.map(() => new Float64Array(siteCount));
    this.#mixed = rows.map(() => new Float64Array(siteCount));
    this.#worth = new Float64Array(rows.length);
    this.share = new Float64Array(siteCount);
    this.reduced = new Float64Array(siteCount);
  }

  /** Upper bound of Σ score × share; −Infinity where the fixed sites alone break a budget. */
  choose(scores: Float64Array, fixed: Int8Array): number {
    for (const { costs, limit } of this.#rows) {
      let spent = 0;
      for (let site = 0; site < costs.length; site++) {
        if (fixed[site] === 1) spent += costs[site] ?? 0;
      }
      if (spent > limit + 1e-9 * Math.max(1, limit)) return Number.NEGATIVE_INFINITY;
    }
    this.#best = Infinity;
    this.#under(this.#rows.length - 1, scores, fixed, 0, this.share);
    return this.#best;
  }

  /** Keeps rows 0 … `row` in mind; `constant` is what the rows after it add to the bound. */
  #under(
    row: number,
    scores: Float64Array,
    fixed: Int8Array,
    constant: number,
    share: Float64Array,
  ): void {
    const costs = this.#rows[row]?.costs;
    if (row <= 0 || costs === undefined) {
      const bound = constant + this.#first.choose(scores, fixed);
      share.set(this.#first.share);
      if (bound >= this.#best) return;
      this.#best = bound;
      for (let site = 0; site < scores.length; site++) {
        this.reduced[site] = this.#first.reducedOf(site, scores[site] ?? 0);
      }
      return;
    }
    const limit = this.#rows[row]?.limit ?? Infinity;
    const priced = this.#priced[row] ?? scores;
    const over = this.#mixed[row] ?? share;
    const spentAt = (worth: number): number => {
      for (let site = 0; site < scores.length; site++) {
        priced[site] = (scores[site] ?? 0) - worth * (costs[site] ?? 0);
      }
      this.#under(row - 1, priced, fixed, constant + worth * limit, share);
      let spent = 0;
      for (let site = 0; site < share.length; site++)
        spent += (share[site] ?? 0) * (costs[site] ?? 0);
      return spent;
    };
    // Begins where the last call ended: from one call to the next the worth of a budget changes little.
    let high = this.#worth[row] ?? 0;
    let spentHigh = spentAt(high);
    let low = high;
    let spentLow = spentHigh;
    for (let stride = 1.1; spentHigh > limit && high < 1e15; stride *= stride) {
      low = high;
      spentLow = spentHigh;
      over.set(share);
      high = high === 0 ? 1e-6 : high * stride;
      spentHigh = spentAt(high);
    }
    for (let stride = 1.1; spentLow <= limit; stride *= stride) {
      if (low === 0) {
        this.#worth[row] = 0;
        return;
      }
      high = low;
      spentHigh = spentLow;
      low = low < 1e-6 ? 0 : low / stride;
      spentLow = spentAt(low);
      over.set(share);
    }
    for (let step = 0; step < halvings && high - low > 1e-4 * high; step++) {
      const middle = low > 0 ? (low + high) / 2 : high / 8;
      const spent = spentAt(middle);
      if (spent > limit) {
        low = middle;
        spentLow = spent;
        over.set(share);
      } else {
        high = middle;
        spentHigh = spent;
        if (spent > 0.999 * limit) break;
      }
    }
    this.#worth[row] = high;
    spentHigh = spentAt(high);
    // Between the two, so that the budget is used up and not passed.
    const part = spentLow > spentHigh ? (limit - spentHigh) / (spentLow - spentHigh) : 0;
    for (let site = 0; site < share.length; site++) {
      share[site] = (share[site] ?? 0) + part * ((over[site] ?? 0) - (share[site] ?? 0));
    }
  }
}
