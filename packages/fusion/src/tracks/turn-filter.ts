// Kalman filters of three kinds of motion, mixed: straight on, turning left, turning right.
//
// Position and velocity are complex numbers (east + i·north). A turn at a steady rate is then a
// multiplication, errors are the same in every direction, and a covariance is four numbers: so a
// step of all three takes well under a microsecond. Numbers lie flat in one array, a slot a track.

import type { Motion, MotionEstimate } from "./motion.ts";
import {
  blend,
  EAST,
  EAST_SPEED,
  MODEL_COUNT,
  MODEL_SIZE,
  NORTH,
  NORTH_SPEED,
  PP,
  PV_IM,
  PV_RE,
  SLOT_SIZE,
  VV,
  WEIGHT,
} from "./turn-slot.ts";

/** Straight on is likelier than either turn. */
const FIRST_WEIGHTS = [0.8, 0.1, 0.1] as const;
const WEIGHT_LEAST = 1e-9;

const mixed = new Float64Array(SLOT_SIZE);
/** Of each place and model, the chance that the place is the track's and the model right. */
let densities = new Float64Array(64 * MODEL_COUNT);
/** Of each state that is blended, its share. */
let blendShares = new Float64Array(64);

/** Source of the mixing: Blom and Bar-Shalom 1988; of the turning model: Li and Jilkov 2003. */
export class TurnFilter {
  readonly #motion: Motion;
  #stepS = -1;
  #stay = 1;
  #switch = 0;
  /** Of each model: how velocity moves the position, and how it turns. */
  readonly #moveRe = new Float64Array(MODEL_COUNT);
  readonly #moveIm = new Float64Array(MODEL_COUNT);
  readonly #turnRe = new Float64Array(MODEL_COUNT);
  readonly #turnIm = new Float64Array(MODEL_COUNT);
  #noisePp = 0;
  #noisePv = 0;
  #noiseVv = 0;

  constructor(motion: Motion) {
    this.#motion = motion;
  }

  /** A new track at a place; `velocity` where it was stated, with its standard deviation. */
  begin(
    slots: Float64Array,
    at: number,
    eastM: number,
    northM: number,
    positionSigmaM: number,
    velocity?: { readonly eastMps: number; readonly northMps: number; readonly sigmaMps: number },
  ): void {
    const sigmaMps = velocity?.sigmaMps ?? this.#motion.speedSigmaMps;
    for (let model = 0; model < MODEL_COUNT; model++) {
      const base = at + model * MODEL_SIZE;
      slots[base + WEIGHT] = FIRST_WEIGHTS[model] as number;
      slots[base + EAST] = eastM;
      slots[base + NORTH] = northM;
      slots[base + EAST_SPEED] = velocity?.eastMps ?? 0;
      slots[base + NORTH_SPEED] = velocity?.northMps ?? 0;
      slots[base + PP] = positionSigmaM * positionSigmaM;
      slots[base + PV_RE] = 0;
      slots[base + PV_IM] = 0;
      slots[base + VV] = sigmaMps * sigmaMps;
    }
  }

