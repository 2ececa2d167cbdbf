import type { Ground } from "@truceline/watch";
import { cumulativeM, positionAt } from "../map/features/along-line.ts";
import type { Box } from "../map/map-surface.ts";
import { mainLine } from "./main-line.ts";

/** Box round a sector's cells; without cells, round its stretch of the line. */
export function sectorBox(ground: Ground, sectorId: string): Box | null {
  const sector = ground.sectors.find(({ id }) => id === sectorId);
  if (sector === undefined) return null;
  const cells = ground.cells.filter((cell) => cell.sectorId === sectorId);
  let positions: readonly (readonly [number, number])[] = cells.flatMap(({ ring }) => ring);
  if (positions.length === 0) {
    const line = mainLine(ground.lines);
    if (line.length === 0) return null;
    const along = cumulativeM(line);
    const steps = [0, 0.25, 0.5, 0.75, 1];
    positions = steps.map((share) =>
      positionAt(line, along, sector.fromM + share * (sector.toM - sector.fromM)),
    );
  }
  const lons = positions.map(([lon]) => lon);
  const lats = positions.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
