import type { DocumentFault } from "@truceline/model";
import { CsvError, parse } from "csv-parse/sync";
import { describeFault } from "../errors.ts";
import { RecordSplitter } from "./record-splitter.ts";

/** One row by the names of its columns. */
export interface CsvRow {
  /** Counted from 1 for the first row below the header. */
  readonly row: number;
  /** Line of the file on which it begins, counted from 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
  readonly faults: readonly DocumentFault[];
}

const rowLengthMax = 1_000_000;
const fieldLengthMax = 256_000;
const columnCountMax = 500;
/** Text is handed on in pieces of this length. */
const pieceLength = 1_000_000;

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads CSV piece by piece: comma, double quotes as in RFC 4180, LF or CRLF, UTF-8 with or without byte
 * order mark, one header line. A faulty row is told and left out; the rows around it are read.
 */
export class CsvReader {
  readonly #name: string;
  readonly #splitter = new RecordSplitter();
  readonly #faults: DocumentFault[] = [];
  #header: readonly string[] | undefined;
  #lineCount = 0;
  #rowCount = 0;
  #isBroken = false;
  #isBegun = false;

  /** @param name File name for faults. */
  constructor(name: string) {
    this.#name = name;
  }

  get header(): readonly string[] {
    return this.#header ?? [];
  }

  /** Takes the faults found since the last call. */
  takeFaults(): readonly DocumentFault[] {
    return this.#faults.splice(0);
  }

  /** The rows that are complete with this piece of text. */
  push(text: string): readonly CsvRow[] {
    if (this.#isBroken) return [];
    let piece = text;
    if (!this.#isBegun && piece.length > 0) {
      this.#isBegun = true;
      piece = piece.replace(/^\uFEFF/, "");
    }
    const rows = this.#read(this.#splitter.push(piece));
    if (this.#splitter.pendingLength > rowLengthMax) {
      this.#stop("TL_INT_CSV_LIMIT", "a row does not end; is a quote left open?");
    }
    return rows;
  }

  /** The last row, if the file does not end with a line break. */
  finish(): readonly CsvRow[] {
    const rows = this.#isBroken ? [] : this.#read(this.#splitter.finish());
    if (!this.#isBroken && this.#header === undefined) {
      this.#stop("TL_INT_CSV_HEADER", "the file is empty");
    }
    return rows;
  }

  #read(text: string): readonly CsvRow[] {
    if (text === "" || this.#isBroken) return [];
    const firstLine = this.#lineCount;
    let records: readonly ParsedRecord[];
    try {
      records = parse(text, {
        info: true,
        relax_column_count: true,
        skip_empty_lines: true,
        skip_records_with_error: true,
        max_record_size: rowLengthMax,
        on_skip: (error: CsvError | undefined) => {
          const line = firstLine + Number(error?.["lines"] ?? 1);
          this.#tell("TL_INT_CSV_SYNTAX", syntaxText(error), line);
        },
      }) as unknown as readonly ParsedRecord[];
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      this.#stop("TL_INT_CSV_SYNTAX", syntaxText(error), firstLine + Number(error["lines"] ?? 1));
      return [];
    }
    this.#lineCount += text.split("\n").length - 1;
    const rows: CsvRow[] = [];
    for (const { record, info } of records) {
      // The parser tells the line on which a record ends.
      const heightMinusOne = record.reduce((sum, field) => sum + field.split("\n").length - 1, 0);
      const line = firstLine + info.lines - heightMinusOne;
      if (this.#header === undefined) {
        this.#setHeader(record, line);
        if (this.#isBroken) return [];
        continue;
      }
      this.#rowCount += 1;
      const row = this.#row(record, line);
      if (row !== undefined) rows.push(row);
    }
    return rows;
  }

  #setHeader(record: readonly string[], line: number): void {
    const names = record.map((name) => name.trim());
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (names.length > columnCountMax) {
      this.#stop("TL_INT_CSV_LIMIT", `${names.length} columns`, line);
    } else if (names.includes("") || twice !== undefined) {
      this.#stop("TL_INT_CSV_HEADER", twice === undefined ? "no name" : `\`${twice}\` twice`, line);
    } else {
      this.#header = names;
    }
  }

  #row(record: readonly string[], line: number): CsvRow | undefined {
    const header = this.header;
    if (record.length !== header.length) {
      const counts = `${record.length} fields, the header has ${header.length}`;
      this.#tell("TL_INT_CSV_WIDTH", counts, line);
      return undefined;
    }
    const longIndex = record.findIndex((field) => field.length > fieldLengthMax);
    if (longIndex >= 0) {
      this.#tell("TL_INT_CSV_LIMIT", `\`${header[longIndex]}\``, line, longIndex + 1);
      return undefined;
    }
    const cells: Record<string, string> = Object.create(null);
    for (const [index, name] of header.entries()) cells[name] = record[index] ?? "";
    return { row: this.#rowCount, line, cells };
  }

  #tell(
    code: "TL_INT_CSV_SYNTAX" | "TL_INT_CSV_WIDTH" | "TL_INT_CSV_LIMIT" | "TL_INT_CSV_HEADER",
    special: string,
    line: number,
    column?: number,
  ): void {
    this.#faults.push(describeFault(code, special, { file: this.#name, line, column }));
  }

  #stop(
    code: "TL_INT_CSV_SYNTAX" | "TL_INT_CSV_LIMIT" | "TL_INT_CSV_HEADER",
    special: string,
    line = this.#lineCount + 1,
  ): void {
    this.#isBroken = true;
    this.#tell(code, special, line);
  }
}

function syntaxText(error: CsvError | undefined): string {
  return error?.message.replace(/\.$/, "").replaceAll(/\s+/g, " ").slice(0, 200) ?? "unreadable";
}

/** Reads a whole CSV text; see `CsvReader`. `name` stands in its faults. */
export function readCsv(text: string, options: { readonly name: string }): CsvTable {
  const reader = new CsvReader(options.name);
  const rows: CsvRow[] = [];
  for (let from = 0; from < text.length; from += pieceLength) {
    for (const row of reader.push(text.slice(from, from + pieceLength))) rows.push(row);
  }
  for (const row of reader.finish()) rows.push(row);
  return { header: reader.header, rows, faults: reader.takeFaults() };
}
