/** Rows that take one column of theirs each, or none, and no column twice. Entries of a row lie side by side. */
export interface Choices {
  readonly rowCount: number;
  readonly columnCount: number;
  /** First entry of each row, and behind the last row the number of entries. */
  readonly firstEntry: Int32Array;
  readonly columns: Int32Array;
  /** How much likelier the row takes this column than none; finite, at least 0. */
  readonly weights: Float64Array;
}

export interface JointOdds {
  /** Of each entry, the chance that its row takes its column, 0..1. */
  readonly entryChances: Float64Array;
  /** Of each row, the chance that it takes none. */
  readonly rowAlone: Float64Array;
}

/**
 * The chances of all ways in which rows may take columns, each way weighted with the product of its
 * weights, added up exactly (only products and sums of numbers that are not negative: right to
 * rounding, 1e-9 in tests). Undefined if that takes more than `stepCountMax` products, with rows gone
 * through one after the other as well as with columns; both, since either may be far the shorter.
 */
export function jointOdds(choices: Choices, stepCountMax: number): JointOdds | undefined {
  const order = rowOrder(choices, stepCountMax);
  if (order !== undefined) return oddsInOrder(choices, order);
  const { turned, entryOf } = turnedRound(choices);
  const otherOrder = rowOrder(turned, stepCountMax);
  if (otherOrder === undefined) return undefined;
  const turnedChances = oddsInOrder(turned, otherOrder).entryChances;
  const entryChances = new Float64Array(turnedChances.length);
  for (let entry = 0; entry < turnedChances.length; entry++) {
    entryChances[entryOf[entry] as number] = turnedChances[entry] as number;
  }
  const rowAlone = new Float64Array(choices.rowCount).fill(1);
  for (let row = 0; row < choices.rowCount; row++) {
    const last = choices.firstEntry[row + 1] as number;
    for (let entry = choices.firstEntry[row] as number; entry < last; entry++) {
      rowAlone[row] = Math.max(0, (rowAlone[row] as number) - (entryChances[entry] as number));
    }
  }
  return { entryChances, rowAlone };
}

/** Columns as rows; `entryOf` says of each entry which one it was. */
function turnedRound({ rowCount, columnCount, firstEntry, columns, weights }: Choices): {
  readonly turned: Choices;
  readonly entryOf: Int32Array;
} {
  const first = new Int32Array(columnCount + 1);
  for (const column of columns) first[column + 1] = (first[column + 1] as number) + 1;
  for (let column = 0; column < columnCount; column++) {
    first[column + 1] = (first[column + 1] as number) + (first[column] as number);
  }
  const next = first.slice();
  const entryOf = new Int32Array(columns.length);
  const rows = new Int32Array(columns.length);
  for (let row = 0; row < rowCount; row++) {
    const last = firstEntry[row + 1] as number;
    for (let entry = firstEntry[row] as number; entry < last; entry++) {
      const column = columns[entry] as number;
      const at = next[column] as number;
      next[column] = at + 1;
      entryOf[at] = entry;
      rows[at] = row;
    }
  }
  const turned: Choices = {
    rowCount: columnCount,
    columnCount: rowCount,
    firstEntry: first,
    columns: rows,
    weights: Float64Array.from(entryOf, (entry) => weights[entry] as number),
  };
  return { turned, entryOf };
}

/**
 * In which order rows are gone through. A column is open from the first row that may take it to the
 * last; which of the open ones are taken is all that later rows need to know of earlier ones.
 */
interface RowOrder {
  readonly rows: readonly number[];
  /** Of each row in turn, how many bits say which open columns are taken. */
  readonly widths: readonly number[];
  /** Of each row in turn, the bits of columns that no later row may take. */
  readonly closing: readonly number[];
  /** Of each column, its bit while it is open; 0 where only one row may take it. */
  readonly bits: Int32Array;
}

/** A number of bits that an array index holds with room to spare. */
const WIDTH_MAX = 24;
const NOT_OPEN = -1;

/**
 * Goes on with the row that opens the fewest columns for those it closes. Undefined if adding up
 * would take more than `stepCountMax` steps.
 */
