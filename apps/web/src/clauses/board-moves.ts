const steps: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/**
 * The cell an arrow leads to, past cells that cannot be opened; null at the edge or for another key.
 * @param openable row by row, `columns` to a row.
 */
export function cellAfter(
  key: string,
  from: number,
  columns: number,
  openable: readonly boolean[],
): number | null {
  const step = steps[key];
  if (step === undefined || columns === 0) return null;
  const [rowStep, columnStep] = step;
  let row = Math.floor(from / columns) + rowStep;
  let column = (from % columns) + columnStep;
  while (row >= 0 && column >= 0 && column < columns && row * columns + column < openable.length) {
    const at = row * columns + column;
    if (openable[at] === true) return at;
    row += rowStep;
    column += columnStep;
  }
  return null;
}
