import { PlanningError } from "./errors.ts";
import type { MixedIntegerModel, SolverOptions, SolverResult, SolverStatus } from "./solver.ts";

/** How far a solution may miss a bound or row, as a share of its size. */
const tolerance = 1e-6;
/** Limits of what is sent to a solver; beyond them it would run out of memory rather than of time. */
const columnCountMax = 2_000_000;
const entryCountMax = 20_000_000;

/**
 * Distance of an objective from a proved bound as a share of the larger of the two, 0 … 1.
 *
 * Where larger is better, the plan reaches at least (1 − ratio) of the best possible; where smaller is
 * better, no plan is smaller by more than this share of it. 1 where one of them is unknown.
 *
 * @example gapRatioOf(99, 100) // 0.01
 */
export function gapRatioOf(objective: number, bound: number): number {
  if (objective === bound) return 0;
  const size = Math.max(Math.abs(objective), Math.abs(bound));
  return Number.isFinite(size) ? Math.min(1, Math.abs(bound - objective) / size) : 1;
}

/** @throws PlanningError `TL_PLAN_MODEL` for NaN, an unknown or repeated column, or too large a model. */
export function checkModel(model: MixedIntegerModel, options: SolverOptions): void {
  const refuse = (why: string): never => {
    throw new PlanningError("TL_PLAN_MODEL", { why });
  };
  const { columns, rows } = model;
  if (columns.length > columnCountMax) refuse(`${columns.length} columns`);
  for (const [index, { objective, lower, upper, name }] of columns.entries()) {
    if (!Number.isFinite(objective)) refuse(`objective of column ${index} (${name})`);
    if (Number.isNaN(lower) || Number.isNaN(upper)) refuse(`bounds of column ${index} (${name})`);
    if (lower === Infinity || upper === -Infinity) refuse(`bounds of column ${index} (${name})`);
  }
  let entryCount = 0;
  const lastRow = new Int32Array(columns.length).fill(-1);
  for (const [index, { lower, upper, entries, name }] of rows.entries()) {
    if (Number.isNaN(lower) || Number.isNaN(upper)) refuse(`bounds of row ${index} (${name})`);
    entryCount += entries.length;
    for (const [column, coefficient] of entries) {
      if (!Number.isFinite(coefficient)) refuse(`coefficient in row ${index} (${name})`);
      if (lastRow[column] === undefined) refuse(`column ${column} in row ${index} (${name})`);
      if (lastRow[column] === index) refuse(`column ${column} twice in row ${index} (${name})`);
      lastRow[column] = index;
    }
  }
  if (entryCount > entryCountMax) refuse(`${entryCount} entries`);
  if (!(options.gapRatio >= 0 && options.gapRatio <= 1)) refuse(`gapRatio ${options.gapRatio}`);
  if (!(options.timeLimitMs >= 1)) refuse(`timeLimitMs ${options.timeLimitMs}`);
}

/** What a solver says before it is held against the model. */
export interface SolverAnswer {
  readonly status: SolverStatus;
  readonly values?: ArrayLike<number> | undefined;
  readonly bound?: number | undefined;
  readonly detail: string;
}

/**
 * A solver's answer held against the model: whole columns rounded, the objective computed anew, the gap
 * computed, and an answer that breaks a bound or row by more than 1e-6 of its size taken away.
 */
export function solverResult(
  model: MixedIntegerModel,
  gapRatio: number,
  answer: SolverAnswer,
): SolverResult {
  const worst = model.sense === "max" ? Infinity : -Infinity;
  const unknown = answer.bound === undefined || Number.isNaN(answer.bound);
  const bound = unknown ? worst : (answer.bound ?? worst);
  if (answer.status === "infeasible") {
    return {
      status: "infeasible",
      values: [],
      objective: Number.NaN,
      bound: Number.NaN,
      gapRatio: 1,
      detail: answer.detail,
    };
  }
  const none = (detail: string): SolverResult => ({
    status: "no-answer",
    values: [],
    objective: Number.NaN,
    bound,
    gapRatio: 1,
    detail,
  });
  if (answer.status === "no-answer" || answer.values === undefined) return none(answer.detail);
  const values = model.columns.map(({ integer, lower, upper }, index) => {
    const value = answer.values?.[index] ?? Number.NaN;
    const whole = integer ? Math.round(value) : Math.min(Math.max(value, lower), upper);
    // No −0 in what is compared and printed.
    return Math.abs(whole - value) <= tolerance * Math.max(1, Math.abs(value)) ? whole + 0 : value;
  });
  const broken = brokenRow(model, values);
  if (broken !== undefined) return none(`${answer.detail}; its solution breaks ${broken}`);
  let objective = 0;
  for (const [index, { objective: each }] of model.columns.entries()) {
    objective += each * (values[index] ?? 0);
  }
  // Rounding moves the objective by a hair; a bound is never on the wrong side of a solution.
  const safe = model.sense === "max" ? Math.max(bound, objective) : Math.min(bound, objective);
  const reached = gapRatioOf(objective, safe);
  const proved = answer.status === "optimal" || reached <= gapRatio;
  return {
    status: proved ? "optimal" : "feasible",
    values,
    objective,
    bound: safe,
    gapRatio: reached,
    detail: answer.detail,
  };
}

/** Name of the first bound or row that values do not keep; undefined where all are kept. */
function brokenRow(model: MixedIntegerModel, values: readonly number[]): string | undefined {
  const within = (value: number, lower: number, upper: number, size: number) => {
    const slack = tolerance * Math.max(1, size);
    return value >= lower - slack && value <= upper + slack;
  };
  for (const [index, { lower, upper, integer, name }] of model.columns.entries()) {
    const value = values[index] ?? Number.NaN;
    if (!within(value, lower, upper, Math.abs(value))) return `column ${index} (${name})`;
    if (integer && !Number.isInteger(value)) return `column ${index} (${name}), not whole`;
  }
  for (const [index, { lower, upper, entries, name }] of model.rows.entries()) {
    let sum = 0;
    let size = 0;
    for (const [column, coefficient] of entries) {
      const term = coefficient * (values[column] ?? 0);
      sum += term;
      size += Math.abs(term);
    }
    if (!within(sum, lower, upper, size)) return `row ${index} (${name})`;
  }
  return undefined;
}
