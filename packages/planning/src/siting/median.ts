import { PlanningError } from "../errors.ts";
import type { SolverResult } from "../solver.ts";
import { gapRatioOf } from "../solver-result.ts";
import { coverConflict, unservableDemands } from "./cover-conflict.ts";
import type { CoverProblem } from "./cover-problem.ts";
import { siteCoverage } from "./coverage.ts";
import { gapText } from "./gap-text.ts";
import { medianModel } from "./median-model.ts";
import { type MedianTask, medianObjective } from "./median-problem.ts";
import { MedianRelaxation } from "./median-relaxation.ts";
import { MedianSearch } from "./median-search.ts";
import { type Proof, proveSites } from "./prove-sites.ts";
import { areWhole, readEffort, readFixed, readLean, readNumbers, readRows } from "./read-siting.ts";
import { descend } from "./relaxation.ts";
import { chosenSites, interchangeSites } from "./site-search.ts";
import {
  coverEntryCountMax,
  defaultSolverTimeMs,
  type SitingAnswer,
  type SitingOptions,
  type SitingRequirements,
} from "./siting-problem.ts";
import { isProvedTo } from "./solve-cover.ts";

export interface MedianProblem extends SitingRequirements {
  /** For each demand its distance (or driving time) from each site, ≥ 0; Infinity where there is no way. */
  readonly distances: readonly ArrayLike<number>[];
  /** What it is worth to be near each demand, ≥ 0. */
  readonly weights: ArrayLike<number>;
  /** Exactly so many sites, with fairness at most so many; or give `countMax` or budgets instead. */
  readonly count?: number | undefined;
  /** Every demand has a chosen site at most this far. */
  readonly distanceMax?: number | undefined;
  /** Every demand keeps a chosen site, within `distanceMax`, though any one chosen site is lost. */
  readonly survivesLoss?: boolean | undefined;
}

const firstPassMax = 20;
/** Models with more ways are not handed to a solver. */
const modelWayMax = 60_000;

/**
 * p-median: the sites from which the weighted distance to all demands is least.
 *
 * Shape: distances and a weight for each demand in, the chosen sites with a proved bound out, or the
 * requirements in conflict. Objective and bound: Σ weight × distance to the nearest chosen site, in the
 * unit of the distances. Fairness: the sides' weighted mean distances; it is kept by the plan and left out
 * of the bound, so that the gap is then an upper one.
 * Source: S. L. Hakimi, "Optimum locations of switching centers", Operations Research 12 (1964);
 * interchange after Teitz and Bart, bound after Cornuejols, Fisher and Nemhauser.
 *
 * @throws PlanningError `TL_PLAN_SITING` for numbers that cannot be.
 * @example await siteMedian({ distances, weights, count: 5 }, { rng, gapRatio: 0 })
 */
export async function siteMedian(
  problem: MedianProblem,
  options: SitingOptions,
): Promise<SitingAnswer> {
  const effort = readEffort(options);
  const { task, requirements, extra, count } = readMedian(problem);
  const asCover = reachProblem(task);
  const conflict = (isProved: boolean, detail: string) =>
    coverConflict(asCover, requirements, extra, effort, options, isProved, detail);
  if (unservableDemands(asCover).length > 0) {
    return conflict(true, "some demands are out of reach of every usable site");
  }
  const first = new MedianSearch(task, task.fixed);
  interchangeSites(first, effort.rng, firstPassMax);
  const asksReach = problem.distanceMax !== undefined || extra === 1;
  const relaxation = new MedianRelaxation(task, asksReach, first.chosen);
  const own = await proveSites(
    {
      bounder: (fixed, descent) => descend(relaxation, fixed, descent),
      searchUnder: (fixed) => new MedianSearch(task, fixed),
      objectiveOf: (chosen) => medianObjective(task, chosen),
      fixed: task.fixed,
      isWhole: task.isWhole,
    },
    effort,
    {
      ...options,
      onProgress: ({ objective, bound, gapRatio }) =>
        options.onProgress?.({ objective: -objective, bound: -bound, gapRatio }),
    },
    first.chosen,
  );
  const rounds = `${own.roundCount} rounds of the bound, ${own.nodeCount} nodes`;
  const { proof, detail } = await withSolver(task, own, rounds, effort.gapRatio, options);
  if (proof.chosen === undefined) {
    return conflict(proof.bound === Number.NEGATIVE_INFINITY, detail);
  }
  const chosen = padded(proof.chosen, task, count);
  const value = medianObjective(task, chosen);
  const gapRatio = gapRatioOf(value, proof.bound);
  return {
    feasible: true,
    chosen: chosenSites(chosen),
    objective: -value + 0,
    bound: -proof.bound + 0,
    gapRatio,
    proof: gapText(gapRatio),
    detail,
  };
}

