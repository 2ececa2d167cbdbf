import type { Rng } from "@truceline/model";
import { gapRatioOf } from "../solver-result.ts";
import type { Bounder, Descent } from "./relaxation.ts";
import { interchangeSites, loadSites, type SiteSearch } from "./site-search.ts";
import type { SitingOptions } from "./siting-problem.ts";

/** What the proof needs of a problem. All values are to be made as large as possible. */
export interface ProofProblem {
  readonly bounder: Bounder;
  /** A search under these fixings, empty but for the fixed sites. */
  readonly searchUnder: (fixed: Int8Array) => SiteSearch;
  /** Value of a choice, summed anew. */
  readonly objectiveOf: (chosen: Uint8Array) => number;
  readonly fixed: Int8Array;
  /** Values are whole numbers: a bound may be rounded down. */
  readonly isWhole: boolean;
}

/** The best choice found, with a bound that none can pass. */
export interface Proof {
  /** Undefined where no choice that keeps all requirements was found. */
  chosen: Uint8Array | undefined;
  value: number;
  bound: number;
  roundCount: number;
  nodeCount: number;
}

export interface ProofEffort {
  readonly rng: Rng;
  readonly gapRatio: number;
  readonly roundMax: number;
  readonly nodeMax: number;
}

/** Rounds at a node below the root, and passes of the interchange there. */
const nodeRoundMax = 60;
const nodePassMax = 2;
const rootPassMax = 30;
/** The bound's choice is made into a plan after so many rounds. */
const planEveryRounds = 25;
const nodesBetweenPauses = 8;

interface Node {
  readonly fixed: Int8Array;
  readonly start: Float64Array;
  readonly bound: number;
}

/**
 * `first`: a choice to begin with; it need not keep all requirements.
 *
 * Finds a choice of sites and proves how good it is: interchange, then a descent of the bound whose own
 * choices are made into plans, then a search over sites in and out, deepest first, with the bound at each
 * node and all sites fixed that the bound decides. Ends at the gap asked for or when the effort is used up;
 * the bound holds in either case.
 */
export async function proveSites(
  problem: ProofProblem,
  effort: ProofEffort,
  options: Pick<SitingOptions, "signal" | "pause" | "onProgress">,
  first?: Uint8Array,
): Promise<Proof> {
  const run = new ProofRun(problem, effort, options);
  await run.root(first);
  await run.branch();
  return run.proof();
}

class ProofRun {
  readonly #problem: ProofProblem;
  readonly #effort: ProofEffort;
  readonly #options: Pick<SitingOptions, "signal" | "pause" | "onProgress">;
  readonly #open: Node[] = [];
  #chosen: Uint8Array | undefined;
  #value = Number.NEGATIVE_INFINITY;
  /** Largest bound of what was put aside because it cannot matter at the gap asked for. */
  #aside = Number.NEGATIVE_INFINITY;
  #rootBound = Infinity;
  /** Whether what is bounded lies in the open nodes and what was put aside, no longer at the root. */
  #isSplit = false;
  #roundCount = 0;
  #nodeCount = 0;

  constructor(
    problem: ProofProblem,
    effort: ProofEffort,
    options: Pick<SitingOptions, "signal" | "pause" | "onProgress">,
  ) {
    this.#problem = problem;
    this.#effort = effort;
    this.#options = options;
  }

  proof(): Proof {
    return {
      chosen: this.#chosen,
      value: this.#value,
      bound: this.#bound(),
      roundCount: this.#roundCount,
      nodeCount: this.#nodeCount,
    };
  }

  /** A plan that may be better than the best so far. */
  #offer(chosen: Uint8Array): void {
    const value = this.#problem.objectiveOf(chosen);
    if (value <= this.#value) return;
    this.#value = value;
    this.#chosen = chosen.slice();
  }

