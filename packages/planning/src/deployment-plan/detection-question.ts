import type { LonLat } from "@truceline/model";
import {
  type CatalogueEntry,
  CLEAR_WEATHER,
  type Climate,
  type CoverageTerrain,
  curveOf,
  type DetectionCurve,
  detectionChance,
  type KindGroup,
  kindMix,
  terrainFactorOf,
  type WeatherState,
} from "@truceline/sensing";
import type { CoverageQuestion } from "@truceline/verification";
import type { PostPattern } from "./deployment-plan.ts";
import type { PlanFigures } from "./plan-assumptions.ts";
import { type Schedule, type TimeState, timeFactor, timeStates } from "./time-states.ts";

/** Under what a plan is looked at: figures, climate, and what some means suffer beside. */
export interface Conditions {
  readonly figures: PlanFigures;
  readonly climate: Climate;
  readonly catalogue: readonly CatalogueEntry[];
  /** Ground that hides; absent: flat. */
  readonly terrain?: CoverageTerrain;
  /** Factor on the chances of a means by its id; absent: 1. */
  readonly meansFactor?: (means: string) => number;
}

/** A question cut into states: kind class × weather × part of the day, all equal within. */
export interface QuestionStates {
  readonly question: CoverageQuestion;
  /** Independent groups needed. */
  readonly needed: number;
  readonly stateCount: number;
  /** Of each state the share of kinds × weather; those of one part of the day add up to 1. */
  readonly stateShare: Float64Array;
  readonly stateClass: Int32Array;
  readonly stateTime: Int32Array;
  readonly times: readonly TimeState[];
  readonly schedules: readonly Schedule[];
  readonly weather: readonly WeatherState[];
  /** Kind groups of each class by index of the catalogue; null where a means cannot detect them. */
  readonly classes: readonly (readonly (KindGroup | null)[])[];
}

/** The same climate with its bad hours made more or fewer. */
export function weatherOf({ climate, figures }: Conditions): readonly WeatherState[] {
  const bad = climate.states.filter(({ id }) => id !== CLEAR_WEATHER);
  const sum = bad.reduce((total, { probability }) => total + probability, 0);
  const factor = sum === 0 ? 1 : Math.min(figures.badWeather, 1 / sum);
  return climate.states.map(({ id, probability }) => ({
    id,
    probability: id === CLEAR_WEATHER ? 1 - sum * factor : probability * factor,
  }));
}

/** @see QuestionStates */
export function questionStates(
  question: CoverageQuestion,
  patterns: readonly PostPattern[],
  conditions: Conditions,
  day: { readonly startMs: number; readonly position: LonLat; readonly timezone: string },
): QuestionStates {
  const { catalogue } = conditions;
  // Means that no pattern has tell nothing apart.
  const used = new Set(patterns.flatMap(({ sensors }) => sensors.map(({ means }) => means)));
  const byKey = new Map<string, { share: number; groups: (KindGroup | null)[] }>();
  for (const { kind, share } of kindMix(question.kinds)) {
    const groups = catalogue.map(({ id, kindGroups }) =>
      used.has(id) ? (kindGroups.find(({ kinds }) => kinds.includes(kind)) ?? null) : null,
    );
    const key = groups
      .map((group, index) => (group === null ? -1 : catalogue[index]?.kindGroups.indexOf(group)))
      .join();
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { share, groups });
    else known.share += share;
  }
  const classes = [...byKey.values()];
  const schedules = schedulesOf(patterns);
  const times = timeStates(schedules, question.persistence, day);
  const weather = weatherOf(conditions);
  const stateCount = classes.length * weather.length * times.length;
  const stateShare = new Float64Array(stateCount);
  const stateClass = new Int32Array(stateCount);
  const stateTime = new Int32Array(stateCount);
  let state = 0;
  for (const time of times.keys()) {
    for (const [index, { share }] of classes.entries()) {
      for (const { probability } of weather) {
        stateShare[state] = share * probability;
        stateClass[state] = index;
        stateTime[state] = time;
        state += 1;
      }
    }
  }
  return {
    question,
    needed: question.groupsNeeded,
    stateCount,
    stateShare,
    stateClass,
    stateTime,
    times,
    schedules,
    weather,
    classes: classes.map(({ groups }) => groups),
  };
}

const scheduleKey = (hours: Schedule) => (hours === undefined ? "" : `${hours.from} ${hours.to}`);

function schedulesOf(patterns: readonly PostPattern[]): readonly Schedule[] {
  const all = patterns.flatMap(({ sensors }) => sensors.map(({ hours }) => hours));
  return [...new Map(all.map((hours) => [scheduleKey(hours), hours])).values()];
}

interface SensorTerms {
  /** By class; null where the means cannot detect it. */
  readonly curves: readonly (DetectionCurve | null)[];
  /** By state: light and schedule × weather × up-time × what else is assumed. */
  readonly factors: Float64Array;
  readonly reach: number;
  /** Its height's bit in a mask of what the ground hides; 0: hidden from by no ground. */
  readonly heightBit: number;
  /** Factor on the chance where the ground stands in between. */
  readonly hiddenFactor: number;
}

/**
 * Heights above ground at which a pattern's sensors look, metres, each once: bit `i` of a mask stands for
 * the one at `i`. What has no height looks from so high that no hill hides anything.
 */
