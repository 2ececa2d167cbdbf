import type { AreaCell, PreparedAgreement } from "@truceline/agreement";
import { type MovingSensor, withMovingSensors, withMovingUptimes } from "@truceline/desk";
import type { Deployment } from "@truceline/model";
import {
  type CoverageBase,
  type CoverageEngine,
  type CoverageHour,
  type CoverageQuery,
  prepareCoverage,
  type Uptimes,
} from "@truceline/sensing";
import type { CoverageQuestion, SectorHour } from "@truceline/verification";
import { BoundedCache } from "./bounded-cache.ts";
import { KnownSensors, type KnownSensorsOptions } from "./known-sensors.ts";
import {
  type MovingCover,
  prepareMovingCover,
  withMovingCover,
  withPatrolNames,
} from "./moving-cover.ts";
import { lossCellCountMax } from "./sector-hours.ts";

const minuteMs = 60_000;
/** Sets of places of patrols kept prepared. */
const movingCacheSizeMax = 64;
/** Most ears and eyes of patrols in one hour; of more those that begin last count. */
export const movingSensorCountMax = 2_000;

export interface HourEnginesOptions extends KnownSensorsOptions {
  readonly agreement: PreparedAgreement;
}

/** A clock hour or a part of one, what is asked of it, and as known when. */
export interface HourAsked {
  readonly fromMs: number;
  readonly toMs: number;
  readonly question: CoverageQuestion;
  readonly knownAtMs: number | undefined;
  /** How sensors were; absent: as is known. */
  readonly uptimes?: Uptimes;
}

/** The same over cells of an article. */
export interface CellsAsked extends HourAsked {
  readonly cells: readonly AreaCell[];
}

/** Another deployment to ask about, and how its sensors were. */
export interface OtherDeployment {
  readonly deployment: Deployment;
  readonly uptimes: Uptimes;
}

/**
 * The coverage formula over an article's cells, with posts and patrols as they are known to have been.
 * What is prepared for a deployment and its cells is kept and used for every question about them.
 */
export class HourEngines {
  /** How sensors and patrols were. */
  readonly known: KnownSensors;
  readonly #options: HourEnginesOptions;
  readonly #engines = new Map<readonly AreaCell[], CoverageEngine>();
  readonly #numbers = new Map<CoverageEngine, number>();
  readonly #moving = new BoundedCache<string, MovingCover>("patrol-places", movingCacheSizeMax);
  /** The last engine for each: hours of one period ask one after the other. */
  readonly #others = new WeakMap<
    OtherDeployment,
    {
      readonly key: string;
      readonly cells: readonly AreaCell[];
      readonly engine: CoverageEngine;
    }
  >();

  constructor(options: HourEnginesOptions) {
    this.#options = options;
    this.known = new KnownSensors(options);
  }

