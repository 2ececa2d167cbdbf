import { addDays, localDate, ModelError, type Observation, type Origin } from "@truceline/model";
import { type CountRow, SmmCounter, smmFamilyOf } from "@truceline/verification";
import { KeptFirst } from "./kept-first.ts";

/** Rows of observations in one report; more are counted and told to be left out. */
export const observationRowMax = 5_000;
/** What came in later than this after it happened is late. */
export const lateByMs = 600_000;
const otherRowMax = 2_000;
const publishedReportMax = 20_000;

export interface TallyOptions {
  readonly timezone: string;
  readonly cutOff: string;
  /** First and last period of the report. */
  readonly from: string;
  readonly to: string;
  /** The region an observation is counted in, by name. */
  readonly regionOf: (observation: Observation) => string;
  /** Thematic reports count only what this holds for. */
  readonly isOfTheme?: ((observation: Observation) => boolean) | undefined;
}

/** An observation with the region it is counted in. */
export interface TalliedObservation {
  readonly observation: Observation;
  readonly region: string;
}

/**
 * Observations of a report, its comparisons and its published totals, one after the other, in any
 * order. Memory grows with periods and regions and up to a limit with rows, not with observations.
 */
export class ObservationTally {
  readonly #options: TallyOptions;
  readonly #counter: SmmCounter;
  readonly #fire: KeptFirst<TalliedObservation>;
  readonly #inAreas: KeptFirst<TalliedObservation>;
  readonly #others: KeptFirst<TalliedObservation>;
  readonly #weapons: KeptFirst<TalliedObservation>;
  readonly #kinds = new Map<string, number>();
  readonly #regions = new Set<string>();
  readonly #begins = new Map<string, string>();
  #origin: Origin | undefined;
  #lateCount = 0;
  #ownCount = 0;
  #region = "";

  constructor(options: TallyOptions) {
    this.#options = options;
    this.#counter = new SmmCounter({ ...options, regionOf: () => this.#region });
    this.#fire = new KeptFirst(observationRowMax, compareTallied);
    this.#inAreas = new KeptFirst(otherRowMax, compareTallied);
    this.#others = new KeptFirst(otherRowMax, compareTallied);
    this.#weapons = new KeptFirst(otherRowMax, compareTallied);
  }

  /** @throws ModelError `TL_MODEL_ORIGIN_MIXED` */
  add(observation: Observation): void {
    this.#origin ??= observation.origin;
    if (observation.origin !== this.#origin) {
      throw new ModelError("TL_MODEL_ORIGIN_MIXED", {
        origins: [this.#origin, observation.origin],
      });
    }
    const { from, to, regionOf, isOfTheme, timezone } = this.#options;
    const { statement, kind } = observation;
    if (statement?.period !== undefined && this.#begins.size < publishedReportMax) {
      const firstPeriod = addDays(localDate(statement.period.fromMs, timezone), 1);
      this.#begins.set(statement.reportId, firstPeriod);
    }
    if (isOfTheme?.(observation) === false) return;
    const region = regionOf(observation);
    this.#region = region;
    this.#counter.add(observation);
    const period = this.#counter.periodOf(observation);
    const isCounted = smmFamilyOf(kind) !== undefined || kind === "nothing";
    if (!isCounted) {
      const key = `${period}/${kind}`;
      this.#kinds.set(key, (this.#kinds.get(key) ?? 0) + 1);
    }
    const tallied = { observation, region };
    if (kind === "weapon-present") this.#weapons.add(tallied);
    if (period < from || period > to) return;
    this.#ownCount++;
    this.#regions.add(region);
    if (observation.recordedAtMs - observation.span.toMs > lateByMs) this.#lateCount++;
    if (isCounted) this.#fire.add(tallied);
    else this.#others.add(tallied);
    if (observation.insideDisengagementArea !== undefined) this.#inAreas.add(tallied);
  }

  /** Undefined before the first observation. */
  get origin(): Origin | undefined {
    return this.#origin;
  }

  /** Observations of the report's own periods. */
  get ownCount(): number {
    return this.#ownCount;
  }

  /** Of these, those that came in more than `lateByMs` after they happened. */
  get lateCount(): number {
    return this.#lateCount;
  }

  /** Regions in which something of the report's own periods was entered. */
  get regions(): ReadonlySet<string> {
    return this.#regions;
  }

  /** The first period of each published report, where an observation of it tells when it begins. */
  get reportBegins(): ReadonlyMap<string, string> {
    return this.#begins;
  }

  rows(): readonly CountRow[] {
    return this.#counter.rows();
  }

  /** Fire, and nothing seen or heard, of the report's own periods, by time; and how many beyond. */
  fire(): { readonly kept: readonly TalliedObservation[]; readonly leftOutCount: number } {
    return this.#fire.first();
  }

  /** What was observed inside a named disengagement area. */
  inAreas(): readonly TalliedObservation[] {
    return this.#inAreas.first().kept;
  }

  /** All that is not fire: damage, mines, persons, weapons, interference. */
  others(): readonly TalliedObservation[] {
    return this.#others.first().kept;
  }

  /** Weapons seen, also in the periods that the report compares with. */
  weapons(): readonly TalliedObservation[] {
    return this.#weapons.first().kept;
  }

  /** Observations of some kinds in some periods, both ends included. */
  kindCount(kinds: readonly string[], from: string, to: string): number {
    let count = 0;
    for (const [key, value] of this.#kinds) {
      const [period = "", kind = ""] = key.split("/");
      if (period >= from && period <= to && kinds.includes(kind)) count += value;
    }
    return count;
  }
}

/** By time, then by place in the statement, then by id: the same whatever order they came in. */
export function compareObservations(a: Observation, b: Observation): number {
  return (
    a.span.fromMs - b.span.fromMs ||
    compareText(a.statement?.reportId, b.statement?.reportId) ||
    (a.statement?.observationNo ?? 0) - (b.statement?.observationNo ?? 0) ||
    compareText(a.id, b.id)
  );
}

function compareTallied(a: TalliedObservation, b: TalliedObservation): number {
  return compareObservations(a.observation, b.observation);
}

function compareText(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
