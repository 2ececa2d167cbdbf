import { type ErrorEntry, TrucelineError } from "./truceline-error.ts";

/** Codes are public: once released, a code is never reused for another meaning. */
export const modelErrors = {
  TL_MODEL_POSITION_RANGE: {
    fault: "data",
    message: "A position is out of range or not a number.",
    hint: "Write longitude first, -180 to 180, then latitude, -90 to 90.",
  },
  TL_MODEL_RECORD_REFUSED: {
    fault: "data",
    message: "The record does not fit its schema.",
    hint: "Each fault names the key and what it must be; unknown keys are refused.",
  },
  TL_MODEL_SCHEMA_UNKNOWN: {
    fault: "data",
    message: "The record names a schema or version that is not known.",
    hint: "Send one of the schemas listed in the API description.",
  },
  TL_MODEL_NOT_JSON: {
    fault: "data",
    message: "The bytes are not JSON.",
    hint: "Send UTF-8 JSON; one object a line for NDJSON.",
  },
  TL_MODEL_SPAN_ORDER: {
    fault: "data",
    message: "A time span ends before it begins.",
    hint: "Exchange the two instants or correct the later one.",
  },
  TL_MODEL_CANONICAL: {
    fault: "bug",
    message: "A value has no canonical JSON form.",
  },
  TL_MODEL_ORIGIN_MIXED: {
    fault: "bug",
    message: "Records of different origin were put together.",
  },
  TL_MODEL_TIMEZONE: {
    fault: "data",
    message: "The time zone is not in the IANA database.",
    hint: "Use a name such as Europe/Kyiv or Etc/UTC.",
  },
} as const satisfies Record<`TL_MODEL_${string}`, ErrorEntry>;

export type ModelErrorCode = keyof typeof modelErrors;

export class ModelError extends TrucelineError<ModelErrorCode> {
  constructor(code: ModelErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(code, modelErrors[code], details, options);
  }
}
