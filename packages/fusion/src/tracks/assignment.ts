import { FusionError } from "../errors.ts";

/** Costs of pairing rows with columns, and of leaving either alone. */
export interface AssignmentProblem {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Row after row, `rowCount × columnCount`; Infinity where a pair is not allowed. */
  readonly costs: Float64Array;
  /** One for all rows, or one a row; Infinity: the row must be paired. */
  readonly unmatchedRowCost: number | Float64Array;
  /** One for all columns, or one a column; always finite. */
  readonly unmatchedColumnCost: number | Float64Array;
}

export interface Assignment {
  /** −1 where the row is left alone. */
  readonly columnOfRow: Int32Array;
  /** −1 where the column is left alone. */
  readonly rowOfColumn: Int32Array;
  /** Sum over pairs, rows and columns left alone. */
  readonly costTotal: number;
}

const NONE = -1;

/**
 * The pairing of least total cost; each row and column is used at most once. Exact, O(n² m).
 *
 * Shortest augmenting paths with dual prices (Jonker and Volgenant 1987; the rectangular form of
 * Crouse 2016). A column's own cost of being left alone is taken off its pairs, and a row left
 * alone is a path that ends in a column of its own; so no square matrix is ever filled up.
 * Of pairings with equal cost one is returned, the same for the same input.
 *
 * @throws {FusionError} TL_FUSION_ASSIGNMENT_INPUT where a cost is NaN or −Infinity, a length does
 *   not fit or a column's own cost is not finite; TL_FUSION_ASSIGNMENT_IMPOSSIBLE where rows that
 *   must be paired cannot all be.
 */
export function assign(problem: AssignmentProblem): Assignment {
  const { rowCount, columnCount } = problem;
  const rowAlone = perItem(problem.unmatchedRowCost, rowCount, "rows");
  const columnAlone = perItem(problem.unmatchedColumnCost, columnCount, "columns");
  const costs = costsLessAlone(problem, columnAlone);
  const columnOfRow = new Int32Array(rowCount).fill(NONE);
  const rowOfColumn = new Int32Array(columnCount).fill(NONE);
  const search = newSearch(rowCount, columnCount, costs, rowAlone);
  for (let row = 0; row < rowCount; row++) augment(search, row, columnOfRow, rowOfColumn);

  let costTotal = 0;
  for (let row = 0; row < rowCount; row++) {
    const column = columnOfRow[row] as number;
    costTotal +=
      column === NONE
        ? (rowAlone[row] as number)
        : (problem.costs[row * columnCount + column] as number);
  }
  for (let column = 0; column < columnCount; column++) {
    if (rowOfColumn[column] === NONE) costTotal += columnAlone[column] as number;
  }
  return { columnOfRow, rowOfColumn, costTotal };
}

interface Search {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly costs: Float64Array;
  readonly rowAlone: Float64Array;
  readonly rowPrice: Float64Array;
  readonly columnPrice: Float64Array;
  /** Length of the shortest path found so far to each column, and the row it comes from. */
  readonly pathLength: Float64Array;
  readonly rowBefore: Int32Array;
  /** Columns not yet reached for good, in the first places. */
  readonly open: Int32Array;
  readonly rowsReached: Int32Array;
  readonly columnsReached: Int32Array;
}

function newSearch(
  rowCount: number,
  columnCount: number,
  costs: Float64Array,
  rowAlone: Float64Array,
): Search {
  return {
    rowCount,
    columnCount,
    costs,
    rowAlone,
    rowPrice: new Float64Array(rowCount),
    columnPrice: new Float64Array(columnCount),
    pathLength: new Float64Array(columnCount),
    rowBefore: new Int32Array(columnCount),
    open: new Int32Array(columnCount),
    rowsReached: new Int32Array(rowCount),
    columnsReached: new Int32Array(columnCount),
  };
}

