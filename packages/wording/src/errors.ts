import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const wordingErrors = {
  TL_WORDING_MESSAGE: {
    fault: "bug",
    message: "A message cannot be written with the values given.",
    hint: "The key and the fault are given; give every value that the English message names.",
  },
  TL_WORDING_EMPTY: {
    fault: "caller",
    message: "A statement needs at least one observation.",
    hint: "Give the observations of one statement.",
  },
} as const satisfies Record<string, ErrorEntry>;

/** Thrown by this package only. */
export class WordingError extends TrucelineError<keyof typeof wordingErrors> {
  constructor(
    code: keyof typeof wordingErrors,
    details: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(code, wordingErrors[code], details, options);
  }
}
