import { azimuthalPlane } from "../azimuthal-plane.ts";
import { GeoError } from "../errors.ts";
import type { Position } from "../geometry.ts";
import { LocalPlane } from "../local-plane.ts";
import type { Terrain } from "./terrain.ts";

/** 12,000 × 12,000: more would not fit beside its masks in the memory Truceline allows itself. */
const cellCountMax = 144_000_000;
/** Where the fast plane is within a metre of the exact one, and within its latitudes. */
const fastPlaneM = 150_000;
const fastPlaneLatDeg = 65;

/**
 * Heights at the centres of square cells on a plane, row by row from the north-west; between four
 * centres the ground is bilinear. What a viewshed is reckoned on.
 */
export interface HeightGrid {
  readonly cols: number;
  readonly rows: number;
  readonly cellM: number;
  /** Metres; `cols` × `rows` of them; NaN where none is known. */
  readonly heightsM: Float32Array;
  readonly source: string;
  /** As `Terrain.isFlat`. */
  readonly isFlat?: boolean;
}

/** A cell of a grid; row 0 is the northernmost. */
export interface GridCell {
  readonly row: number;
  readonly col: number;
}

/**
 * The ground around a place as a grid: (2n + 1)² cells, the place in the middle of the middle one,
 * n = ceil(radius / cell). The plane is azimuthal equidistant: distances from the place are true.
 * Accuracy: places within 1 m up to 150 km and 65° of latitude, exact (and slower) beyond; heights as
 * the terrain gives them, in 32-bit floats (0.5 mm at 8,000 m).
 *
 * @throws GeoError `TL_GEO_GRID` for a cell or radius that is not above 0, or more than 144 million cells.
 */
export function gridAround(
  terrain: Terrain,
  centre: Position,
  { cellM, radiusM }: { readonly cellM: number; readonly radiusM: number },
): HeightGrid {
  const reach = Math.ceil(radiusM / cellM);
  const size = 2 * reach + 1;
  if (!(cellM > 0 && radiusM > 0 && size * size <= cellCountMax)) {
    throw new GeoError("TL_GEO_GRID", { cellM, radiusM, cellCountMax });
  }
  const heightsM = new Float32Array(size * size);
  const about = { cols: size, rows: size, cellM, heightsM, source: terrain.source };
  if (terrain.isFlat === true) return { ...about, isFlat: true };
  const isFast = reach * cellM <= fastPlaneM && Math.abs(centre[1]) <= fastPlaneLatDeg;
  const fast = new LocalPlane(centre[0], centre[1]);
  const exact = azimuthalPlane(centre);
  const place = new Float64Array(2);
  for (let row = 0; row < size; row++) {
    for (let col = 0; col < size; col++) {
      const [xM, yM] = [(col - reach) * cellM, (reach - row) * cellM];
      if (isFast) fast.toPosition(xM, yM, place, 0);
      else place.set(exact.toPosition(xM, yM));
      const lonDeg = place[0] as number;
      const wrapped = lonDeg > 180 ? lonDeg - 360 : lonDeg < -180 ? lonDeg + 360 : lonDeg;
      const heightM = terrain.heightM(wrapped, place[1] as number);
      heightsM[row * size + col] = heightM ?? Number.NaN;
    }
  }
  return about;
}

/** @throws GeoError `TL_GEO_GRID` unless sizes are whole, within bounds, and fit the heights. */
export function requireGrid({ cols, rows, cellM, heightsM }: HeightGrid): void {
  const isSound =
    Number.isInteger(cols) &&
    Number.isInteger(rows) &&
    cols > 0 &&
    rows > 0 &&
    cols * rows <= cellCountMax &&
    heightsM.length === cols * rows &&
    cellM > 0 &&
    cellM < Number.POSITIVE_INFINITY;
  if (!isSound) {
    throw new GeoError("TL_GEO_GRID", { cols, rows, cellM, heightCount: heightsM.length });
  }
}

/** @throws GeoError `TL_GEO_GRID_CELL` for a cell that is not one of the grid's. */
export function requireCell(grid: HeightGrid, { row, col }: GridCell): void {
  const isIn =
    Number.isInteger(row) &&
    Number.isInteger(col) &&
    row >= 0 &&
    col >= 0 &&
    row < grid.rows &&
    col < grid.cols;
  if (!isIn) throw new GeoError("TL_GEO_GRID_CELL", { row, col, rows: grid.rows, cols: grid.cols });
}
