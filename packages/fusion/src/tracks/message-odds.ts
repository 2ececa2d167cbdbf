import type { Choices, JointOdds } from "./joint-odds.ts";

const ROUND_COUNT_MAX = 60;
const CHANGE_LEAST = 1e-4;

/**
 * The chances of `jointOdds`, nearly, by passing messages along the entries (Williams and Lau 2014).
 * Always convergent; chances of a row add up to one, those of a column nearly. Effort grows with
 * the entries alone, however many ways of taking there are.
 */
export function messageOdds({
  rowCount,
  columnCount,
  firstEntry,
  columns,
  weights,
}: Choices): JointOdds {
  const entryCount = columns.length;
  const toRow = new Float64Array(entryCount).fill(1);
  const toColumn = new Float64Array(entryCount);
  const columnSum = new Float64Array(columnCount);
  const rowAlone = new Float64Array(rowCount);
  for (let round = 0; round < ROUND_COUNT_MAX; round++) {
    columnSum.fill(0);
    for (let row = 0; row < rowCount; row++) {
      const first = firstEntry[row] as number;
      const last = firstEntry[row + 1] as number;
      let sum = 0;
      for (let entry = first; entry < last; entry++) {
        sum += (weights[entry] as number) * (toRow[entry] as number);
      }
      for (let entry = first; entry < last; entry++) {
        const weight = weights[entry] as number;
        const others = sum - weight * (toRow[entry] as number);
        const message = weight / (1 + Math.max(0, others));
        toColumn[entry] = message;
        const column = columns[entry] as number;
        columnSum[column] = (columnSum[column] as number) + message;
      }
    }
    let change = 0;
    for (let entry = 0; entry < entryCount; entry++) {
      const others = (columnSum[columns[entry] as number] as number) - (toColumn[entry] as number);
      const message = 1 / (1 + Math.max(0, others));
      change = Math.max(change, Math.abs(message - (toRow[entry] as number)));
      toRow[entry] = message;
    }
    if (change < CHANGE_LEAST) break;
  }
  const entryChances = new Float64Array(entryCount);
  for (let row = 0; row < rowCount; row++) {
    const first = firstEntry[row] as number;
    const last = firstEntry[row + 1] as number;
    let sum = 1;
    for (let entry = first; entry < last; entry++) {
      const part = (weights[entry] as number) * (toRow[entry] as number);
      entryChances[entry] = part;
      sum += part;
    }
    rowAlone[row] = 1 / sum;
    for (let entry = first; entry < last; entry++) {
      entryChances[entry] = (entryChances[entry] as number) / sum;
    }
  }
  return { entryChances, rowAlone };
}
