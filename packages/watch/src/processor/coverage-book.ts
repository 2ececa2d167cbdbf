import type { AreaCell, CompiledArticle, PreparedAgreement } from "@truceline/agreement";
import type { Deployment, Loss, ObservationKind } from "@truceline/model";
import {
  type CatalogueEntry,
  type CoverageEngine,
  type CoverageHour,
  prepareCoverage,
  type Uptimes,
} from "@truceline/sensing";
import { BoundedCache, type CacheMetrics } from "./bounded-cache.ts";
import type { SensorLog } from "./sensor-log.ts";

export const hourMs = 3_600_000;
/** Hours of one article's cells kept in memory; a month of a few articles. */
const hourCacheSizeMax = 4_000;

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
  /** What was known of each sensor, in the engine's order. */
  readonly known: readonly string[];
  readonly ratios: Float64Array;
}

/**
 * Coverage by article and hour, from what sensors said by an instant. What was computed before is
 * used again as far as the states that decide it are the same, whenever they are asked for.
 */
export class CoverageBook {
  readonly #options: CoverageBookOptions;
  readonly #engines = new Map<readonly AreaCell[], CoverageEngine>();
  readonly #slots = new BoundedCache<string, CachedSlot>("coverage-hours", hourCacheSizeMax);
  readonly #engineNumbers = new Map<CoverageEngine, number>();

  constructor(options: CoverageBookOptions) {
    this.#options = options;
  }

  /** Articles that have cells: all but narrative ones. */
  articles(): readonly CompiledArticle[] {
    return this.#options.agreement.compiled.articles.filter(
      ({ rule }) => rule.kind !== "narrative",
    );
  }

  /**
   * Coverage of an article's cells in a slot of at most an hour.
   * @param knownAtMs only states recorded by then; absent = all that were read
   */
  slot(article: CompiledArticle, fromMs: number, toMs: number, knownAtMs?: number): SlotCoverage {
    const { cells, ratios } = this.#hour(article, fromMs, toMs, knownAtMs);
    return { fromMs, toMs, cells, ratios };
  }

  /** What took coverage away from some of the cells, by index, in a slot. */
  losses(
    article: CompiledArticle,
    fromMs: number,
    toMs: number,
    cellIndexes: readonly number[],
    knownAtMs?: number,
  ): readonly Loss[] {
    return this.#hour(article, fromMs, toMs, knownAtMs).losses(cellIndexes);
  }

  metrics(): CacheMetrics {
    return this.#slots.metrics();
  }

  #hour(
    article: CompiledArticle,
    fromMs: number,
    toMs: number,
    knownAtMs: number | undefined,
  ): CoverageHour & { readonly cells: readonly AreaCell[] } {
    const { agreement, sensors } = this.#options;
    const cells = agreement.articleCells(article.id, fromMs);
    const engine = this.#engineOf(cells);
    const lookBackMs = article.persistence.is === "state" ? article.persistence.lookEveryMs : 0;
    const known = engine.sensorIds.map((id) =>
      sensors.fingerprint(id, fromMs - lookBackMs, toMs, knownAtMs),
    );
    const kinds = kindsOf(article);
    const { independentSources } = article.standard;
    const asked = [kinds.join(), independentSources, lookBackMs, this.#engineNumbers.get(engine)];
    const key = `${asked.join("/")}/${fromMs}/${toMs}`;
    const cached = this.#slots.get(key);
    const changed =
      cached === undefined
        ? undefined
        : engine.sensorIds.filter((_, index) => known[index] !== cached.known[index]);
    const query = {
      hourFromMs: fromMs,
      toMs,
      uptimes: this.#uptimes(knownAtMs),
      kinds,
      groupsNeeded: independentSources,
      persistence: article.persistence,
    };
    const base =
      cached === undefined || changed === undefined
        ? undefined
        : { ratios: cached.ratios, changedSensorIds: changed };
    const result = engine.hour(query, base);
    if (changed?.length !== 0) this.#slots.set(key, { known, ratios: result.ratios });
    return { ...result, cells };
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
      this.#engines.set(cells, engine);
      this.#engineNumbers.set(engine, this.#engineNumbers.size);
    }
    return engine;
  }

  #uptimesKey = "";
  #uptimesMade: Uptimes | undefined;

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

/** Kinds whose detection the article's coverage is about. */
function kindsOf({ rule }: CompiledArticle): readonly ObservationKind[] {
  switch (rule.kind) {
    case "prohibit":
    case "withdraw":
      return rule.kinds;
    case "access":
      return ["access-denied"];
    case "narrative":
      return [];
  }
}

/** The slots of a span: cut at each full hour (UTC). */
export function slotsOf(fromMs: number, toMs: number): { fromMs: number; toMs: number }[] {
  const slots: { fromMs: number; toMs: number }[] = [];
  for (let atMs = fromMs; atMs < toMs; ) {
    const endMs = Math.min(toMs, (Math.floor(atMs / hourMs) + 1) * hourMs);
    slots.push({ fromMs: atMs, toMs: endMs });
    atMs = endMs;
  }
  return slots;
}
