import type { BudgetRow } from "./cover-problem.ts";

/** A sum of costs passes its limit only by more than rounding does. */
const mayReach = (limit: number): number => limit + 1e-9 * Math.max(1, Math.abs(limit));

/** What the chosen sites take of each budget, kept up as sites come and go. */
export class BudgetLedger {
  readonly #rows: readonly BudgetRow[];
  readonly #spent: Float64Array;

  constructor(rows: readonly BudgetRow[]) {
    this.#rows = rows;
    this.#spent = new Float64Array(rows.length);
  }

  /** No budget is overdrawn. */
  isWithin(): boolean {
    return this.#rows.every(({ limit }, row) => (this.#spent[row] ?? 0) <= mayReach(limit));
  }

  /** One site comes (1) or goes (-1). */
  account(site: number, by: 1 | -1): void {
    for (const [row, { costs }] of this.#rows.entries()) {
      this.#spent[row] = (this.#spent[row] ?? 0) + by * (costs[site] ?? 0);
    }
  }

  /** Would every budget still hold with this site? Asked of each candidate in each step. */
  hasRoomFor(site: number): boolean {
    const rows = this.#rows;
    for (let row = 0; row < rows.length; row++) {
      const { costs, limit } = rows[row] as BudgetRow;
      if ((this.#spent[row] ?? 0) + (costs[site] ?? 0) > mayReach(limit)) return false;
    }
    return true;
  }

  /** Share of the budgets that a site takes, summed over them; 0 where it takes none. */
  shareOf(site: number): number {
    let share = 0;
    for (const { costs, limit } of this.#rows) {
      share += limit > 0 ? (costs[site] ?? 0) / limit : 0;
    }
    return share;
  }
}
