// long because whatever is asked of an hour shares one set of prepared engines and one cache.

import {
  type AreaCell,
  type CompiledArticle,
  isAssessed,
  type PreparedAgreement,
} from "@truceline/agreement";
import { type MovingSensor, withMovingSensors, withMovingUptimes } from "@truceline/desk";
import type { Deployment, ObservationKind } from "@truceline/model";
import {
  type CoverageEngine,
  type CoverageHour,
  prepareCoverage,
  type Uptimes,
} from "@truceline/sensing";
import {
  type CoverageQuestion,
  coverageQuestionOf,
  type SectorHour,
} from "@truceline/verification";
import { BoundedCache, type CacheMetrics } from "./bounded-cache.ts";
import { KnownSensors, type KnownSensorsOptions } from "./known-sensors.ts";
import {
  type MovingCover,
  nameOfMoving,
  prepareMovingCover,
  withMovingCover,
  withPatrolNames,
} from "./moving-cover.ts";
import { bySector, lossCellCountMax } from "./sector-hours.ts";

export const hourMs = 3_600_000;
const minuteMs = 60_000;
/** Hours kept in memory, one for each article's question: four days of ten articles. */
const slotCacheSizeMax = 1_000;
/** Sets of places of patrols kept prepared. */
const movingCacheSizeMax = 64;
/** Most ears and eyes of patrols in one hour; of more those that begin last count. */
export const movingSensorCountMax = 2_000;

export interface CoverageBookOptions extends KnownSensorsOptions {
  readonly agreement: PreparedAgreement;
}

/** Coverage of an article's cells in one hour or part of one. */
export interface SlotCoverage {
  readonly fromMs: number;
  readonly toMs: number;
  readonly cells: readonly AreaCell[];
  /** Of each cell in order, 0..1. */
  readonly ratios: Float64Array;
}

/** A part of one clock hour, and what is asked of it. */
export interface CoverageSpan {
  readonly fromMs: number;
  readonly toMs: number;
  /** Of the article's kinds; absent: all, in the usual mixture. */
  readonly kinds?: readonly ObservationKind[];
}

/** Another deployment to ask about, and how its sensors were. */
export interface OtherDeployment {
  readonly deployment: Deployment;
  readonly uptimes: Uptimes;
}

/** Without an end: the whole hour. */
interface PartOfHour extends Pick<SlotCoverage, "fromMs" | "cells"> {
  readonly toMs?: number;
}

interface CachedSlot {
  readonly slot: SlotCoverage;
  /** The ratios without patrols. */
  readonly fixedRatios: Float64Array;
  /** Names what patrols could see in the hour; empty for none. */
  readonly movingName: string;
  /** Made when first asked for: what took coverage away costs more than coverage itself. */
  sectors: ReadonlyMap<string, SectorHour> | undefined;
  /** No sensor said anything that bears on it. */
  readonly isDark: boolean;
  /** What was known of each sensor, in the engine's order. */
  readonly known: readonly string[];
  /** What had been read, and as known when, at the last look: the same again needs no comparing. */
  lookedAt: string;
}

/**
 * Coverage by article and hour, from what sensors said by an instant. What was computed before is
 * used again as far as the states that decide it are the same, whenever they are asked for.
 */
export class CoverageBook {
  /** How sensors and patrols were. */
  readonly known: KnownSensors;
  readonly #options: CoverageBookOptions;
  readonly #engines = new Map<readonly AreaCell[], CoverageEngine>();
  readonly #engineNumbers = new Map<CoverageEngine, number>();
  readonly #slots: BoundedCache<string, CachedSlot>;
  readonly #moving: BoundedCache<string, MovingCover>;
  readonly #dark = new WeakMap<readonly AreaCell[], Map<string, Map<string, SectorHour>>>();
  /** The last engine for each: hours of one period ask one after the other. */
  readonly #otherwise = new WeakMap<
    OtherDeployment,
    {
      readonly key: string;
      readonly cells: readonly AreaCell[];
      readonly engine: CoverageEngine;
    }
  >();

  constructor(options: CoverageBookOptions) {
    this.#options = options;
    this.#slots = new BoundedCache("coverage-hours", slotCacheSizeMax);
    this.#moving = new BoundedCache("patrol-places", movingCacheSizeMax);
    this.known = new KnownSensors(options);
  }

  /** Articles that coverage is asked of: those assessed from observations. */
  articles(): readonly CompiledArticle[] {
    return this.#options.agreement.compiled.articles.filter(({ rule }) => isAssessed(rule));
  }

  /** The cells of an article at an instant, with their sectors. */
  cells(article: CompiledArticle, atMs: number): readonly AreaCell[] {
    return this.#options.agreement.articleCells(article.id, atMs);
  }

