import { areaSampler, lowDiscrepancySequence, mixtureSampler } from "@truceline/geo";
import type { Area, Rng } from "@truceline/model";
import { type AreaDensity, areaDensity, roughSizeM2 } from "./area-density.ts";

/** Places tried for each sample wanted, where several areas must hold. */
const TRIES_PER_SAMPLE = 4;

/** Places of one end of an event, with weights that sum to 1. */
export interface PlaceDraw {
  /** Pairs [lonDeg, latDeg]. */
  readonly places: Float64Array;
  readonly weights: Float64Array;
  /** The area that describes the draw wholly; `samples` where several were multiplied. */
  readonly exact: Area | "samples";
  /** The areas have no place in common: the draw is their even mixture instead. */
  readonly isDisjoint: boolean;
}

/**
 * Draws places that all the areas allow: evenly spread over the smallest, weighted by the others.
 *
 * Where the areas have nothing in common the observers contradict each other; which of them erred is
 * not ours to say, and the draw is the even mixture of all.
 * Shape: exactly `count` places; those beyond what was found have weight 0.
 * @param rng decides the shift of the sequence; the same seed gives the same places
 * @param more a further density, one that is no area
 */
export function drawPlaces(
  areas: readonly Area[],
  count: number,
  rng: Rng,
  more: AreaDensity | null = null,
): PlaceDraw {
  const [smallest, ...others] = [...areas].sort(bySize);
  if (smallest === undefined) throw new RangeError("areas");
  const sequence = lowDiscrepancySequence(2, rng);
  const places = new Float64Array(count * 2);
  const weights = new Float64Array(count);
  if (others.length === 0 && more === null) {
    const sampler = areaSampler(smallest);
    for (let index = 0; index < count; index++) {
      sampler.place(sequence.at(index, 0), sequence.at(index, 1), places, index * 2);
      weights[index] = 1 / count;
    }
    return { places, weights, exact: smallest, isDisjoint: false };
  }
  const sampler = areaSampler(smallest);
  const densities = others.map(areaDensity);
  if (more !== null) densities.push(more);
  const place = new Float64Array(2);
  let found = 0;
  let total = 0;
  for (let index = 0; index < count * TRIES_PER_SAMPLE && found < count; index++) {
    sampler.place(sequence.at(index, 0), sequence.at(index, 1), place, 0);
    const weight = product(densities, place[0] as number, place[1] as number);
    if (weight <= 0) continue;
    places.set(place, found * 2);
    weights[found] = weight;
    total += weight;
    found += 1;
  }
  if (found > 0) {
    for (let index = 0; index < count; index++) {
      if (index >= found) places.copyWithin(index * 2, (found - 1) * 2, found * 2);
      weights[index] = (weights[index] as number) / total;
    }
    return { places, weights, exact: "samples", isDisjoint: false };
  }
  const mixture = mixtureSampler([smallest, ...others].map((area) => ({ area, weight: 1 })));
  for (let index = 0; index < count; index++) {
    mixture.place(sequence.at(index, 0), sequence.at(index, 1), places, index * 2);
    weights[index] = 1 / count;
  }
  return { places, weights, exact: "samples", isDisjoint: true };
}

function product(densities: readonly AreaDensity[], lonDeg: number, latDeg: number): number {
  let weight = 1;
  for (const density of densities) {
    weight *= density.at(lonDeg, latDeg);
    if (weight === 0) return 0;
  }
  return weight;
}

/** Smallest first; equal ones by their words, so that the order of arrival does not matter. */
export function bySize(one: Area, other: Area): number {
  return (
    roughSizeM2(one) - roughSizeM2(other) || (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)
  );
}
