import type { Rng } from "@truceline/model";
import type { Solver, StopSignal } from "../solver.ts";

/** People, money: what sites take of it, and how much there is. */
export interface SitingBudget {
  /** `people`, `money`; named where a plan cannot be had. */
  readonly id: string;
  /** What each site takes, ≥ 0. */
  readonly costs: ArrayLike<number>;
  readonly limit: number;
}

/** Both sides are served alike: their served shares (0 … 1, or mean distances) differ by at most this. */
export interface SitingFairness {
  /** Side of each demand: 0, 1, or −1 for neither. */
  readonly sides: ArrayLike<number>;
  readonly differenceMax: number;
}

/** What every choice of sites may have to keep, whatever it is chosen for. */
export interface SitingRequirements {
  /** At most so many sites. */
  readonly countMax?: number | undefined;
  readonly budgets?: readonly SitingBudget[] | undefined;
  /** Sites that stand already, and sites that may not be used. */
  readonly fixedIn?: readonly number[] | undefined;
  readonly fixedOut?: readonly number[] | undefined;
  readonly fairness?: SitingFairness | undefined;
}

/** How long to look and how well; the same seed and options give the same plan. */
export interface SitingOptions {
  readonly rng: Rng;
  /** Stop once the plan is proved within this share of the best possible; 0 asks for the optimum. */
  readonly gapRatio?: number | undefined;
  /** Rounds of the bound at the root, and nodes of the search after it: the effort, not a time. */
  readonly roundMax?: number | undefined;
  readonly nodeMax?: number | undefined;
  /** Asked where own algorithms leave a larger gap and the model is small enough for it. */
  readonly solver?: Solver | undefined;
  readonly solverTimeMs?: number | undefined;
  readonly signal?: StopSignal | undefined;
  /** Called between pieces of work; lets others of the thread run. */
  readonly pause?: (() => Promise<void>) | undefined;
  readonly onProgress?: ((progress: SitingProgress) => void) | undefined;
}

export interface SitingProgress {
  readonly objective: number;
  readonly bound: number;
  readonly gapRatio: number;
}

/** A choice of sites with its proof. */
export interface SitingPlan {
  readonly feasible: true;
  /** Indexes of sites, ascending. */
  readonly chosen: readonly number[];
  readonly objective: number;
  /** No choice of sites can be better than this. */
  readonly bound: number;
  /** Distance of objective and bound as a share of the larger, 0 … 1; 0 is a proved optimum. */
  readonly gapRatio: number;
  /** The same in words: `within 0.4 % of the best possible`. */
  readonly proof: string;
  /** How it was found, for the record. */
  readonly detail: string;
}

/** A requirement of a siting problem, as it is named where it cannot be kept. */
export interface SitingRequirement {
  readonly kind: "count" | "budget" | "minimum" | "survives-loss" | "fairness" | "fixed";
  /** The budget's id. */
  readonly id?: string;
  /** The demand whose minimum it is. */
  readonly demand?: number;
  /** In words: `people at most 40`. */
  readonly text: string;
}

/** No choice of sites keeps all requirements; or none was found and nothing is proved. */
export interface SitingConflict {
  readonly feasible: false;
  /**
   * Requirements that cannot be kept together, while any fewer of them can; empty where unknown. On large
   * problems the effort ends before every demand was tried: many that may be spared then stand as one.
   */
  readonly conflict: readonly SitingRequirement[];
  /** Demands that no site can serve as asked, whatever the budget. */
  readonly unservable: readonly number[];
  /** Whether it is proved that there is no plan. */
  readonly isProved: boolean;
  readonly detail: string;
}

export type SitingAnswer = SitingPlan | SitingConflict;

export const defaultGapRatio = 0.01;
export const defaultRoundMax = 600;
export const defaultNodeMax = 400;
export const defaultSolverTimeMs = 20_000;
/** Limits on what comes in; beyond them memory would run out. */
export const siteCountMax = 20_000;
export const demandCountMax = 200_000;
export const coverEntryCountMax = 20_000_000;
