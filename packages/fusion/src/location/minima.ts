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
    least = Math.min(least, descend(misfit, start)?.cost ?? Number.POSITIVE_INFINITY);
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

function descend(misfit: Misfit, start: PlanePlace): Minimum | null {
  let east = start.eastM;
  let north = start.northM;
  let speed = 0;
  let damping = 1e-3;
  const here = emptyNormal();
  misfit.normal(east, north, speed, here);
  for (let count = 0; count < STEP_COUNT_MAX; count++) {
    const step = solved(here, damping, misfit.isSpeedOpen);
    if (step === null) {
      damping = Math.max(damping * 10, 1e-6);
      if (damping > 1e12) break;
      continue;
    }
    const [de, dn, ds] = step;
    const next = misfit.cost(east - de, north - dn, speed - ds);
    if (next < here.cost) {
      const gain = here.cost - next;
      east -= de;
      north -= dn;
      speed -= ds;
      misfit.normal(east, north, speed, here);
      damping = Math.max(1e-12, damping / 8);
      if (Math.hypot(de, dn) < 1e-7 || gain < 1e-13 * (1 + next)) break;
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

/** The step of the damped normal equations; null where they have no solution. */
function solved(
  { matrix, slope }: Normal,
  damping: number,
  isSpeedOpen: boolean,
): readonly [number, number, number] | null {
  const at = (i: number, j: number) => (matrix[i * 3 + j] as number) * (i === j ? 1 + damping : 1);
  if (!isSpeedOpen) {
    const determinant = at(0, 0) * at(1, 1) - at(0, 1) * at(1, 0);
    if (!(determinant > 0)) return null;
    const [a = 0, b = 0] = slope;
    return [
      (at(1, 1) * a - at(0, 1) * b) / determinant,
      (at(0, 0) * b - at(1, 0) * a) / determinant,
      0,
    ];
  }
  const inverse = inverse3(at);
  if (inverse === null) return null;
  const [a = 0, b = 0, c = 0] = slope;
  const row = (i: number) =>
    (inverse[i * 3] as number) * a +
    (inverse[i * 3 + 1] as number) * b +
    (inverse[i * 3 + 2] as number) * c;
  return [row(0), row(1), row(2)];
}

function covarianceOf({ matrix }: Normal, isSpeedOpen: boolean): Covariance | null {
  const at = (i: number, j: number) => matrix[i * 3 + j] as number;
  if (isSpeedOpen) {
    const inverse = inverse3(at);
    if (inverse === null) return null;
    const [ee = 0, en = 0, , , nn = 0] = inverse;
    return isPositive(ee, en, nn)
      ? [
          [ee, en],
          [en, nn],
        ]
      : null;
  }
  const determinant = at(0, 0) * at(1, 1) - at(0, 1) * at(1, 0);
  const [ee, en, nn] = [at(1, 1) / determinant, -at(0, 1) / determinant, at(0, 0) / determinant];
  return isPositive(ee, en, nn)
    ? [
        [ee, en],
        [en, nn],
      ]
    : null;
}

function isPositive(ee: number, en: number, nn: number): boolean {
  return ee > 0 && nn > 0 && ee * nn - en * en > 0 && Number.isFinite(ee + nn);
}

/** Inverse of a symmetric 3 × 3 matrix by cofactors; null where it has none. */
function inverse3(at: (i: number, j: number) => number): Float64Array | null {
  const minor = (i: number, j: number) => {
    const [r1, r2] = i === 0 ? [1, 2] : i === 1 ? [0, 2] : [0, 1];
    const [c1, c2] = j === 0 ? [1, 2] : j === 1 ? [0, 2] : [0, 1];
    const sign = (i + j) % 2 === 0 ? 1 : -1;
    return sign * (at(r1, c1) * at(r2, c2) - at(r1, c2) * at(r2, c1));
  };
  const determinant = at(0, 0) * minor(0, 0) + at(0, 1) * minor(0, 1) + at(0, 2) * minor(0, 2);
  if (!(determinant > 0)) return null;
  const out = new Float64Array(9);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) out[i * 3 + j] = minor(j, i) / determinant;
  }
  return out;
}
