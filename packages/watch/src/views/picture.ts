import type { ClauseState, LonLat, Origin } from "@truceline/model";

/** How a thing stands, by the shapes of the interface. */
export type StandingShape = "met" | "breached" | "found" | "undetermined" | "cannot-see";

export interface QueueItem {
  /** Of the incident, sensor, patrol or call. */
  readonly id: string;
  readonly about: "incident" | "sensor" | "patrol" | "call";
  readonly group: "decision" | "evidence" | "cannot-see" | "decided";
  readonly shape: StandingShape;
  /** "2 explosions, undetermined"; no party is named. */
  readonly title: string;
  readonly atMs: number;
  readonly sectorIds: readonly string[];
  readonly articleIds: readonly string[];
  readonly probability: number | null;
  /** "likely", "almost certain" … for the probability; "down", "jammed" … for a sensor. */
  readonly word: string;
  /** What comes next: "1 source of 2", "since 13:05". */
  readonly next: string;
  /** When its clock runs out or ran out; what has a clock stands first in its group. */
  readonly dueMs?: number;
}

export interface MapIncident {
  readonly id: string;
  readonly shape: StandingShape;
  readonly title: string;
  readonly atMs: number;
  readonly median: LonLat;
  /** Closed rings for drawing. */
  readonly outline95: readonly LonLat[];
  readonly outline50: readonly LonLat[];
}

export interface MapSensor {
  readonly id: string;
  readonly postId: string;
  readonly means: string;
  readonly position: LonLat;
  readonly rangeM: number;
  readonly view: { readonly bearingDeg: number; readonly fieldOfViewDeg: number } | null;
  readonly state: "up" | "degraded" | "down" | "jammed" | "denied" | "not-received";
  readonly sinceMs: number | null;
  readonly reason: string | null;
}

/** A patrol that is out or to leave within a day. Its place stays in the mission's own room. */
export interface MapPatrol {
  readonly id: string;
  readonly name: string;
  readonly state: "planned" | "out";
  readonly sectorIds: readonly string[];
  /** Where it was last seen; null where nothing says. */
  readonly position: LonLat | null;
  readonly lastSeenMs: number | null;
  /** Out: when its check-in is due. Planned: when it leaves. */
  readonly dueMs: number | null;
  readonly overdueMs: number;
  /** Overdue by 15 minutes or more. */
  readonly alarm: boolean;
  /** "cleared by both", "Party A not yet". */
  readonly clearance: string;
  readonly callCount: number;
}

export interface SectorSeen {
  readonly sectorId: string;
  readonly name: string;
  readonly seenRatio: number;
  readonly requirementRatio: number;
}

/** Everything on the screen Now, as it was known at one instant. One origin. */
export interface Picture {
  readonly origin: Origin;
  /** The instant the picture is of. */
  readonly asOfMs: number;
  readonly live: boolean;
  readonly headSeq: number;
  /** Input records not yet worked into the picture; counted up to 200. */
  readonly behindCount: number;
  readonly today: {
    readonly fromMs: number;
    readonly rule: string;
    readonly figures: readonly {
      readonly label: "explosions" | "bursts-and-shots" | "in-flight" | "other";
      readonly now: number;
      readonly before: number;
      readonly atLeast: boolean;
    }[];
  };
  readonly clauses: {
    readonly metCount: number;
    readonly breachedCount: number;
    readonly undeterminedCount: number;
    readonly assessedCount: number;
    readonly foundCount: number;
    readonly expectedWrongCount: number;
  };
  readonly seen: {
    readonly seenRatio: number;
    readonly requirementRatio: number;
    readonly sectors: readonly SectorSeen[];
  };
  /** The met sector where the bound on unseen breaches is highest. */
  readonly bound: {
    readonly sectorId: string;
    readonly articleId: string;
    readonly upperPerDay: number;
    readonly seenCount: number;
    readonly exposureH: number;
    readonly freeToAvoidRatio: number;
  } | null;
  readonly quarantineCount: number;
  readonly lateCount: number;
  readonly queue: readonly QueueItem[];
  readonly incidents: readonly MapIncident[];
  readonly sensors: readonly MapSensor[];
  readonly patrols: readonly MapPatrol[];
  /** Share seen along the line, one number a `stepM`, from its start. */
  readonly ribbon: {
    readonly stepM: number;
    readonly seenRatios: readonly number[];
    readonly incidentsAtM: readonly {
      readonly id: string;
      readonly atM: number;
      readonly shape: StandingShape;
    }[];
  };
  /** What came after `asOfMs`; zero when live. */
  readonly later: { readonly incidentCount: number; readonly observationCount: number };
}

/** What does not change while one agreement is watched: ground, lines, zones, cells. */
export interface Ground {
  readonly origin: Origin;
  readonly agreement: {
    readonly id: string;
    readonly hash: string;
    readonly title: string;
    readonly status: string;
    readonly timezone: string;
    readonly cutOff: string;
    readonly parties: readonly { readonly id: string; readonly name: string }[];
    readonly articles: readonly {
      readonly id: string;
      readonly text: string;
      readonly kind: string;
      /** Why software does not assess it, as a sentence; null for one that it does. */
      readonly notAssessed: string | null;
      readonly requirementRatio: number;
      readonly probability: number;
      readonly independentSources: number;
    }[];
  };
  readonly scenarios: readonly {
    readonly id: string;
    readonly title: string;
    readonly current: boolean;
  }[];
  readonly box: readonly [westDeg: number, southDeg: number, eastDeg: number, northDeg: number];
  readonly lines: readonly {
    readonly id: string;
    readonly drawnBy: string;
    readonly acceptedBy: readonly string[];
    readonly validFromMs: number;
    readonly inForce: boolean;
    readonly note: string | null;
    readonly coordinates: readonly LonLat[];
  }[];
  readonly zones: readonly {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly polygons: readonly (readonly (readonly LonLat[])[])[];
    readonly assessed: boolean;
  }[];
  readonly sectors: readonly {
    readonly id: string;
    readonly name: string;
    readonly fromM: number;
    readonly toM: number;
    readonly label: LonLat;
  }[];
  readonly sites: readonly {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly position: LonLat;
  }[];
  readonly posts: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly position: LonLat;
  }[];
  /** Coverage cells of the assessed zones: H3 index and closed ring. */
  readonly cells: readonly {
    readonly cell: string;
    readonly sectorId: string;
    readonly ring: readonly LonLat[];
  }[];
}

