import { courseOfDeg, offsetM, wrappedDeg } from "./spherical.ts";
import type { TrackPoint } from "./track.ts";

export interface Circle {
  readonly points: readonly TrackPoint[];
  readonly radiusM: number;
  /** Whole turns and parts of one. */
  readonly turnCount: number;
}

/** Newest points looked at. */
export const CIRCLE_POINT_COUNT = 40;
const POINT_COUNT_LEAST = 16;
const RADIUS_LEAST_M = 50;
const RADIUS_MAX_M = 10_000;
const TURN_COUNT_LEAST = 1.5;
/** Share of the radius that places may lie off the circle, root mean square. */
const OFF_RATIO_MAX = 0.06;
/** More of a turn between two reports than this and its sense cannot be told. */
const STEP_MAX_DEG = 120;

/**
 * Do the newest points (40 at most) go round one point, always the same way, one and a half turns
 * or more, within 6 % of one radius? Positions made up by some jammers of satellite navigation do
 * (Bergman 2019, circles of vessels near ports). Least squares for the centre after Kåsa 1976.
 */
export function circleOf(past: readonly TrackPoint[]): Circle | undefined {
  const points = past.slice(-CIRCLE_POINT_COUNT);
  const [first] = points;
  if (first === undefined || points.length < POINT_COUNT_LEAST) return undefined;
  const places = points.map((point) => offsetM(first.position, point.position));
  const fit = fitCircle(places);
  if (fit === undefined || fit.radiusM < RADIUS_LEAST_M || fit.radiusM > RADIUS_MAX_M) {
    return undefined;
  }
  let sweptDeg = 0;
  let sense = 0;
  let beforeDeg: number | undefined;
  for (const [eastM, northM] of places) {
    const deg = courseOfDeg(eastM - fit.eastM, northM - fit.northM);
    if (beforeDeg !== undefined) {
      const stepDeg = wrappedDeg(deg - beforeDeg);
      if (Math.abs(stepDeg) > STEP_MAX_DEG) return undefined;
      if (stepDeg !== 0) {
        if (sense !== 0 && Math.sign(stepDeg) !== sense) return undefined;
        sense = Math.sign(stepDeg);
      }
      sweptDeg += Math.abs(stepDeg);
    }
    beforeDeg = deg;
  }
  const turnCount = sweptDeg / 360;
  if (turnCount < TURN_COUNT_LEAST || fit.offM > OFF_RATIO_MAX * fit.radiusM) return undefined;
  return { points, radiusM: fit.radiusM, turnCount };
}

interface Fit {
  readonly eastM: number;
  readonly northM: number;
  readonly radiusM: number;
  readonly offM: number;
}

function fitCircle(places: readonly (readonly [number, number])[]): Fit | undefined {
  const count = places.length;
  const eastMean = places.reduce((sum, place) => sum + place[0], 0) / count;
  const northMean = places.reduce((sum, place) => sum + place[1], 0) / count;
  let ee = 0;
  let en = 0;
  let nn = 0;
  let east3 = 0;
  let north3 = 0;
  for (const place of places) {
    const east = place[0] - eastMean;
    const north = place[1] - northMean;
    const square = east * east + north * north;
    ee += east * east;
    en += east * north;
    nn += north * north;
    east3 += east * square;
    north3 += north * square;
  }
  const determinant = ee * nn - en * en;
  if (!(determinant > 1e-6 * ee * nn)) return undefined;
  const eastM = (east3 * nn - north3 * en) / (2 * determinant);
  const northM = (north3 * ee - east3 * en) / (2 * determinant);
  const radiusM = Math.sqrt(eastM * eastM + northM * northM + (ee + nn) / count);
  const off = places.reduce((sum, place) => {
    const ring = Math.hypot(place[0] - eastMean - eastM, place[1] - northMean - northM);
    return sum + (ring - radiusM) ** 2;
  }, 0);
  return {
    eastM: eastM + eastMean,
    northM: northM + northMean,
    radiusM,
    offM: Math.sqrt(off / count),
  };
}
