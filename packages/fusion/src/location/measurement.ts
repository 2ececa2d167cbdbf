/** A place in a plane: metres east and north of its middle. */
export interface PlanePlace {
  readonly eastM: number;
  readonly northM: number;
}

/**
 * One thing measured about where, or when, an event was. All errors are normal and independent of each
 * other; `sigma…` is the standard deviation, never 0.
 *
 * - `arrival`: the instant sound came in at a sensor; the instant of emission is unknown and the same
 *   for all arrivals.
 * - `emission`: the instant itself, from a flash seen: light takes no time.
 * - `bearing`: azimuth from the sensor to the source, clockwise from the plane's north.
 * - `flash-to-bang`: time from the flash to the sound at one place.
 * - `range`: distance from the sensor, however it was come by.
 * - `fix`: a place with its covariance in square metres [[ee, en], [en, nn]].
 */
export type Measurement =
  | { readonly type: "arrival"; readonly sensor: PlanePlace; timeS: number; sigmaS: number }
  | { readonly type: "emission"; timeS: number; sigmaS: number }
  | { readonly type: "bearing"; readonly sensor: PlanePlace; azimuthDeg: number; sigmaDeg: number }
  | { readonly type: "flash-to-bang"; readonly sensor: PlanePlace; delayS: number; sigmaS: number }
  | { readonly type: "range"; readonly sensor: PlanePlace; rangeM: number; sigmaM: number }
  | { readonly type: "fix"; readonly at: PlanePlace; readonly covarianceM2: Covariance };

/** [[ee, en], [en, nn]] in square metres. */
export type Covariance = readonly [readonly [number, number], readonly [number, number]];

/** What the air was like. */
export interface Air {
  readonly temperatureC: number;
  /**
   * Standard deviation of the speed of sound as a share of it: one error for all measurements, from
   * a temperature and a wind that are not known exactly. Default 0.
   */
  readonly soundSpeedSigmaRatio?: number | undefined;
}

/**
 * Speed of sound in still air, m/s, from the temperature in °C. FIELD 5.8:
 * c = 331.3 √(1 + T/273.15). Humidity adds 0.6 % at most and is left out.
 */
export function soundSpeedMps(temperatureC: number): number {
  return 331.3 * Math.sqrt(1 + temperatureC / 273.15);
}
