import { join, relative } from "node:path";
import {
  type CompiledAgreement,
  type EscalationEvent,
  type ObligationEvent,
  parseEscalationEvents,
  parseObligationEvents,
} from "@truceline/agreement";
import type { DocumentFault } from "@truceline/model";
import type { Entered } from "@truceline/watch";
import type { AgreementFiles } from "./agreement-files.ts";

/** Kept beside the agreement by whoever keeps its books. */
const obligationsFile = "obligation-events.yaml";
const ladderFile = "escalation-events.yaml";

/**
 * What was entered about obligations, from the file beside the agreement, as it stands now: it grows
 * while the agreement is watched. Without the file no state is told.
 */
export function readEnteredEvents(
  files: AgreementFiles,
  compiled: CompiledAgreement,
): Entered<ObligationEvent> {
  return readBook(files, obligationsFile, (input) => parseObligationEvents(input, compiled));
}

/** The same for what the escalation ladder goes by. */
export function readEnteredLadder(
  files: AgreementFiles,
  compiled: CompiledAgreement,
): Entered<EscalationEvent> {
  return readBook(files, ladderFile, (input) => parseEscalationEvents(input, compiled));
}

function readBook<Event>(
  { folder, readFile }: AgreementFiles,
  name: string,
  parse: (input: { readonly path: string; readonly text: string }) => {
    readonly events?: readonly Event[] | undefined;
    readonly faults: readonly DocumentFault[];
  },
): Entered<Event> {
  const bytes = readFile(name);
  if (bytes === undefined) return { is: "absent" };
  const path = relative(process.cwd(), join(folder, name));
  const { events, faults } = parse({ path, text: new TextDecoder().decode(bytes) });
  return events === undefined ? { is: "refused", faults } : { is: "read", events };
}
