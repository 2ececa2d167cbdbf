import type { SilenceWindowStanding } from "@truceline/desk";
import type { LonLat, Origin } from "@truceline/model";

/** How a patrol stands, with its clock. Positions and names stay in the mission's own room. */
export interface DeskPatrol {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly state: "planned" | "out" | "back" | "cancelled";
  readonly sectorNames: readonly string[];
  /** When it was last heard of; null before it left. */
  readonly lastSeenMs: number | null;
  /** Out: when the next check-in is due. Planned: when it leaves. Else null. */
  readonly dueMs: number | null;
  /** 0 unless a check-in is overdue. */
  readonly overdueMs: number;
  /** Overdue by 15 minutes or more. */
  readonly alarm: boolean;
  /** "cleared by both", "a not yet", "b refused". */
  readonly clearance: string;
  readonly callCount: number;
  readonly position: LonLat | null;
}

/** A window of silence, followed minute by minute. */
export interface DeskWindow extends SilenceWindowStanding {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly purpose: string;
  readonly placeName: string;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface DeskHandoverItem {
  readonly text: string;
  /** The record it is about; null for a sensor or the quarantine. */
  readonly ref: string | null;
  readonly dueMs: number | null;
  readonly is: "patrol" | "call" | "sensor" | "window" | "note" | "visit" | "quarantine";
}

export interface DeskCall {
  readonly id: string;
  readonly version: number;
  readonly party: string;
  readonly to: string;
  readonly atMs: number;
  readonly about: string;
  readonly dueMs: number | null;
  readonly overdue: boolean;
  readonly answered: boolean;
  readonly answer: string | null;
}

/** A limit on movement of the day, and what it took from what could be seen. */
export interface DeskDenial {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly placeName: string;
  readonly patrolName: string | null;
  readonly sensorIds: readonly string[];
}

export interface DeskSiteVisit {
  readonly id: string;
  readonly version: number;
  readonly placeName: string;
  readonly purpose: string;
  readonly state: "requested" | "granted" | "blocked" | "done" | "cancelled";
  readonly requestedAtMs: number;
  readonly dueMs: number | null;
  /** Not done, and past its due time. */
  readonly backlog: boolean;
  /** Since the request, until done or now. */
  readonly ageMs: number;
  readonly blockedBecause: string | null;
  readonly checklist: readonly {
    readonly item: string;
    readonly state: "holds" | "does-not-hold" | "not-seen" | "not-asked";
  }[];
}

/** What was declared to be held at a site, and what was seen of it. */
export interface DeskHolding {
  readonly holdingId: string;
  readonly version: number;
  readonly siteName: string;
  readonly party: string;
  readonly declaredCount: number;
  readonly seenCount: number;
  /** Declared and not there, at the last look with full access. */
  readonly missingCount: number;
  /** Declared and not let be seen, or not looked at yet. */
  readonly notVerifiedCount: number;
  /** More than declared. */
  readonly surplusCount: number;
  readonly lastLookMs: number | null;
  readonly access: "full" | "partial" | "refused" | "not-possible" | "none-yet";
  /** Looks that were refused, in the time shown. */
  readonly refusedCount: number;
  readonly lines: readonly {
    readonly what: string;
    readonly declaredCount: number;
    readonly seenCount: number | null;
    readonly missingCount: number | null;
  }[];
}

/** A disengagement area. */
export interface DeskArea {
  readonly zoneId: string;
  readonly name: string;
  /** Observations of the reporting period inside it, by the larger part of their area. */
  readonly fireCount: number;
  readonly weaponCount: number;
  readonly personsCount: number;
  readonly otherCount: number;
  readonly inspectionCount: number;
  readonly refusedCount: number;
  readonly lastLookMs: number | null;
  readonly remarks: readonly string[];
  /** Mean coverage over the reporting period so far; null where no article covers it. */
  readonly seenRatio: number | null;
}

/** A weapon as it was seen, against one withdrawal article. */
export interface DeskWeapon {
  readonly observationId: string;
  readonly atMs: number;
  readonly articleId: string;
  readonly what: string;
  readonly countText: string;
  /** Chance that it stood nearer than the article allows, under each line in force. */
  readonly byLine: readonly { readonly drawnBy: string; readonly probability: number }[];
  readonly probability: number;
  /** "very likely" and so on, for the smallest over the lines. */
  readonly word: string;
  /** False where class or calibre leave open whether the article means it. */
  readonly isMeant: boolean;
  readonly sectorId: string | null;
  readonly placeName: string | null;
}

export interface DeskCasualty {
  readonly id: string;
  readonly version: number;
  readonly fromMs: number;
  readonly placeName: string;
  readonly killedCount: number;
  readonly injuredCount: number;
  readonly who: "civilians" | "others" | "not-known";
  readonly corroboration: string;
  /** What would raise it; null for the highest. */
  readonly raisedBy: string | null;
}

/** A list of questions for a visit, with where it comes from. */
export interface DeskChecklist {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly items: readonly { readonly item: string; readonly text: string }[];
}

/** What the desk has open, as it was known at one instant. One origin; internal. */
export interface DeskView {
  readonly origin: Origin;
  readonly asOfMs: number;
  readonly live: boolean;
  readonly shift: { readonly fromMs: number; readonly toMs: number };
  /** Out and overdue first, then by clock; those back or cancelled in this shift last. */
  readonly patrols: readonly DeskPatrol[];
  readonly windows: readonly DeskWindow[];
  /** By clock; what has none comes last. */
  readonly handover: readonly DeskHandoverItem[];
  readonly calls: readonly DeskCall[];
  readonly denials: readonly DeskDenial[];
  readonly siteVisits: {
    readonly openCount: number;
    readonly backlogCount: number;
    readonly oldestBacklogMs: number | null;
    readonly visits: readonly DeskSiteVisit[];
  };
  readonly storage: {
    readonly declaredCount: number;
    readonly seenCount: number;
    readonly missingCount: number;
    readonly notVerifiedCount: number;
    readonly refusedCount: number;
    readonly holdings: readonly DeskHolding[];
  };
  readonly areas: readonly DeskArea[];
  readonly weapons: {
    readonly inViolation: readonly DeskWeapon[];
    /** Beyond the lines, outside every storage site. */
    readonly outsideStorage: readonly DeskWeapon[];
    /** Seen, but whether inside or whether meant cannot be told. */
    readonly undetermined: readonly DeskWeapon[];
  };
  readonly casualties: readonly DeskCasualty[];
  readonly checklists: readonly DeskChecklist[];
}
