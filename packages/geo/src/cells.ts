import { type LonLat, lonLat } from "@truceline/model";
import {
  cellToBoundary,
  cellToLatLng,
  getHexagonAreaAvg,
  getHexagonEdgeLengthAvg,
  getResolution,
  gridDisk,
  isValidCell,
  latLngToCell,
  POLYGON_TO_CELLS_FLAGS,
  polygonToCellsExperimental,
  UNITS,
} from "h3-js";
import { GeoError } from "./errors.ts";
import { distanceM, ringAreaM2, zoneAreaM2 } from "./geodesic.ts";
import { type Position, polygonsOf, type ZoneGeometry } from "./geometry.ts";
import type { PreparedLine } from "./prepared-line.ts";

/** More cells than this are refused: choose a coarser resolution. */
export const CELL_COUNT_MAX = 500_000;

/** The H3 cell (15 hexadecimal digits) that holds a place, at a resolution of 0 to 15. */
export function cellAt(lonDeg: number, latDeg: number, resolution: number): string {
  return latLngToCell(latDeg, lonDeg, resolution);
}

function checkCell(cell: string): void {
  if (!isValidCell(cell)) throw new GeoError("TL_GEO_CELL", { cell });
}

/** @throws GeoError `TL_GEO_CELL` */
export function cellResolution(cell: string): number {
  checkCell(cell);
  return getResolution(cell);
}

/** @throws GeoError `TL_GEO_CELL` */
export function cellCentre(cell: string): LonLat {
  checkCell(cell);
  const [latDeg, lonDeg] = cellToLatLng(cell);
  return lonLat(lonDeg, latDeg);
}

/** The cell's outline, closed, anticlockwise. @throws GeoError `TL_GEO_CELL` */
export function cellBoundary(cell: string): LonLat[] {
  checkCell(cell);
  return cellToBoundary(cell, true).map(([lonDeg, latDeg]) => lonLat(lonDeg, latDeg));
}

/** Area on WGS 84 (H3's own areas are of a sphere). @throws GeoError `TL_GEO_CELL` */
export function cellAreaM2(cell: string): number {
  return Math.abs(ringAreaM2(cellBoundary(cell)));
}

/** Mean length of the cell's edges. @throws GeoError `TL_GEO_CELL` */
export function cellEdgeM(cell: string): number {
  const ring = cellBoundary(cell);
  let sumM = 0;
  for (let index = 1; index < ring.length; index++) {
    sumM += distanceM(ring[index - 1] as LonLat, ring[index] as LonLat);
  }
  return sumM / (ring.length - 1);
}

/** Mean edge length of all cells of a resolution: 9.2 km at 5, 3.5 km at 6, 1.3 km at 7. */
export function meanCellEdgeM(resolution: number): number {
  return getHexagonEdgeLengthAvg(resolution, UNITS.m);
}

/**
 * Every cell that a zone touches, sorted.
 * @throws GeoError `TL_GEO_CELL_LIMIT` above `CELL_COUNT_MAX` cells.
 */
export function cellsOfZone(geometry: ZoneGeometry, resolution: number): string[] {
  const expectedCount = zoneAreaM2(geometry) / getHexagonAreaAvg(resolution, UNITS.m2);
  if (!(expectedCount <= CELL_COUNT_MAX)) {
    throw new GeoError("TL_GEO_CELL_LIMIT", { expectedCount, resolution });
  }
  const cells = new Set<string>();
  for (const rings of polygonsOf(geometry)) {
    const loops = rings.map((ring) => ring.map(([lonDeg, latDeg]) => [lonDeg, latDeg]));
    const found = polygonToCellsExperimental(
      loops,
      resolution,
      POLYGON_TO_CELLS_FLAGS.containmentOverlapping,
      true,
    );
    for (const cell of found) cells.add(cell);
  }
  return [...cells].sort();
}

/**
 * Every cell that comes within `leftM` of the left or `rightM` of the right of a line, sorted;
 * a few that only nearly do may be among them, none is missing.
 * @throws GeoError `TL_GEO_CELL_LIMIT` above `CELL_COUNT_MAX` cells.
 */
