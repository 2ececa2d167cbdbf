import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const solverErrors = {
  TL_SOLVER_UNKNOWN: {
    fault: "caller",
    message: "There is no solver of that name.",
    hint: "Name one of `highs` (native), `highs-wasm` (in the process), `cbc`.",
  },
} as const satisfies Record<`TL_SOLVER_${string}`, ErrorEntry>;

export type SolverErrorCode = keyof typeof solverErrors;

export class SolverError extends TrucelineError<SolverErrorCode> {
  constructor(code: SolverErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(code, solverErrors[code], details, options);
  }
}
