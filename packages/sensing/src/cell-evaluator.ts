import type { LossReason } from "@truceline/model";
import { atLeastChance } from "./at-least-groups.ts";
import type { CatalogueEntry } from "./catalogue.ts";
import { type CauseCombination, checkProbabilities, combineCauses } from "./common-causes.ts";
import type { PlacedSensor } from "./deployed-sensors.ts";
import { SensingError } from "./errors.ts";
import type { EventClass, MeansForClass } from "./event-classes.ts";
import {
  type LossSet,
  lossSet,
  NO_LOSS,
  NO_SENSOR,
  ONE_SOURCE_ONLY,
  OUT_OF_RANGE,
  OUT_OF_VIEW,
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
  return Array.from(reach.pointCount, (_, cell) => {
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
    let losses = NO_SENSOR | OUT_OF_RANGE;
    if (groupsNeeded > 1) losses |= ONE_SOURCE_ONLY;
    if (weather.some(({ id, probability }) => id !== CLEAR_WEATHER && probability > 0)) {
      losses |= WEATHER;
    }
    for (const pair of this.#pairsOf(cell)) {
      const at = this.#ground.reach.pairSensor[pair] as number;
      const sensor = this.#ground.sensors[at] as PlacedSensor;
      if (sensor.view !== undefined) losses |= OUT_OF_VIEW;
      for (const [index, { means }] of classes.entries()) {
        const own = means[sensor.meansIndex];
        if (own != null) losses |= this.#timeLossesOf(index, at, own);
      }
    }
    return losses;
  }

  /** Sensors to which a reason applies at a cell, each with a weight by what it takes from it. */
  sensorsUnder(cell: number, reason: LossReason): readonly (readonly [string, number])[] {
    const { classes } = this.#question;
    const gone = lossSet([reason]);
    if (gone === NO_SENSOR) return [];
    const { reach, sensors } = this.#ground;
    const shares: [string, number][] = [];
    for (const pair of this.#pairsOf(cell)) {
      const at = reach.pairSensor[pair] as number;
      const sensor = sensors[at] as PlacedSensor;
      let weight = 0;
      for (const [index, own] of classes.entries()) {
        const means = own.means[sensor.meansIndex];
        if (means == null) continue;
        const asItWas = this.#seriesOf(index, at, means, NO_LOSS).mean;
        const before = asItWas * this.#chanceSum(own, pair, NO_LOSS);
        if (gone === WEATHER) weight += own.share * before * this.#lostToWeather(index, sensor);
        // Named are those that are there and too few.
        else if (gone === ONE_SOURCE_ONLY) weight += own.share * before;
        else {
          const without = this.#seriesOf(index, at, means, gone).mean;
          weight += own.share * (without * this.#chanceSum(own, pair, gone) - before);
        }
      }
      if (weight > 1e-12) shares.push([sensor.id, weight]);
    }
    return shares;
  }

  *#pairsOf(cell: number): Iterable<number> {
    const { cellStart } = this.#ground.reach;
    for (let pair = cellStart[cell] as number; pair < (cellStart[cell + 1] as number); pair++) {
      yield pair;
    }
  }

  #chanceSum(own: EventClass, pair: number, gone: LossSet): number {
    const { pairStart } = this.#ground.reach;
    const { chances } = own.field(gone);
    let sum = 0;
    for (let at = pairStart[pair] as number; at < (pairStart[pair + 1] as number); at++) {
      sum += chances[at] as number;
    }
    return sum;
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
    const { pairSensor, pairStart, pointCount } = this.#ground.reach;
    const { chances, activeStart, activePair } = own.field(gone);
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
    const points = pointCount[cell] as number;
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
        const needed = this.#neededAt(cell, own, point, gone);
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
  #neededAt(cell: number, own: EventClass, point: number, gone: LossSet): number {
    const { groupsNeeded } = this.#question;
    if ((gone & (NO_SENSOR | ONE_SOURCE_ONLY)) === 0) return groupsNeeded;
    const { pairSensor, pairStart } = this.#ground.reach;
    const { chances } = own.field(gone);
    let isAnyNear = false;
    let capableCount = 0;
    let groupNow = -1;
    for (const pair of this.#pairsOf(cell)) {
      const at = (pairStart[pair] as number) + point;
      if (own.isNear(pair, at)) isAnyNear = true;
      const { groupIndex } = this.#ground.sensors[pairSensor[pair] as number] as PlacedSensor;
      if ((chances[at] as number) > 0 && groupIndex !== groupNow) {
        capableCount++;
        groupNow = groupIndex;
      }
    }
    if ((gone & NO_SENSOR) !== 0 && !isAnyNear) return 0;
    const isTooFew = capableCount > 0 && capableCount < groupsNeeded;
    return (gone & ONE_SOURCE_ONLY) !== 0 && isTooFew ? 1 : groupsNeeded;
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
