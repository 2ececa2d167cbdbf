import {
  ModelError,
  type Observation,
  type ObservationKind,
  type Origin,
  reportingDate,
  reportingPeriod,
  zoneOffsetMs,
} from "@truceline/model";
import { SMM_CUT_OFF } from "./counting-rules.ts";
import { VerificationError } from "./errors.ts";

/** Under which heading the rule `smm` counts a kind. */
export const smmFamilies = ["explosions", "bursts-and-shots", "in-flight", "other"] as const;
export type SmmFamily = (typeof smmFamilies)[number];

/** Every kind of fire that the mission's statements know, so that none is left out by its wording. */
const familyOfKind: Readonly<Partial<Record<ObservationKind, SmmFamily>>> = {
  explosion: "explosions",
  salvo: "explosions",
  burst: "bursts-and-shots",
  shot: "bursts-and-shots",
  "shot-or-burst": "bursts-and-shots",
  "projectile-in-flight": "in-flight",
  "rocket-assisted-projectile": "in-flight",
  "tracer-round": "in-flight",
  "tracer-burst": "in-flight",
  "tracer-episode": "in-flight",
  "explosion-or-burst": "other",
  "muzzle-flash": "other",
  "illumination-flare": "other",
  "bullet-flyby": "other",
  "violation-unspecified": "other",
};

/** The heading of a kind; undefined for what is not fire. */
export function smmFamilyOf(kind: ObservationKind): SmmFamily | undefined {
  return familyOfKind[kind];
}

export interface CountOptions {
  readonly timezone: string;
  /** Local wall-clock end of a reporting period; the mission's 19:30 if absent. */
  readonly cutOff?: string;
  /** The heading to count under: a region, a sector. */
  readonly regionOf: (observation: Observation) => string;
  /** The period to count under; by default the date of `reportDateOf`. */
  readonly periodOf?: (observation: Observation) => string;
}

/** What is known of the counts under one heading. */
export interface FamilyBounds {
  readonly atLeast: boolean;
  readonly about: boolean;
}

/** One region and one reporting period. A row with 0 says that somebody watched and nothing was seen. */
export interface CountRow {
  readonly rule: "smm";
  readonly region: string;
  readonly period: string;
  /** Under `atLeast` a lower bound. Lawful fire included. */
  readonly count: number;
  /** Without exercises outside the zone and controlled detonations. */
  readonly countWithoutLawful: number;
  readonly byFamily: Readonly<Record<SmmFamily, number>>;
  /** Under which headings `atLeast` and `about` hold. */
  readonly boundsByFamily: Readonly<Record<SmmFamily, FamilyBounds>>;
  /** Some count said "at least" or gave a range, of which the lower end is taken, or no number. */
  readonly atLeast: boolean;
  /** Some count said "about". */
  readonly about: boolean;
  readonly observationCount: number;
  /** Observations without a number: counted as 0, and the count is then a lower bound. */
  readonly uncountedCount: number;
  /** Left out because another observation's count holds them. */
  readonly includedElsewhereCount: number;
  /** Their time spans a cut-off: they may belong to the next period. */
  readonly unsurePeriodCount: number;
}

/**
 * Counts observations by region and reporting period under a named rule.
 *
 * Rule `smm`: each explosion, burst, shot, projectile in flight, flash and flare counts as one, by
 * every observer that has it: the same fire seen and heard is counted twice. A row that is a part of
 * another's count is left out. Kinds that are not fire are passed over; `nothing` makes a row with 0.
 * Rows come sorted by period, then region; the order of the observations does not matter.
 *
 * @throws VerificationError `TL_VERIFICATION_COUNTING_RULE` for other rules.
 * @throws ModelError `TL_MODEL_ORIGIN_MIXED`
 */
export function countObservations(
  rule: string,
  observations: Iterable<Observation>,
  options: CountOptions,
): readonly CountRow[] {
  if (rule !== "smm") throw new VerificationError("TL_VERIFICATION_COUNTING_RULE", { rule });
  const counter = new SmmCounter(options);
  for (const observation of observations) counter.add(observation);
  return counter.rows();
}

/** The rule `smm`, one observation after the other: memory grows with rows, not with observations. */
export class SmmCounter {
  readonly #options: CountOptions;
  readonly #periods: PeriodDates;
  readonly #rows = new Map<string, Map<string, RowInHand>>();
  #origin: Origin | undefined;

  constructor(options: CountOptions) {
    this.#options = options;
    this.#periods = new PeriodDates(options);
  }

