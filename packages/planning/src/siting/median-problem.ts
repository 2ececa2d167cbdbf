import type { BudgetRow } from "./cover-problem.ts";
import type { SiteCoverage } from "./coverage.ts";

/** The median problem as it is solved: value is less the weighted distance, to be made large. */
export interface MedianTask {
  readonly siteCount: number;
  readonly demandCount: number;
  /** Distance of demand i from site j at j × demandCount + i; infinite where there is no way. */
  readonly distances: Float64Array;
  readonly weights: Float64Array;
  /** Which site is near enough to which demand, and how many such each demand must have. */
  readonly reach: SiteCoverage;
  readonly minimum: Int32Array;
  readonly rows: readonly BudgetRow[];
  readonly fixed: Int8Array;
  /** Share of its side's weight that a demand is, signed by side, and the fair difference of the means. */
  readonly lean: Float64Array | undefined;
  readonly differenceMax: number;
  readonly isWhole: boolean;
}

/** Less the weighted distance to the nearest chosen site, summed anew; −Infinity where one has none. */
export function medianObjective(task: MedianTask, chosen: ArrayLike<number>): number {
  const { siteCount, demandCount, distances, weights } = task;
  let total = 0;
  for (let demand = 0; demand < demandCount; demand++) {
    let nearest = Infinity;
    for (let site = 0; site < siteCount; site++) {
      if (chosen[site] !== 1) continue;
      nearest = Math.min(nearest, distances[site * demandCount + demand] ?? Infinity);
    }
    const weight = weights[demand] ?? 0;
    if (weight > 0) total -= weight * nearest;
  }
  return total;
}

/** Largest finite distance; 0 without any. */
export function farthest(distances: Float64Array): number {
  let most = 0;
  for (const each of distances) if (each > most && each < Infinity) most = each;
  return most;
}
