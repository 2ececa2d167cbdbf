import { MEAN_RADIUS_M, type Position } from "@truceline/geo";

const DEG = Math.PI / 180;

/**
 * Metres between two places on the mean sphere: within 0.6 % of the ellipsoid. For limits on speed
 * and nearness, where it is twenty times faster than the geodesic.
 */
export function sphericalDistanceM(from: Position, to: Position): number {
  const south = Math.sin(((to[1] - from[1]) * DEG) / 2);
  const east = Math.sin(((to[0] - from[0]) * DEG) / 2);
  const half = south * south + Math.cos(from[1] * DEG) * Math.cos(to[1] * DEG) * east * east;
  return 2 * MEAN_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Metres east and north of `origin`, flat: within 1 % to 100 km below 70° of latitude. */
export function offsetM(origin: Position, place: Position): readonly [number, number] {
  const eastDeg = wrappedDeg(place[0] - origin[0]);
  const middleDeg = (place[1] + origin[1]) / 2;
  return [
    eastDeg * DEG * MEAN_RADIUS_M * Math.cos(middleDeg * DEG),
    (place[1] - origin[1]) * DEG * MEAN_RADIUS_M,
  ];
}

/** Clockwise from north, 0 <= deg < 360, of a flat way. */
export function courseOfDeg(eastM: number, northM: number): number {
  const deg = Math.atan2(eastM, northM) / DEG;
  return deg < 0 ? deg + 360 : deg;
}

/** The same turn between −180 and 180. */
export function wrappedDeg(deg: number): number {
  return deg - 360 * Math.round(deg / 360);
}