  /**
   * Coverage of an article's cells in a clock hour. In one that still runs, what holds now is taken
   * to hold to its end. The same object comes back for as long as nothing in it changes.
   * @param knownAtMs only states recorded by then; absent = all that were read
   */
  hour(article: CompiledArticle, fromMs: number, knownAtMs?: number): SlotCoverage {
    return this.#look(article, fromMs, knownAtMs).slot;
  }

  /**
   * The same hour by sector, with what took the rest away: the mean over at most 12 of the sector's
   * cells, evenly picked.
   */
  sectors(
    article: CompiledArticle,
    fromMs: number,
    knownAtMs?: number,
  ): ReadonlyMap<string, SectorHour> {
    const cached = this.#look(article, fromMs, knownAtMs);
    if (cached.sectors === undefined) {
      const { slot } = cached;
      const question = coverageQuestionOf(article);
      cached.sectors =
        question === null || slot.cells.length === 0
          ? new Map()
          : cached.isDark
            ? this.#darkSectors(article, slot, question, knownAtMs)
            : bySector(slot.cells, this.#withPatrols(slot, question, knownAtMs, cached));
    }
    return cached.sectors;
  }

  /** An hour that was computed before, patrols and all, for what took coverage away. */
  #withPatrols(
    slot: SlotCoverage,
    question: CoverageQuestion,
    knownAtMs: number | undefined,
    { fixedRatios }: Pick<CachedSlot, "fixedRatios">,
  ): CoverageHour {
    const fixed = this.#computed(slot, question, knownAtMs, fixedRatios, []);
    return this.#moved(fixed, slot, question, knownAtMs, this.#movingIn(slot, question, knownAtMs));
  }

