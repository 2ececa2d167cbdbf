import type { AreaCell, CompiledArticle, PreparedAgreement } from "@truceline/agreement";
import type { Deployment } from "@truceline/model";
import {
  type CatalogueEntry,
  type CoverageEngine,
  type CoverageHour,
  prepareCoverage,
  type Uptimes,
} from "@truceline/sensing";
import { coverageQuestionOf, type SectorHour } from "@truceline/verification";
import { BoundedCache, type CacheMetrics } from "./bounded-cache.ts";
import type { SensorLog } from "./sensor-log.ts";

export const hourMs = 3_600_000;
/** Slots kept in memory, one for each article's question and hour: two weeks of ten articles. */
const slotCacheSizeMax = 4_000;

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
  /** The same by sector, with what took the rest away. */
  readonly bySector: ReadonlyMap<string, SectorHour>;
}

interface CachedSlot {
  readonly slot: SlotCoverage;
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
   * to hold to its end.
   *
   * Losses of a sector are the mean over at most 12 of its cells, evenly picked.
   * @param knownAtMs only states recorded by then; absent = all that were read
   */
  hour(article: CompiledArticle, fromMs: number, knownAtMs?: number): SlotCoverage {
    const toMs = fromMs + hourMs;
    const question = coverageQuestionOf(article);
    const cells = this.cells(article, fromMs);
    if (question === null || cells.length === 0) {
      return { fromMs, toMs, cells, ratios: new Float64Array(cells.length), bySector: new Map() };
    }
    const { sensors } = this.#options;
    const engine = this.#engineOf(cells);
    const { kinds, groupsNeeded, persistence } = question;
    const lookBackMs = persistence.is === "state" ? persistence.lookEveryMs : 0;
    const engineNumber = this.#engineNumbers.get(engine);
    const key = [kinds.join(), groupsNeeded, lookBackMs, engineNumber, fromMs].join("/");
    const cached = this.#slots.get(key);
    const lookedAt = `${sensors.readCount}/${knownAtMs ?? ""}`;
    if (cached?.lookedAt === lookedAt) return cached.slot;
    const known = engine.sensorIds.map((id) =>
      sensors.fingerprint(id, fromMs - lookBackMs, toMs, knownAtMs),
    );
    const changedSensorIds = engine.sensorIds.filter(
      (_, index) => known[index] !== cached?.known[index],
    );
    if (cached !== undefined && changedSensorIds.length === 0) {
      cached.lookedAt = lookedAt;
      return cached.slot;
    }
    const hour = engine.hour(
      {
        hourFromMs: fromMs,
        uptimes: this.#uptimes(knownAtMs),
        kinds,
        groupsNeeded,
        persistence,
      },
      cached === undefined ? undefined : { ratios: cached.slot.ratios, changedSensorIds },
    );
    const changedCells =
      cached === undefined
        ? undefined
        : new Set(changedSensorIds.flatMap((id) => [...engine.cellsNear(id)]));
    const slot = {
      fromMs,
      toMs,
      cells,
      ratios: hour.ratios,
      bySector: bySector(cells, hour, cached?.slot, changedCells),
    };
    this.#slots.set(key, { slot, known, lookedAt });
    return slot;
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

/** Splits an hour by sector; sectors in which nothing changed keep their losses. */
function bySector(
  cells: readonly AreaCell[],
  hour: CoverageHour,
  before: SlotCoverage | undefined,
  changedCells: ReadonlySet<number> | undefined,
): ReadonlyMap<string, SectorHour> {
  const indexes = new Map<string, number[]>();
  for (const [index, { sectorId }] of cells.entries()) {
    const own = indexes.get(sectorId);
    if (own === undefined) indexes.set(sectorId, [index]);
    else own.push(index);
  }
  const found = new Map<string, SectorHour>();
  for (const [sectorId, own] of indexes) {
    const kept = before?.bySector.get(sectorId);
    const isChanged = changedCells === undefined || own.some((index) => changedCells.has(index));
    if (kept !== undefined && !isChanged) {
      found.set(sectorId, kept);
      continue;
    }
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
