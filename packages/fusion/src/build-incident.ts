import {
  derivedId,
  type Incident,
  independentGroupsOf,
  type JointSamples,
  type LonLat,
  lonLat,
  ModelError,
  type Observation,
  type TimeSpan,
} from "@truceline/model";
import {
  drawPosterior,
  LOCATING_METHOD,
  SAMPLE_COUNT,
  SAMPLING_METHOD,
  sharedSpan,
} from "./draw-samples.ts";
import { FusionError } from "./errors.ts";
import { keyOf } from "./link-node.ts";
import { compareText } from "./node-order.ts";
import type { PlaceFinder } from "./observed-area.ts";
import { placeSummary } from "./place-summary.ts";

export interface IncidentOptions {
  readonly places?: PlaceFinder | undefined;
  /** The sector a place lies in. `PreparedAgreement` gives it. */
  readonly sectorOf?: ((position: LonLat) => string | null | undefined) | undefined;
  /** Default 512: shares off by less than 0.01. */
  readonly sampleCount?: number | undefined;
}

export interface BuiltIncident {
  readonly incident: Incident;
  /** The posterior its record describes, so that nobody need draw it again. */
  readonly samples: JointSamples;
}

/** Sectors are asked for at this many samples of an end, so that a wide area names all it touches. */
const SECTOR_PROBE_COUNT = 16;

/**
 * The incident record of a group, version 1, and its samples.
 *
 * The id depends on the smallest (source, sourceId) among the observations alone, so neither on the
 * order of arrival nor on who received them; `recordedAtMs` is the latest of theirs. The posterior's
 * seed is the first instant, not a name, so that calling the parties otherwise changes no figure.
 *
 * @throws FusionError `TL_FUSION_GROUP_EMPTY`; ModelError `TL_MODEL_ORIGIN_MIXED`
 */
export function buildIncident(
  group: readonly Observation[],
  options: IncidentOptions = {},
): BuiltIncident {
  const observations = [...group].sort((one, other) => compareText(keyOf(one), keyOf(other)));
  const [first] = observations;
  if (first === undefined) throw new FusionError("TL_FUSION_GROUP_EMPTY");
  const { origin } = first;
  if (observations.some((observation) => observation.origin !== origin)) {
    throw new ModelError("TL_MODEL_ORIGIN_MIXED", { origin });
  }
  const seed = String(sharedSpan(observations).fromMs);
  const sampleCount = options.sampleCount ?? SAMPLE_COUNT;
  const { samples, isMeasured } = drawPosterior(observations, seed, sampleCount, options.places);
  const span = spanOf(observations, samples);
  const countText = largestCount(observations);
  const incident: Incident = {
    schema: "incident/1",
    id: derivedId("incident", origin, first.source, first.sourceId),
    version: 1,
    origin,
    recordedAtMs: Math.max(...observations.map((observation) => observation.recordedAtMs)),
    observationIds: observations.map((observation) => observation.id).sort(),
    independentGroups: independentGroupsOf(observations),
    means: [...new Set(observations.flatMap((observation) => observation.means))].sort(),
    span,
    kinds: tableOf(samples, (factor) => factor.kind).map(([kind, p]) => ({ kind, p })),
    weapons: tableOf(samples, (factor) => factor.weapon).map(([one, p]) => ({ class: one, p })),
    natures: tableOf(samples, (factor) => factor.nature).map(([nature, p]) => ({ nature, p })),
    ...(countText === undefined ? {} : { countText }),
    firedFrom: placeSummary(samples.firedFrom, samples.weights),
    effect: placeSummary(samples.effect, samples.weights),
    posterior: { method: isMeasured ? LOCATING_METHOD : SAMPLING_METHOD, seed, sampleCount },
    sectorIds: sectorsOf(samples, options.sectorOf),
  };
  return { incident, samples };
}

/** The span the samples' instants are from, as sure as the surest of the observations. */
function spanOf(observations: readonly Observation[], { factors }: JointSamples): TimeSpan {
  const shared = factors?.time ?? sharedSpan(observations);
  const lengthMs = ({ span }: Observation) => span.toMs - span.fromMs;
  const [narrowest] = [...observations].sort(
    (one, other) =>
      lengthMs(one) - lengthMs(other) || compareText(one.span.precision, other.span.precision),
  );
  return {
    fromMs: shared.fromMs,
    toMs: shared.toMs,
    precision: narrowest?.span.precision ?? "exact",
  };
}

/** Shares of a factor over the joint table, likeliest first, then by name; rounded to 1e-4. */
function tableOf<Key extends string>(
  { what }: JointSamples,
  keyOfFactor: (factor: JointSamples["what"][number]) => Key,
): [Key, number][] {
  const shares = new Map<Key, number>();
  for (const factor of what) {
    const key = keyOfFactor(factor);
    shares.set(key, (shares.get(key) ?? 0) + factor.p);
  }
  return [...shares]
    .map(([key, p]): [Key, number] => [key, Math.min(1, Math.round(p * 1e4) / 1e4)])
    .sort(([a, p], [b, q]) => q - p || compareText(a, b));
}

const qualifierText = {
  exactly: "",
  about: "about ",
  "at-least": "at least ",
  range: "",
  uncounted: "uncounted",
};

function largestCount(observations: readonly Observation[]): string | undefined {
  let best: { text: string; value: number } | undefined;
  for (const { count } of observations) {
    const value = count.max ?? count.min ?? -1;
    const isRange = count.min !== undefined && count.max !== undefined && count.min !== count.max;
    const figure = isRange ? `${count.min} to ${count.max}` : `${count.min ?? count.max ?? ""}`;
    const text = `${qualifierText[count.qualifier]}${figure}`;
    const isMore = best === undefined || value > best.value;
    const isSame = best !== undefined && value === best.value && text < best.text;
    if (text !== "" && (isMore || isSame)) best = { text, value };
  }
  return best?.text;
}

function sectorsOf(samples: JointSamples, sectorOf: IncidentOptions["sectorOf"]): string[] {
  if (sectorOf === undefined) return [];
  const found = new Set<string>();
  for (const places of [samples.firedFrom, samples.effect]) {
    const step = Math.max(1, Math.floor(samples.count / SECTOR_PROBE_COUNT));
    for (let index = 0; index < samples.count; index += step) {
      const lonDeg = places[index * 2] as number;
      if (Number.isNaN(lonDeg) || samples.weights[index] === 0) continue;
      const sector = sectorOf(lonLat(lonDeg, places[index * 2 + 1] as number));
      if (typeof sector === "string") found.add(sector);
    }
  }
  return [...found].sort();
}
