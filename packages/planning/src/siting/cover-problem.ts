import type { SiteCoverage } from "./coverage.ts";

/**
 * The covering problem behind both `siteMaximalCover` and `siteLeastCover`, as maximisation:
 * the weight of demands that at least `need` chosen sites serve, less the cost of the sites, where each
 * demand has its minimum of chosen sites and every budget row is kept.
 */
export interface CoverProblem {
  readonly coverage: SiteCoverage;
  /** Of each demand, ≥ 0. */
  readonly weights: Float64Array;
  /** Chosen sites that a demand needs for its weight to count: 1, or 2 where any one may be lost. */
  readonly need: 1 | 2;
  /** Chosen sites that each demand must have, whatever it weighs. */
  readonly minimum: Int32Array;
  /** Cost of each site in the objective, ≥ 0. */
  readonly siteCosts: Float64Array;
  /** The number of sites is the first of them where it is limited. */
  readonly rows: readonly BudgetRow[];
  /** 1 must be chosen, −1 may not. */
  readonly fixed: Int8Array;
  readonly fairness: CoverFairness | undefined;
  /** Weights and costs are whole numbers, so a bound may be rounded down. */
  readonly isWhole: boolean;
  /** No choice that keeps the requirements can be worth less: under it there is none. */
  readonly floor: number;
}

export interface BudgetRow {
  readonly costs: Float64Array;
  readonly limit: number;
}

export interface CoverFairness {
  /** Share of its side's weight that a demand is: > 0 on side 0, < 0 on side 1, 0 on neither. */
  readonly lean: Float64Array;
  readonly differenceMax: number;
}

/** What a choice is worth, summed anew: no drift of running sums. */
export function coverObjective(problem: CoverProblem, chosen: ArrayLike<number>): number {
  const { coverage, weights, need, siteCosts } = problem;
  const counts = coverCounts(coverage, chosen);
  let total = 0;
  for (let demand = 0; demand < coverage.demandCount; demand++) {
    if ((counts[demand] ?? 0) >= need) total += weights[demand] ?? 0;
  }
  for (let site = 0; site < coverage.siteCount; site++) {
    if (chosen[site] === 1) total -= siteCosts[site] ?? 0;
  }
  return total;
}

/** How many chosen sites serve each demand. */
export function coverCounts(coverage: SiteCoverage, chosen: ArrayLike<number>): Int32Array {
  const { siteStart, demands, siteCount, demandCount } = coverage;
  const counts = new Int32Array(demandCount);
  for (let site = 0; site < siteCount; site++) {
    if (chosen[site] !== 1) continue;
    for (let k = siteStart[site] ?? 0; k < (siteStart[site + 1] ?? 0); k++) {
      const demand = demands[k] ?? 0;
      counts[demand] = (counts[demand] ?? 0) + 1;
    }
  }
  return counts;
}
