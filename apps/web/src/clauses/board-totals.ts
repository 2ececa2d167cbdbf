import type { ClauseBoard } from "@truceline/watch";

export interface BoardTotals {
  readonly metCount: number;
  readonly breachedCount: number;
  readonly undeterminedCount: number;
  /** Breached cells by who said so: found by people, or assessed only. */
  readonly foundCellCount: number;
  readonly assessedCellCount: number;
  /** Incidents over all cells. */
  readonly foundCount: number;
  readonly assessedCount: number;
  /** Σ(1 − p) over those assessed. */
  readonly expectedWrongCount: number;
}

export function boardTotals(cells: ClauseBoard["cells"]): BoardTotals {
  const known = cells.filter((cell) => cell !== null);
  const count = (state: string): number => known.filter((cell) => cell.state === state).length;
  const sum = (of: (cell: (typeof known)[number]) => number): number =>
    known.reduce((total, cell) => total + of(cell), 0);
  const breachedCount = count("breached");
  const foundCellCount = known.filter(
    ({ state, foundCount }) => state === "breached" && foundCount > 0,
  ).length;
  return {
    metCount: count("met"),
    breachedCount,
    undeterminedCount: count("undetermined"),
    foundCellCount,
    assessedCellCount: breachedCount - foundCellCount,
    foundCount: sum((cell) => cell.foundCount),
    assessedCount: sum((cell) => cell.assessedCount),
    expectedWrongCount: sum((cell) => cell.expectedWrongCount),
  };
}
