import { ELLIPSE_95_SIGMA } from "@truceline/geo";
import type { Covariance } from "./measurement.ts";

const DEG = Math.PI / 180;

/** The 95 % ellipse of a normal error in a plane. */
export interface ErrorEllipse {
  readonly semiMajorM: number;
  readonly semiMinorM: number;
  /** Of the major axis, clockwise from north, 0..180. */
  readonly orientationDeg: number;
}

/** Axes are √(−2 ln 0.05) = 2.4477 standard deviations along the covariance's own axes. */
export function ellipse95([[ee, en], [, nn]]: Covariance): ErrorEllipse {
  const half = (ee + nn) / 2;
  const root = Math.hypot((ee - nn) / 2, en);
  const turnDeg = Math.atan2(2 * en, nn - ee) / 2 / DEG;
  return {
    semiMajorM: ELLIPSE_95_SIGMA * Math.sqrt(Math.max(0, half + root)),
    semiMinorM: ELLIPSE_95_SIGMA * Math.sqrt(Math.max(0, half - root)),
    orientationDeg: turnDeg < 0 ? turnDeg + 180 : turnDeg,
  };
}
