import type { Deployment, Loss, ObservationKind } from "@truceline/model";
import type { CatalogueEntry } from "./catalogue.ts";
import { CellEvaluator, combineByCell, type PlanCause } from "./cell-evaluator.ts";
import { summariseLosses } from "./coverage-losses.ts";
import { defaultCatalogue } from "./default-catalogue.ts";
import { type PlacedSensor, placeSensors } from "./deployed-sensors.ts";
import { SensingError } from "./errors.ts";
import { type EventClass, eventClasses } from "./event-classes.ts";
import { type KindShare, kindMix } from "./kind-mix.ts";
import { NO_LOSS } from "./loss-set.ts";
import { MinuteFactors, type Persistence } from "./minute-factors.ts";
import { type CoverageTerrain, prepareReach, type Reach } from "./reach.ts";
import type { Uptimes } from "./sensor-timeline.ts";
import { type Climate, defaultClimate, type WeatherState } from "./weather.ts";

export const HOUR_MS = 3_600_000;
/** What is said of the ground where nobody gave its heights. */
export const FLAT_GROUND = "flat: no terrain given";
/** Sets of kinds kept prepared; the one used longest ago makes room. */
const CLASS_SET_COUNT_MAX = 32;

export interface CoverageSetup {
  readonly deployment: Deployment;
  /** H3 cells; results come in this order. */
  readonly cells: readonly string[];
  /** IANA zone in which the sensors' hours are meant. */
  readonly timezone: string;
  readonly catalogue?: readonly CatalogueEntry[];
  readonly climate?: Climate;
  /** Ground that hides; absent: flat, and said so (`terrainSource`). */
  readonly terrain?: CoverageTerrain;
  /** Count moonlight; absent: every night is taken as dark, which errs on the low side. */
  readonly moonlight?: boolean;
  /** For plans: what can take several sensors away at once, by the names in `commonCauses`. */
  readonly causes?: readonly PlanCause[];
}

/** What is asked: could breaches of these kinds have been established in this hour? */
export interface CoverageQuery {
  readonly hourFromMs: number;
  /** End of the span, for an hour that still runs; at most an hour after its start. */
  readonly toMs?: number;
  readonly uptimes: Uptimes;
  /** Kinds of the article, mixed by `kindMix`; or the shares themselves. */
  readonly kinds: readonly ObservationKind[] | readonly KindShare[];
  /** Independent groups the article's standard asks for. */
  readonly groupsNeeded: number;
  readonly persistence?: Persistence;
  /** The weather known for this hour, in place of the climate. */
  readonly weather?: readonly WeatherState[];
  /** Cells for which other up-times hold, as where a drone may fly and not find its way. */
  readonly elsewhere?: Elsewhere | undefined;
}

/** Up-times that hold for some cells only. */
export interface Elsewhere {
  /** Which of `uptimes` holds for a cell; −1 for those of the query. Asked before they are looked at. */
  zoneOf(cell: string): number;
  readonly uptimes: readonly Uptimes[];
}

/**
 * A result to be brought up to date: only cells where the sensors named have a chance to detect what is
 * asked are computed again.
 */
export interface CoverageBase {
  readonly ratios: Float64Array;
  readonly changedSensorIds: readonly string[];
  /** Cells to compute in any case, by index. */
  readonly cells?: readonly number[];
}

export interface CoverageHour {
  readonly fromMs: number;
  readonly toMs: number;
  /** Coverage of each cell, 0..1. */
  readonly ratios: Float64Array;
  /** Where the weather comes from: `given` with the question, or the source of the climate. */
  readonly weatherSource: string;
  /** Where the heights of the ground come from, or that it is taken as flat. */
  readonly terrainSource: string;
  /** How many cells were computed, the others being taken from the base. */
  readonly computedCount: number;
  /**
   * What took coverage away, as a mean over some cells (by index), largest first; see
   * `summariseLosses`. Computed when asked.
   */
  losses(cellIndexes: readonly number[]): readonly Loss[];
}

/**
 * Coverage of cells by a deployment, hour by hour: the mean over points of the cell and minutes of the
 * hour of Σ_z π_z · P[at least n groups detect]. DESIGN section 7.
 *
 * Points: seven in each cell. Minutes: every one; stretches in which nothing changes are computed once.
 * z: the weather and the plan's common causes. Groups: posts. Where no terrain is given the ground is
 * flat: nothing hides behind it.
 */
export interface CoverageEngine {
  readonly cells: readonly string[];
  readonly sensorIds: readonly string[];
  /** @throws SensingError `TL_SENSING_QUERY`, `TL_SENSING_WEATHER_UNKNOWN`, `TL_SENSING_STATES` */
  hour(query: CoverageQuery, base?: CoverageBase): CoverageHour;
  /** Indexes of the cells whose coverage a sensor can touch, ascending; none for an unknown sensor. */
  cellsNear(sensorId: string): readonly number[];
}

/**
 * Works out, once for a deployment, which sensors come near which cells, how far and in which
 * direction.
 *
 * @throws SensingError `TL_SENSING_MEANS_UNKNOWN`, `TL_SENSING_POST_UNKNOWN`, `TL_SENSING_ID_TWICE`,
 *   `TL_SENSING_STATES`, `TL_SENSING_STATE_LIMIT`; GeoError `TL_GEO_CELL`
 * @example
 * const engine = prepareCoverage({ deployment, cells, timezone: "Etc/UTC" });
 * engine.hour({ hourFromMs, uptimes: statedUptimes(states), kinds: ["explosion"], groupsNeeded: 2 })
 *   .ratios; // one number a cell
 */
