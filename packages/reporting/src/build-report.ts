import type { CompiledAgreement } from "@truceline/agreement";
import type { PublishedTotal } from "@truceline/interop";
import {
  type Assessment,
  addDays,
  type Claim,
  ModelError,
  type Observation,
  type Origin,
  reportingDate,
  reportingPeriod,
} from "@truceline/model";
import { reportDateOf } from "@truceline/verification";
import { comparePublished } from "./compare-published.ts";
import { CountTable, datesBetween } from "./count-table.ts";
import { nameOf } from "./describe-agreement.ts";
import { observationRow } from "./observation-row.ts";
import type { ClauseRow, Report, Trace } from "./report-schema.ts";

/** Rows of observations in one report; more are counted and told to be left out. */
export const observationRowMax = 5_000;

/** How one clause stood in one period: what a report needs of it. */
export interface ReportedClause
  extends Omit<ClauseRow, "hourCount" | "hourBelowCount" | "hourUnseenCount"> {
  /** Coverage of each hour of the period, in order. */
  readonly coverageByHour: readonly number[];
}

export interface ReportInput {
  readonly agreement: CompiledAgreement;
  readonly origin: Origin;
  /** First and last period, by the days they end on. */
  readonly from: string;
  readonly to: string;
  readonly knownAtMs: number;
  /** Regions in order; `regionOf` gives one of them, or another where a place lies in none. */
  readonly regions: readonly string[];
  readonly regionOf: (observation: Observation) => string;
  /**
   * Those of the periods, of the period before, and of all periods that a published total shares with
   * them; others do no harm.
   */
  readonly observations: readonly Observation[];
  /** All there are. */
  readonly claims: readonly Claim[];
  /** Those of the periods. */
  readonly assessments: readonly Assessment[];
  readonly clauses: readonly ReportedClause[];
  readonly quarantine: {
    readonly waitingCount: number;
    readonly readmittedCount: number;
    readonly countByCode: Readonly<Record<string, number>>;
  };
  readonly totals?: readonly PublishedTotal[] | undefined;
  readonly traces?: readonly Trace[] | undefined;
}

/**
 * The report on one reporting period or several, from records of one origin.
 *
 * It holds observations, counts under a named rule, and how clauses stand by the software's own
 * assessment. It holds no assessment with a party in it: what a party did, only people find.
 *
 * @throws ModelError `TL_MODEL_ORIGIN_MIXED` when a record has another origin
 */
export function buildReport(input: ReportInput): Report {
  const { agreement, origin, from, to, observations, claims, assessments } = input;
  for (const record of [...observations, ...claims, ...assessments]) {
    if (record.origin !== origin) {
      throw new ModelError("TL_MODEL_ORIGIN_MIXED", { origins: [origin, record.origin] });
    }
  }
  const { timezone, cutOff } = agreement;
  const options = { timezone, cutOff, regionOf: input.regionOf };
  const counts = new CountTable(observations, options);
  const periodOf = (observation: Observation) => reportDateOf(observation, options);
  const isReported = (period: string) => period >= from && period <= to;
  const own = observations.filter((observation) => isReported(periodOf(observation)));
  const seenRegions = new Set(own.map(input.regionOf));
  const others = [...seenRegions].filter((region) => !input.regions.includes(region)).sort();
  const regions = [...input.regions, ...others];
  const breaches = assessments.filter(({ outcome }) => outcome === "breach");
  return {
    schema: "report/1",
    origin,
    release: "internal",
    agreement: {
      id: agreement.id,
      hash: agreement.hash,
      title: nameOf(agreement.title),
      status: agreement.status,
      timezone,
      cutOff,
    },
    periods: { from, to },
    fromMs: reportingPeriod(from, cutOff, timezone).fromMs,
    toMs: reportingPeriod(to, cutOff, timezone).toMs,
    knownAtMs: input.knownAtMs,
    counts: { rule: "smm", rows: countRows(counts, own.map(periodOf), regions, input) },
    published:
      input.totals === undefined
        ? null
        : comparePublished(input.totals, counts, observations, { from, to, regions, timezone }),
    observations: byTime(own)
      .slice(0, observationRowMax)
      .map((one) => observationRow(one, { timezone, region: input.regionOf(one) })),
    observationsLeftOutCount: Math.max(0, own.length - observationRowMax),
    clauses: input.clauses.map(clauseRow),
    assessments: {
      breachCount: breaches.length,
      openCount: assessments.filter(({ outcome }) => outcome === "undetermined").length,
      noBreachCount: assessments.filter(({ outcome }) => outcome === "no-breach").length,
      expectedWrongCount: rounded(
        breaches.reduce((sum, { probability }) => sum + 1 - probability, 0),
      ),
    },
    claims: {
      ...claimCounts(
        claims.filter(({ span }) => isReported(reportingDate(span.fromMs, cutOff, timezone))),
      ),
      ...renamed(claimCounts(claims)),
    },
    quarantine: {
      waitingCount: input.quarantine.waitingCount,
      readmittedCount: input.quarantine.readmittedCount,
      byCode: Object.entries(input.quarantine.countByCode)
        .map(([code, count]) => ({ code, count }))
        .sort((a, b) => (a.code < b.code ? -1 : 1)),
    },
    traces: [...(input.traces ?? [])],
  };
}

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

/** One period: each region. Several: those in which something was observed, and each region there. */
function countRows(
  counts: CountTable,
  seenPeriods: readonly string[],
  regions: readonly string[],
  { from, to }: ReportInput,
): Report["counts"]["rows"] {
  const seen = new Set(seenPeriods);
  const dates = from === to ? [from] : datesBetween(from, to).filter((date) => seen.has(date));
  return dates.flatMap((date) => regions.map((region) => counts.regionCount(date, region)));
}

function byTime(observations: readonly Observation[]): Observation[] {
  return [...observations].sort(
    (a, b) =>
      a.span.fromMs - b.span.fromMs ||
      compareText(a.statement?.reportId, b.statement?.reportId) ||
      (a.statement?.observationNo ?? 0) - (b.statement?.observationNo ?? 0) ||
      compareText(a.id, b.id),
  );
}

function compareText(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function clauseRow({ coverageByHour, ...clause }: ReportedClause): ClauseRow {
  const isAsked = clause.state !== "narrative" && clause.state !== "not-applicable";
  const hours = isAsked ? coverageByHour : [];
  return {
    ...clause,
    hourCount: hours.length,
    hourBelowCount: hours.filter((ratio) => ratio < clause.requirementRatio).length,
    hourUnseenCount: hours.filter((ratio) => ratio <= 0).length,
  };
}

function claimCounts(claims: readonly Claim[]) {
  return {
    count: claims.length,
    untypedCount: claims.filter(({ types }) => types.length === 0).length,
  };
}

function renamed({ count, untypedCount }: ReturnType<typeof claimCounts>) {
  return { storedCount: count, storedUntypedCount: untypedCount };
}

/** How far around the reported periods observations are needed, for comparisons with weekend totals. */
export function observationsNeeded(
  { cutOff, timezone }: CompiledAgreement,
  from: string,
  to: string,
): { readonly fromMs: number; readonly toMs: number } {
  return {
    fromMs: reportingPeriod(addDays(from, -3), cutOff, timezone).fromMs,
    toMs: reportingPeriod(addDays(to, 3), cutOff, timezone).toMs,
  };
}
