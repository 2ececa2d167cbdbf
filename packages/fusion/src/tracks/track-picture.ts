import type { PositionReport } from "@truceline/model";
import { IdentityHistory } from "./identity-history.ts";
import type { NewFollower, WalkedTrack } from "./identity-walk.ts";
import type {
  PositionFaultReason,
  TakenReports,
  Track,
  TrackPoint,
  TrafficEventDraft,
} from "./track.ts";
import { defaultTrackOptions, limitsOf, type TrackOptions } from "./track-options.ts";
import { stateOf } from "./track-state.ts";

const NAME_COUNT_MAX = 5;
/** Identities heard no more often than this give way first when there are too many. */
const YOUNG_REPORT_COUNT = 3;

interface Known {
  readonly history: IdentityHistory;
  readonly names: Set<string>;
  kindStated: string | undefined;
  kindAtMs: number;
}

/** Told of what is let go because there was more than is kept. */
export interface PictureListener {
  forgotIdentity(identity: string): void;
  forgotEvent(key: string): void;
}

/**
 * The tracks of vessels and aircraft that name themselves, from position reports in any order.
 *
 * Bounded: so many identities, so many open reports and points of the past each; under a flood of
 * ever-new identities those heard least give way, and what was known of the others stays. Nothing is
 * carried beyond the last report received. Reports without identity
 * are left out: see `PlaneTracker` and `linkPoints`.
 */
export class TrackPicture {
  readonly #options: TrackOptions;
  readonly #newFollower: NewFollower | undefined;
  /** Least recently heard first. */
  readonly #young = new Map<string, Known>();
  readonly #established = new Map<string, Known>();
  readonly #settledEvents = new Map<string, TrafficEventDraft>();
  #changed = new Set<string>();
  readonly #onForgotten: PictureListener | undefined;

  constructor(
    options: Partial<TrackOptions> = {},
    newFollower?: NewFollower,
    onForgotten?: PictureListener,
  ) {
    this.#options = { ...defaultTrackOptions, ...options };
    this.#newFollower = newFollower;
    this.#onForgotten = onForgotten;
  }