  /** Carries a track on by `stepS` seconds, 0 or more, for comparing it with what was received then. */
  advance(slots: Float64Array, at: number, stepS: number): void {
    if (stepS !== this.#stepS) this.#prepare(stepS);
    this.#mix(slots, at);
    for (let model = 0; model < MODEL_COUNT; model++) {
      const from = model * MODEL_SIZE;
      const to = at + from;
      const moveRe = this.#moveRe[model] as number;
      const moveIm = this.#moveIm[model] as number;
      const turnRe = this.#turnRe[model] as number;
      const turnIm = this.#turnIm[model] as number;
      const eastMps = mixed[from + EAST_SPEED] as number;
      const northMps = mixed[from + NORTH_SPEED] as number;
      const pvRe = mixed[from + PV_RE] as number;
      const pvIm = mixed[from + PV_IM] as number;
      const vv = mixed[from + VV] as number;
      slots[to + WEIGHT] = mixed[from + WEIGHT] as number;
      slots[to + EAST] = (mixed[from + EAST] as number) + moveRe * eastMps - moveIm * northMps;
      slots[to + NORTH] = (mixed[from + NORTH] as number) + moveRe * northMps + moveIm * eastMps;
      slots[to + EAST_SPEED] = turnRe * eastMps - turnIm * northMps;
      slots[to + NORTH_SPEED] = turnRe * northMps + turnIm * eastMps;
      slots[to + PP] =
        (mixed[from + PP] as number) +
        (moveRe * moveRe + moveIm * moveIm) * vv +
        2 * (moveRe * pvRe + moveIm * pvIm) +
        this.#noisePp;
      const sumRe = pvRe + moveRe * vv;
      const sumIm = pvIm + moveIm * vv;
      slots[to + PV_RE] = turnRe * sumRe + turnIm * sumIm + this.#noisePv;
      slots[to + PV_IM] = turnRe * sumIm - turnIm * sumRe;
      slots[to + VV] = vv + this.#noiseVv;
    }
  }

  /** Density of a place received now, per m², under what the track says. */
  likelihood(
    slots: Float64Array,
    at: number,
    eastM: number,
    northM: number,
    varianceM2: number,
  ): number {
    let sum = 0;
    for (let model = 0; model < MODEL_COUNT; model++) {
      const base = at + model * MODEL_SIZE;
      const total = (slots[base + PP] as number) + varianceM2;
      const east = eastM - (slots[base + EAST] as number);
      const north = northM - (slots[base + NORTH] as number);
      sum +=
        ((slots[base + WEIGHT] as number) *
          Math.exp(-(east * east + north * north) / (2 * total))) /
        (2 * Math.PI * total);
    }
    return sum;
  }

  /**
   * Squared distance of a place from the track in standard deviations, to the model nearest to it.
   * For gates: 9.21 keeps 99 % of what a right model gives.
   */
  distanceSquared(
    slots: Float64Array,
    at: number,
    eastM: number,
    northM: number,
    varianceM2: number,
  ): number {
    let least = Number.POSITIVE_INFINITY;
    for (let base = at; base < at + SLOT_SIZE; base += MODEL_SIZE) {
      const east = eastM - (slots[base + EAST] as number);
      const north = northM - (slots[base + NORTH] as number);
      const squared = (east * east + north * north) / ((slots[base + PP] as number) + varianceM2);
      if (squared < least) least = squared;
    }
    return least;
  }

  /** Between which eastings a place must lie to be within a gate of any model. */
  eastRange(
    slots: Float64Array,
    at: number,
    varianceM2: number,
    gate: number,
  ): { readonly fromM: number; readonly toM: number } {
    let fromM = Number.POSITIVE_INFINITY;
    let toM = Number.NEGATIVE_INFINITY;
    for (let base = at; base < at + SLOT_SIZE; base += MODEL_SIZE) {
      const reachM = Math.sqrt(gate * ((slots[base + PP] as number) + varianceM2));
      fromM = Math.min(fromM, (slots[base + EAST] as number) - reachM);
      toM = Math.max(toM, (slots[base + EAST] as number) + reachM);
    }
    return { fromM, toM };
  }

  /**
   * Takes in places received now, each with its chance to be this track's; what is left of 1 is the
   * chance that none is. One place with chance 1 is the plain filter; several are the probabilistic
   * data association of Bar-Shalom, model by model.
   */
  receive(
    slots: Float64Array,
    at: number,
    places: Float64Array,
    indices: ArrayLike<number>,
    chances: ArrayLike<number>,
    count: number,
    varianceM2: number,
  ): void {
    if (densities.length < count * MODEL_COUNT)
      densities = new Float64Array(2 * count * MODEL_COUNT);
    for (let index = 0; index < count; index++) {
      const place = (indices[index] as number) * 2;
      const chance = chances[index] as number;
      let sum = 0;
      for (let model = 0; model < MODEL_COUNT; model++) {
        const base = at + model * MODEL_SIZE;
        const total = (slots[base + PP] as number) + varianceM2;
        const east = (places[place] as number) - (slots[base + EAST] as number);
        const north = (places[place + 1] as number) - (slots[base + NORTH] as number);
        const density =
          ((slots[base + WEIGHT] as number) *
            Math.exp(-(east * east + north * north) / (2 * total))) /
          total;
        densities[index * MODEL_COUNT + model] = density;
        sum += density;
      }
      // Too far for any model to tell: each keeps its weight.
      for (let model = 0; model < MODEL_COUNT; model++) {
        const own = densities[index * MODEL_COUNT + model] as number;
        const weight = slots[at + model * MODEL_SIZE + WEIGHT] as number;
        densities[index * MODEL_COUNT + model] = chance * (sum > 0 ? own / sum : weight);
      }
    }
    let weightSum = 0;
    for (let model = 0; model < MODEL_COUNT; model++) {
      const base = at + model * MODEL_SIZE;
      const weight = receiveModel(slots, base, model, places, indices, chances, count, varianceM2);
      slots[base + WEIGHT] = Math.max(WEIGHT_LEAST, weight);
      weightSum += slots[base + WEIGHT] as number;
    }
    for (let base = at; base < at + SLOT_SIZE; base += MODEL_SIZE) {
      slots[base + WEIGHT] = (slots[base + WEIGHT] as number) / weightSum;
    }
  }

  /**
   * Makes one track of several states that it may be in: `count` slots from the start of `states` on,
   * each with its share, above 0; shares need not add up to 1.
   */
  combine(
    slots: Float64Array,
    at: number,
    states: Float64Array,
    shares: ArrayLike<number>,
    count: number,
  ): void {
    if (blendShares.length < count) blendShares = new Float64Array(2 * count);
    let total = 0;
    for (let index = 0; index < count; index++) total += shares[index] as number;
    for (let from = 0; from < SLOT_SIZE; from += MODEL_SIZE) {
      for (let index = 0; index < count; index++) {
        const weight = states[index * SLOT_SIZE + from + WEIGHT] as number;
        blendShares[index] = ((shares[index] as number) / total) * weight;
      }
      blend(slots, at + from, states, from, SLOT_SIZE, blendShares, count);
    }
  }

  estimate(slots: Float64Array, at: number): MotionEstimate {
    let eastM = 0;
    let northM = 0;
    let eastMps = 0;
    let northMps = 0;
    for (let base = at; base < at + SLOT_SIZE; base += MODEL_SIZE) {
      const weight = slots[base + WEIGHT] as number;
      eastM += weight * (slots[base + EAST] as number);
      northM += weight * (slots[base + NORTH] as number);
      eastMps += weight * (slots[base + EAST_SPEED] as number);
      northMps += weight * (slots[base + NORTH_SPEED] as number);
    }
    let positionVariance = 0;
    let speedVariance = 0;
    for (let base = at; base < at + SLOT_SIZE; base += MODEL_SIZE) {
      const weight = slots[base + WEIGHT] as number;
      const east = (slots[base + EAST] as number) - eastM;
      const north = (slots[base + NORTH] as number) - northM;
      const eastSpeed = (slots[base + EAST_SPEED] as number) - eastMps;
      const northSpeed = (slots[base + NORTH_SPEED] as number) - northMps;
      positionVariance +=
        weight * ((slots[base + PP] as number) + (east * east + north * north) / 2);
      speedVariance +=
        weight *
        ((slots[base + VV] as number) + (eastSpeed * eastSpeed + northSpeed * northSpeed) / 2);
    }
    return {
      eastM,
      northM,
      eastMps,
      northMps,
      positionSigmaM: Math.sqrt(positionVariance),
      speedSigmaMps: Math.sqrt(speedVariance),
      turningRatio: Math.min(1, Math.max(0, 1 - (slots[at + WEIGHT] as number))),
    };
  }

  #prepare(stepS: number): void {
    const { turnRateRadPerS, accelerationMps2, changeTimeS } = this.#motion;
    this.#stepS = stepS;
    // However long the silence, the last kind of motion stays the likeliest.
    this.#switch = (1 - Math.exp(-stepS / changeTimeS)) / MODEL_COUNT;
    this.#stay = 1 - this.#switch * (MODEL_COUNT - 1);
    for (let model = 0; model < MODEL_COUNT; model++) {
      const rate = model === 0 ? 0 : model === 1 ? turnRateRadPerS : -turnRateRadPerS;
      const angle = rate * stepS;
      this.#turnRe[model] = Math.cos(angle);
      this.#turnIm[model] = Math.sin(angle);
      this.#moveRe[model] = rate === 0 ? stepS : Math.sin(angle) / rate;
      this.#moveIm[model] = rate === 0 ? 0 : (1 - Math.cos(angle)) / rate;
    }
    const density = accelerationMps2 * accelerationMps2;
    this.#noisePp = (density * stepS * stepS * stepS) / 3;
    this.#noisePv = (density * stepS * stepS) / 2;
    this.#noiseVv = density * stepS;
  }

