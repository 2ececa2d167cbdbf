import type { LonLat } from "@truceline/model";
import { destination, inverseGeodesic } from "./geodesic.ts";
import type { Position } from "./geometry.ts";

const DEG = Math.PI / 180;

/** A plane touching the ellipsoid: metres east (x) and north (y) of its centre. */
export interface AzimuthalPlane {
  readonly centre: Position;
  /** Metres east and north: x = d sin A, y = d cos A of the geodesic from the centre. */
  toPlane(position: Position): [xM: number, yM: number];
  toPosition(xM: number, yM: number): LonLat;
}

/**
 * Azimuthal equidistant projection on the WGS 84 ellipsoid: distance and direction from the centre
 * are exact (nanometres), whatever the distance. Some 3 µs a place; `localPlane` is the fast one.
 */
export function azimuthalPlane(centre: Position): AzimuthalPlane {
  return {
    centre,
    toPlane(position) {
      const { distanceM, azimuthDeg } = inverseGeodesic(centre, position);
      return [distanceM * Math.sin(azimuthDeg * DEG), distanceM * Math.cos(azimuthDeg * DEG)];
    },
    toPosition(xM, yM) {
      return destination(centre, Math.atan2(xM, yM) / DEG, Math.hypot(xM, yM));
    },
  };
}
