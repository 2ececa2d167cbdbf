import type { LossReason } from "@truceline/model";
import { atLeastChance } from "./at-least-groups.ts";
import type { CatalogueEntry } from "./catalogue.ts";
import { type CauseCombination, checkProbabilities, combineCauses } from "./common-causes.ts";
import type { PlacedSensor } from "./deployed-sensors.ts";
import { SensingError } from "./errors.ts";
import type { ChanceField, EventClass, MeansForClass } from "./event-classes.ts";
import {
  type LossSet,
  lossSet,
  NO_LOSS,
  NO_SENSOR,
  ONE_SOURCE_ONLY,
  OUT_OF_RANGE,
  OUT_OF_VIEW,
  TERRAIN,
  TIME_LOSSES,
  WEATHER,
} from "./loss-set.ts";
import type { MinuteFactors, MinuteSeries } from "./minute-factors.ts";
import type { Reach } from "./reach.ts";
import { CLEAR_WEATHER, type WeatherState } from "./weather.ts";

/** A common cause of a plan: states with one factor for all sensors that name the cause. */
export interface PlanCause {
  readonly id: string;
  readonly states: readonly {
    readonly id: string;
    readonly probability: number;
    readonly factor: number;
  }[];
}

/** What a deployment is to a cell evaluator: prepared once. */
export interface EvaluatorGround {
  readonly sensors: readonly PlacedSensor[];
  readonly reach: Reach;
  /** For each cell the combinations of those causes that touch a sensor near it. */
  readonly combinations: readonly (readonly CauseCombination[])[];
}

/** One hour, one set of kinds, one standard. */
export interface Question {
  readonly classes: readonly EventClass[];
  readonly groupsNeeded: number;
  readonly weather: readonly WeatherState[];
  readonly factors: MinuteFactors;
}

/** Only causes that touch a sensor near the cell are combined: the others change nothing there. */
export function combineByCell(
  sensors: readonly PlacedSensor[],
  reach: Reach,
  causes: readonly PlanCause[],
): (readonly CauseCombination[])[] {
  const kept = new Map<string, readonly CauseCombination[]>();
  const sensorIds = sensors.map(({ id }) => id);
  return Array.from({ length: reach.cellStart.length - 1 }, (_, cell) => {
    const names = new Set<string>();
    const end = reach.cellStart[cell + 1] as number;
    for (let pair = reach.cellStart[cell] as number; pair < end; pair++) {
      const sensor = sensors[reach.pairSensor[pair] as number];
      for (const name of sensor?.commonCauses ?? []) names.add(name);
    }
    const touching = causes.filter(({ id }) => names.has(id));
    const key = touching.map(({ id }) => id).join("\n");
    let combinations = kept.get(key);
    if (combinations === undefined) {
      const factorsFor = (cause: string, factor: number) =>
        Object.fromEntries(
          sensors
            .filter(({ commonCauses }) => commonCauses.includes(cause))
            .map((sensor) => [sensor.id, factor]),
        );
      combinations = combineCauses(
        touching.map(({ id, states }) => ({
          id,
          states: states.map((state) => ({ ...state, factors: factorsFor(id, state.factor) })),
        })),
        sensorIds,
      );
      kept.set(key, combinations);
    }
    return combinations;
  });
}

/** Computes single cells for one question. Not to be shared: it works in scratch memory of its own. */
export class CellEvaluator {
  readonly #ground: EvaluatorGround;
  readonly #question: Question;
  /** Factor by [class][means][weather state]. */
  readonly #weatherFactors: readonly (readonly Float64Array[])[];
  /** Series by [class], then by set of reasons taken away, then by sensor. */
  readonly #series: Map<LossSet, (MinuteSeries | undefined)[]>[];
  readonly #timeLosses: (LossSet | undefined)[][];
  // Scratch for the sensors active at one cell, sized for all.
  readonly #active: ActiveSensors;
  readonly #groupChances: Float64Array;
  readonly #counts: Float64Array;

