import { areaM2, areaMedian, cellAt } from "@truceline/geo";
import type { Area, LonLat, ReleaseLevel } from "@truceline/model";
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

/** Places that were told are remembered, one for each slot: posts and directions come again and again. */
const slotCount = 8_192;
const known: (Known | undefined)[] = Array.from({ length: slotCount });

interface Known {
  readonly area: Area;
  readonly leastM2: number;
  readonly told: ToldPlace;
}

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
  const slot = slotOf(area);
  if (slot === undefined) return coarsened(area, leastM2);
  const before = known[slot];
  if (before !== undefined && before.leastM2 === leastM2 && isSame(before.area, area)) {
    return before.told;
  }
  const told = coarsened(area, leastM2);
  known[slot] = { area, leastM2, told };
  return told;
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

/** Only sectors and circles are remembered: what people hear and see from a post. */
function slotOf(area: Area): number | undefined {
  if (area.shape !== "sector" && area.shape !== "circle") return undefined;
  let hash = Math.imul((area.centre[0] * 1e6) | 0, 73_856_093);
  hash ^= Math.imul((area.centre[1] * 1e6) | 0, 19_349_663);
  if (area.shape === "circle") hash ^= Math.imul(area.radiusM | 0, 83_492_791);
  else {
    hash ^= Math.imul(area.minM | 0, 83_492_791) ^ Math.imul(area.maxM | 0, 49_979_687);
    for (const deg of area.bearingsDeg) hash = Math.imul(hash ^ ((deg * 100) | 0), 16_777_619);
  }
  return (hash ^ (hash >>> 15)) & (slotCount - 1);
}

/** A slot is shared by many areas: every number is compared. */
function isSame(a: Area, b: Area): boolean {
  if (a.shape === "circle") {
    return b.shape === "circle" && a.radiusM === b.radiusM && isSameCentre(a, b);
  }
  return (
    a.shape === "sector" &&
    b.shape === "sector" &&
    a.minM === b.minM &&
    a.maxM === b.maxM &&
    a.halfWidthDeg === b.halfWidthDeg &&
    isSameCentre(a, b) &&
    a.bearingsDeg.length === b.bearingsDeg.length &&
    a.bearingsDeg.every((deg, index) => deg === b.bearingsDeg[index])
  );
}

function isSameCentre(a: { readonly centre: LonLat }, b: { readonly centre: LonLat }): boolean {
  return a.centre[0] === b.centre[0] && a.centre[1] === b.centre[1];
}