  #mix(slots: Float64Array, at: number): void {
    for (let to = 0; to < MODEL_COUNT; to++) {
      for (let from = 0; from < MODEL_COUNT; from++) {
        const weight = slots[at + from * MODEL_SIZE + WEIGHT] as number;
        blendShares[from] = (from === to ? this.#stay : this.#switch) * weight;
      }
      blend(mixed, to * MODEL_SIZE, slots, at, MODEL_SIZE, blendShares, MODEL_COUNT);
    }
  }
}

/** Updates one model with its shares of the places received; returns its new weight, not yet scaled. */
function receiveModel(
  slots: Float64Array,
  base: number,
  model: number,
  places: Float64Array,
  indices: ArrayLike<number>,
  chances: ArrayLike<number>,
  count: number,
  varianceM2: number,
): number {
  const east = slots[base + EAST] as number;
  const north = slots[base + NORTH] as number;
  const total = (slots[base + PP] as number) + varianceM2;
  let none = 1;
  let hit = 0;
  let sumEast = 0;
  let sumNorth = 0;
  let sumSquare = 0;
  for (let index = 0; index < count; index++) {
    none -= chances[index] as number;
    const share = densities[index * MODEL_COUNT + model] as number;
    const place = (indices[index] as number) * 2;
    const dEast = (places[place] as number) - east;
    const dNorth = (places[place + 1] as number) - north;
    hit += share;
    sumEast += share * dEast;
    sumNorth += share * dNorth;
    sumSquare += share * (dEast * dEast + dNorth * dNorth);
  }
  const sum = hit + Math.max(0, none) * (slots[base + WEIGHT] as number);
  if (hit === 0 || sum === 0) return sum;
  const meanEast = sumEast / sum;
  const meanNorth = sumNorth / sum;
  const spread = (sumSquare / sum - (meanEast * meanEast + meanNorth * meanNorth)) / 2;
  const change = spread - (hit / sum) * total;
  const pvRe = slots[base + PV_RE] as number;
  const pvIm = slots[base + PV_IM] as number;
  const gainP = (slots[base + PP] as number) / total;
  const gainVRe = pvRe / total;
  const gainVIm = -pvIm / total;
  slots[base + EAST] = east + gainP * meanEast;
  slots[base + NORTH] = north + gainP * meanNorth;
  slots[base + EAST_SPEED] =
    (slots[base + EAST_SPEED] as number) + gainVRe * meanEast - gainVIm * meanNorth;
  slots[base + NORTH_SPEED] =
    (slots[base + NORTH_SPEED] as number) + gainVRe * meanNorth + gainVIm * meanEast;
  slots[base + PP] = (slots[base + PP] as number) + gainP * gainP * change;
  slots[base + PV_RE] = pvRe + gainP * gainVRe * change;
  slots[base + PV_IM] = pvIm - gainP * gainVIm * change;
  slots[base + VV] =
    (slots[base + VV] as number) + (gainVRe * gainVRe + gainVIm * gainVIm) * change;
  return sum;
}
