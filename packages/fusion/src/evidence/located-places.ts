import { lowDiscrepancySequence, mixtureSampler } from "@truceline/geo";
import type { Area, Rng } from "@truceline/model";
import { type AreaDensity, areaDensity, roughSizeM2 } from "../area-density.ts";
import { ellipse95 } from "../location/error-ellipse.ts";
import { ELLIPSE_MAX_M, equationCount } from "../location/locate.ts";
import type { Covariance, Measurement } from "../location/measurement.ts";
import { soundSpeedMps } from "../location/measurement.ts";
import { localMinima, type Minimum } from "../location/minima.ts";
import { type Misfit, misfitOf } from "../location/misfit.ts";
import type { PlaceDraw } from "../place-samples.ts";
import { firstOfEachDevice } from "./same-event.ts";
import { planeReadings, type SensorReading } from "./sensor-reading.ts";

/** Minima dearer than the best by more have no share worth a sample: e⁻¹⁰. */
const COST_MAX = 20;
/** Proposals are wider than the linear error, because true posteriors have longer tails. */
const WIDER = 1.6;
/** Fewer effective samples than this share: the linear error is no guide; take the areas. */
const EFFECTIVE_RATIO = 0.05;
/** Limits that hold 95 %. */
const LIMIT_SIGMA = 1.96;

export interface LocatedDraw extends PlaceDraw {
  /** When it happened, 95 %, from instants and the way of the sound; null without instants. */
  readonly instant: { readonly fromMs: number; readonly toMs: number } | null;
}

/**
 * Places drawn by what several devices measured, weighted by the likelihood itself: around each
 * minimum of the misfit a normal distribution somewhat wider than its linear error, then
 * weight = likelihood × what words allow / density of the proposal. Two places that fit about as well
 * are both in it; words that exclude one take it out.
 *
 * Null where the measurements bear no place by themselves: fewer than two equations, or an error so
 * large that the areas say more.
 * Where words and devices have no place in common, an even mixture: one voice a device, one an area.
 */
export function drawLocated(
  readings: readonly SensorReading[],
  words: readonly Area[],
  count: number,
  rng: Rng,
): LocatedDraw | null {
  const devices = firstOfEachDevice(readings);
  const { plane, measurements, air, zeroMs } = planeReadings(devices);
  const all = measurements.flat();
  if (equationCount(all) < 2) return null;
  const misfit = misfitOf(all, air);
  const found = localMinima(misfit, all);
  const [best] = found;
  if (best?.covarianceM2 == null) return null;
  if (ellipse95(best.covarianceM2).semiMajorM > ELLIPSE_MAX_M) return null;
  const instant = instantOf(best, all, misfit, air.temperatureC, zeroMs);
  const proposals = proposalsOf(found, best.cost);
  const sequence = lowDiscrepancySequence(3, rng);
  const places = new Float64Array(count * 2);
  const weights = new Float64Array(count);
  const ofWords = words.map(areaDensity);
  const likelihoods = new Float64Array(count);
  let total = 0;
  for (let index = 0; index < count; index++) {
    const proposal = proposalAt(proposals, (index + sequence.at(index, 2)) / count);
    const [eastM, northM] = proposal.place(sequence.at(index, 0), sequence.at(index, 1));
    let density = 0;
    for (const one of proposals) density += one.p * one.density(eastM, northM);
    const likelihood = Math.exp(-(misfit.profiled(eastM, northM) - best.cost) / 2) / density;
    plane.toPosition(eastM, northM, places, index * 2);
    likelihoods[index] = likelihood;
    let weight = likelihood;
    for (const one of ofWords) {
      weight *= one.at(places[index * 2] as number, places[index * 2 + 1] as number);
    }
    weights[index] = weight;
    total += weight;
  }
  const sum = likelihoods.reduce((so, one) => so + one, 0);
  const square = likelihoods.reduce((so, one) => so + one * one, 0);
  if (!((sum * sum) / square >= EFFECTIVE_RATIO * count)) return null;
  if (total > 0) {
    for (let index = 0; index < count; index++) {
      weights[index] = (weights[index] as number) / total;
    }
    return { places, weights, exact: "samples", isDisjoint: false, instant };
  }
  // Words exclude what was measured: neither may decide.
  const voices = devices.length + words.length;
  const wordCount = Math.round((count * words.length) / voices);
  const mixture = mixtureSampler(words.map((area) => ({ area, weight: 1 })));
  for (let index = 0; index < wordCount; index++) {
    mixture.place(sequence.at(index, 0), sequence.at(index, 1), places, index * 2);
    weights[index] = words.length / voices / wordCount;
  }
  let rest = 0;
  for (let index = wordCount; index < count; index++) rest += likelihoods[index] as number;
  for (let index = wordCount; index < count; index++) {
    weights[index] = ((likelihoods[index] as number) / rest) * (devices.length / voices);
  }
  return { places, weights, exact: "samples", isDisjoint: true, instant };
}

