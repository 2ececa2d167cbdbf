import {
  type BoundingBox,
  boundingBox,
  cellsAlongLine,
  cellsOfZone,
  destination,
  type Position,
  PreparedBand,
  type PreparedLine,
  PreparedZone,
  type ZoneGeometry,
  zoneAreaM2,
} from "@truceline/geo";
import { type Area, lonLat } from "@truceline/model";
import type { Polygons } from "./compiled.ts";

/** The ground a rule speaks of, ready for many questions. Exact; nothing in it depends on time. */
export interface PreparedArea {
  /** Does it hold the place? Polygons by `isInsideZone`, bands by distance and side, ends round. */
  contains(lonDeg: number, latDeg: number): boolean;
  /** Share of an area that lies in it, 0 to 1; see `PreparedZone.shareOf` for the accuracy. */
  shareOf(area: Area): number;
  /** Square metres on the ellipsoid; bands within 3e-4. */
  areaM2(): number;
  /** Outlines for drawing: geometry as it is, bands as `bandOutline` draws them. */
  polygons(): Polygons;
  /** Smallest box round it; for a band, some 1 % of its width larger. */
  readonly box: BoundingBox;
  /** Cells that the area touches, sorted; of a band a few that nearly do may be among them. */
  cells(resolution: number): readonly string[];
  /** Set for a band. */
  readonly band: PreparedBand | null;
}

/** An area by polygons; one that has none holds no place. */
export function areaByGeometry(polygons: Polygons): PreparedArea {
  const geometry: ZoneGeometry = { type: "MultiPolygon", coordinates: polygons };
  const zone = new PreparedZone(geometry);
  return {
    contains: (lonDeg, latDeg) => zone.contains(lonDeg, latDeg),
    shareOf: (area) => zone.shareOf(area),
    areaM2: () => zoneAreaM2(geometry),
    polygons: () => polygons,
    box: boundingBox(polygons.flat(2)),
    cells: (resolution) => cellsOfZone(geometry, resolution),
    band: null,
  };
}

/** An area by its distance from a line, each side with its own. */
export function areaByBand(line: PreparedLine, leftM: number, rightM: number): PreparedArea {
  if (leftM + rightM === 0) return nowhere;
  const band = new PreparedBand(line, { leftM, rightM });
  return {
    contains: (lonDeg, latDeg) => band.contains(lonDeg, latDeg),
    shareOf: (area) => band.shareOf(area),
    areaM2: () => band.areaM2().bothM2,
    polygons: () =>
      band.outline.coordinates.map((rings) =>
        rings.map((ring) => ring.map(([lonDeg, latDeg]) => lonLat(lonDeg, latDeg))),
      ),
    box: boxAround(line.coordinates, Math.max(leftM, rightM)),
    cells: (resolution) => cellsAlongLine(line, leftM, rightM, resolution),
    band,
  };
}

/** An area that holds no place: a band without width, or along a line that has no version yet. */
export const nowhere: PreparedArea = {
  contains: () => false,
  shareOf: () => 0,
  areaM2: () => 0,
  polygons: () => [],
  box: boundingBox([]),
  cells: () => [],
  band: null,
};

function boxAround(positions: readonly Position[], reachM: number): BoundingBox {
  // Geodesics bulge towards the poles between their ends: 1 % and 100 m cover edges of 300 km.
  const wideM = reachM * 1.01 + 100;
  return boundingBox(
    positions.flatMap((position) =>
      [0, 90, 180, 270].map((azimuthDeg) => destination(position, azimuthDeg, wideM)),
    ),
  );
}
