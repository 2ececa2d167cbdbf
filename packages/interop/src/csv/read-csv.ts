import type { DocumentFault } from "@truceline/model";
import { CsvError, parse } from "csv-parse/sync";
import { describeFault } from "../errors.ts";
import { type CsvDelimiter, type RawRecord, RecordSplitter } from "./record-splitter.ts";

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

/**
 * Reads CSV piece by piece: comma unless told otherwise, double quotes as in RFC 4180, LF or CRLF, UTF-8
 * with or without byte order mark, one header line. Lines that end with CR alone are told. A faulty row is
 * told and left out; the rows around it are read.
 */
export class CsvReader {
  readonly #name: string;
  readonly #delimiter: CsvDelimiter;
  readonly #splitter: RecordSplitter;
  readonly #faults: DocumentFault[] = [];
  #header: readonly string[] | undefined;
  #rowCount = 0;
  #isBroken = false;
  #isBegun = false;

  /** @param name File name for faults. */
  constructor(name: string, delimiter: CsvDelimiter = ",") {
    this.#name = name;
    this.#delimiter = delimiter;
    this.#splitter = new RecordSplitter(delimiter);
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
      this.#stop(
        "TL_INT_CSV_LIMIT",
        "a row does not end; is a quote left open?",
        this.#splitter.line,
      );
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

  #read(raw: readonly RawRecord[]): readonly CsvRow[] {
    const rows: CsvRow[] = [];
    for (const { fields, problem, line } of parsedRecords(raw, this.#delimiter)) {
      if (this.#isBroken) return [];
      if (this.#header === undefined) {
        if (fields === undefined) this.#stop("TL_INT_CSV_SYNTAX", problem, line);
        else this.#setHeader(fields, line);
        continue;
      }
      this.#rowCount += 1;
      if (fields === undefined) {
        this.#tell("TL_INT_CSV_SYNTAX", problem, line);
        continue;
      }
      const row = this.#row(fields, line);
      if (row !== undefined) rows.push(row);
    }
    return rows;
  }

  #setHeader(record: readonly string[], line: number): void {
    const names = record.map((name) => name.trim());
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (record.some((name) => /\r./s.test(name))) {
      this.#stop("TL_INT_CSV_HEADER", "lines end with CR alone; save it with LF or CRLF", line);
    } else if (names.length > columnCountMax) {
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
    line = 1,
  ): void {
    this.#isBroken = true;
    this.#tell(code, special, line);
  }
}

interface ParsedRecord {
  readonly line: number;
  /** Undefined where the record is not CSV; `problem` says why. */
  readonly fields: readonly string[] | undefined;
  readonly problem: string;
}

/** Many records at once where all are sound, else each alone, so that none harms another. */
function parsedRecords(
  raw: readonly RawRecord[],
  delimiter: CsvDelimiter,
): readonly ParsedRecord[] {
  if (raw.length === 0) return [];
  const whole = parsed(raw.map(({ text }) => text).join(""), delimiter);
  if (Array.isArray(whole) && whole.length === raw.length) {
    return raw.map(({ line }, index) => ({ line, fields: whole[index], problem: "" }));
  }
  return raw.map(({ text, line }) => {
    const result = parsed(text, delimiter);
    return Array.isArray(result)
      ? { line, fields: result[0], problem: "unreadable" }
      : { line, fields: undefined, problem: sentence(result.message) };
  });
}

function parsed(text: string, delimiter: CsvDelimiter): string[][] | CsvError {
  try {
    return parse(text, {
      delimiter,
      // Not found out from the text: lines that end with CR alone are no lines.
      record_delimiter: ["\n", "\r\n"],
      relax_column_count: true,
      max_record_size: rowLengthMax,
    });
  } catch (error) {
    if (error instanceof CsvError) return error;
    throw error;
  }
}

/** The parser's message without its own line number, which counts from the record. */
function sentence(message: string): string {
  return message
    .replace(/ (at|on) line \d+/, "")
    .replaceAll(/\s+/g, " ")
    .replace(/[.,]$/, "")
    .slice(0, 200);
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
