import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const verificationErrors = {
  TL_VERIFICATION_COUNTING_RULE: {
    fault: "caller",
    message: "The counting rule is unknown or cannot be applied to observations alone.",
    hint: "Count observations by the rule smm; the rules incident, acled and ucdp need incidents.",
  },
} as const satisfies Record<`TL_VERIFICATION_${string}`, ErrorEntry>;

export type VerificationErrorCode = keyof typeof verificationErrors;

export class VerificationError extends TrucelineError<VerificationErrorCode> {
  constructor(
    code: VerificationErrorCode,
    details?: Record<string, unknown>,
    options?: ErrorOptions,
  ) {
    super(code, verificationErrors[code], details, options);
  }
}
