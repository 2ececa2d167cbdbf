import { cellCentre } from "@truceline/geo";
import { type Deployment, msToLocal } from "@truceline/model";
import {
  type CatalogueEntry,
  type Climate,
  type CoverageEngine,
  type CoverageTerrain,
  HOUR_MS,
  isNight,
  plannedUptimes,
  prepareCoverage,
  type Uptimes,
} from "@truceline/sensing";
import { worstOf } from "./coverage-tally.ts";
import { alikeHours, dayCoverage } from "./day-coverage.ts";
import type { CellCoverage, ClauseVerifiability } from "./deployment-plan.ts";
import type { PlanClause, PlanGround } from "./plan-ground.ts";

const hoursPerDay = 24;
/** Ratios are compared as `clause-state` compares them: rounded down to 1e-4. */
const reached = (ratio: number, asked: number) => Math.floor(ratio * 1e4 + 1e-3) / 1e4 >= asked;
const round = (value: number) => Math.round(value * 1e6) / 1e6;

/** Coverage of one clause's cells in each hour of a day. */
export interface ClauseHours {
  readonly clause: PlanClause;
  /** [hour][cell], in the order of the clause's cells. */
  readonly ratios: readonly Float64Array[];
  readonly localHours: readonly number[];
}

/**
 * Verifiability of each clause under a deployment, hour by hour over the local day of the ground: by the
 * coverage engine and the clause's own question, as `watch` asks it, each sensor at its planned up-time.
 * An hour in which light and schedules are the same for every post as in one before is not asked twice.
 */
export function clauseHours(
  ground: PlanGround,
  deployment: Deployment,
  options: HoursOptions,
): readonly ClauseHours[] {
  const known = lastHours.get(deployment);
  if (known?.ground === ground && known.options === options) return known.hours;
  const hours = hoursOf(ground, deployment, options);
  lastHours.set(deployment, { ground, options, hours });
  return hours;
}

interface HoursOptions {
  readonly catalogue: readonly CatalogueEntry[];
  readonly climate?: Climate;
  readonly terrain?: CoverageTerrain;
  readonly uptimes?: Uptimes;
}

/** Seconds on a long line: who describes a plan and who draws it ask the very same. */
const lastHours = new WeakMap<
  Deployment,
  {
    readonly ground: PlanGround;
    readonly options: HoursOptions;
    readonly hours: readonly ClauseHours[];
  }
>();

function hoursOf(
  ground: PlanGround,
  deployment: Deployment,
  options: HoursOptions,
): readonly ClauseHours[] {
  const { catalogue } = options;
  const { timezone } = ground.prepared.compiled;
  const uptimes = options.uptimes ?? catalogueUptimes(deployment, catalogue);
  const names = alikeHours(deployment, ground.dayStartMs);
  const engines = new Map<string, CoverageEngine>();
  const kept = new Map<string, readonly Float64Array[]>();
  const localHours = Array.from({ length: hoursPerDay }, (_, hour) =>
    Number(msToLocal(ground.dayStartMs + hour * HOUR_MS, timezone).slice(11, 13)),
  );
  return ground.clauses.map((clause) => {
    const cells = clause.cells.map(({ cell }) => cell);
    const cellKey = cells.join();
    let engine = engines.get(cellKey);
    if (engine === undefined) {
      engine = prepareCoverage({
        deployment,
        cells,
        timezone,
        catalogue,
        ...(options.climate === undefined ? {} : { climate: options.climate }),
        ...(options.terrain === undefined ? {} : { terrain: options.terrain }),
      });
      engines.set(cellKey, engine);
    }
    const { kinds, groupsNeeded, persistence } = clause.question;
    const back = persistence.is === "state" ? persistence.lookEveryMs : 0;
    const key = `${[...engines.keys()].indexOf(cellKey)}/${kinds.join()}/${groupsNeeded}/${back}`;
    let ratios = kept.get(key);
    if (ratios === undefined) {
      const query = { uptimes, kinds, groupsNeeded, persistence };
      ratios = dayCoverage(engine, ground.dayStartMs, names, query);
      kept.set(key, ratios);
    }
    return { clause, ratios, localHours };
  });
}

/** Up-times of a plan: each sensor works for the share of time that its means does. */
export function catalogueUptimes(
  deployment: Deployment,
  catalogue: readonly CatalogueEntry[],
): Uptimes {
  const ratioOf = new Map(catalogue.map(({ id, uptimeRatio }) => [id, uptimeRatio.value]));
  const meansOf = new Map(deployment.sensors.map(({ id, means }) => [id, means]));
  return plannedUptimes((sensorId) => ratioOf.get(meansOf.get(sensorId) ?? "") ?? 0);
}

