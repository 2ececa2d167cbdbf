import { GeoError } from "../errors.ts";
import { bendPerM, heightAboveGround, type SightOptions } from "./earth-bend.ts";
import { clearanceOnGrid, type GridSight, grazingM } from "./grid-clearance.ts";
import { type GridCell, type HeightGrid, requireCell, requireGrid } from "./height-grid.ts";

/** What a cell of a viewshed's mask says. */
export const sightStates = {
  hidden: 0,
  visible: 1,
  /** Farther from the observer than the range asked for. */
  beyondRange: 2,
  /** The ground between is not known, and what is known does not hide it. */
  unknown: 3,
} as const;

export interface GridObserver extends GridCell {
  /** Of the eye above the ground of its cell. */
  readonly aboveGroundM: number;
}

export interface ViewshedOptions extends SightOptions {
  /** What is looked for stands this high above the ground of its cell; 0 is the ground itself. */
  readonly targetAboveGroundM?: number;
  /** Plane distance between the centres of the cells; farther ones are `beyondRange`. */
  readonly maxRangeM?: number;
}

/** What both ways to a viewshed start from. */
export interface ViewshedTask {
  readonly sight: GridSight;
  readonly targetAboveGroundM: number;
  readonly maxRangeM: number;
}

/** @throws GeoError as `viewshed` says. */
export function viewshedTask(
  grid: HeightGrid,
  observer: GridObserver,
  options: ViewshedOptions,
): ViewshedTask {
  requireGrid(grid);
  requireCell(grid, observer);
  const { targetAboveGroundM = 0, maxRangeM = Number.POSITIVE_INFINITY } = options;
  if (!(maxRangeM > 0)) throw new GeoError("TL_GEO_DISTANCE", { maxRangeM });
  const { row, col } = observer;
  const eyeM =
    (grid.heightsM[row * grid.cols + col] as number) + heightAboveGround(observer.aboveGroundM);
  return {
    sight: { grid, row, col, eyeM, bendPerCellM: bendPerM(options) * grid.cellM * grid.cellM },
    targetAboveGroundM: heightAboveGround(targetAboveGroundM),
    maxRangeM,
  };
}

/** Whether a cell `dx` columns and `dy` rows away lies within the range; one rule for both ways. */
function isWithinRange({ sight, maxRangeM }: ViewshedTask, dx: number, dy: number): boolean {
  const { cellM } = sight.grid;
  return (dx * dx + dy * dy) * cellM * cellM <= maxRangeM * maxRangeM;
}

/** The last ring (cells in one direction) that has a cell within range; at most `ringMax`. */
export function lastRingWithin(task: ViewshedTask, ringMax: number): number {
  let ring = Math.min(ringMax, Math.floor(task.maxRangeM / task.sight.grid.cellM) + 1);
  while (ring > 0 && !isWithinRange(task, ring, 0)) ring--;
  return ring;
}

/** The last cell of a ring, counted from the axis, within range; at most `sideMax`. */
export function lastSideWithin(task: ViewshedTask, ring: number, sideMax: number): number {
  if (isWithinRange(task, ring, sideMax)) return sideMax;
  const cells = task.maxRangeM / task.sight.grid.cellM;
  let side = Math.min(sideMax, Math.floor(Math.sqrt(Math.max(0, cells * cells - ring * ring))) + 1);
  while (side > 0 && !isWithinRange(task, ring, side)) side--;
  return side;
}

/**
 * Which cells an eye over one cell sees, by the exact clearance of each line of sight.
 *
 * Shape: one state of `sightStates` a cell, in the grid's order. The observer's own cell is visible.
 * A cell is visible with a clearance of 0 or more (a micrometre less still counts: rounding).
 * Accuracy: exact for the ground as the grid says it is, within the rounding of 32-bit heights.
 * Speed: the work grows with the third power of the grid's size; `sweptViewshed` is for large ones.
 *
 * @throws GeoError `TL_GEO_GRID` or `TL_GEO_GRID_CELL` for a grid or cell that cannot be,
 * `TL_GEO_SIGHT` for heights above ground below 0 or a coefficient out of range, `TL_GEO_DISTANCE` for
 * a range that is not above 0.
 */
export function viewshed(
  grid: HeightGrid,
  observer: GridObserver,
  options: ViewshedOptions = {},
): Uint8Array {
  const task = viewshedTask(grid, observer, options);
  const { cols, rows, heightsM } = grid;
  const states = new Uint8Array(cols * rows);
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const index = row * cols + col;
      if (!isWithinRange(task, col - observer.col, row - observer.row)) {
        states[index] = sightStates.beyondRange;
        continue;
      }
      const aimM = (heightsM[index] as number) + task.targetAboveGroundM;
      const clearanceM = clearanceOnGrid(task.sight, row, col, aimM, -grazingM);
      states[index] =
        clearanceM >= -grazingM
          ? sightStates.visible
          : clearanceM < -grazingM
            ? sightStates.hidden
            : sightStates.unknown;
    }
  }
  states[observer.row * cols + observer.col] = sightStates.visible;
  return states;
}

/**
 * Smallest height of the line of sight over the ground from an observer to one cell, both ends
 * included, metres; below 0 the cell is hidden. Null where unknown ground lies between and nothing
 * known hides the cell. Whatever the range. Accuracy and errors as `viewshed`.
 */
export function gridClearanceM(
  grid: HeightGrid,
  observer: GridObserver,
  cell: GridCell,
  options: ViewshedOptions = {},
): number | null {
  const { sight, targetAboveGroundM } = viewshedTask(grid, observer, options);
  requireCell(grid, cell);
  const aimM = (grid.heightsM[cell.row * grid.cols + cell.col] as number) + targetAboveGroundM;
  const clearanceM = clearanceOnGrid(sight, cell.row, cell.col, aimM);
  return Number.isNaN(clearanceM) ? null : clearanceM;
}
