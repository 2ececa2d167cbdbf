import { join, relative } from "node:path";
import { type CompiledAgreement, parseObligationEvents } from "@truceline/agreement";
import type { EnteredEvents } from "@truceline/watch";
import type { AgreementFiles } from "./agreement-files.ts";

/** Kept beside the agreement by whoever keeps the book of obligations. */
const fileName = "obligation-events.yaml";

/**
 * What was entered about obligations, from the file beside the agreement, as it stands now: it grows
 * while the agreement is watched. Without the file no state is told.
 */
export function readEnteredEvents(
  { folder, readFile }: AgreementFiles,
  compiled: CompiledAgreement,
): EnteredEvents {
  const text = readFile(fileName);
  if (text === undefined) return { is: "absent" };
  const path = relative(process.cwd(), join(folder, fileName));
  const { events, faults } = parseObligationEvents({ path, text }, compiled);
  return events === undefined ? { is: "refused", faults } : { is: "read", events };
}