  /**
   * Sectors of an hour of which no sensor said anything: all are alike but for their time, so one is
   * worked out for each article and ground. Long stretches before the first message are common.
   */
  #darkSectors(
    article: CompiledArticle,
    slot: SlotCoverage,
    question: CoverageQuestion,
    knownAtMs: number | undefined,
  ): ReadonlyMap<string, SectorHour> {
    const byArticle = this.#dark.get(slot.cells) ?? new Map();
    this.#dark.set(slot.cells, byArticle);
    let model = byArticle.get(article.id);
    if (model === undefined) {
      model = bySector(slot.cells, this.#computed(slot, question, knownAtMs, slot.ratios, []));
      byArticle.set(article.id, model);
    }
    const { fromMs, toMs } = slot;
    return new Map(
      [...model].map(([sectorId, hour]) => [sectorId, { ...hour, fromMs, toMs }] as const),
    );
  }

  #look(article: CompiledArticle, fromMs: number, knownAtMs: number | undefined): CachedSlot {
    const toMs = fromMs + hourMs;
    const question = coverageQuestionOf(article);
    const cells = this.cells(article, fromMs);
    if (question === null || cells.length === 0) {
      const ratios = new Float64Array(cells.length);
      const slot = { fromMs, toMs, cells, ratios };
      const none = { fixedRatios: ratios, movingName: "", known: [], lookedAt: "" };
      return { slot, sectors: new Map(), ...none, isDark: true };
    }
    const engine = this.#engineOf(cells);
    const { kinds, groupsNeeded, persistence } = question;
    const lookBackMs = persistence.is === "state" ? persistence.lookEveryMs : 0;
    const engineNumber = this.#engineNumbers.get(engine);
    const key = [kinds.join(), groupsNeeded, lookBackMs, engineNumber, fromMs].join("/");
    const cached = this.#slots.get(key);
    const lookedAt = this.known.readName(knownAtMs);
    if (cached?.lookedAt === lookedAt) return cached;
    const sinceMs = fromMs - lookBackMs;
    const known = engine.sensorIds.map((id) =>
      this.known.fingerprint(id, sinceMs, toMs, knownAtMs),
    );
    const moving = this.#movingIn({ fromMs, toMs }, question, knownAtMs);
    const movingName = nameOfMoving(moving, sinceMs, toMs);
    const changedSensorIds = engine.sensorIds.filter(
      (_, index) => known[index] !== cached?.known[index],
    );
    const isFixedSame = cached !== undefined && changedSensorIds.length === 0;
    if (isFixedSame && cached.movingName === movingName) {
      cached.lookedAt = lookedAt;
      return cached;
    }
    const isFixedDark = known.every((name) => name === "");
    const before = cached?.fixedRatios;
    const fixed =
      isFixedDark && moving.length === 0
        ? undefined
        : this.#computed({ fromMs, cells }, question, knownAtMs, before, changedSensorIds);
    const fixedRatios = fixed?.ratios ?? new Float64Array(cells.length);
    const ratios =
      fixed === undefined
        ? fixedRatios
        : this.#moved(fixed, { fromMs, cells }, question, knownAtMs, moving).ratios;
    const made = {
      isDark: isFixedDark && moving.length === 0,
      slot: { fromMs, toMs, cells, ratios },
      fixedRatios,
      movingName,
      sectors: undefined,
      known,
      lookedAt,
    };
    this.#slots.set(key, made);
    return made;
  }

  /**
   * Coverage of an article's cells within one clock hour, of all its kinds or of some of them, patrols and
   * all, with what took the rest away for whichever cells are asked about. Not kept. Undefined for an
   * article that nothing is asked of, or that has no cells.
   */
  within(
    article: CompiledArticle,
    { fromMs, toMs, kinds }: CoverageSpan,
    knownAtMs?: number,
  ): CoverageHour | undefined {
    const asked = coverageQuestionOf(article);
    const cells = this.cells(article, fromMs);
    if (asked === null || cells.length === 0) return undefined;
    const question = kinds === undefined ? asked : { ...asked, kinds };
    const moving = this.#movingIn({ fromMs, toMs }, question, knownAtMs);
    const span = { fromMs, toMs, cells };
    const fixed = this.#computed(span, question, knownAtMs, undefined, []);
    return this.#moved(fixed, span, question, knownAtMs, moving);
  }

  /**
   * An article's clock hour as `hour` has it, with what took coverage away for whichever cells are asked
   * about. Undefined as for `within`.
   */
  wholeHour(
    article: CompiledArticle,
    fromMs: number,
    knownAtMs?: number,
  ): CoverageHour | undefined {
    const question = coverageQuestionOf(article);
    const cached = this.#look(article, fromMs, knownAtMs);
    if (question === null || cached.slot.cells.length === 0) return undefined;
    return this.#withPatrols(cached.slot, question, knownAtMs, cached);
  }

  /**
   * Coverage of some of an article's cells within one clock hour as it would be with another deployment,
   * patrols as they were. What is prepared for a deployment is kept for as long as its object.
   * @param cellIndexes of the article's cells; the answer is in their order
   */
  otherwise(
    article: CompiledArticle,
    { fromMs, toMs }: CoverageSpan,
    other: OtherDeployment,
    cellIndexes: readonly number[],
    knownAtMs?: number,
  ): Float64Array {
    const question = coverageQuestionOf(article);
    const cells = this.cells(article, fromMs);
    if (question === null || cellIndexes.length === 0) return new Float64Array(cellIndexes.length);
    const { agreement, catalogue } = this.#options;
    const moving = this.#movingIn({ fromMs, toMs }, question, knownAtMs);
    const key = placesOf(moving);
    let last = this.#otherwise.get(other);
    if (last?.key !== key || last.cells !== cells) {
      const engine = prepareCoverage({
        deployment: withMovingSensors(other.deployment, moving),
        cells: cellIndexes.map((index) => cells[index]?.cell ?? ""),
        timezone: agreement.compiled.timezone,
        ...(catalogue === undefined ? {} : { catalogue }),
      });
      last = { key, cells, engine };
      this.#otherwise.set(other, last);
    }
    const uptimes = withMovingUptimes(other.uptimes, moving);
    const meansOf = other.deployment.sensors.map(({ id, means }) => [id, means] as const);
    const span = lookedAt(question.persistence, fromMs, toMs);
    return last.engine.hour({
      hourFromMs: fromMs,
      toMs,
      uptimes,
      elsewhere: this.known.elsewhere(uptimes, span, knownAtMs, meansOf),
      ...question,
    }).ratios;
  }

  #computed(
    { fromMs, toMs, cells }: PartOfHour,
    { kinds, groupsNeeded, persistence }: CoverageQuestion,
    knownAtMs: number | undefined,
    ratios: Float64Array | undefined,
    changedSensorIds: readonly string[],
  ): CoverageHour {
    const uptimes = this.known.uptimes(knownAtMs);
    const span = lookedAt(persistence, fromMs, toMs ?? fromMs + hourMs);
    return this.#engineOf(cells).hour(
      {
        hourFromMs: fromMs,
        ...(toMs === undefined ? {} : { toMs }),
        uptimes,
        elsewhere: this.known.elsewhere(uptimes, span, knownAtMs),
        kinds,
        groupsNeeded,
        persistence,
      },
      ratios === undefined ? undefined : { ratios, changedSensorIds },
    );
  }

  /** Patrols as sensors in an hour and in the time before it that a look stays valid. */
  #movingIn(
    { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
    { persistence }: CoverageQuestion,
    knownAtMs: number | undefined,
  ): readonly MovingSensor[] {
    const lookBackMs = persistence.is === "state" ? persistence.lookEveryMs : 0;
    const all = this.known.patrolsBetween(fromMs - lookBackMs, toMs, knownAtMs);
    if (all.length <= movingSensorCountMax) return all;
    return [...all]
      .sort((a, b) => (b.pieces[0]?.fromMs ?? 0) - (a.pieces[0]?.fromMs ?? 0))
      .slice(0, movingSensorCountMax);
  }

  /** The hour with patrols in it. */
  #moved(
    fixed: CoverageHour,
    { fromMs, toMs, cells }: PartOfHour,
    { kinds, groupsNeeded, persistence }: CoverageQuestion,
    knownAtMs: number | undefined,
    moving: readonly MovingSensor[],
  ): CoverageHour {
    if (moving.length === 0) return fixed;
    const engine = this.#engineOf(cells);
    const key = `${this.#engineNumbers.get(engine)},${placesOf(moving)}`;
    let cover = this.#moving.get(key);
    if (cover === undefined) {
      const { agreement, deployment, catalogue } = this.#options;
      const { timezone } = agreement.compiled;
      cover = prepareMovingCover({ cells, engine, deployment, timezone, catalogue }, moving);
      this.#moving.set(key, cover);
    }
    const uptimes = withMovingUptimes(this.known.uptimes(knownAtMs), moving);
    const span = lookedAt(persistence, fromMs, toMs ?? fromMs + hourMs);
    const own = cover.engine.hour({
      hourFromMs: fromMs,
      ...(toMs === undefined ? {} : { toMs }),
      uptimes,
      elsewhere: this.known.elsewhere(uptimes, span, knownAtMs),
      kinds,
      groupsNeeded,
      persistence,
    });
    return withMovingCover(fixed, cover, own, moving);
  }

  /**
   * Coverage of cells of anybody's choice, minute by minute, with what took the rest away: by the same
   * formula, sensors and patrols. For places that no article's cells follow closely enough.
   */
  minutes(
    cells: readonly string[],
    { kinds, groupsNeeded, persistence }: CoverageQuestion,
    fromMs: number,
    toMs: number,
    knownAtMs?: number,
  ): readonly SectorHour[] {
    const { agreement, deployment, catalogue } = this.#options;
    const moving = this.known.patrolsBetween(fromMs, toMs, knownAtMs);
    const engine = prepareCoverage({
      deployment: withMovingSensors(deployment, moving),
      cells,
      timezone: agreement.compiled.timezone,
      ...(catalogue === undefined ? {} : { catalogue }),
    });
    const uptimes = withMovingUptimes(this.known.uptimes(knownAtMs), moving);
    const elsewhere = this.known.elsewhere(uptimes, lookedAt(persistence, fromMs, toMs), knownAtMs);
    const names = new Map(moving.map(({ id, name }) => [id, name]));
    const found: SectorHour[] = [];
    for (let atMs = fromMs; atMs < toMs; atMs += minuteMs) {
      const untilMs = Math.min(toMs, atMs + minuteMs);
      const query = {
        hourFromMs: atMs,
        toMs: untilMs,
        uptimes,
        elsewhere,
        kinds,
        groupsNeeded,
        persistence,
      };
      const minute = engine.hour(query);
      const losses = minute
        .losses([...cells.keys()].slice(0, lossCellCountMax))
        .map((loss) => withPatrolNames(loss, names));
      found.push({ fromMs: atMs, toMs: untilMs, ratios: minute.ratios, losses });
    }
    return found;
  }

  metrics(): CacheMetrics {
    return this.#slots.metrics();
  }

  #engineOf(cells: readonly AreaCell[]): CoverageEngine {
    let engine = this.#engines.get(cells);
    if (engine === undefined) {
      const { agreement, deployment, catalogue } = this.#options;
      engine = prepareCoverage({
        deployment,
        cells: cells.map(({ cell }) => cell),
        timezone: agreement.compiled.timezone,
        ...(catalogue === undefined ? {} : { catalogue }),
      });
      // A new line version makes new cells: a handful in the life of an agreement.
      this.#engines.set(cells, engine);
      this.#engineNumbers.set(engine, this.#engineNumbers.size);
    }
    return engine;
  }
}

/** The time whose looks count in a span: the span, and before it as long as a look stays valid. */
function lookedAt(
  persistence: CoverageQuestion["persistence"],
  fromMs: number,
  toMs: number,
): { readonly fromMs: number; readonly toMs: number } {
  const lookBackMs = persistence.is === "state" ? persistence.lookEveryMs : 0;
  return { fromMs: fromMs - lookBackMs, toMs };
}

function placesOf(moving: readonly MovingSensor[]): string {
  return moving.map(({ id, means, position }) => `${id} ${means} ${position.join(" ")}`).join();
}

/** The clock hours (UTC) that hold a span. */
export function hoursOf(fromMs: number, toMs: number): readonly number[] {
  const hours: number[] = [];
  for (let atMs = Math.floor(fromMs / hourMs) * hourMs; atMs < toMs; atMs += hourMs) {
    hours.push(atMs);
  }
  return hours;
}
