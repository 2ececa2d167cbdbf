import { GeoError } from "./errors.ts";
import { MEAN_RADIUS_M } from "./geodesic.ts";
import { boundingBox } from "./geometry.ts";
import type { PreparedLine } from "./prepared-line.ts";

const METRES_PER_DEG = (MEAN_RADIUS_M * Math.PI) / 180;
const BLOCK = 64;
/** Blocks this small are asked node by node. */
const LEAF = 4;
/** Nodes of the lattice; a wider band or a longer line gets a coarser one. */
const NODE_COUNT_MAX = 6_000_000;

/** How far a band reaches on each side of its line; 0 leaves that side out. */
export interface BandReach {
  readonly leftM: number;
  readonly rightM: number;
}

/** What a node of the lattice is; `inside` where its side was not asked for. */
export const nodeKinds = { outside: 0, left: 1, right: 2, inside: 3 } as const;
export type NodeKind = (typeof nodeKinds)[keyof typeof nodeKinds];

/** A grid in longitude and latitude over a band; each node knows on which side it lies, if any. */
export interface BandLattice {
  readonly westDeg: number;
  readonly southDeg: number;
  readonly stepLonDeg: number;
  readonly stepLatDeg: number;
  readonly columnCount: number;
  readonly rowCount: number;
  /** One for each node, row after row from the south. */
  readonly kinds: Uint8Array;
  /**
   * South-west nodes of all cells whose corners may differ, ascending: of any other cell all
   * corners are outside or all are inside.
   */
  readonly mixedCells: readonly number[];
  kindAt(lonDeg: number, latDeg: number): NodeKind;
}

/** @throws GeoError `TL_GEO_DISTANCE` unless both reaches are 0 or more and one is more than 0. */
export function checkReach({ leftM, rightM }: BandReach): void {
  const isSound = leftM >= 0 && rightM >= 0 && leftM + rightM > 0 && leftM + rightM < 2_000_000;
  if (!isSound) throw new GeoError("TL_GEO_DISTANCE", { leftM, rightM });
}

/**
 * Lays a lattice of about `stepM` over a band. Whole blocks are settled by the one distance of their
 * middle where it says enough: those far enough from the line and, where sides are not asked for,
 * those near enough to it. All others are halved each way and looked at again.
 * @throws GeoError `TL_GEO_DISTANCE`, `TL_GEO_ANTIMERIDIAN`
 */
export function bandLattice(
  line: PreparedLine,
  reach: BandReach,
  stepM: number,
  sides: "asked" | "not-asked" = "asked",
): BandLattice {
  checkReach(reach);
  const { leftM, rightM } = reach;
  const farM = Math.max(leftM, rightM);
  const box = boundingBox(line.coordinates);
  const midCos = Math.cos((((box.southDeg + box.northDeg) / 2) * Math.PI) / 180);
  const edgeLatDeg = Math.max(Math.abs(box.southDeg), Math.abs(box.northDeg));
  const tallDeg = (farM * 1.01) / METRES_PER_DEG;
  const edgeCos = Math.cos(((edgeLatDeg + tallDeg) * Math.PI) / 180);
  const wideDeg = tallDeg / edgeCos;
  // A geodesic bulges towards the pole beyond the box of its ends.
  const bulgeDeg = (box.eastDeg - box.westDeg) ** 2 / 900;
  const heightDeg = box.northDeg - box.southDeg + 2 * (tallDeg + bulgeDeg);
  const widthDeg = box.eastDeg - box.westDeg + 2 * wideDeg;
  const nodeM2 = (heightDeg * widthDeg * midCos * METRES_PER_DEG ** 2) / NODE_COUNT_MAX;
  const spacingM = Math.max(stepM, Math.sqrt(nodeM2));
  const stepLatDeg = spacingM / METRES_PER_DEG;
  const stepLonDeg = stepLatDeg / midCos;
  const westDeg = box.westDeg - wideDeg - 2 * stepLonDeg;
  const southDeg = box.southDeg - tallDeg - bulgeDeg - 2 * stepLatDeg;
  const columnCount = Math.ceil(widthDeg / stepLonDeg) + 5;
  const rowCount = Math.ceil(heightDeg / stepLatDeg) + 5;
  const northDeg = southDeg + rowCount * stepLatDeg;
  if (
    !(edgeCos > 0.02 && westDeg >= -180 && westDeg + columnCount * stepLonDeg <= 180) ||
    southDeg < -89 ||
    northDeg > 89
  ) {
    throw new GeoError("TL_GEO_ANTIMERIDIAN", { ...box, ...reach });
  }

  const kindAt = (lonDeg: number, latDeg: number): NodeKind => {
    const signedM = line.fastSignedDistanceM(lonDeg, latDeg);
    if (signedM > 0) return signedM <= leftM ? nodeKinds.left : nodeKinds.outside;
    return -signedM <= rightM && rightM > 0 ? nodeKinds.right : nodeKinds.outside;
  };
  const kinds = new Uint8Array(columnCount * rowCount);
  const maxCos = Math.max(...[southDeg, northDeg].map((deg) => Math.cos((deg * Math.PI) / 180)));
  const widestCos = southDeg < 0 && northDeg > 0 ? 1 : maxCos;
  const halfNodeM = (Math.hypot(stepLatDeg, stepLonDeg * widestCos) / 2) * METRES_PER_DEG * 1.02;
  // Nearer than this the side makes no difference.
  const insideM = sides === "asked" ? 0 : Math.min(leftM, rightM);
  const mixedCells: number[] = [];
  const fill = (row: number, column: number, size: number): void => {
    if (row >= rowCount || column >= columnCount) return;
    const lonDeg = westDeg + (column + size / 2) * stepLonDeg;
    const latDeg = southDeg + (row + size / 2) * stepLatDeg;
    const distanceM = Math.abs(line.fastSignedDistanceM(lonDeg, latDeg));
    const halfM = size * halfNodeM;
    if (distanceM > farM + halfM) return; // all outside, as the array begins
    const lastRow = Math.min(rowCount, row + size);
    const lastColumn = Math.min(columnCount, column + size);
    if (distanceM + halfM < insideM) {
      for (let y = row; y < lastRow; y++) {
        kinds.fill(nodeKinds.inside, y * columnCount + column, y * columnCount + lastColumn);
      }
      return;
    }
    if (size > LEAF) {
      const half = size / 2;
      fill(row, column, half);
      fill(row, column + half, half);
      fill(row + half, column, half);
      fill(row + half, column + half, half);
      return;
    }
    for (let y = row; y < lastRow; y++) {
      for (let x = column; x < lastColumn; x++) {
        kinds[y * columnCount + x] = kindAt(westDeg + x * stepLonDeg, southDeg + y * stepLatDeg);
        if (y + 1 < rowCount && x + 1 < columnCount) mixedCells.push(y * columnCount + x);
      }
    }
  };
  for (let row = 0; row < rowCount; row += BLOCK) {
    for (let column = 0; column < columnCount; column += BLOCK) fill(row, column, BLOCK);
  }
  mixedCells.sort((a, b) => a - b);
  return {
    westDeg,
    southDeg,
    stepLonDeg,
    stepLatDeg,
    columnCount,
    rowCount,
    kinds,
    mixedCells,
    kindAt,
  };
}