  async root(first: Uint8Array | undefined): Promise<void> {
    const { fixed, searchUnder } = this.#problem;
    const search = searchUnder(fixed);
    if (first !== undefined) loadSites(search, first);
    interchangeSites(search, this.#effort.rng, rootPassMax);
    this.#offerSearch(search);
    await this.#pause();
    const descent = this.#descend(undefined, fixed, this.#effort.roundMax, search);
    this.#rootBound = this.#rounded(descent.bound);
    await this.#pause();
    this.#report();
    if (this.#isDone(this.#rootBound)) return;
    // Once more from where the bound's own sites lean: often the last step to the optimum.
    loadSites(search, descent.lean);
    interchangeSites(search, this.#effort.rng, rootPassMax);
    this.#offerSearch(search);
    this.#split(fixed, descent, this.#rootBound);
    this.#isSplit = true;
  }

  async branch(): Promise<void> {
    while (this.#open.length > 0) {
      if (this.#nodeCount >= this.#effort.nodeMax || this.#isStopped()) return;
      const node = this.#open.pop();
      if (node === undefined) return;
      if (this.#isDone(node.bound)) {
        this.#aside = Math.max(this.#aside, node.bound);
        continue;
      }
      this.#nodeCount += 1;
      const search = this.#problem.searchUnder(node.fixed);
      const descent = this.#descend(node.start, node.fixed, nodeRoundMax, search);
      const bound = Math.min(node.bound, this.#rounded(descent.bound));
      if (this.#isDone(bound)) this.#aside = Math.max(this.#aside, bound);
      else {
        loadSites(search, descent.lean);
        interchangeSites(search, this.#effort.rng, nodePassMax);
        this.#offerSearch(search);
        this.#split(node.fixed, descent, bound);
      }
      if (this.#nodeCount % nodesBetweenPauses === 0) {
        await this.#pause();
        this.#report();
      }
    }
  }

  #descend(
    start: Float64Array | undefined,
    fixed: Int8Array,
    roundMax: number,
    search: SiteSearch,
  ): Descent {
    const descent = this.#problem.bounder(fixed, {
      start,
      roundMax,
      known: () => this.#value,
      aim: () => this.#cutoff(),
      onRound: (round, share) => {
        if (round % planEveryRounds !== planEveryRounds - 1) return;
        loadSites(search, share);
        interchangeSites(search, this.#effort.rng, nodePassMax);
        this.#offerSearch(search);
      },
    });
    this.#roundCount += descent.rounds;
    return descent;
  }

  #offerSearch(search: SiteSearch): void {
    if (search.isFeasible()) this.#offer(search.chosen);
  }

  /** Two nodes from one: sites that the bound decides are fixed, the most undecided one is tried both ways. */
  #split(parent: Int8Array, descent: Descent, bound: number): void {
    const { end, lean, reduced } = descent;
    const fixed = parent.slice();
    const cutoff = this.#cutoff();
    let branchSite = -1;
    let least = Infinity;
    for (let site = 0; site < fixed.length; site++) {
      if (fixed[site] !== 0) continue;
      const change = reduced[site] ?? 0;
      const without = this.#rounded(descent.bound - Math.abs(change));
      if (without <= cutoff) {
        // The other way cannot matter at the gap asked for; its bound is remembered.
        fixed[site] = change > 0 ? 1 : -1;
        this.#aside = Math.max(this.#aside, without);
        continue;
      }
      const undecided = Math.abs((lean[site] ?? 0) - 0.5);
      if (undecided < least) {
        least = undecided;
        branchSite = site;
      }
    }
    if (branchSite < 0) {
      // All is decided: what remains is one choice.
      const search = this.#problem.searchUnder(fixed);
      this.#offerSearch(search);
      const isKept = search.isFeasible();
      this.#aside = Math.max(this.#aside, isKept ? search.value : Number.NEGATIVE_INFINITY);
      return;
    }
    const sides = (lean[branchSite] ?? 0) >= 0.5 ? ([-1, 1] as const) : ([1, -1] as const);
    for (const side of sides) {
      const child = fixed.slice();
      child[branchSite] = side;
      this.#open.push({ fixed: child, start: end, bound });
    }
  }

  #bound(): number {
    const root = Math.max(this.#rootBound, this.#value);
    if (!this.#isSplit) return root;
    let bound = Math.max(this.#aside, this.#value);
    for (const node of this.#open) bound = Math.max(bound, node.bound);
    return Math.min(bound, root);
  }

  /** A bound at or under this need not be looked at further. */
  #cutoff(): number {
    const { gapRatio } = this.#effort;
    const value = this.#value;
    if (value === Number.NEGATIVE_INFINITY) return value;
    const within = value >= 0 ? value / (1 - Math.min(gapRatio, 0.99)) : value * (1 - gapRatio);
    const rounding = 1e-9 * Math.max(1, Math.abs(value));
    return Math.max(within, value + rounding, this.#problem.isWhole ? value + 1 - 1e-6 : value);
  }

  #isDone(bound: number): boolean {
    return bound <= this.#cutoff();
  }

  #rounded(bound: number): number {
    return this.#problem.isWhole && Number.isFinite(bound)
      ? Math.floor(bound + 1e-6 * Math.max(1, Math.abs(bound) * 1e-3))
      : bound;
  }

  #isStopped(): boolean {
    return this.#options.signal?.aborted === true;
  }

  async #pause(): Promise<void> {
    await this.#options.pause?.();
  }

  #report(): void {
    const bound = this.#bound();
    const objective = this.#value;
    this.#options.onProgress?.({ objective, bound, gapRatio: gapRatioOf(objective, bound) });
  }
}
