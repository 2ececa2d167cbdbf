import type { Observation, ObservationDraft } from "@truceline/model";
import type { LogErrorCode } from "../errors.ts";
import type { LineContext, Slot } from "../line-types.ts";
import { readLine } from "../read-line.ts";
import { fold } from "../words/fold.ts";
import { lexiconOf } from "../words/lexicon.ts";
import { lineOfCell } from "./line-of-cell.ts";
import { columnsByPosition, columnsOfHeader, type PasteColumn } from "./paste-columns.ts";
import { splitTable } from "./split-table.ts";

/** A post that a cell may name. */
export interface PastePost {
  readonly name: string;
  readonly observer: Observation["observer"];
  readonly position?: Observation["observerPosition"];
}

export interface PasteFault {
  readonly code: LogErrorCode;
  /** Counted from 1, as the pasted rows are, header included. */
  readonly row: number;
  /** What the cell's column is for; absent for the whole row or table. */
  readonly column?: PasteColumn;
  /** Counted from 0; absent where the row has no such column. */
  readonly columnIndex?: number;
  /** What was not understood, as typed. */
  readonly word: string;
  readonly suggestion?: string;
}

/** A pasted row: a draft or faults, never neither. Its cells are kept as pasted. */
export interface PasteRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly draft?: ObservationDraft;
  readonly faults: readonly PasteFault[];
}

export interface PasteReading {
  /** What each column is for, in the order of the table; `undefined` for one that is not read. */
  readonly columns: readonly (PasteColumn | undefined)[];
  readonly hasHeader: boolean;
  readonly rows: readonly PasteRow[];
  /** Faults of the table as a whole. */
  readonly faults: readonly PasteFault[];
}

/** In the order of a line: time first, so that figures at its beginning are one. */
const lineOrder: readonly PasteColumn[] = [
  "date",
  "dateTime",
  "time",
  "means",
  "number",
  "observation",
  "description",
  "weapon",
  "eventLocation",
  "remark",
];
const columnOfSlot: Readonly<Partial<Record<Slot, PasteColumn>>> = {
  day: "dateTime",
  time: "dateTime",
  means: "means",
  number: "number",
  kind: "observation",
};
/** Cells are kept apart by a word that joins nothing. */
const between = " & ";

/**
 * Reads a table copied from a spreadsheet: one observation a row, in the mission's columns by header
 * (English, Ukrainian, Russian or French) or, without one, by their order. A day that a row lacks is
 * that of the row above. Never throws; bounded by `pasteLimits`.
 * @param posts what cells of the first column may name; another name becomes the place of the observer
 */
export function readPaste(
  text: string,
  context: LineContext,
  posts: readonly PastePost[] = [],
): PasteReading {
  const table = splitTable(text);
  const none = { columns: [], hasHeader: false, rows: [] };
  if ("isTooLarge" in table) {
    return { ...none, faults: [{ code: "TL_LOG_PASTE_LIMIT", row: 1, word: "" }] };
  }
  const [first = []] = table.rows;
  const header = columnsOfHeader(first);
  const columns = header ?? columnsByPosition;
  const faults: PasteFault[] = [];
  if (header === undefined && first.length > 0 && first.length < 8) {
    faults.push({ code: "TL_LOG_PASTE_COLUMNS", row: 1, word: first.join(" | ").slice(0, 200) });
    return { ...none, faults };
  }
  for (const [columnIndex, column] of (header ?? []).entries()) {
    const word = first[columnIndex] ?? "";
    if (column === undefined && word.trim() !== "") {
      faults.push({ code: "TL_LOG_PASTE_COLUMNS", row: 1, columnIndex, word });
    }
  }
  const rows: PasteRow[] = [];
  let carried: Partial<LineContext> = {};
  for (const [index, cells] of table.rows.entries()) {
    if (index === 0 && header !== undefined) continue;
    const { row, carry } = readRow(index + 1, cells, columns, { ...context, ...carried }, posts);
    rows.push(row);
    if (carry !== undefined) carried = { dayLocal: carry.dayLocal };
  }
  return { columns, hasHeader: header !== undefined, rows, faults };
}