export function heightsOf(
  { sensors }: PostPattern,
  catalogue: readonly CatalogueEntry[],
): readonly number[] {
  const heights = sensors.flatMap(({ means, heightM }) => {
    const entry = catalogue.find(({ id }) => id === means);
    return heightM ?? entry?.heightM?.value ?? [];
  });
  return [...new Set(heights)];
}

/** Chance that a post of a pattern, one group, detects at a distance, by state of a question. */
export class PatternDetection {
  readonly #sensors: readonly SensorTerms[];
  readonly #stateClass: Int32Array;
  readonly #stateCount: number;
  readonly #chances: Float64Array;
  /** Beyond it nothing is detected, metres; 0 where the pattern has no means for the question. */
  readonly maxM: number;

  constructor(pattern: PostPattern, states: QuestionStates, conditions: Conditions) {
    const heights = heightsOf(pattern, conditions.catalogue);
    this.#stateClass = states.stateClass;
    this.#stateCount = states.stateCount;
    this.#sensors = pattern.sensors.flatMap(
      (sensor) => sensorTerms(sensor, states, conditions, heights) ?? [],
    );
    this.#chances = new Float64Array(states.classes.length);
    this.maxM = Math.max(
      0,
      ...this.#sensors.flatMap(({ curves, reach }) =>
        curves.map((curve) => (curve === null ? 0 : farthestM(curve) * reach)),
      ),
    );
  }

  /**
   * Writes the chance of each state to `out` from `offset` on; tells whether any is above 0.
   * @param hidden bits of the heights (`heightsOf`) from which the ground hides the place
   */
  fill(distanceM: number, out: Float32Array | Float64Array, offset: number, hidden = 0): boolean {
    const count = this.#stateCount;
    let isAny = false;
    out.fill(1, offset, offset + count);
    for (const { curves, factors, reach, heightBit, hiddenFactor } of this.#sensors) {
      const open = (hidden & heightBit) === 0 ? 1 : hiddenFactor;
      for (const [index, curve] of curves.entries()) {
        this.#chances[index] =
          curve === null || open === 0 ? 0 : detectionChance(curve, distanceM / reach) * open;
      }
      for (let state = 0; state < count; state++) {
        const chance = this.#chances[this.#stateClass[state] as number] as number;
        if (chance === 0) continue;
        out[offset + state] =
          (out[offset + state] as number) * (1 - chance * (factors[state] as number));
      }
    }
    for (let state = 0; state < count; state++) {
      const detects = 1 - (out[offset + state] as number);
      out[offset + state] = detects;
      if (detects > 0) isAny = true;
    }
    return isAny;
  }

  /** The same by distance in steps: entry `b` is the chance at `b × stepM`. */
  table(stepM: number, hidden = 0): { readonly values: Float32Array; readonly binCount: number } {
    const binCount = Math.floor(this.maxM / stepM) + 2;
    const values = new Float32Array(binCount * this.#stateCount);
    for (let bin = 0; bin < binCount; bin++) {
      this.fill(bin * stepM, values, bin * this.#stateCount, hidden);
    }
    return { values, binCount };
  }
}

function farthestM(curve: DetectionCurve): number {
  return curve.type === "table" ? (curve.rangesM.at(-1) ?? 0) : curve.maxM;
}

function sensorTerms(
  { means, hours, heightM }: PostPattern["sensors"][number],
  states: QuestionStates,
  conditions: Conditions,
  heights: readonly number[],
): SensorTerms | undefined {
  const { catalogue, figures } = conditions;
  const index = catalogue.findIndex(({ id }) => id === means);
  const entry = catalogue[index];
  if (entry === undefined) return undefined;
  const groups = states.classes.map((own) => own[index] ?? null);
  if (groups.every((group) => group === null)) return undefined;
  const up = upShare(entry.uptimeRatio.value, figures.downTime);
  const beside = up * figures.flatGround * (conditions.meansFactor?.(means) ?? 1);
  const schedule = states.schedules.findIndex((own) => scheduleKey(own) === scheduleKey(hours));
  const weatherCount = states.weather.length;
  const factors = new Float64Array(states.stateCount);
  for (let state = 0; state < factors.length; state++) {
    const group = groups[states.stateClass[state] as number];
    if (group == null) continue;
    const time = states.times[states.stateTime[state] as number] as TimeState;
    const weather = states.weather[state % weatherCount]?.id ?? CLEAR_WEATHER;
    factors[state] =
      timeFactor(time, schedule, group.dayFactor.value, group.nightFactor.value) *
      (group.weatherFactors[weather]?.value ?? 0) *
      beside;
  }
  return {
    curves: groups.map((group) => (group === null ? null : curveOf(group))),
    factors,
    reach: reachOf(entry, figures),
    heightBit: bitOf(heights, heightM ?? entry.heightM?.value),
    hiddenFactor: terrainFactorOf(entry, "hidden"),
  };
}

const bitOf = (heights: readonly number[], heightM: number | undefined) =>
  heightM === undefined ? 0 : 1 << heights.indexOf(heightM);

/** The odds of being down multiplied: what flies a quarter of the day does not stay on the ground for it. */
function upShare(ratio: number, factor: number): number {
  return ratio === 0 ? 0 : ratio / (ratio + (1 - ratio) * factor);
}

/** Which of the ranges of reach a means falls under. */
function reachOf(entry: CatalogueEntry, figures: PlanFigures): number {
  if (entry.observes === "heard" || entry.id.startsWith("acoustic")) return figures.hearingReach;
  if (entry.observes === "saw" || entry.id.includes("camera")) return figures.sightReach;
  return figures.otherReach;
}
