/** A column of a model: a quantity to be decided. */
export interface ModelColumn {
  /** For people who read the model; need not be unique and may hold any text. */
  readonly name: string;
  readonly objective: number;
  /** Infinite where there is no bound. */
  readonly lower: number;
  readonly upper: number;
  readonly integer: boolean;
}

/** A row of a model: lower ≤ Σ coefficient × column ≤ upper; infinite where there is no bound. */
export interface ModelRow {
  readonly name: string;
  readonly lower: number;
  readonly upper: number;
  /** Each column at most once. */
  readonly entries: readonly (readonly [column: number, coefficient: number])[];
}

/** A linear model, some of whose columns must be whole. */
export interface MixedIntegerModel {
  readonly sense: "min" | "max";
  readonly columns: readonly ModelColumn[];
  readonly rows: readonly ModelRow[];
}

/** As much of an AbortSignal as is asked here; this package knows no platform. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export interface SolverOptions {
  /** A solver may stop once (bound − objective) is at most this share of the objective, 0 … 1. */
  readonly gapRatio: number;
  /** Real time it may take, at least 1 ms. */
  readonly timeLimitMs: number;
  /** Ends the work before its time; the answer is what was found by then. */
  readonly signal?: StopSignal | undefined;
}

/**
 * `optimal`: proved to the gap asked for. `feasible`: a solution, not proved to that gap, as when time
 * ran out. `infeasible`: proved that there is none. `no-answer`: neither; `detail` says why.
 */
export type SolverStatus = "optimal" | "feasible" | "infeasible" | "no-answer";

export interface SolverResult {
  readonly status: SolverStatus;
  /** One value a column; empty unless `optimal` or `feasible`. Whole columns hold whole numbers. */
  readonly values: readonly number[];
  /** Of `values`, computed from the model; NaN where there are none. */
  readonly objective: number;
  /** No solution can be better than this; ±Infinity where nothing is known, NaN where infeasible. */
  readonly bound: number;
  /** Distance of bound and objective as a share of the larger of the two; 1 where nothing is known. */
  readonly gapRatio: number;
  /** What happened, for people: which solver, why it stopped, what went wrong before it. */
  readonly detail: string;
}

/**
 * Solves mixed-integer models.
 *
 * A solver that is missing, killed, out of time or aborted answers with the best solution so far and its
 * bound (`feasible`) or without one (`no-answer`), and says so in `detail`; it does not reject for that.
 * What it returns as a solution keeps every bound and row within 1e-6 of their size. It works beside the
 * caller: while it solves, the caller's timers run.
 */
export interface Solver {
  readonly name: string;
  /** @throws PlanningError `TL_PLAN_MODEL` for a model that cannot be meant: NaN, unknown columns. */
  solve(model: MixedIntegerModel, options: SolverOptions): Promise<SolverResult>;
}
