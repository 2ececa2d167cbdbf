import { gapRatioOf } from "../solver-result.ts";
import { coverConflict, unservableDemands } from "./cover-conflict.ts";
import type { CoverProblem } from "./cover-problem.ts";
import type { SiteCoverage } from "./coverage.ts";
import { gapText } from "./gap-text.ts";
import {
  areWhole,
  readEach,
  readEffort,
  readFixed,
  readLean,
  readNumbers,
  readRows,
} from "./read-siting.ts";
import { chosenSites } from "./site-search.ts";
import type { SitingAnswer, SitingOptions, SitingRequirements } from "./siting-problem.ts";
import { solveCover } from "./solve-cover.ts";

export interface MaximalCoverProblem extends SitingRequirements {
  readonly coverage: SiteCoverage;
  /** What it is worth to serve each demand, ≥ 0. */
  readonly weights: ArrayLike<number>;
  /** Chosen sites that each demand must have, 0 where none is asked; one number for all or one each. */
  readonly minimum?: number | ArrayLike<number> | undefined;
  /** A demand counts, and its minimum holds, only if that is so though any one chosen site is lost. */
  readonly survivesLoss?: boolean | undefined;
}

const minimumMax = 1_000;

/**
 * Maximal covering: the sites that serve the largest weight of demands within the budgets.
 *
 * Shape: coverage and a weight for each demand in, the chosen sites with a proved bound out, or the
 * requirements in conflict. Objective and bound: weight served. Fairness: the shares of the sides' weight
 * that are served. Accuracy: the bound is proved; the plan is as near to it as `gapRatio` asks if the
 * effort allows.
 * Source: R. Church, C. ReVelle, "The maximal covering location problem", Papers in Regional Science 32
 * (1974); bound by Lagrangian relaxation after R. D. Galvão, C. ReVelle, European Journal of Operational
 * Research 88 (1996).
 *
 * @throws PlanningError `TL_PLAN_SITING` for numbers that cannot be.
 * @example await siteMaximalCover({ coverage, weights, countMax: 8 }, { rng })
 */
export async function siteMaximalCover(
  problem: MaximalCoverProblem,
  options: SitingOptions,
): Promise<SitingAnswer> {
  const { coverage, minimum = 0, survivesLoss = false } = problem;
  const { siteCount, demandCount } = coverage;
  const effort = readEffort(options);
  const weights = readNumbers("weights of demands", problem.weights, demandCount);
  const lean = readLean(problem.fairness, weights);
  const differenceMax = problem.fairness?.differenceMax ?? Infinity;
  const extra = survivesLoss ? 1 : 0;
  const asked = Int32Array.from(
    readEach("minimum of demands", minimum, demandCount, 0, minimumMax),
    (each) => (each > 0 ? Math.ceil(each) + extra : 0),
  );
  // What too few sites reach is never served: without weight it does not loosen the bound.
  for (let demand = 0; demand < demandCount; demand++) {
    const [from = 0, to = 0] = coverage.demandStart.subarray(demand, demand + 2);
    if (to - from <= extra) weights[demand] = 0;
  }
  const cover: CoverProblem = {
    coverage,
    weights,
    need: survivesLoss ? 2 : 1,
    minimum: asked,
    siteCosts: new Float64Array(siteCount),
    rows: readRows(problem, siteCount),
    fixed: readFixed(problem, siteCount),
    fairness: lean === undefined ? undefined : { lean, differenceMax },
    isWhole: areWhole(weights),
    floor: 0,
  };
  return coverAnswer(cover, problem, extra, 1, effort, options);
}

/** The answer to a covering problem; `sign` −1 where the objective is a cost. */
export async function coverAnswer(
  cover: CoverProblem,
  requirements: SitingRequirements,
  extra: 0 | 1,
  sign: 1 | -1,
  effort: ReturnType<typeof readEffort>,
  options: SitingOptions,
): Promise<SitingAnswer> {
  if (unservableDemands(cover).length > 0) {
    const detail = "some demands are out of reach of every usable site";
    return coverConflict(cover, requirements, extra, effort, options, true, detail);
  }
  const { chosen, value, bound, detail } = await solveCover(cover, effort, {
    ...options,
    onProgress: ({ objective, bound: best, gapRatio }) =>
      options.onProgress?.({ objective: sign * objective, bound: sign * best, gapRatio }),
  });
  if (chosen === undefined) {
    const isProved = bound === Number.NEGATIVE_INFINITY;
    return coverConflict(cover, requirements, extra, effort, options, isProved, detail);
  }
  const gapRatio = gapRatioOf(value, bound);
  return {
    feasible: true,
    chosen: chosenSites(chosen),
    // No −0.
    objective: sign * value + 0,
    bound: sign * bound + 0,
    gapRatio,
    proof: gapText(gapRatio),
    detail,
  };
}
