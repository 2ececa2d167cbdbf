import {
  type FeedFormat,
  formFaults,
  type HeardMessage,
  type Mapping,
  needsMapping,
  type OdkForm,
  openRecordReader,
  patrolFormAsRecords,
  readForm,
} from "@truceline/interop";
import { canonicalBytes, type DocumentFault } from "@truceline/model";
import { CliError } from "../errors.ts";
import { readFileBytes } from "../read-file.ts";
import type { Terminal } from "../terminal.ts";
import { type ImportTally, keepOutcome, keepSilent, tellFaults } from "./import-file.ts";
import type { InputSink } from "./input-sink.ts";
import { readMapping } from "./read-mapping.ts";
import { refuse } from "./where.ts";

/**
 * Formats of a feed whose messages say when they were made, so that a file of them means the same at any
 * time. What comes by radio says a second of some minute, and is read as it comes.
 */
export const documentFormats = [
  ...["cap", "cot", "stations", "sensorthings", "firms", "air-reports", "kml", "gpx", "odk"],
] as const satisfies readonly FeedFormat[];
export type DocumentFormat = (typeof documentFormats)[number];

export const isDocumentFormat = (format: string): format is DocumentFormat =>
  (documentFormats as readonly string[]).includes(format);

/** What a file is read by, beside its format. */
export interface DocumentReading {
  readonly mapping?: Mapping | undefined;
  readonly form?: OdkForm | undefined;
}

const groupCount = 1_000;
/** Pieces as a feed brings them: a reader bounds what it keeps of one. */
const pieceLength = 65_536;

/**
 * The mapping and form by which files of a format are read.
 * @throws CliError `TL_CLI_USAGE` for a mapping that is missing or a form that it does not fit, `TL_CLI_MAPPING`
 */
export function readingOf(
  format: DocumentFormat,
  given: { readonly mapping?: string | undefined; readonly form?: string | undefined },
  terminal: Terminal,
): DocumentReading {
  if (needsMapping(format) && given.mapping === undefined) refuse(`${format} needs --mapping`);
  if (given.mapping !== undefined && !needsMapping(format) && format !== "odk") {
    refuse(`${format} has no mapping: what its messages mean is known`);
  }
  if (given.form !== undefined && format !== "odk") refuse("only odk has a --form");
  const mapping = given.mapping === undefined ? undefined : readMapping(given.mapping, terminal);
  if (given.form === undefined) return { mapping };
  const { form, faults } = readForm(readFileBytes(given.form, terminal), { name: given.form });
  const wrong =
    form === undefined
      ? faults
      : formFaults({ form, mapping: mapping ?? patrolFormAsRecords.mapping }, given.form);
  if (wrong.length > 0) throw new CliError("TL_CLI_USAGE", { faults: wrong });
  return { mapping, form };
}

/**
 * Imports a file as a feed would take it in. What is no message is told, and counted as unreadable; the file
 * still has it. A message that gives no record (a test, a chat) is counted by its type.
 */
export async function importDocument(
  path: string,
  format: DocumentFormat,
  reading: DocumentReading,
  sink: InputSink,
  tally: ImportTally,
  terminal: Terminal,
): Promise<void> {
  const bytes = readFileBytes(path, terminal);
  const reader = openRecordReader(format, {
    ...{ name: path, source: `import/${format}`, origin: "observed", ...reading },
  });
  const atMs = terminal.nowMs();
  let isEmpty = true;
  for (let from = 0; from < bytes.length; from += pieceLength) {
    await take(reader.push(bytes.subarray(from, from + pieceLength), atMs));
  }
  await take(reader.finish(atMs));
  terminal.progress(undefined);
  if (isEmpty) {
    tally.unreadableCount++;
    const message = `The file holds nothing of ${format}.`;
    tellFaults(tally, [{ code: "TL_CLI_FILE", message, file: path }]);
  }

  async function take(messages: readonly HeardMessage[]): Promise<void> {
    const faults = reader.takeFaults().map(({ bytesHex: _, ...fault }): DocumentFault => fault);
    tellFaults(tally, faults);
    tally.unreadableCount += faults.length;
    const records = messages.flatMap((message) => message.records);
    tally.rowCount += records.length;
    // What a mapping reads and makes nothing of has a fault of its own.
    if (reading.mapping === undefined && format !== "odk") {
      for (const one of messages) if (one.records.length === 0) keepSilent(tally, one.type);
    }
    if (messages.length + faults.length > 0) isEmpty = false;
    for (const [kind, group] of Map.groupBy(records, (one) => one.kind)) {
      for (let from = 0; from < group.length; from += groupCount) {
        const some = group.slice(from, from + groupCount);
        const outcomes = await sink.submit(
          kind,
          some.map(({ record }) => canonicalBytes(record)),
        );
        for (const index of some.keys()) keepOutcome(tally, outcomes[index], { file: path });
      }
    }
    terminal.progress(`${path}: ${tally.rowCount} records …`);
  }
}