  /** @throws SensingError `TL_SENSING_STATES`, `TL_SENSING_WEATHER_UNKNOWN` */
  constructor(ground: EvaluatorGround, question: Question, catalogue: readonly CatalogueEntry[]) {
    this.#ground = ground;
    this.#question = question;
    this.#weatherFactors = weatherFactors(question, catalogue);
    this.#series = question.classes.map(() => new Map());
    this.#timeLosses = question.classes.map(() => []);
    const count = ground.sensors.length;
    this.#active = {
      count: 0,
      point: new Int32Array(count),
      sensor: new Int32Array(count),
      group: new Int32Array(count),
      series: [],
      byTime: new Float64Array(count),
      chance: new Float64Array(count),
      weather: [],
    };
    this.#groupChances = new Float64Array(count + 1);
    this.#counts = new Float64Array(question.groupsNeeded + 1);
  }

  /** Coverage 0..1 of a cell, as it was or with some reasons for loss taken away. */
  coverage(cell: number, gone: LossSet = NO_LOSS): number {
    let sum = 0;
    for (const [index, own] of this.#question.classes.entries()) {
      sum += own.share * this.#classCoverage(cell, index, own, gone);
    }
    return Math.min(1, sum);
  }

  /** Reasons that may have taken something away from a cell. */
  lossesAt(cell: number): LossSet {
    const { classes, weather, groupsNeeded } = this.#question;
    let losses = OUT_OF_RANGE;
    if (weather.some(({ id, probability }) => id !== CLEAR_WEATHER && probability > 0)) {
      losses |= WEATHER;
    }
    const { cellStart, cellPointStart, pairSensor, isHidden } = this.#ground.reach;
    for (const [index, own] of classes.entries()) {
      const field = own.field(NO_LOSS);
      const end = cellPointStart[cell + 1] as number;
      for (let place = cellPointStart[cell] as number; place < end; place++) {
        if (own.isAnyNear[place] === 0) losses |= NO_SENSOR;
        else if ((field.groupCounts[place] as number) < groupsNeeded) losses |= ONE_SOURCE_ONLY;
      }
      // Asked with the range taken away: what is out of view and too far as well is both.
      const inView = own.field(OUT_OF_RANGE).sums;
      const allRound = own.field(OUT_OF_RANGE | OUT_OF_VIEW).sums;
      // Only where heights are known is there a third field to compare.
      const level = isHidden === null ? inView : own.field(OUT_OF_RANGE | TERRAIN).sums;
      for (let pair = cellStart[cell] as number; pair < (cellStart[cell + 1] as number); pair++) {
        const at = pairSensor[pair] as number;
        const means = own.means[(this.#ground.sensors[at] as PlacedSensor).meansIndex];
        if (means == null) continue;
        if ((allRound[pair] as number) > (inView[pair] as number)) losses |= OUT_OF_VIEW;
        if ((level[pair] as number) > (inView[pair] as number)) losses |= TERRAIN;
        losses |= this.#timeLossesOf(index, at, means);
      }
    }
    return losses;
  }

  /**
   * Sensors to which a reason applies at a cell, each with a weight by what it takes from it; `others`
   * are reasons taken away already.
   */
  sensorsUnder(
    cell: number,
    reason: LossReason,
    others: LossSet = NO_LOSS,
  ): readonly (readonly [string, number])[] {
    const { classes } = this.#question;
    const alone = lossSet([reason]);
    if (alone === NO_SENSOR) return [];
    const gone = alone | others;
    const { reach, sensors } = this.#ground;
    const shares: [string, number][] = [];
    const end = reach.cellStart[cell + 1] as number;
    for (let pair = reach.cellStart[cell] as number; pair < end; pair++) {
      const at = reach.pairSensor[pair] as number;
      const sensor = sensors[at] as PlacedSensor;
      let weight = 0;
      for (const [index, own] of classes.entries()) {
        const means = own.means[sensor.meansIndex];
        if (means == null) continue;
        const sumNow = own.field(others).sums[pair] as number;
        const sumThen = own.field(gone).sums[pair] as number;
        if (sumThen === 0) continue;
        const before = sumNow * this.#seriesOf(index, at, means, others).mean;
        if (alone === WEATHER) weight += own.share * before * this.#lostToWeather(index, sensor);
        // Named are those that are there and too few.
        else if (alone === ONE_SOURCE_ONLY) weight += own.share * before;
        else {
          const without = this.#seriesOf(index, at, means, gone).mean;
          weight += own.share * (without * sumThen - before);
        }
      }
      if (weight > 1e-12) shares.push([sensor.id, weight]);
    }
    return shares;
  }

  #lostToWeather(index: number, sensor: PlacedSensor): number {
    const factors = this.#weatherFactors[index]?.[sensor.meansIndex];
    return this.#question.weather.reduce(
      (sum, { probability }, z) => sum + probability * (1 - (factors?.[z] ?? 1)),
      0,
    );
  }

  #timeLossesOf(index: number, at: number, means: MeansForClass): LossSet {
    const kept = this.#timeLosses[index] as (LossSet | undefined)[];
    const sensor = this.#ground.sensors[at] as PlacedSensor;
    const found = kept[at] ?? this.#question.factors.lossesOf(sensor, means.group);
    kept[at] = found;
    return found;
  }

  #seriesOf(index: number, at: number, means: MeansForClass, gone: LossSet): MinuteSeries {
    // What does not touch the sensor leaves its series as it was.
    const wanted = gone & TIME_LOSSES;
    const key = wanted === 0 ? 0 : wanted & this.#timeLossesOf(index, at, means);
    const bySet = this.#series[index] as Map<LossSet, (MinuteSeries | undefined)[]>;
    let bySensor = bySet.get(key);
    if (bySensor === undefined) {
      bySensor = [];
      bySet.set(key, bySensor);
    }
    const sensor = this.#ground.sensors[at] as PlacedSensor;
    const found = bySensor[at] ?? this.#question.factors.series(sensor, means.group, key);
    bySensor[at] = found;
    return found;
  }

  #classCoverage(cell: number, index: number, own: EventClass, gone: LossSet): number {
    const { factors } = this.#question;
    const { pairSensor, pairStart, cellPointStart } = this.#ground.reach;
    const field = own.field(gone);
    const { chances, activeStart, activePair } = field;
    const active = this.#active;
    active.count = 0;
    let changesLow = 0;
    let changesHigh = 0;
    const end = activeStart[cell + 1] as number;
    for (let position = activeStart[cell] as number; position < end; position++) {
      const pair = activePair[position] as number;
      const at = pairSensor[pair] as number;
      const sensor = this.#ground.sensors[at] as PlacedSensor;
      const means = own.means[sensor.meansIndex] as MeansForClass;
      const series = this.#seriesOf(index, at, means, gone);
      changesLow |= series.changesLow;
      changesHigh |= series.changesHigh;
      const slot = active.count++;
      active.point[slot] = pairStart[pair] as number;
      active.sensor[slot] = at;
      active.group[slot] = sensor.groupIndex;
      active.series[slot] = series;
      active.weather[slot] = this.#weatherFactors[index]?.[sensor.meansIndex] as Float64Array;
    }
    const firstPoint = cellPointStart[cell] as number;
    const points = (cellPointStart[cell + 1] as number) - firstPoint;
    let sum = 0;
    let weightSum = 0;
    for (let minute = 0; minute < factors.minuteCount; ) {
      let weight = factors.minuteWeight(minute);
      let next = minute + 1;
      // On to the next minute at which any sensor active here changes.
      while (next < factors.minuteCount && !isSet(changesLow, changesHigh, next)) {
        weight += factors.minuteWeight(next);
        next++;
      }
      for (let slot = 0; slot < active.count; slot++) {
        active.byTime[slot] = (active.series[slot] as MinuteSeries).values[minute] as number;
      }
      let atMinute = 0;
      for (let point = 0; point < points; point++) {
        const needed = this.#neededAt(own, field, firstPoint + point, gone);
        if (needed === 0) atMinute += 1;
        else if (active.count > 0)
          atMinute += this.#pointCoverage(cell, chances, point, needed, gone);
      }
      sum += (weight * atMinute) / points;
      weightSum += weight;
      minute = next;
    }
    return sum / weightSum;
  }

  #pointCoverage(
    cell: number,
    chances: Float64Array,
    point: number,
    needed: number,
    gone: LossSet,
  ): number {
    const { weather } = this.#question;
    const {
      count,
      point: firstPoint,
      sensor,
      group,
      byTime,
      chance,
      weather: bySlot,
    } = this.#active;
    let isAny = false;
    for (let slot = 0; slot < count; slot++) {
      const own =
        (chances[(firstPoint[slot] as number) + point] as number) * (byTime[slot] as number);
      chance[slot] = own;
      if (own > 0) isAny = true;
    }
    if (!isAny) return 0;
    const isClear = (gone & WEATHER) !== 0;
    const groups = this.#groupChances;
    let coverage = 0;
    for (let z = 0; z < weather.length; z++) {
      const weatherChance = isClear ? 1 : (weather[z] as WeatherState).probability;
      if (weatherChance === 0) continue;
      for (const { probability, factors } of this.#ground.combinations[cell] ?? []) {
        let groupCount = 0;
        let groupNow = -1;
        let miss = 1;
        for (let slot = 0; slot < count; slot++) {
          let p = chance[slot] as number;
          if (p === 0) continue;
          if (group[slot] !== groupNow) {
            if (groupNow !== -1) groups[groupCount++] = 1 - miss;
            groupNow = group[slot] as number;
            miss = 1;
          }
          if (!isClear) p *= (bySlot[slot] as Float64Array)[z] as number;
          miss *= 1 - p * (factors[sensor[slot] as number] as number);
        }
        groups[groupCount++] = 1 - miss;
        coverage +=
          weatherChance * probability * atLeastChance(groups, 0, groupCount, needed, this.#counts);
      }
      if (isClear) break;
    }
    return coverage;
  }

  /**
   * Groups needed at a point. With `no-sensor` gone, none where no sensor is near; with
   * `one-source-only` gone, one where fewer are within range and view than the standard asks for.
   */
  #neededAt(own: EventClass, field: ChanceField, place: number, gone: LossSet): number {
    const { groupsNeeded } = this.#question;
    if ((gone & NO_SENSOR) !== 0 && own.isAnyNear[place] === 0) return 0;
    if ((gone & ONE_SOURCE_ONLY) === 0) return groupsNeeded;
    const capableCount = field.groupCounts[place] as number;
    return capableCount > 0 && capableCount < groupsNeeded ? 1 : groupsNeeded;
  }
}

/** The sensors with a chance at the cell in hand; arrays by slot, grouped by post. */
interface ActiveSensors {
  count: number;
  readonly point: Int32Array;
  readonly sensor: Int32Array;
  readonly group: Int32Array;
  readonly series: MinuteSeries[];
  readonly byTime: Float64Array;
  readonly chance: Float64Array;
  readonly weather: Float64Array[];
}

function weatherFactors(
  { classes, weather }: Question,
  catalogue: readonly CatalogueEntry[],
): readonly (readonly Float64Array[])[] {
  checkProbabilities("weather", weather);
  return classes.map(({ means }) =>
    means.map((own, index) =>
      Float64Array.from(weather, ({ id }) => {
        if (own === null) return 0;
        const factors = own.group.weatherFactors;
        const figure = Object.hasOwn(factors, id) ? factors[id] : undefined;
        if (figure === undefined) {
          const details = { weather: id, means: catalogue[index]?.id };
          throw new SensingError("TL_SENSING_WEATHER_UNKNOWN", details);
        }
        return figure.value;
      }),
    ),
  );
}

function isSet(low: number, high: number, minute: number): boolean {
  return ((minute < 30 ? low >>> minute : high >>> (minute - 30)) & 1) === 1;
}
