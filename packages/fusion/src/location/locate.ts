import { type ErrorEllipse, ellipse95 } from "./error-ellipse.ts";
import type { Air, Covariance, Measurement, PlanePlace } from "./measurement.ts";
import { localMinima, type Minimum } from "./minima.ts";
import { misfitOf } from "./misfit.ts";

/** A second minimum this much dearer than the best at most fits as well: χ² with 2, 99 %. */
export const AMBIGUOUS_COST = 9.21;
/** A longer semi-axis says nothing about the place. */
export const ELLIPSE_MAX_M = 10_000;
/** Lines that cross at less cross anywhere. FIELD 5.8. */
export const CROSSING_MIN_DEG = 15;
/** Sensors whose spread across their line is less than this share of that along it. */
const COLLINEAR_RATIO = 1e-3;
const DEG = Math.PI / 180;

export const locationRefusals = [
  "too-few-equations",
  "collinear-arrays",
  "poor-crossing",
  "ellipse-too-large",
  "ambiguous",
] as const;
export type LocationRefusal = (typeof locationRefusals)[number];

/** The likeliest place, by measurements alone. */
export interface LocatedPlace extends PlanePlace {
  readonly isRefused: false;
  /** Sum of squared normalised residuals at the place. */
  readonly cost: number;
  readonly covarianceM2: Covariance;
  readonly ellipse95: ErrorEllipse;
  /** On the clock of the arrivals; null without any. */
  readonly emissionS: number | null;
  readonly speedRatio: number;
}

/** No one place can be given, and why. */
export interface RefusedPlace {
  readonly isRefused: true;
  readonly reason: LocationRefusal;
  /** The places that fit as well as each other, likeliest first; for `ambiguous` two or more. */
  readonly candidates: readonly Minimum[];
}

/**
 * Place from bearings, arrival times, delays, ranges and fixes: maximum likelihood by non-linear
 * weighted least squares, over the place and the unknown instant of emission.
 *
 * Shape: metres in the caller's plane. The covariance is the inverse of the Fisher matrix at the
 * solution; it holds where the cost is near a paraboloid (see `docs/reference/fusion.md` for how often
 * the 95 % ellipse holds the truth). Refusals, the first that applies: fewer than two equations;
 * arrivals only and all sensors on one line; bearings only and the widest crossing below 15°; a 95 %
 * ellipse longer than 10 km to one side; a second minimum within 9.21 of the best.
 * Source: FIELD 5.8 (Foy 1976, Torrieri 1984, Stansfield 1947); `fixtures/oracles` family 5.
 */
export function locate(
  measurements: readonly Measurement[],
  air: Air,
): LocatedPlace | RefusedPlace {
  const refused = (reason: LocationRefusal, candidates: readonly Minimum[] = []) =>
    ({ isRefused: true, reason, candidates }) as const;
  if (equationCount(measurements) < 2) return refused("too-few-equations");
  if (measurements.every(({ type }) => type === "arrival") && areOnOneLine(measurements)) {
    return refused("collinear-arrays");
  }
  const misfit = misfitOf(measurements, air);
  const minima = localMinima(misfit, measurements);
  const [best] = minima;
  if (measurements.every(({ type }) => type === "bearing")) {
    if (best === undefined || widestCrossingDeg(measurements, best) < CROSSING_MIN_DEG) {
      return refused("poor-crossing", minima.slice(0, 1));
    }
  }
  if (best?.covarianceM2 == null) return refused("ellipse-too-large", minima.slice(0, 1));
  const ellipse = ellipse95(best.covarianceM2);
  if (ellipse.semiMajorM > ELLIPSE_MAX_M) return refused("ellipse-too-large", minima.slice(0, 1));
  const rivals = minima.filter(({ cost }) => cost - best.cost <= AMBIGUOUS_COST);
  if (rivals.length > 1) return refused("ambiguous", rivals);
  return {
    isRefused: false,
    eastM: best.eastM,
    northM: best.northM,
    cost: best.cost,
    covarianceM2: best.covarianceM2,
    ellipse95: ellipse,
    emissionS: misfit.emissionS(best.eastM, best.northM, best.speedRatio),
    speedRatio: best.speedRatio,
  };
}

/** Instants share one unknown, the emission; a fix is two equations. */
export function equationCount(measurements: readonly Measurement[]): number {
  let timed = 0;
  let others = 0;
  for (const { type } of measurements) {
    if (type === "arrival" || type === "emission") timed += 1;
    else others += type === "fix" ? 2 : 1;
  }
  return Math.max(0, timed - 1) + others;
}

/** Ratio of the singular values of the centred positions. */
function areOnOneLine(measurements: readonly Measurement[]): boolean {
  const places = measurements.flatMap((one) => (one.type === "arrival" ? [one.sensor] : []));
  const mean = { east: 0, north: 0 };
  for (const { eastM, northM } of places) {
    mean.east += eastM / places.length;
    mean.north += northM / places.length;
  }
  let [ee, en, nn] = [0, 0, 0];
  for (const { eastM, northM } of places) {
    ee += (eastM - mean.east) ** 2;
    en += (eastM - mean.east) * (northM - mean.north);
    nn += (northM - mean.north) ** 2;
  }
  const half = (ee + nn) / 2;
  const root = Math.hypot((ee - nn) / 2, en);
  return Math.sqrt(Math.max(0, half - root) / Math.max(half + root, 1e-12)) < COLLINEAR_RATIO;
}

/** The widest angle at which two of the bearings' lines cross at a place, 0..90. */
function widestCrossingDeg(measurements: readonly Measurement[], at: PlanePlace): number {
  const anglesDeg = measurements.flatMap((one) =>
    one.type === "bearing"
      ? [Math.atan2(at.eastM - one.sensor.eastM, at.northM - one.sensor.northM) / DEG]
      : [],
  );
  let widest = 0;
  for (const [index, one] of anglesDeg.entries()) {
    for (const other of anglesDeg.slice(index + 1)) {
      const turn = Math.abs(one - other) % 180;
      widest = Math.max(widest, Math.min(turn, 180 - turn));
    }
  }
  return widest;
}