  /** The engine of the deployment's posts over an article's cells. */
  engineOf(cells: readonly AreaCell[]): CoverageEngine {
    let engine = this.#engines.get(cells);
    if (engine === undefined) {
      engine = this.#prepared(
        this.#options.deployment,
        cells.map(({ cell }) => cell),
      );
      // A new line version makes new cells: a handful in the life of an agreement.
      this.#engines.set(cells, engine);
      this.#numbers.set(engine, this.#numbers.size);
    }
    return engine;
  }

  /** Names an engine in the keys of caches. */
  numberOf(engine: CoverageEngine): number {
    return this.#numbers.get(engine) ?? -1;
  }

  /** Patrols as sensors in an hour and in the time before it that a look stays valid. */
  patrolsIn({ fromMs, toMs, question, knownAtMs }: HourAsked): readonly MovingSensor[] {
    const all = this.known.patrolsBetween(
      fromMs - lookBackMsOf(question.persistence),
      toMs,
      knownAtMs,
    );
    if (all.length <= movingSensorCountMax) return all;
    return [...all]
      .sort((a, b) => (b.pieces[0]?.fromMs ?? 0) - (a.pieces[0]?.fromMs ?? 0))
      .slice(0, movingSensorCountMax);
  }

  /** An hour without patrols; with a base only what changed since is worked out. */
  byPosts(asked: CellsAsked, base?: CoverageBase): CoverageHour {
    return this.engineOf(asked.cells).hour(this.#queryOf(asked, this.#uptimesOf(asked)), base);
  }

  /**
   * An hour without patrols, and patrols in it.
   * @param only the cells that will be looked at, by index; absent: all
   */
  withPatrols(
    posts: CoverageHour,
    asked: CellsAsked,
    patrols: readonly MovingSensor[],
    only?: readonly number[],
  ): CoverageHour {
    if (patrols.length === 0) return posts;
    const cover = this.#coverOf(asked.cells, patrols);
    const query = this.#queryOf(asked, withMovingUptimes(this.#uptimesOf(asked), patrols));
    const own = cover.engine.hour(query, only === undefined ? undefined : baseOf(cover, only));
    return withMovingCover(posts, cover, own, patrols);
  }

  /** Coverage of some of the cells, patrols and all; in the order of the indexes given. */
  someCells(asked: CellsAsked, cellIndexes: readonly number[]): Float64Array {
    const ratios = new Float64Array(asked.cells.length);
    const posts = this.byPosts(asked, { ratios, changedSensorIds: [], cells: cellIndexes });
    const hour = this.withPatrols(posts, asked, this.patrolsIn(asked), cellIndexes);
    return Float64Array.from(cellIndexes, (index) => hour.ratios[index] ?? 0);
  }

  /** As `someCells`, with another deployment. What is prepared for it is kept as long as its object. */
  otherwise(
    asked: CellsAsked,
    other: OtherDeployment,
    cellIndexes: readonly number[],
  ): Float64Array {
    const { cells } = asked;
    const patrols = this.patrolsIn(asked);
    const key = placesOf(patrols);
    let last = this.#others.get(other);
    if (last?.key !== key || last.cells !== cells) {
      const engine = this.#prepared(
        withMovingSensors(other.deployment, patrols),
        cellIndexes.map((index) => cells[index]?.cell ?? ""),
      );
      last = { key, cells, engine };
      this.#others.set(other, last);
    }
    const meansOf = other.deployment.sensors.map(({ id, means }) => [id, means] as const);
    const uptimes = withMovingUptimes(other.uptimes, patrols);
    return last.engine.hour(this.#queryOf(asked, uptimes, meansOf)).ratios;
  }

  /** Minute by minute over cells of anybody's choice, with what took the rest away. Nothing is kept. */
  minutes(cells: readonly string[], asked: HourAsked): readonly SectorHour[] {
    const { fromMs, toMs, knownAtMs } = asked;
    const patrols = this.known.patrolsBetween(fromMs, toMs, knownAtMs);
    const engine = this.#prepared(withMovingSensors(this.#options.deployment, patrols), cells);
    const query = this.#queryOf(asked, withMovingUptimes(this.#uptimesOf(asked), patrols));
    const names = new Map(patrols.map(({ id, name }) => [id, name]));
    const found: SectorHour[] = [];
    for (let atMs = fromMs; atMs < toMs; atMs += minuteMs) {
      const untilMs = Math.min(toMs, atMs + minuteMs);
      const minute = engine.hour({ ...query, hourFromMs: atMs, toMs: untilMs });
      const losses = minute
        .losses([...cells.keys()].slice(0, lossCellCountMax))
        .map((loss) => withPatrolNames(loss, names));
      found.push({ fromMs: atMs, toMs: untilMs, ratios: minute.ratios, losses });
    }
    return found;
  }

  #uptimesOf({ uptimes, knownAtMs }: HourAsked): Uptimes {
    return uptimes ?? this.known.uptimes(knownAtMs);
  }

  /** @param more sensors that are not in the deployment, by id, with their means */
  #queryOf(
    { fromMs, toMs, question, knownAtMs }: HourAsked,
    uptimes: Uptimes,
    more?: Iterable<readonly [string, string]>,
  ): CoverageQuery {
    const lookedAt = { fromMs: fromMs - lookBackMsOf(question.persistence), toMs };
    const elsewhere = this.known.elsewhere(uptimes, lookedAt, knownAtMs, more);
    return { hourFromMs: fromMs, toMs, uptimes, elsewhere, ...question };
  }

  #coverOf(cells: readonly AreaCell[], patrols: readonly MovingSensor[]): MovingCover {
    const engine = this.engineOf(cells);
    const key = `${this.numberOf(engine)},${placesOf(patrols)}`;
    let cover = this.#moving.get(key);
    if (cover === undefined) {
      const { agreement, deployment, catalogue } = this.#options;
      const { timezone } = agreement.compiled;
      cover = prepareMovingCover({ cells, engine, deployment, timezone, catalogue }, patrols);
      this.#moving.set(key, cover);
    }
    return cover;
  }

  #prepared(deployment: Deployment, cells: readonly string[]): CoverageEngine {
    const { agreement, catalogue } = this.#options;
    return prepareCoverage({
      deployment,
      cells,
      timezone: agreement.compiled.timezone,
      ...(catalogue === undefined ? {} : { catalogue }),
    });
  }
}

/** How long before an hour a look still counts in it. */
export function lookBackMsOf(persistence: CoverageQuestion["persistence"]): number {
  return persistence.is === "state" ? persistence.lookEveryMs : 0;
}

/** Nothing is known yet of the cells near patrols; those asked about are to be worked out. */
function baseOf({ cellIndexes }: MovingCover, only: readonly number[]): CoverageBase {
  const asked = new Set(only);
  return {
    ratios: new Float64Array(cellIndexes.length),
    changedSensorIds: [],
    cells: [...cellIndexes.keys()].filter((place) => asked.has(cellIndexes[place] as number)),
  };
}

function placesOf(patrols: readonly MovingSensor[]): string {
  return patrols.map(({ id, means, position }) => `${id} ${means} ${position.join(" ")}`).join();
}