export function cellsAlongLine(
  line: PreparedLine,
  leftM: number,
  rightM: number,
  resolution: number,
): string[] {
  const edgeM = meanCellEdgeM(resolution);
  const expectedCount =
    (line.lengthM * (leftM + rightM + 2 * edgeM)) / getHexagonAreaAvg(resolution, UNITS.m2);
  if (!(expectedCount <= CELL_COUNT_MAX)) {
    throw new GeoError("TL_GEO_CELL_LIMIT", { expectedCount, resolution });
  }
  // From the line's own cells outward: the way from a place to its foot stays in the corridor.
  const kept = new Set<string>();
  const stepCount = Math.ceil((2 * line.lengthM) / edgeM);
  for (let step = 0; step <= stepCount; step++) {
    const { position } = line.atChainage((line.lengthM * step) / stepCount);
    kept.add(cellAt(position[0], position[1], resolution));
  }
  const seen = new Set(kept);
  for (const cell of kept) {
    for (const neighbour of gridDisk(cell, 1)) {
      if (seen.has(neighbour)) continue;
      seen.add(neighbour);
      // The set grows while it is walked; what is added comes up in its turn.
      if (isCellNear(neighbour, line, leftM, rightM, edgeM)) kept.add(neighbour);
    }
  }
  return [...kept].sort();
}

function isCellNear(
  cell: string,
  line: PreparedLine,
  leftM: number,
  rightM: number,
  edgeM: number,
): boolean {
  const centre = cellCentre(cell);
  const signedM = line.fastSignedDistanceM(centre[0], centre[1]);
  const overM = Math.max(signedM - leftM, -signedM - rightM);
  if (overM <= 0) return true;
  const farM = Math.abs(signedM) - Math.max(leftM, rightM);
  if (farM > 2 * edgeM) return false; // no cell's corner is that far from its centre
  const corners = cellBoundary(cell);
  const reachM = Math.max(...corners.map((corner) => distanceM(centre, corner)));
  if (overM <= reachM) return true;
  // A cell with corners on both sides may reach the wider side's band past an end of the line.
  const isLeft = signedM > 0;
  const isAstride = corners.some(([x, y]) => line.fastSignedDistanceM(x, y) > 0 !== isLeft);
  return isAstride && farM <= reachM;
}

/** How many places `cellSamplePoints` gives for a hexagon: coarse, usual, fine. */
export type CellSampleCount = 1 | 7 | 13;

/**
 * Places in a cell that stand for all of it with equal weight, always the same ones: the centre,
 * and for each corner one on the way to it (7), besides one towards each middle of a side (13).
 * Their distances are chosen so that the mean square distance from the centre is that of a regular
 * hexagon (5/12 of the squared corner distance): sums over them are right for linear and radial
 * quadratic functions. The twelve pentagons of each resolution give one place less a ring.
 * @throws GeoError `TL_GEO_CELL`
 */
export function cellSamplePoints(cell: string, count: CellSampleCount = 7): LonLat[] {
  const centre = cellCentre(cell);
  if (count === 1) return [centre];
  // Corners beyond the 180th meridian count on, so that they lie beside the centre.
  const corners = cellBoundary(cell)
    .slice(0, -1)
    .map(([lonDeg, latDeg]): Position => [besideDeg(lonDeg, centre[0]), latDeg]);
  const towards = (to: Position, share: number) =>
    lonLat(
      besideDeg(centre[0] + (to[0] - centre[0]) * share, 0),
      centre[1] + (to[1] - centre[1]) * share,
    );
  if (count === 7) return [centre, ...corners.map((corner) => towards(corner, Math.sqrt(35 / 72)))];
  const sideRatio = 0.45; // of the corner distance, towards the middle of a side
  const cornerRatio = Math.sqrt(65 / 72 - sideRatio * sideRatio);
  const middles = corners.map((corner, index): Position => {
    const next = corners[(index + 1) % corners.length] ?? corner;
    return [(corner[0] + next[0]) / 2, (corner[1] + next[1]) / 2];
  });
  return [
    centre,
    ...corners.map((corner) => towards(corner, cornerRatio)),
    ...middles.map((middle) => towards(middle, sideRatio / Math.sqrt(3 / 4))),
  ];
}

/** The same longitude, counted so that it is within 180° of another. */
function besideDeg(lonDeg: number, otherDeg: number): number {
  if (lonDeg - otherDeg > 180) return lonDeg - 360;
  return otherDeg - lonDeg > 180 ? lonDeg + 360 : lonDeg;
}
