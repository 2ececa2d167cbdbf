import { csvLine } from "@truceline/interop";
import type { Language } from "@truceline/model";
import type { DailyReport } from "../daily/daily-report.ts";
import { type WordedTable, wordReport } from "./word-report.ts";

/** What a spreadsheet would take for a formula, also where its program strips spaces first. */
const formulaStart = /^[\s\u00a0\u202f\u2009]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/u;

/**
 * The table of violations as CSV with the mission's own columns (RFC 4180, UTF-8, LF). The first line
 * says what it is: level, origin, as known at. A cell that a spreadsheet would take for a formula
 * begins with an apostrophe.
 */
export function renderCsv(report: DailyReport, language: Language): string {
  return renderCsvTable(report, language, "annex/violations/table");
}

/** Any table of the report, by its key; only the first lines where the report has no such table. */
export function renderCsvTable(report: DailyReport, language: Language, tableKey: string): string {
  const worded = wordReport(report, language);
  const table = worded.sections
    .flatMap((section) => [section, ...section.parts])
    .flatMap(({ blocks }) => blocks)
    .find((block): block is WordedTable => block.is === "table" && block.key === tableKey);
  const sign = worded.mark === null ? [] : [`${worded.mark.sign}. ${worded.mark.says}`];
  const lines = [
    [...sign, worded.title, worded.subtitle, worded.level, worded.knownAt],
    ...(table === undefined
      ? []
      : [
          table.columns.map(({ text }) => text),
          ...table.rows.map(({ cells }) => cells.map(({ text }) => text)),
        ]),
  ];
  return lines.map((cells) => csvLine(cells.map(safeCell))).join("");
}

function safeCell(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}
