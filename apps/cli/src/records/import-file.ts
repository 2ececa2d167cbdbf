import { CsvReader, readGeojson, type TableRow } from "@truceline/interop";
import { canonicalBytes, type DocumentFault } from "@truceline/model";
import { readFileText } from "../read-file.ts";
import type { Terminal } from "../terminal.ts";
import type { ImportTable, MadeRecord } from "./import-table.ts";
import { type InputSink, isDeskInput, type SinkOutcome } from "./input-sink.ts";

/** What became of the rows of a file; each row is in exactly one of the four counts. */
export interface ImportTally {
  rowCount: number;
  storedCount: number;
  duplicateCount: number;
  /** Kept in quarantine: refused as a record, or a row that makes none. */
  quarantinedCount: number;
  /** Not even a row, or refused by the desk: told by line, and not kept, as the file still has it. */
  unreadableCount: number;
  /** Messages of documents that were read and say nothing to keep. */
  readonly silentCountByType: Record<string, number>;
  /** The first faults; more are counted. */
  readonly faults: DocumentFault[];
  faultCount: number;
}

export const emptyTally = (): ImportTally => ({
  rowCount: 0,
  storedCount: 0,
  duplicateCount: 0,
  quarantinedCount: 0,
  unreadableCount: 0,
  silentCountByType: {},
  faults: [],
  faultCount: 0,
});

const groupRowCount = 1_000;
const faultCountMax = 20;
const pieceLength = 1_000_000;

/** Keeps the first faults, and counts all. */
export function tellFaults(tally: ImportTally, faults: readonly DocumentFault[]): void {
  tally.faultCount += faults.length;
  tally.faults.push(...faults.slice(0, Math.max(0, faultCountMax - tally.faults.length)));
}

/** Counts a message that gave no record, by its type in the format's own words. */
export function keepSilent({ silentCountByType }: ImportTally, type: string): void {
  silentCountByType[type] = (silentCountByType[type] ?? 0) + 1;
}

/** Counts what became of a record. @param isTold Its faults were told when it was read. */
export function keepOutcome(
  tally: ImportTally,
  outcome: SinkOutcome | undefined,
  place: Pick<DocumentFault, "file" | "line">,
  isTold = false,
): void {
  if (outcome?.status === "stored") tally.storedCount++;
  else if (outcome?.status === "duplicate") tally.duplicateCount++;
  else {
    if (outcome?.status === "refused") tally.unreadableCount++;
    else tally.quarantinedCount++;
    const { faults = [], code = "TL_CLI_SERVER_REFUSED" } = outcome ?? {};
    const own = faults.length > 0 ? faults : [{ code, message: "Refused." }];
    if (!isTold)
      tellFaults(
        tally,
        own.map((fault) => ({ ...place, ...fault })),
      );
  }
}

export type TableFormat = "csv" | "geojson";

interface TakenRow extends MadeRecord {
  readonly row: TableRow;
  /** Made no record: its faults were told when it was read. */
  readonly isRefused: boolean;
}

/**
 * Imports one file as its table is read. A file whose columns do not fit is not begun. A row
 * that makes no record goes into quarantine with its cells, so that it is kept and can be corrected.
 */
export async function importFile(
  path: string,
  format: TableFormat,
  table: ImportTable,
  sink: InputSink,
  tally: ImportTally,
  terminal: Terminal,
): Promise<void> {
  const text = readFileText(path, terminal);
  const decode = table.decoder(path);
  let group: TakenRow[] = [];
  const tell = (faults: readonly DocumentFault[]) => tellFaults(tally, faults);
  const flush = async () => {
    const taken = group;
    group = [];
    for (const [kind, rows] of Map.groupBy(taken, ({ kind }) => kind)) {
      const records = rows.map(({ record }) => record);
      const outcomes = isDeskInput(kind)
        ? await sink.write(kind, records)
        : await sink.submit(
            kind,
            records.map((record) => canonicalBytes(record)),
          );
      for (const [index, { row, isRefused }] of rows.entries()) {
        const place = { file: path, ...(row.line === undefined ? {} : { line: row.line }) };
        keepOutcome(tally, outcomes[index], place, isRefused);
      }
    }
    terminal.progress(`${path}: ${tally.rowCount} rows …`);
  };
  const take = async (row: TableRow) => {
    tally.rowCount++;
    const { made, faults } = decode(row);
    tell(faults);
    const { kind, record } = made ?? {
      kind: table.refusedAs,
      record: { ...row, file: path, mapping: table.id },
    };
    group.push({ row, kind, record, isRefused: made === undefined });
    if (group.length >= groupRowCount) await flush();
  };
  const begins = (header: readonly string[]): boolean => {
    const faults = table.headerFaults(header, path);
    tell(faults);
    if (faults.length > 0) tally.unreadableCount++;
    return faults.length === 0;
  };

  if (format === "geojson") {
    const { header, rows, faults } = readGeojson(text, { name: path });
    tell(faults);
    tally.unreadableCount += faults.length;
    if (rows.length > 0 && begins(header)) for (const row of rows) await take(row);
  } else {
    const reader = new CsvReader(path, table.delimiter);
    let hasBegun = false;
    const takeRows = async (rows: ReturnType<CsvReader["push"]>): Promise<boolean> => {
      const faults = reader.takeFaults();
      tell(faults);
      tally.unreadableCount += faults.length;
      if (!hasBegun && reader.header.length > 0) {
        hasBegun = true;
        if (!begins(reader.header)) return false;
      }
      for (const row of rows) await take(row);
      return true;
    };
    let goesOn = true;
    for (let from = 0; goesOn && from < text.length; from += pieceLength) {
      goesOn = await takeRows(reader.push(text.slice(from, from + pieceLength)));
    }
    if (goesOn) await takeRows(reader.finish());
  }
  await flush();
  terminal.progress(undefined);
}
