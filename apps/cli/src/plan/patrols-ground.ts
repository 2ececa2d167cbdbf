import { dirname, resolve } from "node:path";
import { type PreparedAgreement, prepareAgreement } from "@truceline/agreement";
import type { Position, PreparedLine } from "@truceline/geo";
import { assumedRoadSpeeds, type Road, readRoads } from "@truceline/planning";
import { CliError } from "../errors.ts";
import { readFileJson } from "../read-file.ts";
import type { Terminal } from "../terminal.ts";

/** The agreement's line as plans of patrols and protection take it. */
export interface PlanLine {
  readonly prepared: PreparedAgreement;
  readonly line: PreparedLine;
  /** The party on whose side of the line a place lies. */
  readonly sideOf: (position: Position) => string | null;
}

/**
 * The agreement's first line, in its main version when the agreement enters into force, else its first.
 * @throws CliError `TL_CLI_USAGE` for an agreement without a line
 */
export function planLine(agreement: PreparedAgreement["compiled"]): PlanLine {
  const prepared = prepareAgreement(agreement);
  const [line] = agreement.lines;
  const atMs = Math.max(
    agreement.inForce.fromMs,
    Math.min(...(line?.versions.map(({ validFromMs }) => validFromMs) ?? [0])),
  );
  const version = line === undefined ? undefined : prepared.mainLineVersionAt(line.id, atMs);
  if (line === undefined || version === undefined) {
    const message = "the agreement has no line, and patrols and protection need one";
    throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
  }
  const sideOf = (position: Position) =>
    prepared.distanceFromLine(line.id, position, atMs, version)?.party ?? null;
  return { prepared, line: version.line, sideOf };
}

/**
 * Roads named in a document, beside that document. Undefined where it names none.
 * @throws CliError `TL_CLI_FILE` with every fault of the file
 */
export function roadsBeside(
  documentPath: string,
  {
    roads,
    speeds,
  }: { readonly roads?: string; readonly speeds?: Readonly<Record<string, unknown>> },
  terminal: Terminal,
): readonly Road[] | undefined {
  if (roads === undefined) return undefined;
  const path = resolve(dirname(resolve(terminal.workingDir, documentPath)), roads);
  const classes = [
    ...Object.keys(speeds ?? {}),
    ...assumedRoadSpeeds.map(({ roadClass }) => roadClass),
  ];
  const read = readRoads(readFileJson(path, terminal), roads, classes);
  if (read.faults.length > 0) throw new CliError("TL_CLI_FILE", { path, faults: read.faults });
  return read.roads;
}
