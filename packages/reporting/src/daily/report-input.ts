import type { CompiledAgreement, LocalText } from "@truceline/agreement";
import type { PublishedTotal } from "@truceline/interop";
import type {
  Assessment,
  Casualty,
  Correction,
  Denial,
  Inspection,
  LossReason,
  Observation,
  Origin,
  ReleaseLevel,
  SilenceWindowState,
  SiteVisit,
  WeaponLine,
} from "@truceline/model";
import type { ReleasedObservation } from "@truceline/release";
import type { DailyReport, ReportMap } from "./daily-report.ts";
import type { ObservationTally } from "./observation-tally.ts";
import type { Trace } from "./report-parts.ts";

/** How one clause stood in one period, as the mission's software works it out. */
export interface ReportedClause {
  readonly period: string;
  readonly articleId: string;
  readonly sectorId: string;
  readonly state: "met" | "breached" | "undetermined" | "not-applicable" | "narrative";
  readonly assessedCount: number;
  readonly foundCount: number;
  readonly openCount: number;
  readonly coverageRatio: number;
  readonly requirementRatio: number;
  readonly freeToAvoidRatio: number;
  readonly losses: readonly { readonly reason: LossReason; readonly lossRatio: number }[];
  readonly bound: {
    readonly seenCount: number;
    readonly exposureH: number;
    readonly upperPerDay: number;
  } | null;
  /** Coverage of each hour of the period, in order. */
  readonly coverageByHour: readonly number[];
}

/** A window of silence with what was seen of it. */
export interface ReportedWindow {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly place: ReportPlace;
  readonly fromMs: number;
  readonly toMs: number;
  readonly state: SilenceWindowState;
  readonly minuteCount: number;
  readonly seenMinuteCount: number;
  readonly eventCount: number;
  readonly guaranteedBy: readonly string[];
}

/** Weapons seen, and how they stand to the withdrawal lines of the agreement. */
export interface ReportedWeapons {
  /** The observation or the inspection. */
  readonly id: string;
  readonly standing: "in-violation" | "outside-storage" | "not-decided" | "clear";
  readonly articleId: string | null;
  readonly atMs: number;
  readonly place: ReportPlace;
  readonly weapons: readonly WeaponLine[];
  /** Counted as at least so many. */
  readonly atLeast: boolean;
  readonly region: string;
}

/** A place by what it is called; never a position. */
export interface ReportPlace {
  readonly name?: string | undefined;
  readonly zoneId?: string | undefined;
  readonly siteId?: string | undefined;
  readonly sectorId?: string | undefined;
}

/** Coverage of the main article's ground on one side of the line. */
export interface SideCoverage {
  readonly party: string;
  readonly coverageRatio: number;
  readonly hourCount: number;
  readonly hourBelowCount: number;
}

export interface ReportRegion {
  /** Sector id of the agreement, or `unplaced`. */
  readonly id: string;
  /** The name `regionOf` gives, in English; it stands for the region in counts. */
  readonly key: string;
  readonly name: LocalText;
}

/**
 * All that a report is made from. Desk records are the newest versions, of one origin, that touch the
 * report's periods, those before it, or the week; `observations` were tallied one by one.
 */
export interface DailyReportInput {
  readonly kind: DailyReport["kind"];
  readonly theme?: DailyReport["theme"];
  readonly agreement: CompiledAgreement;
  readonly origin: Origin;
  readonly level: ReleaseLevel;
  /** First and last period, by the days they end on. */
  readonly from: string;
  readonly to: string;
  readonly knownAtMs: number;
  readonly number?: string | undefined;
  readonly regions: readonly ReportRegion[];
  readonly tally: ObservationTally;
  readonly desk: {
    readonly denials: readonly Denial[];
    readonly casualties: readonly Casualty[];
    readonly inspections: readonly Inspection[];
    readonly siteVisits: readonly SiteVisit[];
    readonly windows: readonly ReportedWindow[];
    readonly weapons: readonly ReportedWeapons[];
    /** Weapons declared at a place and not seen there, by inspection. */
    readonly missing: ReadonlyMap<string, readonly WeaponLine[]>;
  };
  /** Received in the report's periods. */
  readonly corrections: readonly Correction[];
  readonly claims: DailyReport["claims"];
  /** Standing ones of the periods. */
  readonly assessments: readonly Pick<Assessment, "outcome" | "probability" | "origin">[];
  readonly clauses: readonly ReportedClause[];
  readonly bySide: readonly SideCoverage[];
  readonly quarantine: {
    readonly waitingCount: number;
    readonly readmittedCount: number;
    readonly countByCode: Readonly<Record<string, number>>;
  };
  readonly map: ReportMap | null;
  readonly names: DailyReport["names"];
  readonly totals?: readonly PublishedTotal[] | undefined;
  readonly traces?: readonly Trace[] | undefined;
  /** Outside the house: how an observation may be told. Absent = inside. */
  readonly released?: ReleasedReading | undefined;
}

/** What the release function makes of a report's records. */
export interface ReleasedReading {
  /** Undefined where it is kept inside or not old enough yet. */
  readonly observation: (one: Observation) => ReleasedObservation | undefined;
  /** Name of the place that a released cell lies near. */
  readonly near: (one: ReleasedObservation) => string | undefined;
  /** Undefined: it may be told. Otherwise the instant from which it may. */
  readonly coverageFollowsAtMs: number | undefined;
}
