import { type DocumentFault, type Fault, TrucelineError } from "@truceline/model";
import { ServerError, type ServerErrorCode } from "./errors.ts";

/** RFC 9457 problem details, with our code and what the caller can mend. */
export interface Problem {
  readonly type: "about:blank";
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly hint?: string | undefined;
  readonly faults?: readonly DocumentFault[] | undefined;
  readonly instance?: string | undefined;
}

const statusOfFault: Record<Fault, number> = {
  caller: 400,
  data: 422,
  absent: 503,
  busy: 503,
  bug: 500,
};

const statusOfCode: Partial<Record<ServerErrorCode | string, number>> = {
  TL_SERVER_TOKEN_MISSING: 401,
  TL_SERVER_TOKEN_WRONG: 401,
  TL_SERVER_ROLE: 403,
  TL_SERVER_SESSION_ENDED: 401,
  TL_SERVER_LOGIN_WRONG: 401,
  TL_SERVER_FOREIGN_PAGE: 403,
  TL_SERVER_CSRF: 403,
  TL_SERVER_REMEMBER: 403,
  TL_SERVER_NAME_TAKEN: 409,
  TL_SERVER_LAST_ADMINISTRATOR: 409,
  TL_SERVER_CODE_SPENT: 410,
  TL_SERVER_TOO_MANY: 429,
  TL_SERVER_NOT_FOUND: 404,
  TL_SERVER_SCENARIO_UNKNOWN: 404,
  TL_SERVER_SCENARIO_FIXED: 409,
  TL_SERVER_BODY_SIZE: 413,
  TL_SERVER_MEDIA_TYPE: 415,
  TL_SERVER_EDIT_CONFLICT: 409,
  TL_SERVER_MEDIA_SIZE: 413,
  TL_SERVER_MEDIA_FULL: 507,
  TL_SERVER_ENTRY_STATE: 409,
  TL_SERVER_REPORT_MOVE: 409,
  TL_SERVER_WHAT_IF_GONE: 410,
  TL_FEEDS_FULL: 429,
  TL_WATCH_REPORT_THEME: 404,
  TL_WATCH_QUARANTINE_UNKNOWN: 404,
  TL_WATCH_NOT_WAITING: 409,
};

/** Any thrown value as one of our errors; what is foreign becomes a defect with its cause kept. */
export function toTrucelineError(thrown: unknown): TrucelineError {
  if (thrown instanceof TrucelineError) return thrown;
  const { code, statusCode, validation } = thrown as {
    code?: string;
    statusCode?: number;
    validation?: readonly { instancePath?: string; message?: string; params?: object }[];
  };
  if (validation !== undefined) {
    const faults = validation.map(({ instancePath = "", message = "", params }) => ({
      code: "TL_SERVER_QUERY",
      path: instancePath,
      message: `${message}${extra(params)}`,
    }));
    return new ServerError("TL_SERVER_QUERY", { faults }, { cause: thrown });
  }
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE")
    return new ServerError("TL_SERVER_BODY_SIZE", {}, { cause: thrown });
  if (code === "FST_ERR_CTP_INVALID_MEDIA_TYPE")
    return new ServerError("TL_SERVER_MEDIA_TYPE", {}, { cause: thrown });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new ServerError("TL_SERVER_BODY", { statusCode, code }, { cause: thrown });
  }
  return new ServerError("TL_SERVER_BUG", {}, { cause: thrown });
}

function extra(params: object | undefined): string {
  const { additionalProperty, allowedValues } = (params ?? {}) as {
    additionalProperty?: string;
    allowedValues?: readonly unknown[];
  };
  if (additionalProperty !== undefined) return `: ${additionalProperty}`;
  return allowedValues === undefined ? "" : `: ${allowedValues.join(", ")}`;
}

export function problemOf(error: TrucelineError, instance?: string): Problem {
  const { code, fault, message, hint, faults } = error;
  return {
    type: "about:blank",
    title: message,
    status: statusOfCode[code] ?? statusOfFault[fault],
    code,
    hint,
    faults: faults.length > 0 ? faults : undefined,
    instance,
  };
}
