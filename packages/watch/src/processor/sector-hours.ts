import type { AreaCell } from "@truceline/agreement";
import type { CoverageHour } from "@truceline/sensing";
import type { SectorHour } from "@truceline/verification";

/** Cells of a sector from which its losses are worked out, evenly picked: they cost most of the time. */
export const lossCellCountMax = 12;

/** An hour's coverage by sector, with what took the rest away. */
export function bySector(cells: readonly AreaCell[], hour: CoverageHour): Map<string, SectorHour> {
  const indexes = new Map<string, number[]>();
  for (const [index, { sectorId }] of cells.entries()) {
    const own = indexes.get(sectorId);
    if (own === undefined) indexes.set(sectorId, [index]);
    else own.push(index);
  }
  const found = new Map<string, SectorHour>();
  for (const [sectorId, own] of indexes) {
    const step = Math.ceil(own.length / lossCellCountMax);
    found.set(sectorId, {
      fromMs: hour.fromMs,
      toMs: hour.toMs,
      ratios: Float64Array.from(own, (index) => hour.ratios[index] ?? 0),
      losses: hour.losses(own.filter((_, position) => position % step === 0)),
    });
  }
  return found;
}