/** Coverage of each cell of `Ground.cells` in order, for one article and hour, as known at an instant. */
export interface CoverageView {
  readonly articleId: string;
  readonly hourFromMs: number;
  readonly knownAtMs: number;
  readonly requirementRatio: number;
  /** −1 where the article does not apply. */
  readonly ratios: readonly number[];
}

export interface TimelineView {
  readonly fromMs: number;
  readonly toMs: number;
  readonly binMs: number;
  readonly knownAtMs: number;
  /** By when they happened. */
  readonly eventCounts: readonly number[];
  /** Those of them that came more than 10 minutes after they happened. */
  readonly lateCounts: readonly number[];
  /** −1 in bins not yet computed or in the future. */
  readonly seenRatios: readonly number[];
  readonly nights: readonly { readonly fromMs: number; readonly toMs: number }[];
}

/** What the inspector shows of one incident. */
export interface IncidentView {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly recordedAtMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly placeText: string;
  readonly sectorIds: readonly string[];
  readonly underLines: readonly {
    readonly line: string;
    readonly drawnBy: string;
    readonly byArticle: readonly {
      readonly articleId: string;
      readonly probability: number;
      readonly outcome: string;
    }[];
  }[];
  readonly articles: readonly {
    readonly articleId: string;
    readonly text: string;
    readonly probability: number;
    readonly word: string;
    readonly outcome: string;
    readonly standardProbability: number;
    readonly independentSources: number;
    readonly independentSourcesNeeded: number;
    readonly trace: readonly {
      readonly factor: string;
      readonly text: string;
      readonly value: number | null;
    }[];
    readonly responsibility: {
      readonly word: string;
      readonly posterior: readonly { readonly hypothesis: string; readonly p: number }[];
    } | null;
  }[];
  readonly where: readonly { readonly label: string; readonly p: number }[];
  readonly what: readonly { readonly label: string; readonly p: number }[];
  readonly ellipseText: string | null;
  readonly observations: readonly {
    readonly id: string;
    readonly sentence: string;
    readonly sourceText: string;
    readonly recordedAtMs: number;
  }[];
  /** What could not be seen there and then, as sentences. */
  readonly couldNotSee: readonly string[];
  readonly coverageHereRatio: number | null;
}

/** Articles × sectors for one period, with the days before. */
export interface ClauseBoard {
  readonly origin: Origin;
  readonly knownAtMs: number;
  readonly periodFromMs: number;
  readonly periodToMs: number;
  readonly periodName: string;
  readonly articles: readonly {
    readonly id: string;
    readonly text: string;
    readonly kind: string;
    /** Why software does not assess it, as a sentence; null for one that it does. */
    readonly notAssessed: string | null;
    /** Of an article whose phase waits: what for, and what the clause states say of it by now. */
    readonly waitsFor: {
      readonly articleId: string;
      /** How long that article must have been met without a break. */
      readonly forMs: number;
      /** How long it has been by now, as far back as the history goes. */
      readonly metMs: number;
    } | null;
    readonly requirementRatio: number;
  }[];
  readonly sectors: readonly {
    readonly id: string;
    readonly name: string;
    readonly lengthM: number;
  }[];
  /** Row by row: articles in order, sectors in order; null where nothing is known yet. */
  readonly cells: readonly (ClauseCell | null)[];
  /** Whole line, last 14 periods, oldest first, by article in order. */
  readonly history: readonly (readonly (
    | "met"
    | "breached"
    | "undetermined"
    | "not-applicable"
    | "no-data"
  )[])[];
}

export interface ClauseCell {
  readonly articleId: string;
  readonly sectorId: string;
  readonly state: "met" | "breached" | "undetermined" | "not-applicable" | "narrative";
  /** Where the state and its figures do not say all; null where they do. */
  readonly reason: ClauseState["reason"] | null;
  /** "We cannot say that Article 1 was kept here. We could see 38 % of it; the article asks 80 %." */
  readonly sentence: string;
  readonly assessedCount: number;
  readonly foundCount: number;
  readonly openCount: number;
  readonly expectedWrongCount: number;
  readonly coverageRatio: number;
  readonly requirementRatio: number;
  readonly coverageByHour: readonly number[];
  readonly losses: readonly {
    readonly reason: string;
    readonly lossRatio: number;
    readonly text: string;
  }[];
  readonly bound: {
    readonly seenCount: number;
    readonly exposureH: number;
    readonly upperPerDay: number;
  } | null;
  readonly freeToAvoidRatio: number;
  readonly incidents: readonly {
    readonly id: string;
    readonly title: string;
    readonly atMs: number;
    readonly shape: StandingShape;
    readonly text: string;
  }[];
}
