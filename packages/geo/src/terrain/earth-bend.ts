import { GeoError } from "../errors.ts";
import { MEAN_RADIUS_M, WGS84_MAJOR_M } from "../geodesic.ts";

/** Radii that sight is reckoned with, by name: two programs that differ here differ at the horizon. */
export const earthRadiiM = {
  /** The round figure of many textbooks and of the oracle's masks. */
  sphere: 6_371_000,
  /** (2a + b) / 3 of WGS 84. */
  mean: MEAN_RADIUS_M,
  /** Equatorial radius of WGS 84; what gdal_viewshed takes from a file in WGS 84. */
  equatorial: WGS84_MAJOR_M,
} as const;

export type EarthRadius = keyof typeof earthRadiiM;

/**
 * Earth's curvature less the usual bending of light near the ground: 1 - 1/7. Radio bends more
 * (3/4); 1 is geometry alone, 0 a flat Earth.
 */
export const usualCurvatureCoefficient = 6 / 7;

/** How the line of sight is bent; absent members take the usual coefficient and the mean radius. */
export interface SightOptions {
  readonly curvatureCoefficient?: number;
  readonly radius?: EarthRadius;
}

/**
 * By how much the ground falls away under a level line: metres = bend · distance².
 * bend = coefficient / (2 R), 1/m.
 * @throws GeoError `TL_GEO_SIGHT` for a coefficient below 0, above 10 or not a number.
 */
export function bendPerM(options: SightOptions): number {
  const { curvatureCoefficient = usualCurvatureCoefficient, radius = "mean" } = options;
  if (!(curvatureCoefficient >= 0 && curvatureCoefficient <= 10)) {
    throw new GeoError("TL_GEO_SIGHT", { curvatureCoefficient });
  }
  return curvatureCoefficient / (2 * earthRadiiM[radius]);
}

/**
 * How far level ground is seen from a height above it, metres: √(2 R h / coefficient).
 * Two heights see each other up to the sum of their horizons. Infinite for a flat Earth.
 * @throws GeoError `TL_GEO_SIGHT` for a height below 0 or not finite.
 * @example horizonM(30, { curvatureCoefficient: 6 / 7, radius: "sphere" }) // 21118.00
 */
export function horizonM(aboveGroundM: number, options: SightOptions = {}): number {
  return Math.sqrt(heightAboveGround(aboveGroundM) / bendPerM(options));
}

/** Given back as it is. @throws GeoError `TL_GEO_SIGHT` below 0, not finite, or above 1,000 km. */
export function heightAboveGround(aboveGroundM: number): number {
  if (!(aboveGroundM >= 0 && aboveGroundM <= 1e6)) {
    throw new GeoError("TL_GEO_SIGHT", { aboveGroundM });
  }
  return aboveGroundM;
}
