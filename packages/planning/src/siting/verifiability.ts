import { gapRatioOf } from "../solver-result.ts";
import { gapText } from "./gap-text.ts";
import { type ProofEffort, proveSites } from "./prove-sites.ts";
import { readEffort } from "./read-siting.ts";
import { readVerifiability, type VerifiabilityProblem } from "./read-verifiability.ts";
import { chosenSites, interchangeSites } from "./site-search.ts";
import type { SitingAnswer, SitingOptions } from "./siting-problem.ts";
import { verifiabilityBounder } from "./verifiability-bound.ts";
import { verifiabilityConflict } from "./verifiability-conflict.ts";
import { proveByCuts } from "./verifiability-cuts.ts";
import { type VerifiabilityTask, verifiabilityOf } from "./verifiability-problem.ts";
import { VerifiabilitySearch } from "./verifiability-search.ts";

/** Where two groups are needed, what the mean number of groups is worth while the search begins. */
const firstCredit = 0.5;
const firstPassMax = 10;

/**
 * The sites that make an agreement most verifiable within the budgets.
 *
 * Shape: for each cell its weight and the sites that can detect there in, the chosen sites with a proved
 * bound out, or the requirements in conflict. Objective and bound: Σ_i w_i Σ_z π_z P[at least n groups
 * detect | i, z] / Σ w, 0 … 1: the coverage of DESIGN section 7 where a cell stands for its points. Groups
 * detect independently within a state. Fairness: the sides' weighted means; kept by the plan, left out of
 * the bound, as are the minima but for what no site can serve.
 * Accuracy: the bound is proved; with one group needed it is usually within some percent of the plan, with
 * two or more it is looser.
 *
 * @throws PlanningError `TL_PLAN_SITING` for numbers that cannot be.
 * @example await siteVerifiability({ siteCount, weights, detections, budgets }, { rng })
 */
export async function siteVerifiability(
  problem: VerifiabilityProblem,
  options: SitingOptions,
): Promise<SitingAnswer> {
  const effort = readEffort(options);
  const task = readVerifiability(problem);
  const own = await proveVerifiability(task, effort, options);
  const rounds = `${own.roundCount} rounds of the bound, ${own.nodeCount} nodes`;
  const { proof, detail } = await proveByCuts(task, own, rounds, effort.gapRatio, options);
  if (proof.chosen === undefined) {
    const isProved = proof.bound === Number.NEGATIVE_INFINITY;
    return verifiabilityConflict(task, problem, effort, options, isProved, detail);
  }
  const bound = Math.min(1, proof.bound);
  const gapRatio = gapRatioOf(proof.value, bound);
  return {
    feasible: true,
    chosen: chosenSites(proof.chosen),
    objective: proof.value,
    bound,
    gapRatio,
    proof: gapText(gapRatio),
    detail,
  };
}

/** Interchange and bounds, without a solver. */
export async function proveVerifiability(
  task: VerifiabilityTask,
  effort: ProofEffort,
  options: SitingOptions,
) {
  const first = new VerifiabilitySearch(task, task.fixed, task.neededMax > 1 ? firstCredit : 0);
  interchangeSites(first, effort.rng, firstPassMax);
  return proveSites(
    {
      bounder: verifiabilityBounder(task),
      searchUnder: (fixed) => new VerifiabilitySearch(task, fixed),
      objectiveOf: (chosen) => verifiabilityOf(task, chosen),
      fixed: task.fixed,
      isWhole: false,
    },
    effort,
    options,
    first.chosen,
  );
}
