import type { CsvDelimiter } from "./record-splitter.ts";

/** Columns and their cells, in order. */
export interface WriteCsvOptions {
  /**
   * Puts an apostrophe before cells that a spreadsheet would run as a formula (=, +, @, tab, and a
   * minus sign that no number follows). What is read back then differs: for people, not for exchange.
   */
  readonly isFormulaSafe?: boolean;
  /** Comma unless said. */
  readonly delimiter?: CsvDelimiter;
}

/** One CSV line with its line break: RFC 4180 quoting, LF, no byte order mark. */
export function csvLine(cells: readonly string[], options: WriteCsvOptions = {}): string {
  const { isFormulaSafe = false, delimiter = "," } = options;
  const shown = cells.map((cell) => quoted(isFormulaSafe ? safe(cell) : cell, delimiter));
  return `${shown.join(delimiter)}\n`;
}

/** Header and rows as CSV text; a missing cell is empty. */
export function writeCsv(
  header: readonly string[],
  rows: Iterable<Readonly<Record<string, string>>>,
  options: WriteCsvOptions = {},
): string {
  let text = csvLine(header, options);
  for (const cells of rows) {
    text += csvLine(
      header.map((name) => cells[name] ?? ""),
      options,
    );
  }
  return text;
}

function quoted(cell: string, delimiter: CsvDelimiter): string {
  const isOdd = cell.includes(delimiter) || /["\r\n]|^\s|\s$|^\uFEFF/.test(cell);
  return isOdd ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function safe(cell: string): string {
  if (/^[=+@\t\r]/.test(cell)) return `'${cell}`;
  return cell.startsWith("-") && !/^-\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
}
