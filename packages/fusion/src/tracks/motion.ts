/** How the things followed move. */
export interface Motion {
  /** Rate of the turning models, radians a second, above 0. */
  readonly turnRateRadPerS: number;
  /** Root of the spectral density of the acceleration left unexplained, m/s² per root hertz. */
  readonly accelerationMps2: number;
  /** Mean time between changes of the kind of motion, seconds. */
  readonly changeTimeS: number;
  /** Standard deviation of each part of a velocity not yet known, m/s. */
  readonly speedSigmaMps: number;
}

/** What the three models say together. Standard deviations are those of each coordinate. */
export interface MotionEstimate {
  readonly eastM: number;
  readonly northM: number;
  readonly eastMps: number;
  readonly northMps: number;
  readonly positionSigmaM: number;
  readonly speedSigmaMps: number;
  /** Chance that it is turning, 0..1. */
  readonly turningRatio: number;
}