function readRow(
  row: number,
  cells: readonly string[],
  columns: readonly (PasteColumn | undefined)[],
  context: LineContext,
  posts: readonly PastePost[],
): { readonly row: PasteRow; readonly carry?: { readonly dayLocal: string } } {
  const lexicon = lexiconOf(context.language);
  const indexOf = (column: PasteColumn) => {
    const index = columns.indexOf(column);
    return index < 0 ? undefined : index;
  };
  const at = (column: PasteColumn) => {
    const columnIndex = indexOf(column);
    return { column, ...(columnIndex === undefined ? {} : { columnIndex }) };
  };
  const faults: PasteFault[] = [];
  // A cell beyond the known columns would be lost.
  for (const [columnIndex, cell] of cells.entries()) {
    if (columnIndex >= columns.length && cell.trim() !== "") {
      faults.push({ code: "TL_LOG_PASTE_COLUMNS", row, columnIndex, word: cell });
    }
  }
  const places: { column: PasteColumn; from: number; to: number }[] = [];
  let line = "";
  for (const column of lineOrder) {
    const columnIndex = indexOf(column);
    const cell = columnIndex === undefined ? "" : (cells[columnIndex] ?? "");
    const words = lineOfCell(column, cell, lexicon);
    if (words === "") continue;
    // A comma would begin another observation.
    const isApart = /[,;#\r\n]/.test(words.replaceAll(/"(?:[^"\\]|\\.)*"/g, ""));
    if (isApart || (words.split('"').length % 2 === 0 && !words.includes("\\"))) {
      faults.push({ code: "TL_LOG_PASTE_CELL", row, ...at(column), word: cell });
      continue;
    }
    if (line !== "") line += between;
    places.push({ column, from: line.length, to: line.length + words.length });
    line += words;
  }
  const positionIndex = indexOf("position");
  const post = postOf(
    positionIndex === undefined ? "" : (cells[positionIndex] ?? ""),
    context,
    posts,
  );
  const { observations, fault, carry } = readLine(line, { ...context, post, means: undefined });
  if (fault !== undefined) {
    const place =
      fault.word === ""
        ? columnOfSlot[fault.expected[0] ?? "next"]
        : places.find(({ from, to }) => fault.from >= from && fault.from < to)?.column;
    const column = place === "dateTime" && indexOf("dateTime") === undefined ? "time" : place;
    const { code, word, suggestion } = fault;
    faults.push({
      code,
      row,
      ...(column === undefined ? {} : at(column)),
      word,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  }
  const [draft] = observations;
  const isWhole = faults.length === 0 && draft !== undefined && observations.length === 1;
  if (!isWhole && faults.length === 0) {
    faults.push({ code: "TL_LOG_PASTE_CELL", row, word: cells.join(" | ").slice(0, 200) });
  }
  return {
    row: { row, cells, faults, ...(isWhole ? { draft } : {}) },
    ...(carry === undefined ? {} : { carry }),
  };
}

/** The post a cell names: the chosen one, a known one, or a place by its name. */
function postOf(
  cell: string,
  { post }: LineContext,
  posts: readonly PastePost[],
): LineContext["post"] {
  const name = cell.trim();
  if (name === "" || fold(name) === fold(post.position?.place ?? "")) return post;
  const known = posts.find((one) => fold(one.name) === fold(name));
  if (known !== undefined) return { observer: known.observer, position: known.position };
  const camera = /^(?:camera|камера|caméra)\s*[,:]?\s+(.+)$/iu.exec(name);
  return camera === null
    ? { observer: post.observer, position: { place: name } }
    : { observer: { kind: "camera" }, position: { place: camera[1] ?? name } };
}
