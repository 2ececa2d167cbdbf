import { setTimeout as sleep } from "node:timers/promises";
import { TrucelineError } from "@truceline/model";
import { StoreError, type StoreErrorCode } from "../errors.ts";

/** PostgreSQL's error codes (appendix A of its manual) and Node's, by what they mean for us. */
const codes: Readonly<Record<string, StoreErrorCode>> = {
  ECONNREFUSED: "TL_STORE_ABSENT",
  ECONNRESET: "TL_STORE_ABSENT",
  ENOENT: "TL_STORE_ABSENT",
  ENOTFOUND: "TL_STORE_ABSENT",
  EAI_AGAIN: "TL_STORE_ABSENT",
  EHOSTUNREACH: "TL_STORE_ABSENT",
  ENETUNREACH: "TL_STORE_ABSENT",
  ETIMEDOUT: "TL_STORE_ABSENT",
  EPIPE: "TL_STORE_ABSENT",
  "08000": "TL_STORE_ABSENT",
  "08003": "TL_STORE_ABSENT",
  "08006": "TL_STORE_ABSENT",
  "57P01": "TL_STORE_ABSENT",
  "57P02": "TL_STORE_ABSENT",
  "57P03": "TL_STORE_ABSENT",
  "28000": "TL_STORE_LOGIN_REFUSED",
  "28P01": "TL_STORE_LOGIN_REFUSED",
  "3D000": "TL_STORE_DATABASE_ABSENT",
  "42501": "TL_STORE_RIGHT_ABSENT",
  "25006": "TL_STORE_SERVER_READ_ONLY",
  "53100": "TL_STORE_DISK_FULL",
  "53200": "TL_STORE_BUSY",
  "53300": "TL_STORE_BUSY",
  "55P03": "TL_STORE_BUSY",
  "57014": "TL_STORE_BUSY",
  "40001": "TL_STORE_BUSY",
  "40P01": "TL_STORE_BUSY",
};

/** What `pg` says, without a code, when a connection breaks or cannot be made in time. */
const brokenConnection =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/i;

/** Any error of the driver as ours, its cause kept. Ours come back unchanged. */
export function databaseFault(error: unknown): Error {
  if (error instanceof TrucelineError) return error;
  const { code, message, detail, constraint, hostname } = error as {
    code?: string;
    message: string;
    detail?: string;
    constraint?: string;
    hostname?: string;
  };
  const isIdTaken = code === "23505" && constraint === "record_version";
  const known = isIdTaken ? "TL_STORE_ID_TAKEN" : codes[code ?? ""];
  const isBroken = known === undefined && brokenConnection.test(message);
  const details = { reason: message, sqlState: code, detail, constraint, hostname };
  return new StoreError(known ?? (isBroken ? "TL_STORE_ABSENT" : "TL_STORE_QUERY"), details, {
    cause: error,
  });
}

const firstPauseMs = 20;
const pauseMaxMs = 500;

/**
 * Runs a piece of work, again while the database is away (killed, restarting), for at most
 * `patienceMs`. `attempt` counts from 0: from 1 on, an earlier attempt may have been committed
 * without our hearing of it.
 *
 * @throws StoreError `TL_STORE_ABSENT` once patience has run out; other errors at once.
 */
export async function withPatience<T>(
  patienceMs: number,
  isClosed: () => boolean,
  work: (attempt: number) => Promise<T>,
): Promise<T> {
  const untilMs = performance.now() + patienceMs;
  let pauseMs = firstPauseMs;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      const fault = databaseFault(error);
      const isAway = fault instanceof StoreError && fault.code === "TL_STORE_ABSENT";
      if (!isAway || isClosed() || performance.now() + pauseMs > untilMs) throw fault;
    }
    await sleep(pauseMs);
    pauseMs = Math.min(pauseMs * 2, pauseMaxMs);
  }
}