  /** Takes in reports that name an identity; others are counted and left out. */
  take(reports: readonly PositionReport[]): TakenReports {
    const counts = {
      takenCount: 0,
      duplicateCount: 0,
      tooLateCount: 0,
      fromFutureCount: 0,
      namelessCount: 0,
      placelessCount: 0,
      evictedCount: 0,
    };
    for (const report of reports) {
      if (report.atMs > report.recordedAtMs + this.#options.clockAheadMs) {
        counts.fromFutureCount += 1;
        continue;
      }
      const identity = identityOf(report);
      if (identity === undefined) {
        counts.namelessCount += 1;
        continue;
      }
      const known = this.#known(identity, report, counts);
      noteNames(known, report);
      const point = pointOf(report, limitsOf(this.#options, report.medium).speedMaxMps);
      if (point === undefined) {
        counts.placelessCount += 1;
        continue;
      }
      const outcome = known.history.insert(point);
      if (outcome === "taken") counts.takenCount += 1;
      else if (outcome === "duplicate") counts.duplicateCount += 1;
      else counts.tooLateCount += 1;
      this.#changed.add(identity);
    }
    while (this.#settledEvents.size > this.#options.eventCountMax) {
      const [oldest] = this.#settledEvents.keys();
      if (oldest === undefined) break;
      this.#settledEvents.delete(oldest);
      this.#onForgotten?.forgotEvent(oldest);
    }
    return counts;
  }

  /** Tracks as they stood at an instant, by what is known now; each ends at its last report before it. */
  tracksAt(atMs: number): readonly Track[] {
    const tracks: Track[] = [];
    for (const known of this.#all()) {
      for (const { id, points } of known.history.tracks()) {
        const track = trackAt(known, id, points, atMs, this.#options);
        if (track !== undefined) tracks.push(track);
      }
    }
    return tracks.sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  /** Whatever is derived from the reports taken, by time; open ones may still change. */
  events(): readonly TrafficEventDraft[] {
    const events = new Map(this.#settledEvents);
    for (const known of this.#all()) {
      for (const [key, draft] of known.history.provisionalEvents()) {
        if (draft === null) events.delete(key);
        else events.set(key, draft);
      }
    }
    return [...events.values()]
      .map((draft) => ({ ...draft, names: this.namesOf(draft.identities) }))
      .sort((one, other) => one.fromMs - other.fromMs || (one.key < other.key ? -1 : 1));
  }

  /** Identities heard since this was asked last. */
  changedIdentities(): ReadonlySet<string> {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  /** What follows the tracks of an identity, each with its last point; none if it is not known. */
  followed(identity: string): readonly WalkedTrack[] {
    const known = this.#established.get(identity) ?? this.#young.get(identity);
    return known?.history.tracks() ?? [];
  }

  has(identity: string): boolean {
    return this.#established.has(identity) || this.#young.has(identity);
  }

  identities(): readonly string[] {
    return [...this.#established.keys(), ...this.#young.keys()];
  }

  identityCount(): number {
    return this.#young.size + this.#established.size;
  }

  *#all(): Generator<Known> {
    yield* this.#established.values();
    yield* this.#young.values();
  }

  /** Names and call signs heard from some identities, sorted. */
  namesOf(identities: readonly string[]): readonly string[] {
    const names = new Set<string>();
    for (const identity of identities) {
      const known = this.#established.get(identity) ?? this.#young.get(identity);
      for (const name of known?.names ?? []) names.add(name);
    }
    return [...names].sort();
  }

  /** What an identity says it is, as heard last. */
  kindStatedOf(identity: string): string | undefined {
    return (this.#established.get(identity) ?? this.#young.get(identity))?.kindStated;
  }

  #known(identity: string, report: PositionReport, counts: { evictedCount: number }): Known {
    const found = this.#established.get(identity) ?? this.#young.get(identity);
    if (found !== undefined) {
      // Put last: heard just now.
      this.#young.delete(identity);
      this.#established.delete(identity);
      const isYoung = found.history.reportCount < YOUNG_REPORT_COUNT;
      (isYoung ? this.#young : this.#established).set(identity, found);
      return found;
    }
    if (this.identityCount() >= this.#options.identityCountMax) {
      const from = this.#young.size > 0 ? this.#young : this.#established;
      const [stalest] = from;
      if (stalest !== undefined) {
        const [gone, { history }] = stalest;
        // What was derived of it stands.
        for (const [key, draft] of history.provisionalEvents()) {
          if (draft !== null) this.#settledEvents.set(key, draft);
        }
        from.delete(gone);
        this.#changed.delete(gone);
        this.#onForgotten?.forgotIdentity(gone);
        counts.evictedCount += 1;
      }
    }
    const known: Known = {
      history: new IdentityHistory(
        identity,
        report.medium,
        this.#options,
        this.#newFollower,
        this.#settledEvents,
      ),
      names: new Set(),
      kindStated: undefined,
      kindAtMs: Number.NEGATIVE_INFINITY,
    };
    this.#young.set(identity, known);
    return known;
  }
}

/** `mmsi:211234560`; undefined for a report that bears none. */
export function identityOf(report: PositionReport): string | undefined {
  const { scheme, value } = report.identity;
  return scheme === "none" || value === undefined ? undefined : `${scheme}:${value}`;
}

/** A report as a track keeps it; undefined without position. */
export function pointOf(report: PositionReport, speedMaxMps: number): TrackPoint | undefined {
  if (report.position === undefined) return undefined;
  const faults: PositionFaultReason[] = [];
  const isFast = report.speedMps !== undefined && report.speedMps > speedMaxMps;
  if (isFast) faults.push("speed-stated");
  if (report.integrity?.isPositionTrusted === false) faults.push("not-trusted");
  return {
    reportId: report.id,
    atMs: report.atMs,
    knownAtMs: report.recordedAtMs,
    position: report.position,
    accuracyM: report.accuracyM,
    speedMps: isFast ? undefined : report.speedMps,
    courseDeg: report.courseDeg,
    altitudeM: report.altitudeM,
    status: report.status,
    receiverId: report.receiverId,
    faults,
  };
}

function noteNames(known: Known, report: PositionReport): void {
  for (const name of [report.identity.name, report.identity.callSign]) {
    if (name !== undefined && known.names.size < NAME_COUNT_MAX) known.names.add(name);
  }
  if (report.kindStated !== undefined && report.atMs >= known.kindAtMs) {
    known.kindStated = report.kindStated;
    known.kindAtMs = report.atMs;
  }
}

function trackAt(
  known: Known,
  id: string,
  all: readonly TrackPoint[],
  atMs: number,
  options: TrackOptions,
): Track | undefined {
  const points = (all.at(-1)?.atMs ?? 0) <= atMs ? all : all.filter((point) => point.atMs <= atMs);
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const { history } = known;
  const limits = limitsOf(options, history.medium);
  return {
    id,
    medium: history.medium,
    identity: history.identity,
    names: [...known.names].sort(),
    kindStated: known.kindStated,
    points: [...points],
    state: stateOf(points, limits),
    firstAtMs: first.atMs,
    lastAtMs: last.atMs,
    isEnded: atMs - last.atMs > limits.endAfterMs,
    faults: [...new Set(points.flatMap((point) => point.faults))].sort(),
  };
}
