import type { CompiledAgreement } from "@truceline/agreement";
import { type PatrolMoveFault, patrolMoveFault } from "@truceline/desk";
import type { DocumentFault, Handover, LogEntry, Patrol } from "@truceline/model";
import type { RecordOfKind } from "@truceline/watch";
import type { DeskKind } from "./desk-paths.ts";

const code = "TL_SERVER_BODY";

/**
 * What is wrong with a version although it fits its schema: spans that end before they begin, parties
 * that the agreement does not know, moves that a record cannot make, signatures for somebody else.
 *
 * @param before the version it follows
 */
export function deskFaults<Kind extends DeskKind>(
  kind: Kind,
  record: RecordOfKind[Kind],
  before: RecordOfKind[Kind] | undefined,
  { parties }: Pick<CompiledAgreement, "parties">,
): readonly DocumentFault[] {
  const faults: DocumentFault[] = [];
  const add = (path: string, message: string) => faults.push({ code, path, message });
  const known = new Set(parties.map(({ id }) => id));
  walk(record, "", (path, value) => {
    const { fromMs, toMs, party } = value;
    if (typeof fromMs === "number" && typeof toMs === "number" && toMs < fromMs) {
      add(path, `toMs is ${fromMs - toMs} ms before fromMs`);
    }
    if (typeof party === "string" && !known.has(party)) {
      add(`${path}/party`, `is none of the agreement's parties: ${[...known].join(", ")}`);
    }
  });
  switch (kind) {
    case "log-entry":
      for (const [path, message] of entryFaults(record as LogEntry)) add(path, message);
      break;
    case "patrol": {
      const fault = patrolMoveFault(before as Patrol | undefined, record as Patrol);
      if (fault !== null) add(...patrolMoves[fault]);
      break;
    }
    case "handover":
      for (const [path, message] of signatureFaults(
        record as Handover,
        before as Handover | undefined,
      ))
        add(path, message);
      break;
  }
  return faults;
}

const patrolMoves: Readonly<Record<PatrolMoveFault, readonly [path: string, message: string]>> = {
  "cannot-begin-so": ["/state", "is planned or out in the first version"],
  "no-such-step": ["/state", "cannot follow the state before; taking a step back needs a reason"],
  "check-in-gone": ["/checkIns", "leaves out one that was there; that needs a reason"],
  "back-before-leaving": ["/backAtMs", "is before the patrol left"],
};

/** A draft is written freely; what submission gives an entry only submission can give. */
function* entryFaults(entry: LogEntry): Generator<readonly [string, string]> {
  if (entry.state !== "draft")
    yield ["/state", "is draft; entries are submitted by their own door"];
  for (const key of ["submittedAtMs", "observationKeys", "supersededBy"] as const) {
    if (entry[key] !== undefined) yield [`/${key}`, "is set when the entry is submitted"];
  }
  if (entry.supersedes !== undefined && (entry.reason ?? "").trim() === "") {
    yield ["/reason", "says why the entry corrects another one"];
  }
}

/** Nobody signs for somebody else, and what is signed stays so. */
function* signatureFaults(
  record: Handover,
  before: Handover | undefined,
): Generator<readonly [string, string]> {
  for (const key of ["signedOut", "signedIn"] as const) {
    const [was, is] = [before?.[key], record[key]];
    if (was !== undefined && (is?.by !== was.by || is.atMs !== was.atMs)) {
      yield [`/${key}`, "was signed and stays so"];
    } else if (was === undefined && is !== undefined && is.by !== record.by) {
      yield [`/${key}/by`, `is who signs: ${record.by}`];
    }
  }
}

function walk(
  value: unknown,
  path: string,
  visit: (path: string, value: Readonly<Record<string, unknown>>) => void,
): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) visit(path, value as Record<string, unknown>);
  for (const [key, member] of Object.entries(value)) walk(member, `${path}/${key}`, visit);
}