/** What is told of each clause. */
export function clauseVerifiability(
  ground: PlanGround,
  hours: readonly ClauseHours[],
  meanAtMost: readonly number[] | null,
): readonly ClauseVerifiability[] {
  return hours.map(({ clause, ratios, localHours }, index) => {
    const cellCount = clause.cells.length;
    const share = 1 / (cellCount * ratios.length);
    const values: [number, number][] = [];
    const byHour: number[] = Array.from({ length: hoursPerDay }, () => 0);
    const hourCounts: number[] = Array.from({ length: hoursPerDay }, () => 0);
    const sectors = new Map<string, { sum: number; count: number }>();
    const sides = new Map<string, { sum: number; count: number }>();
    const sideOf = cellSides(ground, clause);
    let sum = 0;
    let reachedCount = 0;
    for (const [hour, own] of ratios.entries()) {
      let hourSum = 0;
      for (const [cell, ratio] of own.entries()) {
        values.push([ratio, share]);
        hourSum += ratio;
        if (reached(ratio, clause.requirementRatio)) reachedCount += 1;
        addTo(sectors, clause.cells[cell]?.sectorId ?? "", ratio);
        const side = sideOf[cell];
        if (side !== null && side !== undefined) addTo(sides, side, ratio);
      }
      const local = localHours[hour] as number;
      byHour[local] = (byHour[local] as number) + hourSum / cellCount;
      hourCounts[local] = (hourCounts[local] as number) + 1;
      sum += hourSum;
    }
    return {
      article: clause.article,
      weight: round(clause.weight),
      requirementRatio: clause.requirementRatio,
      independentSources: clause.question.groupsNeeded,
      mean: round(sum * share),
      worstTenth: round(worstOf(values)),
      reachedRatio: round(reachedCount * share),
      byHour: byHour.map((total, hour) => round(total / Math.max(1, hourCounts[hour] as number))),
      bySector: meansOf(sectors),
      bySide: meansOf(sides),
      cellCount,
      meanAtMost: meanAtMost === null ? null : round(meanAtMost[index] as number),
    };
  });
}

/** Coverage of each cell over the clauses that ask about it, by day and by night at the ground's middle. */
export function cellCoverage(
  ground: PlanGround,
  hours: readonly ClauseHours[],
): readonly CellCoverage[] {
  const isDark = Array.from({ length: hoursPerDay }, (_, hour) =>
    isNight(ground.middle, ground.dayStartMs + (hour + 0.5) * HOUR_MS),
  );
  const nightCount = isDark.filter(Boolean).length;
  const sums = new Map<string, { weight: number; day: number; night: number }>();
  for (const { clause, ratios } of hours) {
    for (const [index, { cell }] of clause.cells.entries()) {
      const known = sums.get(cell) ?? { weight: 0, day: 0, night: 0 };
      known.weight += clause.weight;
      for (const [hour, own] of ratios.entries()) {
        known[isDark[hour] === true ? "night" : "day"] += clause.weight * (own[index] as number);
      }
      sums.set(cell, known);
    }
  }
  const meanOver = (sum: number, weight: number, count: number) =>
    count === 0 ? null : round(sum / weight / count);
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cell, { weight, day, night }]) => ({
      cell,
      mean: round((day + night) / weight / hoursPerDay),
      day: meanOver(day, weight, hoursPerDay - nightCount),
      night: meanOver(night, weight, nightCount),
    }));
}

function addTo(into: Map<string, { sum: number; count: number }>, key: string, ratio: number) {
  const known = into.get(key) ?? { sum: 0, count: 0 };
  known.sum += ratio;
  known.count += 1;
  into.set(key, known);
}

function meansOf(from: ReadonlyMap<string, { sum: number; count: number }>) {
  return Object.fromEntries(
    [...from]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { sum, count }]) => [key, round(sum / count)]),
  );
}

/** The party on whose side each cell's centre lies; null without a line. */
function cellSides({ prepared }: PlanGround, clause: PlanClause): readonly (string | null)[] {
  const { line, atMs } = clause;
  if (line === null) return clause.cells.map(() => null);
  return clause.cells.map(
    ({ cell }) => prepared.distanceFromLine(line, cellCentre(cell), atMs)?.party ?? null,
  );
}
