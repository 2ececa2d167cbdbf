import type { Covariance, Measurement, PlanePlace } from "./measurement.ts";
import { emptyNormal, type Misfit, type Normal } from "./misfit.ts";

/** A place where the cost is least of all near it. */
export interface Minimum extends PlanePlace {
  readonly cost: number;
  /**
   * Inverse of the Fisher matrix there, marginal over instant and speed of sound; null where the cost
   * falls for ever with the distance, so that only a direction is known: the place is then the start.
   */
  readonly covarianceM2: Covariance | null;
  /** Share by which sound went faster or slower than the air's temperature says, as best fits. */
  readonly speedRatio: number;
}

/** Farthest from the sensors' middle that is looked at. */
const REACH_M = 80_000;
const STEP_COUNT_MAX = 200;
/** A polar lattice: nearest ring, farthest ring, growth from ring to ring, azimuths a ring. */
interface Lattice {
  readonly fromM: number;
  readonly toM: number;
  readonly growth: number;
  readonly azimuthCount: number;
}
const ABOUT_ALL: Lattice = { fromM: 20, toM: REACH_M, growth: 1.22, azimuthCount: 72 };
/** Near a sensor the cost has folds that the lattice about all of them steps over. */
const ABOUT_ONE: Lattice = { fromM: 20, toM: 4_000, growth: 1.4, azimuthCount: 36 };
/** Two ends of the descent nearer than this are one minimum. */
const SAME_M = 0.5;
const START_COUNT_MAX = 24;
/** Measurements that fit as well as this are of one event: no other place need be looked for. */
const GOOD_COST = 1;

/**
 * All local minima of the cost within 80 km of the sensors' middle, least cost first.
 *
 * Starts: the least nodes among their neighbours on a polar lattice about the sensors' middle and on
 * one about each sensor and fix, whose spacing grows with the distance, as the shape of the cost does.
 * From each a Levenberg-Marquardt descent (Marquardt 1963, damping scaled by the diagonal).
 */
export function localMinima(misfit: Misfit, measurements: readonly Measurement[]): Minimum[] {
  const found: Minimum[] = [];
  for (const start of startsOf(misfit, measurements)) {
    const end = descend(misfit, start);
    if (end === null) continue;
    const same = found.findIndex((one) => isSame(one, end));
    if (same < 0) found.push(end);
    else if (end.cost < (found[same] as Minimum).cost) found[same] = end;
  }
  return found.sort((one, other) => one.cost - other.cost || one.eastM - other.eastM);
}

/**
 * The least cost that descents from these starts end at: from the best three of them by cost, which is
 * enough to tell whether measurements can be of one event.
 */
export function leastFrom(misfit: Misfit, starts: readonly PlanePlace[]): number {
  const byCost = starts
    .map((start) => ({ start, cost: misfit.cost(start.eastM, start.northM) }))
    .sort((one, other) => one.cost - other.cost);
  let least = byCost[0]?.cost ?? Number.POSITIVE_INFINITY;
  for (const { start } of byCost.slice(0, 3)) {
    if (least < GOOD_COST) break;
    least = Math.min(least, descend(misfit, start, 1e-4)?.cost ?? Number.POSITIVE_INFINITY);
  }
  return least;
}

function isSame(one: Minimum, other: Minimum): boolean {
  const east = one.eastM - other.eastM;
  const north = one.northM - other.northM;
  if (Math.hypot(east, north) < SAME_M) return true;
  // Along a flat valley a descent stops a little short: nearer than a tenth of sigma is the same.
  const covariance = one.covarianceM2 ?? other.covarianceM2;
  if (covariance === null) return false;
  const [[ee, en], [, nn]] = covariance;
  const square =
    (nn * east * east - 2 * en * east * north + ee * north * north) / (ee * nn - en * en);
  return square < 0.01;
}

