import type { MixedIntegerModel, SolverOptions, SolverStatus } from "@truceline/planning";

/** What the thread is given: the model as arrays, row by row. */
export interface HighsWork {
  readonly isMax: boolean;
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly integer: Int32Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly coefficients: Float64Array;
  readonly gapRatio: number;
  readonly timeLimitS: number;
}

/** What the thread tells: solutions and bounds as they come, and how it ended. */
export type HighsReport =
  | { readonly kind: "version"; readonly version: string }
  | { readonly kind: "solution"; readonly values: Float64Array; readonly bound: number }
  | { readonly kind: "bound"; readonly bound: number }
  | {
      readonly kind: "end";
      readonly status: SolverStatus;
      readonly values?: Float64Array;
      readonly bound?: number;
      /** The objective has no limit: what was found on the way is no answer. */
      readonly isUnlimited?: true;
      readonly detail: string;
    };

export function highsWork(model: MixedIntegerModel, options: SolverOptions): HighsWork {
  const { columns, rows, sense } = model;
  const starts = new Int32Array(rows.length + 1);
  for (const [row, { entries }] of rows.entries()) {
    starts[row + 1] = (starts[row] ?? 0) + entries.length;
  }
  const indices = new Int32Array(starts[rows.length] ?? 0);
  const coefficients = new Float64Array(indices.length);
  let at = 0;
  for (const { entries } of rows) {
    for (const [column, coefficient] of entries) {
      indices[at] = column;
      coefficients[at] = coefficient;
      at += 1;
    }
  }
  return {
    isMax: sense === "max",
    cost: Float64Array.from(columns, ({ objective }) => objective),
    lower: Float64Array.from(columns, ({ lower }) => lower),
    upper: Float64Array.from(columns, ({ upper }) => upper),
    integer: Int32Array.from(columns, ({ integer }) => (integer ? 1 : 0)),
    rowLower: Float64Array.from(rows, ({ lower }) => lower),
    rowUpper: Float64Array.from(rows, ({ upper }) => upper),
    starts,
    indices,
    coefficients,
    gapRatio: options.gapRatio,
    timeLimitS: options.timeLimitMs / 1000,
  };
}
