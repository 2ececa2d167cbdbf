import type { AreaCell, CompiledArticle, PreparedAgreement } from "@truceline/agreement";
import type { Deployment } from "@truceline/model";
import {
  type CatalogueEntry,
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
import type { SensorLog } from "./sensor-log.ts";

export const hourMs = 3_600_000;
/** Hours kept in memory, one for each article's question: four days of ten articles. */
const slotCacheSizeMax = 1_000;

export interface CoverageBookOptions {
  readonly agreement: PreparedAgreement;
  readonly deployment: Deployment;
  readonly catalogue?: readonly CatalogueEntry[] | undefined;
  readonly sensors: SensorLog;
}

/** Coverage of an article's cells in one hour or part of one. */
export interface SlotCoverage {
  readonly fromMs: number;
  readonly toMs: number;
  readonly cells: readonly AreaCell[];
  /** Of each cell in order, 0..1. */
  readonly ratios: Float64Array;
}

interface CachedSlot {
  readonly slot: SlotCoverage;
  /** Made when first asked for: what took coverage away costs more than coverage itself. */
  sectors: ReadonlyMap<string, SectorHour> | undefined;
  /** No sensor said anything that bears on it. */
  readonly isDark: boolean;
  /** What was known of each sensor, in the engine's order. */
  readonly known: readonly string[];
  /** What had been read, and as known when, at the last look: the same again needs no comparing. */
  lookedAt: string;
}

/** Cells of a sector from which its losses are worked out, evenly picked: they cost most of the time. */
const lossCellCountMax = 12;

/**
 * Coverage by article and hour, from what sensors said by an instant. What was computed before is
 * used again as far as the states that decide it are the same, whenever they are asked for.
 */
export class CoverageBook {
  readonly #options: CoverageBookOptions;
  readonly #engines = new Map<readonly AreaCell[], CoverageEngine>();
  readonly #engineNumbers = new Map<CoverageEngine, number>();
  readonly #slots: BoundedCache<string, CachedSlot>;
  readonly #dark = new WeakMap<readonly AreaCell[], Map<string, Map<string, SectorHour>>>();
  #uptimesKey = "";
  #uptimesMade: Uptimes | undefined;

  constructor(options: CoverageBookOptions) {
    this.#options = options;
    this.#slots = new BoundedCache("coverage-hours", slotCacheSizeMax);
  }

  /** Articles that have ground: all but narrative ones. */
  articles(): readonly CompiledArticle[] {
    return this.#options.agreement.compiled.articles.filter(
      ({ rule }) => rule.kind !== "narrative",
    );
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
            : bySector(slot.cells, this.#computed(slot, question, knownAtMs, slot.ratios, []));
    }
    return cached.sectors;
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
      const slot = { fromMs, toMs, cells, ratios: new Float64Array(cells.length) };
      return { slot, sectors: new Map(), known: [], lookedAt: "", isDark: true };
    }
    const { sensors } = this.#options;
    const engine = this.#engineOf(cells);
    const { kinds, groupsNeeded, persistence } = question;
    const lookBackMs = persistence.is === "state" ? persistence.lookEveryMs : 0;
    const engineNumber = this.#engineNumbers.get(engine);
    const key = [kinds.join(), groupsNeeded, lookBackMs, engineNumber, fromMs].join("/");
    const cached = this.#slots.get(key);
    const lookedAt = `${sensors.readCount}/${knownAtMs ?? ""}`;
    if (cached?.lookedAt === lookedAt) return cached;
    const known = engine.sensorIds.map((id) =>
      sensors.fingerprint(id, fromMs - lookBackMs, toMs, knownAtMs),
    );
    const changedSensorIds = engine.sensorIds.filter(
      (_, index) => known[index] !== cached?.known[index],
    );
    if (cached !== undefined && changedSensorIds.length === 0) {
      cached.lookedAt = lookedAt;
      return cached;
    }
    const isDark = known.every((name) => name === "");
    const before = cached?.slot.ratios;
    const { ratios } = isDark
      ? { ratios: new Float64Array(cells.length) }
      : this.#computed({ fromMs, cells }, question, knownAtMs, before, changedSensorIds);
    const made = {
      isDark,
      slot: { fromMs, toMs, cells, ratios },
      sectors: undefined,
      known,
      lookedAt,
    };
    this.#slots.set(key, made);
    return made;
  }

  #computed(
    { fromMs, cells }: Pick<SlotCoverage, "fromMs" | "cells">,
    { kinds, groupsNeeded, persistence }: CoverageQuestion,
    knownAtMs: number | undefined,
    ratios: Float64Array | undefined,
    changedSensorIds: readonly string[],
  ): CoverageHour {
    return this.#engineOf(cells).hour(
      {
        hourFromMs: fromMs,
        uptimes: this.#uptimes(knownAtMs),
        kinds,
        groupsNeeded,
        persistence,
      },
      ratios === undefined ? undefined : { ratios, changedSensorIds },
    );
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

  #uptimes(knownAtMs: number | undefined): Uptimes {
    const { sensors } = this.#options;
    const key = `${sensors.readCount}/${knownAtMs ?? ""}`;
    if (this.#uptimesMade === undefined || this.#uptimesKey !== key) {
      this.#uptimesMade = sensors.uptimes(knownAtMs);
      this.#uptimesKey = key;
    }
    return this.#uptimesMade;
  }
}

function bySector(cells: readonly AreaCell[], hour: CoverageHour): Map<string, SectorHour> {
  const indexes = new Map<string, number[]>();
  for (const [index, { sectorId }] of cells.entries()) {
    const own = indexes.get(sectorId);
    if (own === undefined) indexes.set(sectorId, [index]);
    else own.push(index);
  }
  const found = new Map<string, SectorHour>();
  for (const [sectorId, own] of indexes) {
    const step = Math.ceil(own.length / lossCellCountMax);
    found.set(sectorId, {
      fromMs: hour.fromMs,
      toMs: hour.toMs,
      ratios: Float64Array.from(own, (index) => hour.ratios[index] ?? 0),
      losses: hour.losses(own.filter((_, position) => position % step === 0)),
    });
  }
  return found;
}

/** The clock hours (UTC) that hold a span. */
export function hoursOf(fromMs: number, toMs: number): readonly number[] {
  const hours: number[] = [];
  for (let atMs = Math.floor(fromMs / hourMs) * hourMs; atMs < toMs; atMs += hourMs) {
    hours.push(atMs);
  }
  return hours;
}
