import type { Ground } from "@truceline/watch";
import { cumulativeM, positionAt } from "../map/features/along-line.ts";
import { mainLine } from "./main-line.ts";

export interface SectorStretch {
  readonly id: string;
  readonly name: string;
  readonly fromM: number;
  readonly toM: number;
}

/** The line is looked at this often where sectors are areas, not stretches. */
const stepCount = 400;

/**
 * Where each sector lies along the line, in order. Sectors laid out along it say so themselves;
 * those that are areas all begin at zero and overlap: they are placed by the cells nearest to the
 * line. A sector the line does not pass is left out.
 */
export function sectorStretches(
  ground: Pick<Ground, "sectors" | "cells" | "lines">,
): readonly SectorStretch[] {
  const said = ground.sectors
    .filter(({ fromM, toM }) => toM > fromM)
    .sort((one, other) => one.fromM - other.fromM);
  const apart = said.every((sector, index) => sector.fromM >= (said[index - 1]?.toM ?? 0) - 1);
  return apart ? said : byCells(ground);
}

function byCells({
  sectors,
  cells,
  lines,
}: Pick<Ground, "sectors" | "cells" | "lines">): readonly SectorStretch[] {
  const line = mainLine(lines);
  const along = cumulativeM(line);
  const totalM = along.at(-1) ?? 0;
  const middles = cells.map(({ sectorId, ring }) => {
    const [west, east] = [ring[0]?.[0] ?? 0, ring[Math.floor(ring.length / 2)]?.[0] ?? 0];
    const [south, north] = [ring[0]?.[1] ?? 0, ring[Math.floor(ring.length / 2)]?.[1] ?? 0];
    return { sectorId, lon: (west + east) / 2, lat: (south + north) / 2 };
  });
  const found = new Map<string, { fromM: number; toM: number }>();
  const runs: { id: string; fromM: number; toM: number }[] = [];
  for (let step = 0; step < stepCount; step++) {
    const [fromM, toM] = [(totalM * step) / stepCount, (totalM * (step + 1)) / stepCount];
    const [lon, lat] = positionAt(line, along, (fromM + toM) / 2);
    const squeeze = Math.cos((lat * Math.PI) / 180);
    let nearest: { sectorId: string; apart: number } | null = null;
    for (const middle of middles) {
      const apart = ((middle.lon - lon) * squeeze) ** 2 + (middle.lat - lat) ** 2;
      if (nearest === null || apart < nearest.apart) {
        nearest = { sectorId: middle.sectorId, apart };
      }
    }
    if (nearest === null) return [];
    const last = runs.at(-1);
    if (last?.id === nearest.sectorId) last.toM = toM;
    else runs.push({ id: nearest.sectorId, fromM, toM });
  }
  // A small area on the way cuts a long one in two: its longest run stands for it.
  for (const { id, fromM, toM } of runs) {
    const before = found.get(id);
    if (before === undefined || toM - fromM > before.toM - before.fromM) {
      found.set(id, { fromM, toM });
    }
  }
  return sectors
    .flatMap(({ id, name }) => {
      const stretch = found.get(id);
      return stretch === undefined ? [] : [{ id, name, ...stretch }];
    })
    .sort((one, other) => one.fromM - other.fromM);
}
