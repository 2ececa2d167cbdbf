import { type AreaCell, type CompiledArticle, isAssessed } from "@truceline/agreement";
import type { ObservationKind } from "@truceline/model";
import type { CoverageHour, Uptimes } from "@truceline/sensing";
import {
  type CoverageQuestion,
  coverageQuestionOf,
  type SectorHour,
} from "@truceline/verification";
import { BoundedCache, type CacheMetrics } from "./bounded-cache.ts";
import { hourMs } from "./clock-hours.ts";
import {
  type CellsAsked,
  HourEngines,
  type HourEnginesOptions,
  lookBackMsOf,
  type OtherDeployment,
} from "./hour-engines.ts";
import { HourLikeness } from "./hour-likeness.ts";
import type { KnownSensors } from "./known-sensors.ts";
import { nameOfMoving } from "./moving-cover.ts";
import { bySector } from "./sector-hours.ts";

/** Hours kept in memory, one for each article's question: four days of ten articles. */
const slotCacheSizeMax = 1_000;

/** Hours without a word kept for one article's ground: a date each, and the few kinds of light and work. */
const darkCacheSizeMax = 64;

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
  readonly #options: HourEnginesOptions;
  readonly #engines: HourEngines;
  readonly #alike: HourLikeness;
  readonly #slots = new BoundedCache<string, CachedSlot>("coverage-hours", slotCacheSizeMax);
  readonly #dark = new WeakMap<
    readonly AreaCell[],
    BoundedCache<string, Map<string, SectorHour>>
  >();

  constructor(options: HourEnginesOptions) {
    this.#options = options;
    this.#engines = new HourEngines(options);
    this.#alike = new HourLikeness(options.deployment, options.agreement.compiled.timezone);
  }

  /** How sensors and patrols were. */
  get known(): KnownSensors {
    return this.#engines.known;
  }

  /** Articles that coverage is asked of: those assessed from observations. */
  articles(): readonly CompiledArticle[] {
    return this.#options.agreement.compiled.articles.filter(({ rule }) => isAssessed(rule));
  }

  /** The cells of an article at an instant, with their sectors. */
  cells(article: CompiledArticle, atMs: number): readonly AreaCell[] {
    return this.#options.agreement.articleCells(article.id, atMs);
  }

  /** Indexes of those of an article's cells that a sensor can touch; none where nothing is asked. */
  cellsNear(article: CompiledArticle, atMs: number, sensorId: string): readonly number[] {
    const cells = this.cells(article, atMs);
    if (coverageQuestionOf(article) === null || cells.length === 0) return [];
    return this.#engines.engineOf(cells).cellsNear(sensorId);
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
      if (question === null || slot.cells.length === 0) cached.sectors = new Map();
      else {
        const asked = { ...slot, question, knownAtMs };
        cached.sectors = cached.isDark
          ? this.#darkSectors(article, asked, slot.ratios)
          : bySector(slot.cells, this.#computedBefore(asked, cached));
      }
    }
    return cached.sectors;
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
    const asked = this.#asked(article, fromMs, toMs, knownAtMs);
    if (asked === undefined) return undefined;
    const question = kinds === undefined ? asked.question : { ...asked.question, kinds };
    const ofKinds = { ...asked, question };
    const posts = this.#engines.byPosts(ofKinds);
    return this.#engines.withPatrols(posts, ofKinds, this.#engines.patrolsIn(ofKinds));
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
    const asked = this.#asked(article, fromMs, fromMs + hourMs, knownAtMs);
    if (asked === undefined) return undefined;
    return this.#computedBefore(asked, this.#look(article, fromMs, knownAtMs));
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
    const asked = this.#asked(article, fromMs, toMs, knownAtMs);
    if (asked === undefined || cellIndexes.length === 0) {
      return new Float64Array(cellIndexes.length);
    }
    return this.#engines.otherwise(asked, other, cellIndexes);
  }

  /**
   * Coverage of some of an article's cells in a clock hour as it would be had the deployment's sensors
   * been as `uptimes` says, patrols and disturbances as they were.
   * @param cellIndexes of the article's cells; the answer is in their order
   */
  withUptimes(
    article: CompiledArticle,
    fromMs: number,
    uptimes: Uptimes,
    cellIndexes: readonly number[],
    knownAtMs?: number,
  ): Float64Array {
    const asked = this.#asked(article, fromMs, fromMs + hourMs, knownAtMs);
    if (asked === undefined) return new Float64Array(cellIndexes.length);
    return this.#engines.someCells({ ...asked, uptimes }, cellIndexes);
  }

  /**
   * Coverage of cells of anybody's choice, minute by minute, with what took the rest away: by the same
   * formula, sensors and patrols. For places that no article's cells follow closely enough.
   */
  minutes(
    cells: readonly string[],
    question: CoverageQuestion,
    fromMs: number,
    toMs: number,
    knownAtMs?: number,
  ): readonly SectorHour[] {
    return this.#engines.minutes(cells, { fromMs, toMs, question, knownAtMs });
  }

  metrics(): CacheMetrics {
    return this.#slots.metrics();
  }

  /** Undefined for an article that nothing is asked of, or that has no cells then. */
  #asked(
    article: CompiledArticle,
    fromMs: number,
    toMs: number,
    knownAtMs: number | undefined,
  ): CellsAsked | undefined {
    const question = coverageQuestionOf(article);
    const cells = this.cells(article, fromMs);
    if (question === null || cells.length === 0) return undefined;
    return { fromMs, toMs, cells, question, knownAtMs };
  }

  /** An hour that was computed before, patrols and all, for what took coverage away. */
  #computedBefore(
    asked: CellsAsked,
    { fixedRatios }: Pick<CachedSlot, "fixedRatios">,
  ): CoverageHour {
    const base = { ratios: fixedRatios, changedSensorIds: [] };
    const posts = this.#engines.byPosts(asked, base);
    return this.#engines.withPatrols(posts, asked, this.#engines.patrolsIn(asked));
  }

  /**
   * Sectors of an hour of which no sensor said anything: those of like light and daily hours are alike but
   * for their time, so one of them is worked out for each article and ground. Long stretches before the
   * first message are common.
   */
  #darkSectors(
    article: CompiledArticle,
    asked: CellsAsked,
    ratios: Float64Array,
  ): ReadonlyMap<string, SectorHour> {
    const { fromMs, toMs, cells } = asked;
    const alike = this.#alike.of(fromMs, lookBackMsOf(asked.question.persistence));
    if (alike === undefined) return this.#darkHour(asked, ratios);
    const models = this.#dark.get(cells) ?? new BoundedCache("dark-hours", darkCacheSizeMax);
    this.#dark.set(cells, models);
    const key = `${article.id}/${alike.name}`;
    let model = models.get(key);
    if (model === undefined) {
      const first = { ...asked, fromMs: alike.fromMs, toMs: alike.fromMs + hourMs };
      // Something was known in the hour that stands for the others, as a denial that has ended since.
      if (!this.#isDark(first)) return this.#darkHour(asked, ratios);
      model = this.#darkHour(first, ratios);
      models.set(key, model);
    }
    return new Map([...model].map(([id, hour]) => [id, { ...hour, fromMs, toMs }] as const));
  }

  #darkHour(asked: CellsAsked, ratios: Float64Array): Map<string, SectorHour> {
    return bySector(asked.cells, this.#engines.byPosts(asked, { ratios, changedSensorIds: [] }));
  }

  /** Whether no sensor and no patrol said anything that bears on an hour. */
  #isDark(asked: CellsAsked): boolean {
    if (this.#engines.patrolsIn(asked).length > 0) return false;
    return this.#knownIn(asked).every((name) => name === "");
  }

  /** What is known of each sensor that an hour rests on, in the engine's order. */
  #knownIn({ fromMs, toMs, cells, question, knownAtMs }: CellsAsked): readonly string[] {
    const sinceMs = fromMs - lookBackMsOf(question.persistence);
    return this.#engines
      .engineOf(cells)
      .sensorIds.map((id) => this.known.fingerprint(id, sinceMs, toMs, knownAtMs));
  }

  #look(article: CompiledArticle, fromMs: number, knownAtMs: number | undefined): CachedSlot {
    const toMs = fromMs + hourMs;
    const asked = this.#asked(article, fromMs, toMs, knownAtMs);
    if (asked === undefined) {
      const cells = this.cells(article, fromMs);
      const ratios = new Float64Array(cells.length);
      const slot = { fromMs, toMs, cells, ratios };
      const none = { fixedRatios: ratios, movingName: "", known: [], lookedAt: "" };
      return { slot, sectors: new Map(), ...none, isDark: true };
    }
    const { cells, question } = asked;
    const engine = this.#engines.engineOf(cells);
    const lookBackMs = lookBackMsOf(question.persistence);
    const engineNumber = this.#engines.numberOf(engine);
    const { kinds, groupsNeeded } = question;
    const key = [kinds.join(), groupsNeeded, lookBackMs, engineNumber, fromMs].join("/");
    const cached = this.#slots.get(key);
    const lookedAt = this.known.readName(knownAtMs);
    if (cached?.lookedAt === lookedAt) return cached;
    const sinceMs = fromMs - lookBackMs;
    const known = this.#knownIn(asked);
    const patrols = this.#engines.patrolsIn(asked);
    const movingName = nameOfMoving(patrols, sinceMs, toMs);
    const changedSensorIds = engine.sensorIds.filter(
      (_, index) => known[index] !== cached?.known[index],
    );
    const isFixedSame = cached !== undefined && changedSensorIds.length === 0;
    if (isFixedSame && cached.movingName === movingName) {
      cached.lookedAt = lookedAt;
      return cached;
    }
    const isDark = patrols.length === 0 && known.every((name) => name === "");
    const base = cached && { ratios: cached.fixedRatios, changedSensorIds };
    const posts = isDark ? undefined : this.#engines.byPosts(asked, base);
    const fixedRatios = posts?.ratios ?? new Float64Array(cells.length);
    const ratios = posts && this.#engines.withPatrols(posts, asked, patrols).ratios;
    const made: CachedSlot = {
      isDark,
      slot: { fromMs, toMs, cells, ratios: ratios ?? fixedRatios },
      fixedRatios,
      movingName,
      sectors: undefined,
      known,
      lookedAt,
    };
    this.#slots.set(key, made);
    return made;
  }
}