function startsOf(misfit: Misfit, measurements: readonly Measurement[]): PlanePlace[] {
  const middles = middlesOf(measurements);
  const starts: (PlanePlace & { readonly cost: number })[] = [];
  for (const [index, middle] of middles.entries()) {
    starts.push(...leastOnLattice(misfit, middle, index === 0 ? ABOUT_ALL : ABOUT_ONE));
  }
  starts.sort((one, other) => one.cost - other.cost);
  return starts.slice(0, START_COUNT_MAX);
}

/** Middle of all sensors, then each sensor and fix by itself. */
function middlesOf(measurements: readonly Measurement[]): PlanePlace[] {
  const byPlace = new Map<string, PlanePlace>();
  for (const one of measurements) {
    if (one.type === "emission") continue;
    const place = one.type === "fix" ? one.at : one.sensor;
    byPlace.set(`${place.eastM} ${place.northM}`, place);
  }
  const places = [...byPlace.values()];
  const middle = {
    eastM: places.reduce((sum, { eastM }) => sum + eastM, 0) / Math.max(1, places.length),
    northM: places.reduce((sum, { northM }) => sum + northM, 0) / Math.max(1, places.length),
  };
  return places.length > 1 ? [middle, ...places.slice(0, 6)] : [middle];
}

function leastOnLattice(
  misfit: Misfit,
  middle: PlanePlace,
  { fromM, toM, growth, azimuthCount }: Lattice,
) {
  const ringCount = Math.ceil(Math.log(toM / fromM) / Math.log(growth)) + 1;
  const costs = new Float64Array(ringCount * azimuthCount);
  const placeAt = (ring: number, azimuth: number): PlanePlace => {
    const farM = fromM * growth ** ring;
    const angle = (azimuth / azimuthCount) * 2 * Math.PI;
    return {
      eastM: middle.eastM + farM * Math.sin(angle),
      northM: middle.northM + farM * Math.cos(angle),
    };
  };
  for (let ring = 0; ring < ringCount; ring++) {
    for (let azimuth = 0; azimuth < azimuthCount; azimuth++) {
      const { eastM, northM } = placeAt(ring, azimuth);
      costs[ring * azimuthCount + azimuth] = misfit.cost(eastM, northM);
    }
  }
  const least: (PlanePlace & { readonly cost: number })[] = [];
  for (let ring = 0; ring < ringCount; ring++) {
    for (let azimuth = 0; azimuth < azimuthCount; azimuth++) {
      const cost = costs[ring * azimuthCount + azimuth] as number;
      if (isLeast(costs, ring, azimuth, cost, azimuthCount)) {
        least.push({ ...placeAt(ring, azimuth), cost });
      }
    }
  }
  return least;
}

function isLeast(
  costs: Float64Array,
  ring: number,
  azimuth: number,
  cost: number,
  azimuthCount: number,
): boolean {
  const ringCount = costs.length / azimuthCount;
  for (let r = Math.max(0, ring - 1); r <= Math.min(ringCount - 1, ring + 1); r++) {
    for (let step = -1; step <= 1; step++) {
      const a = (azimuth + step + azimuthCount) % azimuthCount;
      if ((costs[r * azimuthCount + a] as number) < cost) return false;
    }
  }
  return true;
}

const nowhere = { covarianceM2: null, speedRatio: 0 };

