import type { ClauseBoard } from "@truceline/watch";
import { csvText } from "../format/csv-cell.ts";

const head = [
  "origin",
  "known at (UTC)",
  "period from (UTC)",
  "period to (UTC)",
  "article",
  "sector",
  "state",
  "assessed",
  "found",
  "open",
  "coverage ratio",
  "required ratio",
  "unseen at most per day",
];

/** The board as CSV: origin and "as known at" stand first in every row. */
export function boardCsv(board: ClauseBoard): string {
  const iso = (atMs: number): string => new Date(atMs).toISOString();
  const rows = board.cells.flatMap((cell) =>
    cell === null
      ? []
      : [
          [
            board.origin === "observed" ? "observed" : board.origin.toUpperCase(),
            iso(board.knownAtMs),
            iso(board.periodFromMs),
            iso(board.periodToMs),
            cell.articleId,
            cell.sectorId,
            cell.state,
            cell.assessedCount,
            cell.foundCount,
            cell.openCount,
            cell.coverageRatio,
            cell.requirementRatio,
            cell.bound?.upperPerDay ?? null,
          ],
        ],
  );
  return csvText([head, ...rows]);
}
