import type { SolverResult } from "../solver.ts";
import { coverModel } from "./cover-model.ts";
import { type CoverProblem, coverCounts, coverObjective } from "./cover-problem.ts";
import { CoverRelaxation } from "./cover-relaxation.ts";
import { CoverSearch } from "./cover-search.ts";
import { type Proof, type ProofEffort, proveSites } from "./prove-sites.ts";
import { descend } from "./relaxation.ts";
import { interchangeSites } from "./site-search.ts";
import { defaultSolverTimeMs, type SitingOptions } from "./siting-problem.ts";

/** Of a demand that needs several sites, what the first of them is worth while the search begins. */
const firstCredit = 0.4;
const firstPassMax = 10;
/** Models with more entries are not handed to a solver. */
const modelEntryMax = 400_000;

/** Best choice of a covering problem with its bound, as maximisation, and how it was found. */
export async function solveCover(
  problem: CoverProblem,
  effort: ProofEffort,
  options: SitingOptions,
): Promise<Proof & { readonly detail: string }> {
  const first = new CoverSearch(problem, problem.fixed, problem.need > 1 ? firstCredit : 0);
  interchangeSites(first, effort.rng, firstPassMax);
  const relaxation = new CoverRelaxation(problem, coverCounts(problem.coverage, first.chosen));
  const proof = await proveSites(
    {
      bounder: (fixed, descent) => descend(relaxation, fixed, descent),
      searchUnder: (fixed) => new CoverSearch(problem, fixed),
      objectiveOf: (chosen) => coverObjective(problem, chosen),
      fixed: problem.fixed,
      isWhole: problem.isWhole,
    },
    effort,
    options,
    first.chosen,
  );
  const detail = `${proof.roundCount} rounds of the bound, ${proof.nodeCount} nodes`;
  if (isProvedTo(proof, effort.gapRatio)) return { ...proof, detail };
  const { solver, solverTimeMs = defaultSolverTimeMs, signal } = options;
  const entryCount = problem.coverage.sites.length;
  if (solver === undefined) return { ...proof, detail };
  if (entryCount > modelEntryMax) {
    return { ...proof, detail: `${detail}; too large for ${solver.name}` };
  }
  const result = await solver.solve(coverModel(problem), {
    gapRatio: effort.gapRatio,
    timeLimitMs: solverTimeMs,
    signal,
  });
  return { ...withSolver(problem, proof, result), detail: `${detail}; ${result.detail}` };
}

export function isProvedTo({ value, bound }: Proof, gapRatio: number): boolean {
  if (bound === Number.NEGATIVE_INFINITY) return true;
  const slack = 1e-9 * Math.max(1, Math.abs(value));
  return bound - value <= Math.max(slack, gapRatio * Math.max(Math.abs(bound), Math.abs(value)));
}

/** The better plan of the two with the better bound of the two. */
function withSolver(problem: CoverProblem, proof: Proof, result: SolverResult): Proof {
  if (result.status === "infeasible") {
    return { ...proof, chosen: undefined, value: -Infinity, bound: -Infinity };
  }
  const bound = Math.min(proof.bound, result.bound);
  if (result.values.length === 0) return { ...proof, bound };
  const { siteCount } = problem.coverage;
  const chosen = Uint8Array.from(result.values.slice(0, siteCount), (value) => Math.round(value));
  const value = coverObjective(problem, chosen);
  const better = value > proof.value ? { chosen, value } : {};
  const found = { ...proof, ...better };
  return { ...found, bound: Math.max(bound, found.value) };
}
