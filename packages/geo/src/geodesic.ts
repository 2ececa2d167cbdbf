import { type LonLat, lonLat } from "@truceline/model";
import geographiclib from "geographiclib-geodesic";
import { type Position, polygonsOf, type Ring, type ZoneGeometry } from "./geometry.ts";

const { Geodesic } = geographiclib;
const wgs84 = Geodesic.WGS84;

/** Equatorial radius of WGS 84. */
export const WGS84_MAJOR_M = 6_378_137;
/** Polar radius of WGS 84. */
export const WGS84_MINOR_M = WGS84_MAJOR_M * (1 - 1 / 298.257223563);
/** Mean radius (2a + b) / 3; for bounds and first guesses, never for results. */
export const MEAN_RADIUS_M = (2 * WGS84_MAJOR_M + WGS84_MINOR_M) / 3;

/** The answer of the inverse geodesic problem. Azimuths clockwise from north, 0 <= deg < 360. */
export interface GeodesicLeg {
  readonly distanceM: number;
  /** Direction at the start. */
  readonly azimuthDeg: number;
  /** Direction of travel at the end (not the way back). */
  readonly endAzimuthDeg: number;
}

/** A place on a geodesic and the direction of travel there. */
export interface GeodesicStep {
  readonly position: LonLat;
  readonly azimuthDeg: number;
}

/** Any angle as 0 <= deg < 360. */
export function normaliseDeg(deg: number): number {
  if (deg >= 0 && deg < 360) return deg; // the remainder is slow, and hot loops come by here
  const rest = deg % 360;
  const positive = rest < 0 ? rest + 360 : rest;
  return positive >= 360 ? 0 : positive; // -1e-20 % 360 + 360 rounds to 360
}

function toLonLat(lonDeg: number, latDeg: number): LonLat {
  return lonLat(lonDeg > 180 ? lonDeg - 360 : lonDeg < -180 ? lonDeg + 360 : lonDeg, latDeg);
}

/**
 * Geodesic distance on WGS 84, metres.
 * Accuracy: 15 nanometres. Source: C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013).
 */
export function distanceM(from: Position, to: Position): number {
  return wgs84.Inverse(from[1], from[0], to[1], to[0], Geodesic.DISTANCE).s12 ?? Number.NaN;
}

/** Distance and both azimuths of the geodesic between two places. Same source and accuracy. */
export function inverseGeodesic(from: Position, to: Position): GeodesicLeg {
  const leg = wgs84.Inverse(from[1], from[0], to[1], to[0], Geodesic.DISTANCE | Geodesic.AZIMUTH);
  return {
    distanceM: leg.s12 ?? Number.NaN,
    azimuthDeg: normaliseDeg(leg.azi1 ?? Number.NaN),
    endAzimuthDeg: normaliseDeg(leg.azi2 ?? Number.NaN),
  };
}

/** Azimuth of the geodesic from one place to another, clockwise from north, 0 <= deg < 360. */
export function bearingDeg(from: Position, to: Position): number {
  return inverseGeodesic(from, to).azimuthDeg;
}

/** The place `distanceM` away along the geodesic that starts at `azimuthDeg`; either may be < 0. */
export function destination(from: Position, azimuthDeg: number, distanceM: number): LonLat {
  const step = wgs84.Direct(from[1], from[0], azimuthDeg, distanceM, Geodesic.STANDARD);
  return toLonLat(step.lon2 ?? Number.NaN, step.lat2 ?? Number.NaN);
}

/** A geodesic from one place to another, to be walked along many times. */
export interface GeodesicSegment extends GeodesicLeg {
  /** The place `alongM` from the start, which may be negative or beyond the end. */
  at(alongM: number): GeodesicStep;
}

export function geodesicSegment(from: Position, to: Position): GeodesicSegment {
  const leg = inverseGeodesic(from, to);
  const caps = Geodesic.STANDARD | Geodesic.DISTANCE_IN;
  const line = new geographiclib.GeodesicLine.GeodesicLine(
    wgs84,
    from[1],
    from[0],
    leg.azimuthDeg,
    caps,
  );
  return {
    ...leg,
    at(alongM) {
      const step = line.Position(alongM, Geodesic.STANDARD);
      return {
        position: toLonLat(step.lon2 ?? Number.NaN, step.lat2 ?? Number.NaN),
        azimuthDeg: normaliseDeg(step.azi2 ?? Number.NaN),
      };
    },
  };
}

/** Geodesic length of a polyline, metres; 0 for fewer than two positions. */
export function lengthM(positions: readonly Position[]): number {
  let sumM = 0;
  let previous: Position | undefined;
  for (const position of positions) {
    if (previous !== undefined) sumM += distanceM(previous, position);
    previous = position;
  }
  return sumM;
}

/**
 * Area inside a ring whose edges are geodesics, square metres; positive if it runs anticlockwise,
 * negative if clockwise. Open and closed rings give the same. Rings around a pole are allowed.
 * Accuracy: 0.1 m² a vertex. Source: Karney (2013), section 6.
 */
export function ringAreaM2(ring: Ring): number {
  const polygon = wgs84.Polygon(false);
  const [first] = ring;
  const last = ring.at(-1);
  const isClosed =
    ring.length > 1 && first !== undefined && last?.[0] === first[0] && last[1] === first[1];
  const count = isClosed ? ring.length - 1 : ring.length;
  for (const [lonDeg, latDeg] of ring.slice(0, count)) polygon.AddPoint(latDeg, lonDeg);
  return polygon.Compute(false, true).area ?? Number.NaN;
}

/** Area of a zone, holes taken off, whatever the winding of its rings. Square metres. */
export function zoneAreaM2(geometry: ZoneGeometry): number {
  let sumM2 = 0;
  for (const rings of polygonsOf(geometry)) {
    for (const [index, ring] of rings.entries()) {
      const areaM2 = Math.abs(ringAreaM2(ring));
      sumM2 += index === 0 ? areaM2 : -areaM2;
    }
  }
  return sumM2;
}

/**
 * Area of the ellipsoid between two parallels, for a width in longitude: exact.
 * Source: the integral of the two radii of curvature times cos(latitude), closed form.
 */
export function quadrangleAreaM2(southDeg: number, northDeg: number, widthDeg: number): number {
  const e = Math.sqrt(1 - (WGS84_MINOR_M / WGS84_MAJOR_M) ** 2);
  const upTo = (latDeg: number) => {
    const sin = Math.sin((latDeg * Math.PI) / 180);
    return sin / (1 - (e * sin) ** 2) + Math.atanh(e * sin) / e;
  };
  const zoneM2 = (WGS84_MINOR_M * WGS84_MINOR_M * (upTo(northDeg) - upTo(southDeg))) / 2;
  return (zoneM2 * widthDeg * Math.PI) / 180;
}
