import { AreaMemo, areaM2, areaMedian, cellAt } from "@truceline/geo";
import type { Area, ReleaseLevel } from "@truceline/model";
import { mostFineResolution, type ReleaseTerms } from "./release-terms.ts";

/** A place as it may be told outside: one cell of the world's fixed lattice, never its middle. */
export interface ToldPlace {
  /** H3 index. */
  readonly cell: string;
  readonly cellAreaM2: number;
}

/** Mean areas of H3 cells, resolution 0 to 7, in m². Source: the H3 table of cell areas. */
const meanCellAreaM2 = [
  4.357449416078391e12, 6.097884417941332e11, 8.680178039899721e10, 1.239343465508816e10,
  1.770347654491307e9, 2.52903858182194e8, 3.6129062164e7, 5.16129336e6,
] as const;

const known = new AreaMemo<ToldPlace>(13);

/**
 * The cell that may be told for an area: coarse enough for the level and never finer than the area
 * itself is known. It is one cell always: two that share an edge would tell the place finer than
 * either. The area's median decides which; the area may reach beyond it.
 */
export function toldPlace(
  area: Area,
  level: Exclude<ReleaseLevel, "internal">,
  terms: ReleaseTerms,
): ToldPlace {
  const leastM2 = level === "public" ? terms.cellAreaM2 : 0;
  return known.of(area, leastM2, coarsened);
}

function coarsened(area: Area, atLeastM2: number): ToldPlace {
  const leastM2 = Math.max(areaM2(area), atLeastM2);
  let resolution = mostFineResolution;
  // Cells of one resolution differ in size: "about" what the agreement asks is a tenth less.
  while (resolution > 0 && (meanCellAreaM2[resolution] ?? 0) < leastM2 * 0.9) resolution--;
  const [lonDeg, latDeg] = areaMedian(area);
  return Object.freeze({
    cell: cellAt(lonDeg, latDeg, resolution),
    cellAreaM2: meanCellAreaM2[resolution] ?? 0,
  });
}
