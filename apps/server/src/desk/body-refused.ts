import type { DocumentFault } from "@truceline/model";
import { ServerError } from "../errors.ts";

export function bodyFault(path: string, message: string): DocumentFault {
  return { code: "TL_SERVER_BODY", path, message };
}

/** The refusal of a body, with each of its faults. */
export function bodyRefused(faults: readonly DocumentFault[]): ServerError {
  const own = faults.map((one) => ({ ...one, code: "TL_SERVER_BODY" }));
  return new ServerError("TL_SERVER_BODY", { faults: own });
}
