import { type ProposalsTable, proposalsCsvRows } from "@truceline/planning";
import { csvText } from "../format/csv-cell.ts";

/**
 * The table as CSV, a line a figure: under which assumptions and as known when stand first in every row,
 * the task beside every figure. With a row's label only that row, without what single states would bear.
 */
export function proposalsCsv(table: ProposalsTable, knownAtMs: number, rowLabel?: string): string {
  const known = new Date(knownAtMs).toISOString();
  const [head = [], ...lines] = proposalsCsvRows(table);
  const [labelAt, donorAt] = [head.indexOf("row"), head.indexOf("donor")];
  const asked = lines.filter(
    (line) => rowLabel === undefined || (line[labelAt] === rowLabel && line[donorAt] === ""),
  );
  const dated = (known: string, [first = "", ...rest]: readonly string[]) => [
    first,
    known,
    ...rest,
  ];
  return csvText([dated("known at (UTC)", head), ...asked.map((line) => dated(known, line))]);
}