export function prepareCoverage(setup: CoverageSetup): CoverageEngine {
  const { cells, timezone } = setup;
  const catalogue = setup.catalogue ?? defaultCatalogue;
  const climate = setup.climate ?? defaultClimate;
  const sensors = placeSensors(setup.deployment, catalogue);
  const reach = prepareReach(cells, sensors, catalogue, setup.terrain);
  const combinations = combineByCell(sensors, reach, setup.causes ?? []);
  const ground = { sensors, reach, combinations };
  const indexOf = new Map(sensors.map(({ id }, index) => [id, index]));
  const cellsNear = (sensorId: string): readonly number[] =>
    reach.cellsOfSensor[indexOf.get(sensorId) ?? -1] ?? [];
  const classesOf = classCache(catalogue, sensors, reach);
  /** Near a sensor is twice its range; only within it and in view can a change of it change anything. */
  const cellsWithChance = (
    classes: readonly EventClass[],
    sensorIds: readonly string[],
  ): ReadonlySet<number> => {
    const found = new Set<number>();
    for (const id of sensorIds) {
      const sensor = indexOf.get(id) ?? -1;
      const pairs = reach.pairsOfSensor[sensor] ?? [];
      for (const { sums } of classes.map((own) => own.field(NO_LOSS))) {
        for (const [at, cell] of (reach.cellsOfSensor[sensor] ?? []).entries()) {
          if ((sums[pairs[at] as number] as number) > 0) found.add(cell);
        }
      }
    }
    return found;
  };

  return {
    cells,
    sensorIds: sensors.map(({ id }) => id),
    cellsNear,
    hour(query, base) {
      const toMs = query.toMs ?? query.hourFromMs + HOUR_MS;
      const { hourFromMs, groupsNeeded } = query;
      const isSound =
        Number.isInteger(groupsNeeded) &&
        groupsNeeded >= 1 &&
        toMs > hourFromMs &&
        toMs <= hourFromMs + HOUR_MS &&
        (base === undefined || base.ratios.length === cells.length);
      if (!isSound) throw new SensingError("TL_SENSING_QUERY", { groupsNeeded, hourFromMs, toMs });
      const classes = classesOf(sharesOf(query.kinds));
      const evaluatorFor = (uptimes: Uptimes): CellEvaluator =>
        new CellEvaluator(
          ground,
          {
            classes,
            groupsNeeded,
            weather: query.weather ?? climate.states,
            factors: new MinuteFactors({
              fromMs: hourFromMs,
              toMs,
              uptimes,
              persistence: query.persistence ?? { is: "impulse" },
              timezone,
              moonlight: setup.moonlight,
            }),
          },
          catalogue,
        );
      const evaluator = evaluatorFor(query.uptimes);
      const evaluatorAt = evaluatorByZone(cells, evaluator, query.elsewhere, evaluatorFor);
      const ratios = base === undefined ? new Float64Array(cells.length) : base.ratios.slice();
      const touched =
        base === undefined
          ? ratios.keys()
          : new Set([...cellsWithChance(classes, base.changedSensorIds), ...(base.cells ?? [])]);
      let computedCount = 0;
      for (const cell of touched) {
        ratios[cell] = evaluatorAt(cell).coverage(cell);
        computedCount++;
      }
      return {
        fromMs: hourFromMs,
        toMs,
        ratios,
        terrainSource: setup.terrain?.source ?? FLAT_GROUND,
        weatherSource: query.weather === undefined ? climate.source : "given",
        computedCount,
        losses: (cellIndexes) => summariseLosses(evaluatorAt, cellIndexes),
      };
    },
  };
}

/** One evaluator for each zone that a cell asked about lies in: made when first asked for. */
function evaluatorByZone(
  cells: readonly string[],
  first: CellEvaluator,
  elsewhere: Elsewhere | undefined,
  make: (uptimes: Uptimes) => CellEvaluator,
): (cell: number) => CellEvaluator {
  if (elsewhere === undefined) return () => first;
  const made: (CellEvaluator | undefined)[] = [];
  return (cell) => {
    const zone = elsewhere.zoneOf(cells[cell] as string);
    const uptimes = elsewhere.uptimes[zone];
    if (uptimes === undefined) return first;
    const found = made[zone] ?? make(uptimes);
    made[zone] = found;
    return found;
  };
}

function sharesOf(kinds: CoverageQuery["kinds"]): readonly KindShare[] {
  const plain = kinds.filter((kind): kind is ObservationKind => typeof kind === "string");
  return plain.length > 0 ? kindMix(plain) : (kinds as readonly KindShare[]);
}

function classCache(
  catalogue: readonly CatalogueEntry[],
  sensors: readonly PlacedSensor[],
  reach: Reach,
): (shares: readonly KindShare[]) => readonly EventClass[] {
  const cache = new Map<string, readonly EventClass[]>();
  return (shares) => {
    const sum = shares.reduce((total, { share }) => total + share, 0);
    const isSound = shares.length > 0 && shares.every(({ share }) => share >= 0);
    if (!isSound || Math.abs(sum - 1) > 1e-6)
      throw new SensingError("TL_SENSING_QUERY", { shares });
    const key = shares.map(({ kind, share }) => `${kind}:${share}`).join();
    const classes = cache.get(key) ?? eventClasses(shares, catalogue, sensors, reach);
    cache.delete(key);
    cache.set(key, classes);
    const [oldest] = cache.keys();
    if (cache.size > CLASS_SET_COUNT_MAX && oldest !== undefined) cache.delete(oldest);
    return classes;
  };
}