/** Gives `start` its place by the shortest path of changes, and renews the prices. */
function augment(
  search: Search,
  start: number,
  columnOfRow: Int32Array,
  rowOfColumn: Int32Array,
): void {
  const { columnCount, costs, rowAlone, rowPrice, columnPrice } = search;
  const { pathLength, rowBefore, open, rowsReached, columnsReached } = search;
  for (let column = 0; column < columnCount; column++) open[column] = column;
  pathLength.fill(Number.POSITIVE_INFINITY);
  let openCount = columnCount;
  let reachedCount = 0;
  let columnReachedCount = 0;
  let length = 0;
  let row = start;
  let endColumn = NONE;
  let aloneRow = NONE;
  let aloneLength = Number.POSITIVE_INFINITY;
  for (;;) {
    rowsReached[reachedCount++] = row;
    const offset = length - (rowPrice[row] as number);
    const ownLength = offset + (rowAlone[row] as number);
    if (ownLength < aloneLength) {
      aloneLength = ownLength;
      aloneRow = row;
    }
    const base = row * columnCount;
    let least = Number.POSITIVE_INFINITY;
    let leastAt = NONE;
    for (let at = 0; at < openCount; at++) {
      const column = open[at] as number;
      const through = offset + (costs[base + column] as number) - (columnPrice[column] as number);
      if (through < (pathLength[column] as number)) {
        pathLength[column] = through;
        rowBefore[column] = row;
      }
      const known = pathLength[column] as number;
      // On a tie a free column ends the search at once.
      if (known < least || (known === least && rowOfColumn[column] === NONE)) {
        least = known;
        leastAt = at;
      }
    }
    if (aloneLength < least) {
      length = aloneLength;
      break;
    }
    if (leastAt === NONE || least === Number.POSITIVE_INFINITY) {
      throw new FusionError("TL_FUSION_ASSIGNMENT_IMPOSSIBLE", { row: start });
    }
    const column = open[leastAt] as number;
    length = least;
    open[leastAt] = open[--openCount] as number;
    columnsReached[columnReachedCount++] = column;
    if (rowOfColumn[column] === NONE) {
      endColumn = column;
      break;
    }
    row = rowOfColumn[column] as number;
  }

  rowPrice[start] = (rowPrice[start] as number) + length;
  for (let at = 1; at < reachedCount; at++) {
    const reached = rowsReached[at] as number;
    const held = columnOfRow[reached] as number;
    rowPrice[reached] = (rowPrice[reached] as number) + length - (pathLength[held] as number);
  }
  for (let at = 0; at < columnReachedCount; at++) {
    const column = columnsReached[at] as number;
    columnPrice[column] =
      (columnPrice[column] as number) - (length - (pathLength[column] as number));
  }

  let column = endColumn;
  if (column === NONE) {
    // The row that steps back leaves its column to the path.
    column = columnOfRow[aloneRow] as number;
    columnOfRow[aloneRow] = NONE;
    if (aloneRow === start) return;
  }
  for (;;) {
    const taker = rowBefore[column] as number;
    const left = columnOfRow[taker] as number;
    rowOfColumn[column] = taker;
    columnOfRow[taker] = column;
    if (taker === start) return;
    column = left;
  }
}

function perItem(cost: number | Float64Array, count: number, of: string): Float64Array {
  const each = typeof cost === "number" ? new Float64Array(count).fill(cost) : cost;
  if (each.length !== count) refuse({ of, expectedCount: count, foundCount: each.length });
  for (const value of each) {
    const isBearable = of === "rows" ? value > Number.NEGATIVE_INFINITY : Number.isFinite(value);
    if (!isBearable) refuse({ of, value: String(value) });
  }
  return each;
}

function costsLessAlone(problem: AssignmentProblem, columnAlone: Float64Array): Float64Array {
  const { rowCount, columnCount, costs } = problem;
  if (costs.length !== rowCount * columnCount) {
    refuse({ of: "pairs", expectedCount: rowCount * columnCount, foundCount: costs.length });
  }
  const less = new Float64Array(costs.length);
  for (let at = 0, column = 0; at < costs.length; at++) {
    const cost = costs[at] as number;
    // False for NaN as well.
    if (!(cost > Number.NEGATIVE_INFINITY)) refuse({ of: "pairs", value: String(cost) });
    less[at] = cost - (columnAlone[column] as number);
    if (++column === columnCount) column = 0;
  }
  return less;
}

function refuse(details: Record<string, unknown>): never {
  throw new FusionError("TL_FUSION_ASSIGNMENT_INPUT", details);
}
