import type { HeightGrid } from "./height-grid.ts";

/**
 * A line of sight this little under the ground still counts as passing: on level or evenly sloping
 * ground rounding would otherwise decide.
 */
export const grazingM = 1e-6;

/** One eye on a grid and what it looks at, as heights above the grid's level surface. */
export interface GridSight {
  readonly grid: HeightGrid;
  /** In cells from the north-west one's centre; whole numbers. */
  readonly row: number;
  readonly col: number;
  /** Ground and height above it. */
  readonly eyeM: number;
  /** Bend of the Earth less that of light over one cell: metres = bend · cells². */
  readonly bendPerCellM: number;
}

/**
 * Smallest height of the line of sight above the ground on the straight way from the eye to
 * (`row`, `col`) at `aimM` above the level surface, both ends included, metres.
 *
 * Between two crossings of grid lines the ground is a quadratic of the way and so is the clearance:
 * its minimum there is exact, the inside of the cell included. NaN where ground is unknown and
 * nothing known stands in the way. With `belowM` the search ends at the first clearance under it,
 * which is then what is given.
 */
export function clearanceOnGrid(
  sight: GridSight,
  row: number,
  col: number,
  aimM: number,
  belowM = Number.NEGATIVE_INFINITY,
): number {
  const { cols, rows, heightsM } = sight.grid;
  const dx = col - sight.col;
  const dy = row - sight.row;
  const bendM = sight.bendPerCellM * (dx * dx + dy * dy);
  const climbM = aimM - sight.eyeM - bendM;
  const stepX = Math.sign(dx);
  const stepY = Math.sign(dy);
  // Along a column or row of posts only its own posts count: the far ones would have weight 0.
  const right = dx === 0 ? 0 : 1;
  const down = dy === 0 ? 0 : cols;
  const absX = Math.abs(dx);
  const absY = Math.abs(dy);
  const colLast = Math.max(0, cols - 1 - right);
  const rowLast = Math.max(0, rows - 1 - (dy === 0 ? 0 : 1));
  let cellX = dx < 0 ? sight.col - 1 : sight.col;
  let cellY = dy < 0 ? sight.row - 1 : sight.row;
  let crossedX = 1;
  let crossedY = 1;
  // Divided, not multiplied by a reciprocal: equal shares must be equal numbers, and the last one 1.
  let nextX = crossedX / absX;
  let nextY = crossedY / absY;
  let least = sight.eyeM - (heightsM[sight.row * cols + sight.col] as number);
  let isKnown = true;
  let start = 0;
  while (start < 1) {
    const end = Math.min(nextX, nextY, 1);
    const x = Math.min(Math.max(cellX, 0), colLast);
    const y = Math.min(Math.max(cellY, 0), rowLast);
    const post = y * cols + x;
    const z00 = heightsM[post] as number;
    const alongX = (heightsM[post + right] as number) - z00;
    const alongY = (heightsM[post + down] as number) - z00;
    const twist = (heightsM[post + right + down] as number) - z00 - alongX - alongY;
    const fromX = sight.col - x;
    const fromY = sight.row - y;
    // The ground is taken from within its cell: far coordinates would cost digits.
    const endX = fromX + dx * end;
    const endY = fromY + dy * end;
    const atEnd =
      sight.eyeM +
      end * (climbM + end * bendM) -
      (z00 + alongX * endX + alongY * endY + twist * endX * endY);
    if (atEnd < least) least = atEnd;
    else if (Number.isNaN(atEnd)) isKnown = false;
    const square = bendM - twist * dx * dy;
    if (square > 0) {
      const slope = climbM - alongX * dx - alongY * dy - twist * (fromX * dy + fromY * dx);
      const turn = -slope / (2 * square);
      if (turn > start && turn < end) {
        const turnX = fromX + dx * turn;
        const turnY = fromY + dy * turn;
        const atTurn =
          sight.eyeM +
          turn * (climbM + turn * bendM) -
          (z00 + alongX * turnX + alongY * turnY + twist * turnX * turnY);
        if (atTurn < least) least = atTurn;
      }
    }
    if (least < belowM) return least;
    if (nextX === end) {
      nextX = ++crossedX / absX;
      cellX += stepX;
    }
    if (nextY === end) {
      nextY = ++crossedY / absY;
      cellY += stepY;
    }
    start = end;
  }
  return isKnown || least < -grazingM ? least : Number.NaN;
}
