import {
  CsvReader,
  headerFaults,
  type Mapping,
  RowDecoder,
  readGeojson,
  type TableRow,
} from "@truceline/interop";
import { canonicalBytes, type DocumentFault } from "@truceline/model";
import { readFileText } from "../read-file.ts";
import type { Terminal } from "../terminal.ts";
import type { InputSink } from "./input-sink.ts";

/** What became of the rows of a file; each row is in exactly one of the four counts. */
export interface ImportTally {
  rowCount: number;
  storedCount: number;
  duplicateCount: number;
  /** Kept in quarantine: refused as a record, or a row that makes none. */
  quarantinedCount: number;
  /** Not even a row: told by line, and not kept, as the file still has it. */
  unreadableCount: number;
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
  faults: [],
  faultCount: 0,
});

const groupRowCount = 1_000;
const faultCountMax = 20;
const pieceLength = 1_000_000;

export type TableFormat = "csv" | "geojson";

/**
 * Imports one file as a mapping says. A file whose columns do not fit the mapping is not begun. A row
 * that makes no record goes into quarantine with its cells, so that it is kept and can be corrected.
 */
export async function importFile(
  path: string,
  format: TableFormat,
  mapping: Mapping,
  sink: InputSink,
  tally: ImportTally,
  terminal: Terminal,
): Promise<void> {
  const text = readFileText(path, terminal);
  const decoder = new RowDecoder(mapping, { name: path, origin: "observed" });
  let group: { readonly row: TableRow; readonly bytes: Uint8Array; readonly isRefused: boolean }[] =
    [];
  const tell = (faults: readonly DocumentFault[]) => {
    tally.faultCount += faults.length;
    tally.faults.push(...faults.slice(0, Math.max(0, faultCountMax - tally.faults.length)));
  };
  const flush = async () => {
    const taken = group;
    group = [];
    if (taken.length === 0) return;
    const outcomes = await sink.submit(
      mapping.record,
      taken.map(({ bytes }) => bytes),
    );
    for (const [index, { row, isRefused }] of taken.entries()) {
      const outcome = outcomes[index];
      if (outcome?.status === "stored") tally.storedCount++;
      else if (outcome?.status === "duplicate") tally.duplicateCount++;
      else {
        tally.quarantinedCount++;
        // What makes a row no record was told when it was read.
        const place = { file: path, ...(row.line === undefined ? {} : { line: row.line }) };
        const { faults = [], code = "TL_CLI_SERVER_REFUSED" } = outcome ?? {};
        const own = faults.length > 0 ? faults : [{ code, message: "Refused." }];
        if (!isRefused) tell(own.map((fault) => ({ ...place, ...fault })));
      }
    }
    terminal.progress(`${path}: ${tally.rowCount} rows …`);
  };
  const take = async (row: TableRow) => {
    tally.rowCount++;
    const { record, faults } = decoder.decode(row);
    tell(faults);
    const content = record ?? { ...row, file: path, mapping: mapping.id };
    group.push({ row, bytes: canonicalBytes(content), isRefused: record === undefined });
    if (group.length >= groupRowCount) await flush();
  };
  const begins = (header: readonly string[]): boolean => {
    const faults = headerFaults(header, mapping, path);
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
    const reader = new CsvReader(path);
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
