import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const simulationErrors = {
  TL_SIMULATION_NO_LINE: {
    fault: "data",
    message: "The agreement has no line, so that no exercise can be made for it.",
    hint: "Add a line with at least one version to the agreement.",
  },
} as const satisfies Record<`TL_SIMULATION_${string}`, ErrorEntry>;

export type SimulationErrorCode = keyof typeof simulationErrors;

export class SimulationError extends TrucelineError<SimulationErrorCode> {
  constructor(
    code: SimulationErrorCode,
    details?: Record<string, unknown>,
    options?: ErrorOptions,
  ) {
    super(code, simulationErrors[code], details, options);
  }
}
