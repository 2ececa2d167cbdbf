import { WGS84_MAJOR_M, WGS84_MINOR_M } from "./geodesic.ts";

const DEG = Math.PI / 180;
const POLAR_RADIUS_OF_CURVATURE_M = (WGS84_MAJOR_M * WGS84_MAJOR_M) / WGS84_MINOR_M;
const SECOND_ECCENTRICITY_SQUARED =
  (WGS84_MAJOR_M / WGS84_MINOR_M) * (WGS84_MAJOR_M / WGS84_MINOR_M) - 1;
const NEWTON_STEP_COUNT_MAX = 12;

/**
 * The azimuthal equidistant plane as a power series: for hot loops, some 10 ns a place.
 *
 * Shape: metres east and north of the centre to degrees and back; results are written into `out`
 * at `offset`, so that nothing is allocated.
 * Accuracy: up to 65° of latitude within 1 mm at 20 km, 0.1 m at 100 km and 2 m at 200 km of the
 * exact projection; not for centres beyond 80°, nor across the 180th meridian unless the caller
 * takes longitudes beyond ±180.
 * Source: Legendre's series for the direct geodesic problem to order 5 (R. H. Rapp, Geometric
 * Geodesy I, section 6; coefficients derived anew by differentiating the geodesic's equations).
 */
export class LocalPlane {
  readonly lonDeg: number;
  readonly latDeg: number;
  /** Transverse radius of curvature at the centre: the unit of the series. */
  readonly #radiusM: number;
  /** Coefficients of q^i p^j, p north and q east in units of the radius; results in degrees. */
  readonly #lat: readonly number[];
  readonly #lon: readonly number[];

  constructor(lonDeg: number, latDeg: number) {
    this.lonDeg = lonDeg;
    this.latDeg = latDeg;
    const cos = Math.cos(latDeg * DEG);
    const t = Math.tan(latDeg * DEG);
    const h = SECOND_ECCENTRICITY_SQUARED * cos * cos;
    const t2 = t * t;
    const t4 = t2 * t2;
    const g = 1 + h;
    this.#radiusM = POLAR_RADIUS_OF_CURVATURE_M / Math.sqrt(g);
    const h2 = h * h;
    const h3 = h2 * h;
    // Plain arrays: they are made several times faster than typed ones.
    const lat = [
      g, // p
      (-t * g) / 2, // q²
      (-3 * h * t * g) / 2, // p²
      (g * (9 * h * t2 - h - 3 * t2 - 1)) / 6, // q² p
      (3 * h * g * (5 * h * t2 - h + t2 - 1)) / 6, // p³
      (-t * g * (9 * h * t2 - h - 3 * t2 - 1)) / 24, // q⁴
      (-2 * t * g * (45 * h2 * t2 - 17 * h2 - 9 * h * t2 - 13 * h + 6 * t2 + 4)) / 24, // q² p²
      (-3 * h * t * g * (35 * h2 * t2 - 19 * h2 + 15 * h * t2 - 23 * h - 4)) / 24, // p⁴
      (g *
        (225 * h2 * t4 -
          102 * h2 * t2 +
          h2 -
          90 * h * t4 -
          72 * h * t2 +
          2 * h +
          45 * t4 +
          30 * t2 +
          1)) /
        120, // q⁴ p
      (2 *
        g *
        (525 * h3 * t4 -
          402 * h3 * t2 +
          17 * h3 -
          354 * h2 * t2 +
          30 * h2 +
          45 * h * t4 +
          18 * h * t2 +
          9 * h -
          30 * t4 -
          30 * t2 -
          4)) /
        120, // q² p³
      (3 *
        h *
        g *
        (315 * h3 * t4 -
          314 * h3 * t2 +
          19 * h3 +
          210 * h2 * t4 -
          452 * h2 * t2 +
          42 * h2 +
          15 * h * t4 -
          142 * h * t2 +
          27 * h -
          4 * t2 +
          4)) /
        120, // p⁵
    ];
    const lon = [
      1, // q
      t, // q p
      -t2 / 3, // q³
      (h + 3 * t2 + 1) / 3, // q p²
      (-t * (h + 3 * t2 + 1)) / 3, // q³ p
      (t * (-h2 + h + 3 * t2 + 2)) / 3, // q p³
      (t2 * (h + 3 * t2 + 1)) / 15, // q⁵
      -(-7 * h2 * t2 + h2 + 13 * h * t2 + 2 * h + 30 * t4 + 20 * t2 + 1) / 15, // q³ p²
      (6 * h3 * t2 - h3 - 3 * h2 * t2 + 6 * h * t2 + 3 * h + 15 * t4 + 15 * t2 + 2) / 15, // q p⁴
    ];
    for (let index = 0; index < lat.length; index++) lat[index] = (lat[index] as number) / DEG;
    for (let index = 0; index < lon.length; index++) {
      lon[index] = (lon[index] as number) / (DEG * cos);
    }
    this.#lat = lat;
    this.#lon = lon;
  }

  /** Writes [lonDeg, latDeg] of the place `xM` east and `yM` north into `out` at `offset`. */
  toPosition(xM: number, yM: number, out: Float64Array, offset: number): void {
    const q = xM / this.#radiusM;
    const p = yM / this.#radiusM;
    const q2 = q * q;
    const a = this.#lat;
    const b = this.#lon;
    out[offset] =
      this.lonDeg +
      q *
        ((b[0] as number) +
          p *
            ((b[1] as number) +
              p * ((b[3] as number) + p * ((b[5] as number) + p * (b[8] as number)))) +
          q2 *
            ((b[2] as number) +
              p * ((b[4] as number) + p * (b[7] as number)) +
              q2 * (b[6] as number)));
    out[offset + 1] =
      this.latDeg +
      p *
        ((a[0] as number) +
          p *
            ((a[2] as number) +
              p * ((a[4] as number) + p * ((a[7] as number) + p * (a[10] as number))))) +
      q2 *
        ((a[1] as number) +
          p * ((a[3] as number) + p * ((a[6] as number) + p * (a[9] as number))) +
          q2 * ((a[5] as number) + p * (a[8] as number)));
  }

  /** Writes [xM, yM] of a place into `out` at `offset`: the inverse of `toPosition`, by Newton. */
  toPlane(lonDeg: number, latDeg: number, out: Float64Array, offset: number): void {
    const perLonM = this.#radiusM / (this.#lon[0] as number);
    const perLatM = this.#radiusM / (this.#lat[0] as number);
    let xM = (lonDeg - this.lonDeg) * perLonM;
    let yM = (latDeg - this.latDeg) * perLatM;
    for (let step = 0; step < NEWTON_STEP_COUNT_MAX; step++) {
      this.toPosition(xM, yM, out, offset);
      const dxM = (lonDeg - (out[offset] as number)) * perLonM;
      const dyM = (latDeg - (out[offset + 1] as number)) * perLatM;
      xM += dxM;
      yM += dyM;
      if (dxM * dxM + dyM * dyM < 1e-8) break;
    }
    out[offset] = xM;
    out[offset + 1] = yM;
  }
}
