import type { MixedIntegerModel, ModelColumn, ModelRow } from "../solver.ts";
import type { Proof } from "./prove-sites.ts";
import { chosenSites } from "./site-search.ts";
import { defaultSolverTimeMs, type SitingOptions } from "./siting-problem.ts";
import { isProvedTo } from "./solve-cover.ts";
import { addGroup, type VerifiabilityTask, verifiabilityOf } from "./verifiability-problem.ts";
import { VerifiabilitySearch } from "./verifiability-search.ts";

/** Times the solver is asked; each time it learns what its last choice is truly worth. */
const askMax = 12;
/** Models with more entries are not handed to a solver. */
const modelEntryMax = 60_000;

/**
 * Exact where small: a solver chooses by linear bounds of what each cell can have, learns for each choice
 * what it is truly worth, and is asked again, until its choice is worth what it believed.
 * Source: G. L. Nemhauser, L. A. Wolsey (1981), with the cuts of `verifiabilityBounder`.
 */
export async function proveByCuts(
  task: VerifiabilityTask,
  own: Proof,
  rounds: string,
  gapRatio: number,
  options: SitingOptions,
): Promise<{ readonly proof: Proof; readonly detail: string }> {
  const { solver, solverTimeMs = defaultSolverTimeMs, signal } = options;
  if (solver === undefined || isProvedTo(own, gapRatio)) return { proof: own, detail: rounds };
  if (task.chances.length > modelEntryMax) {
    return { proof: own, detail: `${rounds}; too large for ${solver.name}` };
  }
  const cuts = new CutModel(task);
  cuts.add(new Uint8Array(task.siteCount));
  if (own.chosen !== undefined) cuts.add(own.chosen);
  let proof = own;
  let detail = rounds;
  for (let ask = 0; ask < askMax; ask++) {
    const timeLimitMs = Math.max(1, Math.round(solverTimeMs / askMax));
    const result = await solver.solve(cuts.model(), {
      gapRatio: gapRatio / 2,
      timeLimitMs,
      signal,
    });
    detail = `${rounds}; asked ${ask + 1} times: ${result.detail}`;
    if (result.status === "infeasible") {
      return { proof: { ...proof, chosen: undefined, value: -Infinity, bound: -Infinity }, detail };
    }
    proof = { ...proof, bound: Math.max(proof.value, Math.min(proof.bound, result.bound)) };
    if (result.values.length === 0) break;
    const chosen = Uint8Array.from(result.values.slice(0, task.siteCount), (x) => Math.round(x));
    proof = offered(task, proof, chosen);
    await options.pause?.();
    if (isProvedTo(proof, gapRatio) || signal?.aborted === true) break;
    if (cuts.add(chosen) === 0) break;
  }
  return { proof, detail };
}

function offered(task: VerifiabilityTask, proof: Proof, chosen: Uint8Array): Proof {
  const value = verifiabilityOf(task, chosen);
  if (value <= proof.value) return proof;
  const search = new VerifiabilitySearch(task, task.fixed);
  for (const site of chosenSites(chosen)) if (search.chosen[site] !== 1) search.add(site);
  if (!search.isFeasible()) return proof;
  return { ...proof, chosen, value, bound: Math.max(proof.bound, value) };
}

/** Columns: the sites, then what each cell has in each state; rows: budgets and cuts. */
class CutModel {
  readonly #task: VerifiabilityTask;
  readonly #columns: ModelColumn[] = [];
  readonly #rows: ModelRow[] = [];
  readonly #known = new Set<string>();

  constructor(task: VerifiabilityTask) {
    this.#task = task;
    const { siteCount, cellCount, stateCount, weights, states, fixed, rows } = task;
    for (let site = 0; site < siteCount; site++) {
      const fixing = fixed[site] ?? 0;
      const [lower, upper] = [fixing === 1 ? 1 : 0, fixing === -1 ? 0 : 1];
      this.#columns.push({ name: `site ${site}`, objective: 0, lower, upper, integer: true });
    }
    for (let cell = 0; cell < cellCount; cell++) {
      for (let state = 0; state < stateCount; state++) {
        this.#columns.push({
          name: `cell ${cell} ${state}`,
          objective: (weights[cell] ?? 0) * (states[state] ?? 0),
          lower: 0,
          upper: 1,
          integer: false,
        });
      }
    }
    for (const [index, { costs, limit }] of rows.entries()) {
      const entries = Array.from(costs, (cost, site) => [site, cost] as const);
      this.#rows.push({
        name: `budget ${index}`,
        lower: Number.NEGATIVE_INFINITY,
        upper: limit,
        entries: entries.filter(([, cost]) => cost !== 0),
      });
    }
  }

  model(): MixedIntegerModel {
    return { sense: "max", columns: this.#columns, rows: this.#rows };
  }

  /** Teaches what a choice is worth, cell by cell; says how many cuts are new. */
  add(chosen: Uint8Array): number {
    const { siteCount, cellCount, stateCount, cellStart, sites, chances, needed } = this.#task;
    let count = 0;
    for (let cell = 0; cell < cellCount; cell++) {
      const n = needed[cell] ?? 1;
      const from = cellStart[cell] ?? 0;
      const to = cellStart[cell + 1] ?? 0;
      const inside = Array.from(sites.subarray(from, to), (site) => chosen[site]).join("");
      const key = `${cell} ${inside}`;
      if (this.#known.has(key)) continue;
      this.#known.add(key);
      for (let state = 0; state < stateCount; state++) {
        const few = new Float64Array(n);
        few[0] = 1;
        for (let k = from; k < to; k++) {
          const isIn = chosen[sites[k] ?? 0] === 1;
          if (isIn) addGroup(few, 0, n, chances[k * stateCount + state] ?? 0);
        }
        const below = few.reduce((sum, each) => sum + each, 0);
        const slope = few.reduce((sum, each, j) => sum + each / (n - j), 0);
        const entries: [number, number][] = [[siteCount + cell * stateCount + state, 1]];
        for (let k = from; k < to; k++) {
          const site = sites[k] ?? 0;
          const gain = slope * (chances[k * stateCount + state] ?? 0);
          if (chosen[site] !== 1 && gain > 1e-9) entries.push([site, -gain]);
        }
        count += 1;
        this.#rows.push({
          name: `cut ${this.#rows.length}`,
          lower: Number.NEGATIVE_INFINITY,
          // What is left out of the row is added to its end, so that it stays a bound.
          upper: 1 - below + 1e-9 * (to - from),
          entries,
        });
      }
    }
    return count;
  }
}