async function withSolver(
  task: MedianTask,
  proof: Proof,
  rounds: string,
  gapRatio: number,
  options: SitingOptions,
): Promise<{ readonly proof: Proof; readonly detail: string }> {
  const { solver, solverTimeMs: timeLimitMs = defaultSolverTimeMs, signal } = options;
  if (solver === undefined || isProvedTo(proof, gapRatio)) return { proof, detail: rounds };
  if (task.siteCount * task.demandCount > modelWayMax) {
    return { proof, detail: `${rounds}; too large for ${solver.name}` };
  }
  const result = await solver.solve(medianModel(task), { gapRatio, timeLimitMs, signal });
  return { proof: better(task, proof, result), detail: `${rounds}; ${result.detail}` };
}

function better(task: MedianTask, proof: Proof, result: SolverResult): Proof {
  if (result.status === "infeasible") {
    return { ...proof, chosen: undefined, value: -Infinity, bound: -Infinity };
  }
  const bound = Math.min(proof.bound, result.bound);
  if (result.values.length === 0) return { ...proof, bound };
  const wanted = Uint8Array.from(result.values.slice(0, task.siteCount), (x) => Math.round(x));
  const search = new MedianSearch(task, task.fixed);
  for (const site of chosenSites(wanted)) if (search.chosen[site] !== 1) search.add(site);
  const value = medianObjective(task, wanted);
  const isBetter = search.isFeasible() && value > proof.value;
  const found = isBetter ? { ...proof, chosen: wanted, value } : proof;
  return { ...found, bound: Math.max(bound, found.value) };
}

/** Exactly the number asked for: a site more takes none farther; with fairness it could tip the sides. */
function padded(chosen: Uint8Array, task: MedianTask, count: number | undefined): Uint8Array {
  const full = chosen.slice();
  let missing = task.lean === undefined ? (count ?? 0) - chosenSites(chosen).length : 0;
  for (let site = 0; site < task.siteCount && missing > 0; site++) {
    if (full[site] === 1 || task.fixed[site] === -1) continue;
    full[site] = 1;
    missing -= 1;
  }
  return full;
}

function readMedian(problem: MedianProblem) {
  const { distances, count, distanceMax = Infinity, survivesLoss = false } = problem;
  const demandCount = distances.length;
  const siteCount = distances[0]?.length ?? 0;
  const refuse = (what: string, details: Record<string, unknown>): never => {
    throw new PlanningError("TL_PLAN_SITING", { what, ...details });
  };
  if (siteCount * demandCount > coverEntryCountMax) refuse("size", { siteCount, demandCount });
  if (!(distanceMax >= 0)) refuse("distanceMax", { value: distanceMax });
  if (count !== undefined && !(Number.isInteger(count) && count >= 1 && count <= siteCount)) {
    refuse("count", { value: count, siteCount });
  }
  if (count !== undefined && (problem.countMax ?? problem.budgets) !== undefined) {
    refuse("count beside countMax or budgets", { count });
  }
  const weights = readNumbers("weights of demands", problem.weights, demandCount);
  const flat = new Float64Array(siteCount * demandCount);
  const near: number[][] = [];
  for (const [demand, row] of distances.entries()) {
    const each = readNumbers(`distances of demand ${demand}`, row, siteCount, 0, Infinity);
    for (const [site, distance] of each.entries()) flat[site * demandCount + demand] = distance;
    near.push(
      Array.from(each.keys()).filter((site) => {
        const distance = each[site] ?? Infinity;
        return distance < Infinity && distance <= distanceMax;
      }),
    );
  }
  const extra = survivesLoss ? (1 as const) : (0 as const);
  const requirements: SitingRequirements = { ...problem, countMax: problem.countMax ?? count };
  const lean = readLean(problem.fairness, weights);
  const task: MedianTask = {
    siteCount,
    demandCount,
    distances: flat,
    weights,
    reach: siteCoverage(siteCount, near),
    minimum: new Int32Array(demandCount).fill(1 + extra),
    rows: readRows(requirements, siteCount),
    fixed: readFixed(requirements, siteCount),
    lean,
    differenceMax: problem.fairness?.differenceMax ?? Infinity,
    isWhole: areWhole(weights) && flat.every((each) => Number.isInteger(each) || each === Infinity),
  };
  return { task, requirements, extra, count };
}

/** The covering problem that a median problem holds: each demand reached, within the budgets. */
function reachProblem(task: MedianTask): CoverProblem {
  return {
    coverage: task.reach,
    weights: new Float64Array(task.demandCount),
    need: 1,
    minimum: task.minimum,
    siteCosts: new Float64Array(task.siteCount),
    rows: task.rows,
    fixed: task.fixed,
    fairness: undefined,
    isWhole: false,
    floor: 0,
  };
}
