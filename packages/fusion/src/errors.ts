import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const fusionErrors = {
  TL_FUSION_ASSIGNMENT_IMPOSSIBLE: {
    fault: "bug",
    message: "Not every row that must be paired has a column left.",
  },
  TL_FUSION_ASSIGNMENT_INPUT: {
    fault: "bug",
    message: "The costs of an assignment are numbers above minus infinity, one for each pair.",
  },
  TL_FUSION_GROUP_EMPTY: {
    fault: "bug",
    message: "An incident needs at least one observation.",
  },
  TL_FUSION_GROUP_OTHER: {
    fault: "bug",
    message: "The observations given are not those the incident names.",
  },
  TL_FUSION_STREAM_ORDER: {
    fault: "bug",
    message: "Observations must be given in order of when they begin.",
  },
  TL_FUSION_VICINITY_LIMIT: {
    fault: "busy",
    message: "More observations belong together than are looked at in one go.",
    hint: "Raise the limit, or shorten the association distance or time of the agreement.",
  },
} as const satisfies Record<`TL_FUSION_${string}`, ErrorEntry>;

export type FusionErrorCode = keyof typeof fusionErrors;

export class FusionError extends TrucelineError<FusionErrorCode> {
  constructor(code: FusionErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(code, fusionErrors[code], details, options);
  }
}