function rowOrder(choices: Choices, stepCountMax: number): RowOrder | undefined {
  const { rowCount, columnCount, firstEntry, columns } = choices;
  const remaining = new Int32Array(columnCount);
  for (let entry = 0; entry < (firstEntry[rowCount] as number); entry++) {
    const column = columns[entry] as number;
    remaining[column] = (remaining[column] as number) + 1;
  }
  const bits = new Int32Array(columnCount);
  for (let column = 0; column < columnCount; column++) {
    bits[column] = remaining[column] === 1 ? 0 : NOT_OPEN;
  }
  const left = Array.from({ length: rowCount }, (_, row) => row);
  const rows: number[] = [];
  const widths: number[] = [];
  const closing: number[] = [];
  let used = 0;
  let stepCount = 0;
  while (left.length > 0) {
    const at = nextRow(choices, left, remaining, bits);
    const row = left[at] as number;
    left[at] = left.at(-1) as number;
    left.pop();
    let closed = 0;
    for (let entry = firstEntry[row] as number; entry < (firstEntry[row + 1] as number); entry++) {
      const column = columns[entry] as number;
      if (bits[column] === NOT_OPEN) {
        // The lowest bit not in use.
        const bit = ~used & (used + 1);
        bits[column] = bit;
        used |= bit;
      }
      remaining[column] = (remaining[column] as number) - 1;
      if (remaining[column] === 0) closed |= bits[column] as number;
    }
    const width = 32 - Math.clz32(used);
    const entryCount = (firstEntry[row + 1] as number) - (firstEntry[row] as number);
    stepCount += 2 ** width * (entryCount + 1);
    if (width > WIDTH_MAX || stepCount > stepCountMax) return undefined;
    rows.push(row);
    widths.push(width);
    closing.push(closed);
    used &= ~closed;
  }
  return { rows, widths, closing, bits };
}

/** Where in `left` the row is that opens the fewest columns for those it closes. */
function nextRow(
  { firstEntry, columns }: Choices,
  left: readonly number[],
  remaining: Int32Array,
  bits: Int32Array,
): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < left.length; at++) {
    const row = left[at] as number;
    let opened = 0;
    let closed = 0;
    for (let entry = firstEntry[row] as number; entry < (firstEntry[row + 1] as number); entry++) {
      const column = columns[entry] as number;
      if (bits[column] === NOT_OPEN) opened += 1;
      else if (bits[column] !== 0 && remaining[column] === 1) closed += 1;
    }
    // Of rows alike in this the one that opens fewer.
    const cost = opened - closed + opened / 1024;
    if (cost < least) {
      least = cost;
      best = at;
    }
  }
  return best;
}

/** Row by row over the sets of open columns that are taken, forwards and backwards. */
function oddsInOrder(choices: Choices, order: RowOrder): JointOdds {
  const { rowCount, firstEntry, columns, weights } = choices;
  const { rows, widths, closing, bits } = order;
  const starts = new Int32Array(rowCount + 1);
  for (let step = 0; step < rowCount; step++) {
    starts[step + 1] = (starts[step] as number) + (1 << (widths[step] as number));
  }
  const forward = new Float64Array((starts[rowCount] as number) + 1);
  forward[0] = 1;
  for (let step = 0; step < rowCount; step++) {
    const row = rows[step] as number;
    const kept = ~(closing[step] as number);
    const from = starts[step] as number;
    const to = starts[step + 1] as number;
    const last = firstEntry[row + 1] as number;
    let sum = 0;
    for (let taken = 0; taken < to - from; taken++) {
      const before = forward[from + taken] as number;
      if (before === 0) continue;
      const same = to + (taken & kept);
      forward[same] = (forward[same] as number) + before;
      sum += before;
      for (let entry = firstEntry[row] as number; entry < last; entry++) {
        const bit = bits[columns[entry] as number] as number;
        if ((taken & bit) !== 0) continue;
        const into = to + ((taken | bit) & kept);
        const more = before * (weights[entry] as number);
        forward[into] = (forward[into] as number) + more;
        sum += more;
      }
    }
    // Scaled, so that long products stay within what a number holds.
    const end = step + 1 < rowCount ? (starts[step + 2] as number) : to + 1;
    for (let cell = to; cell < end; cell++) forward[cell] = (forward[cell] as number) / sum;
  }
  const entryChances = new Float64Array(firstEntry[rowCount] as number);
  const rowAlone = new Float64Array(rowCount);
  let after = Float64Array.of(1);
  for (let step = rowCount - 1; step >= 0; step--) {
    const row = rows[step] as number;
    const kept = ~(closing[step] as number);
    const from = starts[step] as number;
    const first = firstEntry[row] as number;
    const last = firstEntry[row + 1] as number;
    const backward = new Float64Array((starts[step + 1] as number) - from);
    let alone = 0;
    let total = 0;
    for (let taken = 0; taken < backward.length; taken++) {
      const before = forward[from + taken] as number;
      if (before === 0) continue;
      const none = after[taken & kept] as number;
      let sum = none;
      alone += before * none;
      for (let entry = first; entry < last; entry++) {
        const bit = bits[columns[entry] as number] as number;
        if ((taken & bit) !== 0) continue;
        const one = (weights[entry] as number) * (after[(taken | bit) & kept] as number);
        sum += one;
        entryChances[entry] = (entryChances[entry] as number) + before * one;
      }
      backward[taken] = sum;
      total += before * sum;
    }
    rowAlone[row] = alone / total;
    for (let entry = first; entry < last; entry++) {
      entryChances[entry] = (entryChances[entry] as number) / total;
    }
    for (let taken = 0; taken < backward.length; taken++) {
      backward[taken] = (backward[taken] as number) / total;
    }
    after = backward;
  }
  return { entryChances, rowAlone };
}