function descend(misfit: Misfit, start: PlanePlace, precision = 1e-13): Minimum | null {
  let east = start.eastM;
  let north = start.northM;
  let speed = 0;
  let damping = 1e-3;
  misfit.normal(east, north, speed, here);
  for (let count = 0; count < STEP_COUNT_MAX; count++) {
    if (!solve(here, damping, misfit.isSpeedOpen)) {
      damping = Math.max(damping * 10, 1e-6);
      if (damping > 1e12) break;
      continue;
    }
    const de = step[0] as number;
    const dn = step[1] as number;
    const ds = step[2] as number;
    const next = misfit.cost(east - de, north - dn, speed - ds);
    if (next < here.cost) {
      const gain = here.cost - next;
      east -= de;
      north -= dn;
      speed -= ds;
      misfit.normal(east, north, speed, here);
      damping = Math.max(1e-12, damping / 8);
      if (Math.hypot(de, dn) < 1e-7 || gain < precision * (1 + next)) break;
    } else {
      if (Math.hypot(de, dn) < 1e-7) break;
      damping *= 4;
      if (damping > 1e12) break;
    }
    // Ever farther fits ever better: the least lies at no distance at all.
    if (!(Math.hypot(east, north) < 20 * REACH_M)) return { ...start, cost: here.cost, ...nowhere };
  }
  misfit.normal(east, north, speed, here);
  if (!Number.isFinite(here.cost)) return null;
  return {
    eastM: east,
    northM: north,
    speedRatio: speed,
    cost: here.cost,
    covarianceM2: covarianceOf(here, misfit.isSpeedOpen),
  };
}

/** Writes the step of the damped normal equations; false where they have no solution. */
function solve({ matrix, slope }: Normal, damping: number, isSpeedOpen: boolean): boolean {
  const more = 1 + damping;
  const a00 = (matrix[0] as number) * more;
  const a01 = matrix[1] as number;
  const a11 = (matrix[4] as number) * more;
  const [b0, b1] = [slope[0] as number, slope[1] as number];
  if (!isSpeedOpen) {
    const determinant = a00 * a11 - a01 * a01;
    if (!(determinant > 0)) return false;
    step[0] = (a11 * b0 - a01 * b1) / determinant;
    step[1] = (a00 * b1 - a01 * b0) / determinant;
    step[2] = 0;
    return true;
  }
  const a02 = matrix[2] as number;
  const a12 = matrix[5] as number;
  const a22 = (matrix[8] as number) * more;
  const b2 = slope[2] as number;
  // Cofactors of a symmetric matrix.
  const c00 = a11 * a22 - a12 * a12;
  const c01 = a02 * a12 - a01 * a22;
  const c02 = a01 * a12 - a02 * a11;
  const determinant = a00 * c00 + a01 * c01 + a02 * c02;
  if (!(determinant > 0)) return false;
  const c11 = a00 * a22 - a02 * a02;
  const c12 = a01 * a02 - a00 * a12;
  const c22 = a00 * a11 - a01 * a01;
  step[0] = (c00 * b0 + c01 * b1 + c02 * b2) / determinant;
  step[1] = (c01 * b0 + c11 * b1 + c12 * b2) / determinant;
  step[2] = (c02 * b0 + c12 * b1 + c22 * b2) / determinant;
  return true;
}

/** Where a descent is. */
const here = emptyNormal();
/** Of the last `solve`: one at a time, so that nothing is allocated in the descent. */
const step = new Float64Array(3);

/** The place's part of the inverse of J'J. */
function covarianceOf({ matrix }: Normal, isSpeedOpen: boolean): Covariance | null {
  const a00 = matrix[0] as number;
  const a01 = matrix[1] as number;
  const a11 = matrix[4] as number;
  if (!isSpeedOpen) {
    const determinant = a00 * a11 - a01 * a01;
    return positive(a11 / determinant, -a01 / determinant, a00 / determinant);
  }
  const a02 = matrix[2] as number;
  const a12 = matrix[5] as number;
  const a22 = matrix[8] as number;
  const c00 = a11 * a22 - a12 * a12;
  const c01 = a02 * a12 - a01 * a22;
  const c02 = a01 * a12 - a02 * a11;
  const determinant = a00 * c00 + a01 * c01 + a02 * c02;
  if (!(determinant > 0)) return null;
  const c11 = a00 * a22 - a02 * a02;
  return positive(c00 / determinant, c01 / determinant, c11 / determinant);
}

function positive(ee: number, en: number, nn: number): Covariance | null {
  const isPositive = ee > 0 && nn > 0 && ee * nn - en * en > 0 && Number.isFinite(ee + nn);
  if (!isPositive) return null;
  return [
    [ee, en],
    [en, nn],
  ];
}
