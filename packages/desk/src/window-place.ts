import type { PreparedAgreement } from "@truceline/agreement";
import { cellsOfZone, destination, PreparedZone, type ZoneGeometry } from "@truceline/geo";
import type { Area, LonLat, SilenceWindow } from "@truceline/model";
import type { PlacePosition } from "./patrol-presence.ts";

/** Around a place for which no distance was agreed. Ours. */
export const windowRadiusDefaultM = 1_000;
const circleCornerCount = 64;
/** Fewest and most cells in which a window's coverage is looked at; the place decides between. */
const cellCountMin = 12;
const cellCountMax = 400;
const finestResolution = 11;

/** The ground a window of silence is about. */
export interface WindowPlace {
  contains(lonDeg: number, latDeg: number): boolean;
  shareOf(area: Area): number;
  /** H3 cells that touch it, of the coarsest resolution that follows it closely enough. */
  readonly cells: readonly string[];
}

/**
 * The zone of the agreement that a window names, else a circle round its place. Null where neither
 * can be found: then nobody can say what happened in it.
 */
export function windowPlace(
  window: SilenceWindow,
  agreement: PreparedAgreement,
  positionOf: PlacePosition,
): WindowPlace | null {
  const { zoneId } = window.place;
  const isZone = agreement.compiled.zones.some(({ id }) => id === zoneId);
  if (zoneId !== undefined && isZone) {
    const area = agreement.zoneArea(zoneId, window.span.fromMs);
    const { cellResolution } = agreement.compiled;
    return {
      contains: area.contains,
      shareOf: area.shareOf,
      cells: closeCells(
        (resolution) => area.cells(resolution),
        Math.min(cellResolution, finestResolution),
      ),
    };
  }
  const centre = positionOf(window.place);
  if (centre === undefined) return null;
  const geometry = circle(centre, window.radiusM ?? windowRadiusDefaultM);
  const zone = new PreparedZone(geometry);
  return {
    contains: (lonDeg, latDeg) => zone.contains(lonDeg, latDeg),
    shareOf: (area) => zone.shareOf(area),
    cells: closeCells((resolution) => cellsOfZone(geometry, resolution), 5),
  };
}

/** A polygon of 64 corners whose sides lie half a thousandth inside the circle at most. */
function circle(centre: LonLat, radiusM: number): ZoneGeometry {
  const ring = Array.from({ length: circleCornerCount }, (_, corner) =>
    destination(centre, 360 - (corner * 360) / circleCornerCount, radiusM),
  );
  const [first] = ring;
  return { type: "Polygon", coordinates: [first === undefined ? ring : [...ring, first]] };
}

function closeCells(
  cellsAt: (resolution: number) => readonly string[],
  coarsest: number,
): readonly string[] {
  for (let resolution = coarsest; resolution < finestResolution; resolution++) {
    const cells = cellsAt(resolution);
    if (cells.length >= cellCountMin) return evenly(cells, cellCountMax);
  }
  return evenly(cellsAt(finestResolution), cellCountMax);
}

function evenly(cells: readonly string[], countMax: number): readonly string[] {
  const step = Math.ceil(cells.length / countMax);
  return cells.filter((_, index) => index % step === 0);
}
