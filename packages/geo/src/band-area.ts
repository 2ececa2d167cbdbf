import { type BandReach, bandLattice, checkReach, nodeKinds } from "./band-lattice.ts";
import { quadrangleAreaM2 } from "./geodesic.ts";
import type { PreparedLine } from "./prepared-line.ts";

/** Nodes across the narrower side of a band. */
const NODES_ACROSS = 50;
/** Cells that are not all of one kind are looked at in so many parts each way. */
const PARTS = 8;

/** Areas on the ellipsoid. */
export interface BandArea {
  readonly leftM2: number;
  readonly rightM2: number;
  /** Both sides together; with equal reaches the whole round-ended buffer. */
  readonly bothM2: number;
}

/**
 * Area of a band on each side of a line, by the side rule of `PreparedLine`; ends are round.
 * Accuracy: 3e-4 relative for each side. Some 0.1 s.
 * @throws GeoError `TL_GEO_DISTANCE`, `TL_GEO_ANTIMERIDIAN`
 */
export function bandAreaM2(line: PreparedLine, reach: BandReach): BandArea {
  checkReach(reach);
  const narrowM = Math.min(...[reach.leftM, reach.rightM].filter((sideM) => sideM > 0));
  const lattice = bandLattice(line, reach, narrowM / NODES_ACROSS);
  const { kinds, columnCount, rowCount, stepLonDeg, stepLatDeg } = lattice;
  let leftM2 = 0;
  let rightM2 = 0;
  for (let row = 0; row + 1 < rowCount; row++) {
    const southDeg = lattice.southDeg + row * stepLatDeg;
    let left = 0;
    let right = 0;
    for (let column = 0; column + 1 < columnCount; column++) {
      const node = row * columnCount + column;
      const kind = kinds[node];
      const isOne =
        kinds[node + 1] === kind &&
        kinds[node + columnCount] === kind &&
        kinds[node + columnCount + 1] === kind;
      if (isOne) {
        if (kind === nodeKinds.left) left += 1;
        else if (kind === nodeKinds.right) right += 1;
        continue;
      }
      const westDeg = lattice.westDeg + column * stepLonDeg;
      for (let part = 0; part < PARTS * PARTS; part++) {
        const along = ((part % PARTS) + 0.5) / PARTS;
        const up = (Math.floor(part / PARTS) + 0.5) / PARTS;
        const at = lattice.kindAt(westDeg + along * stepLonDeg, southDeg + up * stepLatDeg);
        if (at === nodeKinds.left) left += 1 / (PARTS * PARTS);
        else if (at === nodeKinds.right) right += 1 / (PARTS * PARTS);
      }
    }
    const cellM2 = quadrangleAreaM2(southDeg, southDeg + stepLatDeg, stepLonDeg);
    leftM2 += left * cellM2;
    rightM2 += right * cellM2;
  }
  return { leftM2, rightM2, bothM2: leftM2 + rightM2 };
}
