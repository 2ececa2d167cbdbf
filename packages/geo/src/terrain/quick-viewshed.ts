import { grazingM } from "./grid-clearance.ts";
import type { HeightGrid } from "./height-grid.ts";
import { meetFourRows, meetRing, meetRow, noHorizon, type PlaneTask } from "./reference-planes.ts";
import { sweptViewshed } from "./swept-viewshed.ts";
import {
  type GridObserver,
  lastRingWithin,
  lastSideWithin,
  sightStates,
  type ViewshedOptions,
  type ViewshedTask,
  viewshedTask,
} from "./viewshed.ts";

/**
 * The viewshed of a very large grid by reference planes: as `sweptViewshed`, several times as fast and
 * less accurate, since horizons are blended from cell to cell on their way outward. What it gets wrong lies
 * along the edges of what is seen; how much, and beside another program that does the same, stands in
 * `bench/NOTES.md`, "viewshed". Where any height is unknown, it is `sweptViewshed` that answers.
 *
 * @throws GeoError as `viewshed`.
 */
export function quickViewshed(
  grid: HeightGrid,
  observer: GridObserver,
  options: ViewshedOptions = {},
): Uint8Array {
  const task = viewshedTask(grid, observer, options);
  const { cols, rows, heightsM } = grid;
  const { eyeM, bendPerCellM } = task.sight;
  const { row, col } = observer;
  const states = new Uint8Array(cols * rows).fill(sightStates.beyondRange);
  const planes: PlaneTask = {
    ...{ heightsM, states, eyeM, bendPerCellM },
    aimM: task.targetAboveGroundM + grazingM,
  };
  const reach = {
    north: lastRingWithin(task, row),
    south: lastRingWithin(task, rows - 1 - row),
    west: lastRingWithin(task, col),
    east: lastRingWithin(task, cols - 1 - col),
  };
  const eye = row * cols + col;
  let sum = eyeM;
  for (const [ringStep, ringCount] of [
    [-cols, reach.north],
    [cols, reach.south],
  ] as const) {
    sum += sweepAlong(planes, { eye, ringStep, ringCount, side: -1, sideCount: reach.west });
    sum += sweepAlong(planes, { eye, ringStep, ringCount, side: 1, sideCount: reach.east });
  }
  for (const [ringStep, ringCount] of [
    [-1, reach.west],
    [1, reach.east],
  ] as const) {
    sum += sweepAcross(planes, { eye, ringStep, ringCount, side: -cols, sideCount: reach.north });
    sum += sweepAcross(planes, { eye, ringStep, ringCount, side: cols, sideCount: reach.south });
  }
  if (Number.isNaN(sum)) return sweptViewshed(grid, observer, options);
  cutRange(task, states, reach);
  states[eye] = sightStates.visible;
  return states;
}

/** One octant: from the eye outward by `ringStep`, from its axis sideways by `side`, in indices. */
interface Octant {
  readonly eye: number;
  readonly ringStep: number;
  readonly ringCount: number;
  readonly side: number;
  readonly sideCount: number;
}

/** An octant whose rings lie along rows, its diagonal included. Sum as `meetRing`. */
function sweepAlong(task: PlaneTask, octant: Octant): number {
  const { eye, ringStep, ringCount, side, sideCount } = octant;
  const horizons = new Float64Array(Math.min(ringCount, sideCount) + 1).fill(noHorizon);
  let sum = 0;
  for (let ring = 1; ring <= ringCount; ring++) {
    const to = Math.min(ring, sideCount);
    sum += meetRing(task, horizons, eye + ring * ringStep, side, ring, to);
  }
  return sum;
}

/** An octant whose rings lie along columns, row by row from its axis, without the diagonal. */
function sweepAcross(task: PlaneTask, octant: Octant): number {
  const { eye, ringStep: outward, ringCount, side, sideCount } = octant;
  const horizons = new Float64Array(ringCount + 1).fill(noHorizon);
  const rowAt = (across: number) => ({ start: eye + across * side, outward, across });
  let sum = meetRow(task, horizons, rowAt(0), noHorizon, ringCount);
  let diagonal = noHorizon;

  /** One row up to a ring; the diagonal comes first, which belongs to another octant but is needed. */
  const meetOne = (across: number, to: number): void => {
    const slope = diagonalSlope(task, eye + across * (outward + side), across);
    if (slope > diagonal) diagonal = slope;
    const nearer = horizons[across] as number;
    horizons[across] = diagonal;
    sum += slope + meetRow(task, horizons, rowAt(across), nearer, to);
  };

  const last = Math.min(sideCount, ringCount - 1);
  let across = 1;
  for (; across + 3 <= last; across += 4) {
    // The corner before the ring at which all four rows have left the diagonal.
    const corner = across + 3;
    const nearer = horizons[corner] as number;
    const behind: [number, number, number, number, number] = [nearer, 0, 0, 0, 0];
    for (let row = 0; row < 4; row++) {
      meetOne(across + row, corner);
      behind[row + 1] = horizons[corner] as number;
    }
    const first = corner + 1;
    sum += meetFourRows(task, horizons, rowAt(across), side, behind, first, ringCount);
  }
  for (; across <= last; across++) meetOne(across, ringCount);
  return sum;
}

function diagonalSlope(task: PlaneTask, at: number, ring: number): number {
  const heightM = task.heightsM[at] as number;
  return (heightM - task.eyeM) / ring - 2 * task.bendPerCellM * ring;
}

interface Reach {
  readonly north: number;
  readonly south: number;
  readonly west: number;
  readonly east: number;
}

/** Planes are swept over a square; what of it lies beyond the range says so again. */
function cutRange(task: ViewshedTask, states: Uint8Array, reach: Reach): void {
  if (task.maxRangeM === Number.POSITIVE_INFINITY) return;
  const { row, col, grid } = task.sight;
  for (let down = -reach.north; down <= reach.south; down++) {
    const axis = (row + down) * grid.cols + col;
    const west = lastSideWithin(task, Math.abs(down), reach.west);
    const east = lastSideWithin(task, Math.abs(down), reach.east);
    states.fill(sightStates.beyondRange, axis - reach.west, axis - west);
    states.fill(sightStates.beyondRange, axis + east + 1, axis + reach.east + 1);
  }
}