  /** @throws ModelError `TL_MODEL_ORIGIN_MIXED` */
  add(observation: Observation): void {
    this.#origin ??= observation.origin;
    if (observation.origin !== this.#origin) {
      throw new ModelError("TL_MODEL_ORIGIN_MIXED", {
        origins: [this.#origin, observation.origin],
      });
    }
    const family = smmFamilyOf(observation.kind);
    if (family === undefined && observation.kind !== "nothing") return;
    const region = this.#options.regionOf(observation);
    const period = this.#options.periodOf?.(observation) ?? this.periodOf(observation);
    const rows = this.#rows.get(period) ?? new Map<string, RowInHand>();
    const row = rows.get(region) ?? emptyRow(region, period);
    this.#rows.set(period, rows.set(region, row));
    addTo(row, observation, family, this.#periods);
  }

  /** As `reportDateOf`, without asking the calendar anew for each observation. */
  periodOf(observation: Observation): string {
    return this.#periods.dateOf(beginMs(observation));
  }

  /** Sorted by period, then region. */
  rows(): readonly CountRow[] {
    return [...this.#rows.values()]
      .flatMap((rows) => [...rows.values()])
      .map((row) => ({ key: JSON.stringify([row.period, row.region]), row }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ row: { byFamily, boundsByFamily, ...row } }) => ({
        ...row,
        byFamily: { ...byFamily },
        boundsByFamily: {
          explosions: { ...boundsByFamily.explosions },
          "bursts-and-shots": { ...boundsByFamily["bursts-and-shots"] },
          "in-flight": { ...boundsByFamily["in-flight"] },
          other: { ...boundsByFamily.other },
        },
      }));
  }
}

/** Periods by instant, each worked out once. */
class PeriodDates {
  readonly #timezone: string;
  readonly #cutOff: string;
  /** Periods met so far, by their beginning. */
  readonly #known: { fromMs: number; toMs: number; date: string }[] = [];
  #last: { fromMs: number; toMs: number; date: string } | undefined;

  constructor({ timezone, cutOff = SMM_CUT_OFF }: CountOptions) {
    this.#timezone = timezone;
    this.#cutOff = cutOff;
  }

  dateOf(atMs: number): string {
    if (this.#last !== undefined && atMs >= this.#last.fromMs && atMs < this.#last.toMs) {
      return this.#last.date;
    }
    let [low, high] = [0, this.#known.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#known[middle]?.fromMs ?? 0) <= atMs) low = middle + 1;
      else high = middle;
    }
    const found = this.#known[low - 1];
    if (found !== undefined && atMs < found.toMs) {
      this.#last = found;
      return found.date;
    }
    const date = reportingDate(atMs, this.#cutOff, this.#timezone);
    const { fromMs, toMs } = reportingPeriod(date, this.#cutOff, this.#timezone);
    // Where the clock changes within a period, each instant is asked anew: some of its hours repeat.
    const offsetMs = zoneOffsetMs(fromMs, this.#timezone);
    const isPlain = offsetMs === zoneOffsetMs(toMs, this.#timezone);
    if (isPlain && atMs >= fromMs && atMs < toMs) {
      this.#last = { fromMs, toMs, date };
      this.#known.splice(low, 0, this.#last);
    }
    return date;
  }
}

type RowInHand = {
  -readonly [Key in keyof Omit<CountRow, "byFamily" | "boundsByFamily">]: CountRow[Key];
} & {
  readonly byFamily: Record<SmmFamily, number>;
  readonly boundsByFamily: Record<SmmFamily, { atLeast: boolean; about: boolean }>;
};

function emptyRow(region: string, period: string): RowInHand {
  return {
    rule: "smm",
    region,
    period,
    count: 0,
    countWithoutLawful: 0,
    byFamily: { explosions: 0, "bursts-and-shots": 0, "in-flight": 0, other: 0 },
    boundsByFamily: {
      explosions: { atLeast: false, about: false },
      "bursts-and-shots": { atLeast: false, about: false },
      "in-flight": { atLeast: false, about: false },
      other: { atLeast: false, about: false },
    },
    atLeast: false,
    about: false,
    observationCount: 0,
    uncountedCount: 0,
    includedElsewhereCount: 0,
    unsurePeriodCount: 0,
  };
}

function addTo(
  row: RowInHand,
  observation: Observation,
  family: SmmFamily | undefined,
  periods: PeriodDates,
): void {
  row.observationCount++;
  if (spansCutOff(observation, periods)) row.unsurePeriodCount++;
  if (family === undefined) return;
  if (observation.statement?.partOfNo !== undefined) {
    row.includedElsewhereCount++;
    return;
  }
  const { qualifier, min } = observation.count;
  if (qualifier === "uncounted" || min === undefined) {
    row.uncountedCount++;
    row.atLeast = true;
    row.boundsByFamily[family].atLeast = true;
    return;
  }
  row.count += min;
  row.byFamily[family] += min;
  if (!isLawful(observation)) row.countWithoutLawful += min;
  const bounds = row.boundsByFamily[family];
  if (qualifier === "at-least" || qualifier === "range") {
    row.atLeast = true;
    bounds.atLeast = true;
  }
  if (qualifier === "about") {
    row.about = true;
    bounds.about = true;
  }
}

/** An exercise outside the zone and a controlled detonation are counted, and marked. */
function isLawful({ exercise, nature }: Observation): boolean {
  return exercise === "outside-security-zone" || nature === "controlled-detonation";
}

/** When it began, but not before the period that its statement is about. */
function beginMs({ span, statement }: Observation): number {
  return Math.max(span.fromMs, statement?.period?.fromMs ?? span.fromMs);
}

/**
 * The date that names the reporting period of an observation: of its beginning, not earlier than the
 * period its statement is about. "Evening and night" in a report that begins at 19:30 is that report's.
 */
export function reportDateOf(
  observation: Observation,
  { timezone, cutOff = SMM_CUT_OFF }: { readonly timezone: string; readonly cutOff?: string },
): string {
  return reportingDate(beginMs(observation), cutOff, timezone);
}

function spansCutOff(observation: Observation, periods: PeriodDates) {
  const fromMs = beginMs(observation);
  // The end of a span is its last instant but one: a period that ends at the cut-off stays in it.
  const toMs = Math.min(
    observation.span.toMs - 1,
    (observation.statement?.period?.toMs ?? Number.POSITIVE_INFINITY) - 1,
  );
  if (toMs <= fromMs) return false;
  return periods.dateOf(fromMs) !== periods.dateOf(toMs);
}
