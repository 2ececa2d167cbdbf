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
import { drawLocated, type LocatedDraw, timedDensity } from "./evidence/located-places.ts";
import { DELAY_MAX_MS } from "./evidence/same-event.ts";
import { SENSOR_REACH_M, type SensorReading, sensorReading } from "./evidence/sensor-reading.ts";
import { areaOfObservation, type PlaceFinder } from "./observed-area.ts";
import { bySize, drawPlaces, type PlaceDraw } from "./place-samples.ts";
import { whatFactorsOf } from "./what-factors.ts";

/** Names how samples are drawn; a change of the drawing changes the name. */
export const SAMPLING_METHOD = "additive-recurrence/1";
/** The same where what devices measured was put together. */
export const LOCATING_METHOD = "measured/1";
export const SAMPLE_COUNT = 512;

/** What is drawn once and for all for some observations. */
export interface Posterior {
  readonly samples: JointSamples;
  /** Areas of one end that have nothing in common, so that their mixture was taken. */
  readonly isDisjoint: boolean;
  /** Measurements of several devices bear a place. */
  readonly isMeasured: boolean;
}

/**
 * Span in which the event happened: what all spans share; where they share nothing, all of them. What
 * an acoustic device heard happened up to the longest way of its sound before.
 */
export function sharedSpan(observations: readonly Observation[]): TimeInterval {
  const spans = observations.map(eventSpan);
  const fromMs = Math.max(...spans.map((span) => span.fromMs));
  const toMs = Math.min(...spans.map((span) => span.toMs));
  if (fromMs <= toMs) return { fromMs, toMs };
  return {
    fromMs: Math.min(...spans.map((span) => span.fromMs)),
    toMs: Math.max(...spans.map((span) => span.toMs)),
  };
}

function eventSpan(observation: Observation): TimeInterval {
  const { span } = observation;
  const reading = sensorReading(observation);
  if (reading === null || reading.arrival === null) return span;
  const { range } = reading;
  const ratio =
    range === null ? 1 : Math.min(1, (range.rangeM + 2 * range.sigmaM) / SENSOR_REACH_M);
  return { fromMs: Math.floor(span.fromMs - DELAY_MAX_MS * ratio), toMs: span.toMs };
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
 * observer's second look does not sharpen the first. Where two or more devices measured something
 * about an end, their bearings, instants, ranges and fixes are put together (`drawLocated`) and take the
 * place of these devices' areas.
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
  let isMeasured = false;
  let instant: EndDraw["instant"] = null;
  let fromIndex = 0;
  let sum = 0;
  for (const [number, { p, fired, effect }] of alternatives.entries()) {
    sum += p;
    const toIndex = number === alternatives.length - 1 ? count : Math.round(sum * count);
    const size = toIndex - fromIndex;
    const firedDraw = draw(fired, size, seed, `fired ${number}`);
    const effectDraw = draw(effect, size, seed, `effect ${number}`);
    isDisjoint ||= firedDraw?.isDisjoint === true || effectDraw?.isDisjoint === true;
    isMeasured ||= firedDraw?.isMeasured === true || effectDraw?.isMeasured === true;
    instant ??= firedDraw?.instant ?? effectDraw?.instant ?? null;
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
  const time = narrowed(sharedSpan(observations), instant);
  const what = whatFactorsOf(observations);
  const sequence = lowDiscrepancySequence(2, rng.fork("time and what"));
  for (let index = 0; index < count; index++) {
    samples.atMs[index] = time.fromMs + sequence.at(index, 0) * (time.toMs - time.fromMs);
    let rest = sequence.at(index, 1);
    let entry = 0;
    while (entry < what.length - 1 && rest >= (what[entry]?.p ?? 0)) rest -= what[entry++]?.p ?? 0;
    samples.whatIndex[index] = entry;
  }
  return {
    samples: { ...samples, what, factors: { places: placeFactors, time } },
    isDisjoint,
    isMeasured,
  };
}

/** What a span shares with the instant worked out; the span where they share nothing. */
function narrowed(span: TimeInterval, instant: EndDraw["instant"]): TimeInterval {
  if (instant === null) return span;
  const fromMs = Math.max(span.fromMs, instant.fromMs);
  const toMs = Math.min(span.toMs, instant.toMs);
  return fromMs <= toMs ? { fromMs, toMs } : span;
}

interface TimeInterval {
  readonly fromMs: number;
  readonly toMs: number;
}

type EndDraw = PlaceDraw & Pick<LocatedDraw, "instant"> & { readonly isMeasured: boolean };

function draw(end: End, size: number, seed: string, label: string): EndDraw | null {
  if (end.opinions.length === 0 || size === 0) return null;
  const rng = seededRng(`${seed}\u001f${label}`);
  const readings = end.opinions.flatMap(({ reading }) => reading ?? []);
  if (new Set(readings.map(({ device }) => device)).size > 1) {
    const words = end.opinions.filter(({ reading }) => reading === null);
    const devices = new Set(end.opinions.flatMap(({ reading, group }) => (reading ? [group] : [])));
    // What stands on the mast of a device is that mast's opinion.
    const others = smallestByGroup(words.filter(({ group }) => !devices.has(group)));
    const located = drawLocated(readings, others, size, rng);
    if (located !== null) return { ...located, isMeasured: true };
  }
  const areas = smallestByGroup(end.opinions);
  const timed = timedDensity(readings, areas, size);
  const drawn = drawPlaces(areas, size, rng, timed);
  return { ...drawn, isMeasured: timed !== null, instant: null };
}

/** What one observation says of one end. */
interface Opinion {
  readonly group: string;
  readonly area: Area;
  readonly reading: SensorReading | null;
}

interface End {
  readonly opinions: readonly Opinion[];
}

interface Alternative {
  readonly p: number;
  readonly fired: End;
  readonly effect: End;
}

function alternativesOf(
  observations: readonly Observation[],
  places: PlaceFinder | undefined,
): Alternative[] {
  const endOf = (roles: readonly string[]): End => ({
    opinions: observations.flatMap((observation) => {
      if (!roles.includes(placeRoleOf(observation))) return [];
      const area = areaOfObservation(observation, places);
      if (area === null) return [];
      return [{ group: sourceGroupOf(observation), area, reading: sensorReading(observation) }];
    }),
  });
  const roles = new Set(observations.map(placeRoleOf));
  const isFiredSaid = roles.has("fired");
  const isEffectSaid = roles.has("effect");
  const asFired = {
    fired: endOf(["fired", "either"]),
    effect: endOf(["effect", "present"]),
  };
  if (!roles.has("either") || (isFiredSaid && !isEffectSaid)) return [{ p: 1, ...asFired }];
  const asEffect = {
    fired: endOf(["fired"]),
    effect: endOf(["effect", "present", "either"]),
  };
  if (isEffectSaid && !isFiredSaid) return [{ p: 1, ...asEffect }];
  return [
    { p: FIRED_PRIOR, ...asFired },
    { p: 1 - FIRED_PRIOR, ...asEffect },
  ];
}

function smallestByGroup(opinions: readonly Opinion[]): Area[] {
  const byGroup = new Map<string, Area[]>();
  for (const { group, area } of opinions) {
    byGroup.set(group, [...(byGroup.get(group) ?? []), area]);
  }
  return [...byGroup.values()].flatMap((areas) => smallestOf(areas));
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
