import type { BudgetRow, CoverProblem } from "./cover-problem.ts";
import type { SiteCoverage } from "./coverage.ts";
import { coverAnswer } from "./maximal-cover.ts";
import { areWhole, readEach, readEffort, readFixed, readNumbers, readRows } from "./read-siting.ts";
import type { SitingAnswer, SitingOptions, SitingRequirements } from "./siting-problem.ts";

export interface LeastCoverProblem extends Omit<SitingRequirements, "fairness"> {
  readonly coverage: SiteCoverage;
  /** Cost of each site, ≥ 0. */
  readonly costs: ArrayLike<number>;
  /** Chosen sites that each demand must have: 1 unless said otherwise; 0 for demands left out. */
  readonly minimum?: number | ArrayLike<number> | undefined;
  /** The minimum holds though any one chosen site is lost. */
  readonly survivesLoss?: boolean | undefined;
}

const minimumMax = 1_000;

/**
 * Least-cost covering: the cheapest sites that serve every demand, within further budgets where given.
 *
 * Shape: coverage and a cost for each site in, the chosen sites with a proved bound out, or the
 * requirements in conflict with the demands nobody can serve. Objective and bound: cost.
 * Source: C. Toregas and others, "The location of emergency service facilities", Operations Research 19
 * (1971); bound by Lagrangian relaxation after J. E. Beasley, "An algorithm for set covering problem",
 * European Journal of Operational Research 31 (1987).
 *
 * @throws PlanningError `TL_PLAN_SITING` for numbers that cannot be.
 * @example await siteLeastCover({ coverage, costs }, { rng, gapRatio: 0 })
 */
export async function siteLeastCover(
  problem: LeastCoverProblem,
  options: SitingOptions,
): Promise<SitingAnswer> {
  const { coverage, minimum = 1, survivesLoss = false } = problem;
  const { siteCount, demandCount } = coverage;
  const extra = survivesLoss ? 1 : 0;
  const siteCosts = readNumbers("costs of sites", problem.costs, siteCount);
  const asked = Int32Array.from(
    readEach("minimum of demands", minimum, demandCount, 0, minimumMax),
    (each) => (each > 0 ? Math.ceil(each) + extra : 0),
  );
  const rows = readRows(problem, siteCount);
  const cover: CoverProblem = {
    coverage,
    weights: new Float64Array(demandCount),
    need: 1,
    minimum: asked,
    siteCosts,
    rows,
    fixed: readFixed(problem, siteCount),
    fairness: undefined,
    isWhole: areWhole(siteCosts),
    floor: -rows.reduce(
      (least, row) => Math.min(least, costWithin(siteCosts, row)),
      siteCosts.reduce((sum, cost) => sum + cost, 0),
    ),
  };
  return coverAnswer(cover, problem, extra, -1, readEffort(options), options);
}

/** The most that sites within a budget can cost: its limit at the worst exchange between the two. */
function costWithin(siteCosts: Float64Array, { costs, limit }: BudgetRow): number {
  let worst = 0;
  for (const [site, cost] of siteCosts.entries()) {
    if (cost > 0) worst = Math.max(worst, cost / (costs[site] ?? 0));
  }
  return Number.isFinite(worst) ? worst * limit : Infinity;
}
