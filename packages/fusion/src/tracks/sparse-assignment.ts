import { FusionError } from "../errors.ts";

/** Pairs that are allowed, row by row: those of row `r` are `firstPair[r]` to `firstPair[r + 1]`. */
export interface SparseAssignmentProblem {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly firstPair: Int32Array;
  readonly columns: Int32Array;
  /** Finite, one a pair. */
  readonly costs: Float64Array;
  readonly unmatchedRowCosts: Float64Array;
  readonly unmatchedColumnCosts: Float64Array;
}

export interface SparseAssignment {
  /** −1 where left alone. */
  readonly columnOfRow: Int32Array;
  readonly rowOfColumn: Int32Array;
  readonly costTotal: number;
}

const NONE = -1;

/**
 * As `assign`, for many rows and columns of which few pairs are allowed: a hundred thousand with
 * twenty pairs each in seconds. Exact: the least cost of all pairings, which is the minimum-cost flow
 * of one unit through each row and column. Shortest augmenting paths on a heap, with dual prices.
 *
 * @throws {FusionError} TL_FUSION_ASSIGNMENT_INPUT where a cost is not finite or a length does not fit.
 */
export function assignSparse(problem: SparseAssignmentProblem): SparseAssignment {
  check(problem);
  const { rowCount, columnCount, firstPair, columns, costs } = problem;
  const { unmatchedRowCosts, unmatchedColumnCosts } = problem;
  const columnOfRow = new Int32Array(rowCount).fill(NONE);
  const rowOfColumn = new Int32Array(columnCount).fill(NONE);
  const pairOfRow = new Int32Array(rowCount).fill(NONE);
  const rowPrice = new Float64Array(rowCount);
  const columnPrice = new Float64Array(columnCount);
  const length = new Float64Array(columnCount).fill(Number.POSITIVE_INFINITY);
  const pairBefore = new Int32Array(columnCount).fill(NONE);
  const rowBefore = new Int32Array(columnCount).fill(NONE);
  const isClosed = new Uint8Array(columnCount);
  const heap = new PathHeap();
  const touched: number[] = [];
  const closed: number[] = [];

  for (let start = 0; start < rowCount; start++) {
    heap.clear();
    let row = start;
    let done = 0;
    let aloneRow = start;
    let aloneLength = Number.POSITIVE_INFINITY;
    let endColumn = NONE;
    for (;;) {
      const offset = done - (rowPrice[row] as number);
      const own = offset + (unmatchedRowCosts[row] as number);
      if (own < aloneLength) {
        aloneLength = own;
        aloneRow = row;
      }
      for (let pair = firstPair[row] as number; pair < (firstPair[row + 1] as number); pair++) {
        const column = columns[pair] as number;
        if (isClosed[column] === 1) continue;
        const cost = (costs[pair] as number) - (unmatchedColumnCosts[column] as number);
        const through = offset + cost - (columnPrice[column] as number);
        // No path through it can be better than ending here.
        if (through >= (length[column] as number) || through >= aloneLength) continue;
        if (length[column] === Number.POSITIVE_INFINITY) touched.push(column);
        length[column] = through;
        pairBefore[column] = pair;
        rowBefore[column] = row;
        heap.push(through, column);
      }
      let column = heap.pop();
      // Places of a column that was reached by a shorter way since.
      while (column !== NONE && isClosed[column] === 1) column = heap.pop();
      if (column === NONE || (length[column] as number) >= aloneLength) {
        done = aloneLength;
        break;
      }
      done = length[column] as number;
      isClosed[column] = 1;
      closed.push(column);
      if (rowOfColumn[column] === NONE) {
        endColumn = column;
        break;
      }
      row = rowOfColumn[column] as number;
    }
    rowPrice[start] = (rowPrice[start] as number) + done;
    for (const column of closed) {
      const gain = done - (length[column] as number);
      columnPrice[column] = (columnPrice[column] as number) - gain;
      const holder = rowOfColumn[column] as number;
      if (holder !== NONE) rowPrice[holder] = (rowPrice[holder] as number) + gain;
    }
    let column = endColumn;
    let isEnded = false;
    if (column === NONE) {
      column = columnOfRow[aloneRow] as number;
      columnOfRow[aloneRow] = NONE;
      pairOfRow[aloneRow] = NONE;
      isEnded = aloneRow === start;
    }
    while (!isEnded) {
      const taker = rowBefore[column] as number;
      const left = columnOfRow[taker] as number;
      rowOfColumn[column] = taker;
      columnOfRow[taker] = column;
      pairOfRow[taker] = pairBefore[column] as number;
      isEnded = taker === start;
      column = left;
    }
    for (const each of touched) length[each] = Number.POSITIVE_INFINITY;
    for (const each of closed) isClosed[each] = 0;
    touched.length = 0;
    closed.length = 0;
  }

  let costTotal = 0;
  for (let row = 0; row < rowCount; row++) {
    const pair = pairOfRow[row] as number;
    costTotal += pair === NONE ? (unmatchedRowCosts[row] as number) : (costs[pair] as number);
  }
  for (let column = 0; column < columnCount; column++) {
    if (rowOfColumn[column] === NONE) costTotal += unmatchedColumnCosts[column] as number;
  }
  return { columnOfRow, rowOfColumn, costTotal };
}

function check(problem: SparseAssignmentProblem): void {
  const { rowCount, columnCount, firstPair, columns, costs } = problem;
  const fits =
    firstPair.length === rowCount + 1 &&
    firstPair[rowCount] === columns.length &&
    costs.length === columns.length &&
    problem.unmatchedRowCosts.length === rowCount &&
    problem.unmatchedColumnCosts.length === columnCount;
  const isNumber = [costs, problem.unmatchedRowCosts, problem.unmatchedColumnCosts].every((each) =>
    each.every(Number.isFinite),
  );
  if (!fits || !isNumber) throw new FusionError("TL_FUSION_ASSIGNMENT_INPUT", { fits, isNumber });
}

/** Smallest first; the same column may lie in it several times. */
class PathHeap {
  #keys: number[] = [];
  #columns: number[] = [];

  clear(): void {
    this.#keys.length = 0;
    this.#columns.length = 0;
  }

  push(key: number, column: number): void {
    const keys = this.#keys;
    const columns = this.#columns;
    let at = keys.length;
    keys.push(key);
    columns.push(column);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((keys[above] as number) <= key) break;
      keys[at] = keys[above] as number;
      columns[at] = columns[above] as number;
      at = above;
    }
    keys[at] = key;
    columns[at] = column;
  }

  /** −1 when it is empty. */
  pop(): number {
    const keys = this.#keys;
    const columns = this.#columns;
    const top = columns[0];
    if (top === undefined) return NONE;
    const key = keys.pop() as number;
    const column = columns.pop() as number;
    const count = keys.length;
    if (count === 0) return top;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= count) break;
      if (below + 1 < count && (keys[below + 1] as number) < (keys[below] as number)) below += 1;
      if ((keys[below] as number) >= key) break;
      keys[at] = keys[below] as number;
      columns[at] = columns[below] as number;
      at = below;
    }
    keys[at] = key;
    columns[at] = column;
    return top;
  }
}
