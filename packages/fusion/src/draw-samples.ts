import { lowDiscrepancySequence } from "@truceline/geo";
import {
  type Area,
  type Incident,
  type JointSamples,
  type Observation,
  type PlaceFactor,
  seededRng,
  sourceGroupOf,
} from "@truceline/model";
import { FusionError } from "./errors.ts";
import { FIRED_PRIOR, placeRoleOf } from "./event-kind.ts";
import { areaOfObservation, type PlaceFinder } from "./observed-area.ts";
import { bySize, drawPlaces, type PlaceDraw } from "./place-samples.ts";
import { whatFactorsOf } from "./what-factors.ts";

/** Names how samples are drawn; a change of the drawing changes the name. */
export const SAMPLING_METHOD = "additive-recurrence/1";
export const SAMPLE_COUNT = 512;

/** What is drawn once and for all for some observations. */
export interface Posterior {
  readonly samples: JointSamples;
  /** Areas of one end that have nothing in common, so that their mixture was taken. */
  readonly isDisjoint: boolean;
}

/** Span in which the event happened: what all spans share; where they share nothing, all of them. */
export function sharedSpan(observations: readonly Observation[]): { fromMs: number; toMs: number } {
  const fromMs = Math.max(...observations.map(({ span }) => span.fromMs));
  const toMs = Math.min(...observations.map(({ span }) => span.toMs));
  if (fromMs <= toMs) return { fromMs, toMs };
  return {
    fromMs: Math.min(...observations.map(({ span }) => span.fromMs)),
    toMs: Math.max(...observations.map(({ span }) => span.toMs)),
  };
}

/**
 * Draws the joint posterior of observations held to be one event, the same for the same seed, to the
 * last bit and in whatever order they are given.
 *
 * Places: each end (fired from, effect) holds where the areas of the observations about that end
 * agree (`drawPlaces`). Observations of undetermined nature are about the end that others name; where
 * nobody or both sides name one, about the one or the other, all of them together, by `FIRED_PRIOR`:
 * two alternatives, with samples in proportion.
 * An end no observation is about is unknown (NaN). Several observations of one source group count as
 * many opinions about one place: only the smallest area of each group is used, because the same
 * observer's second look does not sharpen the first.
 * Time: uniform in the shared span. What: `whatFactorsOf`. Both independent of the place.
 */
export function drawPosterior(
  observations: readonly Observation[],
  seed: string,
  count: number,
  places?: PlaceFinder,
): Posterior {
  const rng = seededRng(seed);
  const samples = {
    count,
    weights: new Float64Array(count),
    firedFrom: new Float64Array(count * 2).fill(Number.NaN),
    effect: new Float64Array(count * 2).fill(Number.NaN),
    atMs: new Float64Array(count),
    whatIndex: new Uint16Array(count),
  };
  const alternatives = alternativesOf(observations, places);
  const placeFactors: PlaceFactor[] = [];
  let isDisjoint = false;
  let fromIndex = 0;
  let sum = 0;
  for (const [number, { p, fired, effect }] of alternatives.entries()) {
    sum += p;
    const toIndex = number === alternatives.length - 1 ? count : Math.round(sum * count);
    const size = toIndex - fromIndex;
    const firedDraw = draw(fired, size, seed, `fired ${number}`);
    const effectDraw = draw(effect, size, seed, `effect ${number}`);
    isDisjoint ||= firedDraw?.isDisjoint === true || effectDraw?.isDisjoint === true;
    if (firedDraw !== null) samples.firedFrom.set(firedDraw.places, fromIndex * 2);
    if (effectDraw !== null) samples.effect.set(effectDraw.places, fromIndex * 2);
    let total = 0;
    for (let index = 0; index < size; index++) {
      const weight = (firedDraw?.weights[index] ?? 1) * (effectDraw?.weights[index] ?? 1);
      samples.weights[fromIndex + index] = weight;
      total += weight;
    }
    for (let index = fromIndex; index < toIndex; index++) {
      samples.weights[index] = ((samples.weights[index] as number) * p) / total;
    }
    placeFactors.push({
      p,
      firedFrom: firedDraw?.exact ?? null,
      effect: effectDraw?.exact ?? null,
      fromIndex,
      toIndex,
    });
    fromIndex = toIndex;
  }
  const time = sharedSpan(observations);
  const what = whatFactorsOf(observations);
  const sequence = lowDiscrepancySequence(2, rng.fork("time and what"));
  for (let index = 0; index < count; index++) {
    samples.atMs[index] = time.fromMs + sequence.at(index, 0) * (time.toMs - time.fromMs);
    let rest = sequence.at(index, 1);
    let entry = 0;
    while (entry < what.length - 1 && rest >= (what[entry]?.p ?? 0)) rest -= what[entry++]?.p ?? 0;
    samples.whatIndex[index] = entry;
  }
  return { samples: { ...samples, what, factors: { places: placeFactors, time } }, isDisjoint };
}

function draw(areas: readonly Area[], size: number, seed: string, label: string): PlaceDraw | null {
  if (areas.length === 0 || size === 0) return null;
  return drawPlaces(areas, size, seededRng(`${seed}\u001f${label}`));
}

interface Alternative {
  readonly p: number;
  readonly fired: readonly Area[];
  readonly effect: readonly Area[];
}

function alternativesOf(
  observations: readonly Observation[],
  places: PlaceFinder | undefined,
): Alternative[] {
  const smallest = (roles: readonly string[]) => {
    const byGroup = new Map<string, Area[]>();
    for (const observation of observations) {
      if (!roles.includes(placeRoleOf(observation))) continue;
      const area = areaOfObservation(observation, places);
      if (area === null) continue;
      const group = sourceGroupOf(observation);
      byGroup.set(group, [...(byGroup.get(group) ?? []), area]);
    }
    return [...byGroup.values()].flatMap((areas) => smallestOf(areas));
  };
  const roles = new Set(observations.map(placeRoleOf));
  const isFiredSaid = roles.has("fired");
  const isEffectSaid = roles.has("effect");
  const asFired = {
    fired: smallest(["fired", "either"]),
    effect: smallest(["effect", "present"]),
  };
  if (!roles.has("either") || (isFiredSaid && !isEffectSaid)) return [{ p: 1, ...asFired }];
  const asEffect = {
    fired: smallest(["fired"]),
    effect: smallest(["effect", "present", "either"]),
  };
  if (isEffectSaid && !isFiredSaid) return [{ p: 1, ...asEffect }];
  return [
    { p: FIRED_PRIOR, ...asFired },
    { p: 1 - FIRED_PRIOR, ...asEffect },
  ];
}

function smallestOf(areas: readonly Area[]): Area[] {
  const [first] = [...areas].sort(bySize);
  return first === undefined ? [] : [first];
}

/**
 * The samples of an incident again, from its own record and the observations it names.
 * @throws FusionError `TL_FUSION_GROUP_OTHER` when these are other observations
 */
export function drawSamples(
  incident: Incident,
  observations: readonly Observation[],
  places?: PlaceFinder,
): JointSamples {
  const ids = new Set(observations.map((observation) => observation.id));
  const { posterior, observationIds } = incident;
  if (ids.size !== observationIds.length || observationIds.some((id) => !ids.has(id))) {
    throw new FusionError("TL_FUSION_GROUP_OTHER", { incidentId: incident.id });
  }
  const seed = posterior?.seed ?? incident.id;
  return drawPosterior(observations, seed, posterior?.sampleCount ?? SAMPLE_COUNT, places).samples;
}