/** The best instant of emission; its error is that of the clocks and of the place. */
function instantOf(
  { eastM, northM, speedRatio, covarianceM2 }: Minimum,
  all: readonly Measurement[],
  misfit: Misfit,
  temperatureC: number,
  zeroMs: number,
): LocatedDraw["instant"] {
  const emissionS = misfit.emissionS(eastM, northM, speedRatio);
  if (emissionS === null || covarianceM2 === null) return null;
  let weight = 0;
  let isHeard = false;
  for (const one of all) {
    if (one.type !== "arrival" && one.type !== "emission") continue;
    weight += 1 / (one.sigmaS * one.sigmaS);
    isHeard ||= one.type === "arrival";
  }
  const [[ee], [, nn]] = covarianceM2;
  const wayS = isHeard ? Math.sqrt(ee + nn) / soundSpeedMps(temperatureC) : 0;
  const offMs = LIMIT_SIGMA * Math.hypot(1 / Math.sqrt(weight), wayS) * 1_000;
  const atMs = zeroMs + emissionS * 1_000;
  return { fromMs: Math.floor(atMs - offMs), toMs: Math.ceil(atMs + offMs) };
}

interface Proposal {
  readonly p: number;
  place(u: number, v: number): readonly [number, number];
  density(eastM: number, northM: number): number;
}

/** One for each minimum worth a sample, by its share of the posterior (Laplace). */
function proposalsOf(found: readonly Minimum[], bestCost: number): Proposal[] {
  const worth = found.flatMap(({ covarianceM2, cost, eastM, northM }) => {
    if (covarianceM2 === null || cost - bestCost > COST_MAX) return [];
    if (ellipse95(covarianceM2).semiMajorM > ELLIPSE_MAX_M) return [];
    const [[ee, en], [, nn]] = covarianceM2;
    const size = Math.sqrt(ee * nn - en * en) * Math.exp(-(cost - bestCost) / 2);
    return [{ covarianceM2, eastM, northM, size }];
  });
  const total = worth.reduce((sum, { size }) => sum + size, 0);
  // A floor keeps each of them in reach of a few samples.
  const shares = worth.map(({ size }) => Math.max(0.05, size / total));
  const sum = shares.reduce((so, one) => so + one, 0);
  return worth.map(({ covarianceM2, eastM, northM }, index) =>
    normalAt(eastM, northM, covarianceM2, (shares[index] as number) / sum),
  );
}

function normalAt(eastM: number, northM: number, covarianceM2: Covariance, p: number): Proposal {
  const [[ee, en], [, nn]] = covarianceM2;
  const a = Math.sqrt(ee) * WIDER;
  const b = (en / Math.sqrt(ee)) * WIDER;
  const c = Math.sqrt(Math.max(1e-12, nn - (en * en) / ee)) * WIDER;
  return {
    p,
    place(u, v) {
      const far = Math.sqrt(-2 * Math.log(1 - u));
      const x = far * Math.cos(2 * Math.PI * v);
      const y = far * Math.sin(2 * Math.PI * v);
      return [eastM + a * x, northM + b * x + c * y];
    },
    density(east, north) {
      const x = (east - eastM) / a;
      const y = (north - northM - b * x) / c;
      return Math.exp(-(x * x + y * y) / 2) / (2 * Math.PI * a * c);
    },
  };
}

function proposalAt(proposals: readonly Proposal[], at: number): Proposal {
  let rest = at;
  for (const proposal of proposals) {
    if (rest < proposal.p) return proposal;
    rest -= proposal.p;
  }
  return proposals.at(-1) as Proposal;
}

/**
 * What instants say where they bear no place by themselves (two stations: a hyperbola), as a density
 * over places; null with fewer than two. Errors are widened to what so many samples of the smallest
 * area can show, so that the posterior is never narrower than it can be drawn.
 */
export function timedDensity(
  readings: readonly SensorReading[],
  areas: readonly Area[],
  count: number,
): AreaDensity | null {
  const devices = firstOfEachDevice(readings);
  const timed = devices.filter(({ arrival, emission }) => (arrival ?? emission) !== null);
  if (timed.length < 2 || timed.every(({ arrival }) => arrival === null)) return null;
  const { plane, measurements, air } = planeReadings(timed);
  const sizeM2 = Math.min(...areas.map(roughSizeM2));
  const wideS = Math.sqrt(sizeM2 / count) / soundSpeedMps(air.temperatureC);
  const all = measurements.flat().flatMap((one): Measurement[] => {
    if (one.type !== "arrival" && one.type !== "emission") return [];
    return [{ ...one, sigmaS: Math.hypot(one.sigmaS, wideS) }];
  });
  const misfit = misfitOf(all, air);
  const xy = new Float64Array(2);
  return {
    at(lonDeg, latDeg) {
      plane.toPlane(lonDeg, latDeg, xy, 0);
      return Math.exp(-misfit.profiled(xy[0] as number, xy[1] as number) / 2);
    },
  };
}
