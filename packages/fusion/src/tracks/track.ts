import type { LonLat, TrafficEventKind, TrafficMedium } from "@truceline/model";

/** Why a position received is not believed, or believed less. */
export const positionFaultReasons = [
  /** Its sender could not have come there from its last place in the time between. */
  "too-fast",
  /** It states a speed that nothing of its medium reaches. */
  "speed-stated",
  /** Round and round one point, as made-up positions do. */
  "circle",
  /** The sender says itself that the position is not to be relied on. */
  "not-trusted",
] as const;
export type PositionFaultReason = (typeof positionFaultReasons)[number];

/** One position received, as a track keeps it. */
export interface TrackPoint {
  readonly reportId: string;
  readonly atMs: number;
  /** When the mission received it. */
  readonly knownAtMs: number;
  readonly position: LonLat;
  readonly accuracyM?: number | undefined;
  readonly speedMps?: number | undefined;
  readonly courseDeg?: number | undefined;
  readonly altitudeM?: number | undefined;
  readonly status?: string | undefined;
  readonly receiverId?: string | undefined;
  readonly faults: readonly PositionFaultReason[];
}

/** The state worked out from all reports up to the last one, for that instant and never for a later one. */
export interface TrackState {
  readonly speedMps: number;
  readonly courseDeg: number;
  /** Radius that holds the position with 95 %. */
  readonly accuracyM: number;
  /** Chance that it was turning, 0..1. */
  readonly turningRatio: number;
}

/** Where one vessel or aircraft was, by what it or others reported. It ends at its last report. */
export interface Track {
  /** `mmsi:211234560`; a second place of the same identity has `#2` behind it. */
  readonly id: string;
  readonly medium: TrafficMedium;
  /** As `mmsi:…` or `icao24:…`; absent where no report bore one. */
  readonly identity?: string | undefined;
  readonly names: readonly string[];
  readonly kindStated?: string | undefined;
  /** Oldest first; thinned evenly where there are more than the picture keeps. */
  readonly points: readonly TrackPoint[];
  readonly state: TrackState;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** Nothing came for longer than the picture waits: it ended at `lastAtMs`. */
  readonly isEnded: boolean;
  readonly faults: readonly PositionFaultReason[];
}

/** What became of reports given to a picture. */
export interface TakenReports {
  readonly takenCount: number;
  readonly duplicateCount: number;
  /** Older than what is already settled for that identity. */
  readonly tooLateCount: number;
  /** Further in the future than clocks may differ. */
  readonly fromFutureCount: number;
  /** Without identity: no track is made of them here. */
  readonly namelessCount: number;
  /** Without position; only names were taken from them. */
  readonly placelessCount: number;
  /** Identities that had to give way, because there were more than the picture holds. */
  readonly evictedCount: number;
}

/**
 * Something derived from tracks; a record of it is the caller's. The same reports give the same
 * drafts, in whatever order they came.
 */
export interface TrafficEventDraft {
  /** The same for the same event, also after it was revised. */
  readonly key: string;
  readonly kind: TrafficEventKind;
  readonly medium: TrafficMedium;
  readonly fromMs: number;
  readonly toMs: number;
  /** It may still go on: `toMs` is when it was last known to. */
  readonly isOpen: boolean;
  readonly zoneId?: string | undefined;
  readonly identities: readonly string[];
  readonly names: readonly string[];
  /** What its sender says it is, as heard last, before the event or after. */
  readonly kindStated?: string | undefined;
  readonly position?: LonLat | undefined;
  /** Of `position`, as its report states it; only of an entry. */
  readonly accuracyM?: number | undefined;
  readonly wouldBeHeardRatio?: number | undefined;
  /** Of a silence that has ended, and of what ended it. */
  readonly silentWay?: SilentWay | undefined;
  readonly reason: string;
  /** First and last among them; no more than `REPORT_IDS_MAX`. */
  readonly reportIds: readonly string[];
  readonly knownAtMs: number;
}

/** A silence as coverage is asked about it. */
export interface SilentWay {
  readonly from: LonLat;
  readonly to: LonLat;
  readonly fromMs: number;
  readonly toMs: number;
}

/** How many reports an event names. */
export const REPORT_IDS_MAX = 50;
