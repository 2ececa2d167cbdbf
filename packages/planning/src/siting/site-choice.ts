/**
 * The best choice of sites by given scores under one budget row, sites taken in part where the budget ends:
 * an upper bound on every whole choice. Found in linear time by halving around a drawn-out middle.
 * Source: E. Balas, E. Zemel, "An algorithm for large zero-one knapsack problems", Operations Research 28
 * (1980); G. B. Dantzig for the relaxation.
 */
export class SiteChoice {
  /** What the last call chose: 0, 1, or a share. */
  readonly share: Float64Array;
  /** Worth of one unit of the budget at the last call, ≥ 0. */
  price = 0;
  readonly #order: Int32Array;
  readonly #rate: Float64Array;
  readonly #costs: ArrayLike<number> | undefined;
  readonly #limit: number;

  /** `costs` and `limit` of the budget row; without one, everything that helps is chosen. */
  constructor(siteCount: number, costs: ArrayLike<number> | undefined, limit: number) {
    this.share = new Float64Array(siteCount);
    this.#order = new Int32Array(siteCount);
    this.#rate = new Float64Array(siteCount);
    this.#costs = costs;
    this.#limit = limit;
  }

  /**
   * Largest Σ score × share; −Infinity where the fixed sites alone break the budget.
   * `fixed`: 1 must be chosen, −1 may not.
   */
  choose(scores: Float64Array, fixed: Int8Array): number {
    const { share } = this;
    const order = this.#order;
    const rate = this.#rate;
    const costs = this.#costs;
    let total = 0;
    let room = this.#limit;
    let count = 0;
    this.price = 0;
    for (let site = 0; site < share.length; site++) {
      const isIn = (fixed[site] ?? 0) > 0;
      share[site] = isIn ? 1 : 0;
      if (!isIn) continue;
      total += scores[site] ?? 0;
      room -= costs === undefined ? 0 : (costs[site] ?? 0);
    }
    const slack = 1e-9 * Math.max(1, Math.abs(this.#limit));
    if (room < -slack) return Number.NEGATIVE_INFINITY;
    for (let site = 0; site < share.length; site++) {
      const score = scores[site] ?? 0;
      if (fixed[site] !== 0 || score <= 0) continue;
      const cost = costs === undefined ? 0 : (costs[site] ?? 0);
      if (cost === 0) {
        share[site] = 1;
        total += score;
      } else if (cost <= room + slack) {
        order[count++] = site;
        rate[site] = score / cost;
      }
    }
    return total + this.#fill(scores, count, Math.max(0, room));
  }

  /** What the bound falls by at least where a chosen site is left out (≥ 0), or another put in (≤ 0). */
  reducedOf(site: number, score: number): number {
    const worth = score - this.price * (this.#costs?.[site] ?? 0);
    return (this.share[site] ?? 0) > 0 ? Math.max(0, worth) : Math.min(0, worth);
  }

  #fill(scores: Float64Array, count: number, capacity: number): number {
    const { share } = this;
    const order = this.#order;
    const rate = this.#rate;
    const costs = this.#costs ?? [];
    let room = capacity;
    let total = 0;
    let from = 0;
    let to = count;
    while (from < to) {
      const pivot = middleRate(rate, order, from, to);
      // Better than the pivot to the front, equal in the middle, worse behind.
      let better = from;
      let at = from;
      let worse = to;
      let betterCost = 0;
      let equalCost = 0;
      while (at < worse) {
        const site = order[at] ?? 0;
        const each = rate[site] ?? 0;
        if (each > pivot) {
          betterCost += costs[site] ?? 0;
          order[at++] = order[better] ?? 0;
          order[better++] = site;
        } else if (each < pivot) {
          order[at] = order[--worse] ?? 0;
          order[worse] = site;
        } else {
          equalCost += costs[site] ?? 0;
          at++;
        }
      }
      if (betterCost > room) {
        to = better;
        continue;
      }
      for (let k = from; k < better; k++) {
        const site = order[k] ?? 0;
        share[site] = 1;
        total += scores[site] ?? 0;
      }
      room -= betterCost;
      if (equalCost <= room) {
        for (let k = better; k < worse; k++) {
          const site = order[k] ?? 0;
          share[site] = 1;
          total += scores[site] ?? 0;
        }
        room -= equalCost;
        from = worse;
        continue;
      }
      // The budget ends among equals: by index, so that the answer hangs on nothing else.
      this.price = pivot;
      for (const site of order.slice(better, worse).sort()) {
        const part = Math.min(1, room / (costs[site] ?? 1));
        if (part <= 0) break;
        share[site] = part;
        total += part * (scores[site] ?? 0);
        room -= part * (costs[site] ?? 0);
      }
      return total;
    }
    // All that was better fits and the next does not begin to: its rate is what a unit more is worth.
    for (let k = to; k < count; k++) this.price = Math.max(this.price, rate[order[k] ?? 0] ?? 0);
    return total;
  }
}

function middleRate(rate: Float64Array, order: Int32Array, from: number, to: number): number {
  const first = rate[order[from] ?? 0] ?? 0;
  const middle = rate[order[(from + to) >> 1] ?? 0] ?? 0;
  const last = rate[order[to - 1] ?? 0] ?? 0;
  return Math.max(Math.min(first, middle), Math.min(Math.max(first, middle), last));
}
