import type { PositionReport } from "@truceline/model";
import type { TakenReports, Track, TrafficEventDraft } from "../tracks/track.ts";
import { defaultTrackOptions, limitsOf, type TrackOptions } from "../tracks/track-options.ts";
import { TrackPicture } from "../tracks/track-picture.ts";
import { Meetings } from "./meetings.ts";
import { heardAllTheWay } from "./silence.ts";
import { TrafficFollower } from "./traffic-follower.ts";
import {
  defaultTrafficRules,
  type TrafficGround,
  type TrafficRules,
  type TrafficSetting,
} from "./traffic-ground.ts";

/** How what is held changed since it was asked last. */
export interface TrafficChanges {
  readonly added: readonly TrafficEventDraft[];
  readonly revised: readonly TrafficEventDraft[];
  /** Late reports showed that they did not happen so. */
  readonly withdrawn: readonly TrafficEventDraft[];
}

type Stated = Pick<TrafficEventDraft, "names" | "kindStated">;

/** Shorter than the way samples that a track keeps, by more than the lateness allowed. */
const PART_MS = 3_600_000;

/**
 * Tracks and what vessels and aircraft did, from position reports in any order: `TrackPicture` with
 * the definitions of `docs/reference/traffic-events.md`. One book for each origin: they never mix.
 */
export class TrafficBook {
  readonly #options: TrackOptions;
  readonly #setting: TrafficSetting;
  readonly #picture: TrackPicture;
  readonly #meetings: Meetings;
  /** Told last, by key, as text to compare with. */
  #told = new Map<string, { readonly draft: TrafficEventDraft; readonly text: string }>();
  #trackIds = new Map<string, readonly string[]>();

  constructor(
    ground: TrafficGround,
    rules: Partial<TrafficRules> = {},
    options: Partial<TrackOptions> = {},
  ) {
    const allRules = { ...defaultTrafficRules, ...rules };
    this.#options = { ...defaultTrackOptions, ...options };
    const setting = { ground, rules: allRules, options: this.#options };
    this.#setting = setting;
    this.#meetings = new Meetings(allRules);
    this.#picture = new TrackPicture(options, (track) => new TrafficFollower(track, setting), {
      forgotIdentity: (identity) => this.#forget(identity),
      // Forgotten is not taken back.
      forgotEvent: (key) => this.#told.delete(key),
    });
  }

  /**
   * Takes in reports that name an identity. A long batch is gone through hour by hour, so that the
   * meetings found do not depend on how reports were cut into batches.
   */
  take(reports: readonly PositionReport[]): TakenReports {
    const sorted = reports.toSorted((one, other) => one.atMs - other.atMs);
    let taken = this.#picture.take([]);
    for (let from = 0; from < sorted.length; ) {
      const untilMs = (sorted[from] as PositionReport).atMs + PART_MS;
      let to = from;
      while (to < sorted.length && (sorted[to] as PositionReport).atMs < untilMs) to += 1;
      if (from > 0) this.#renewMeetings();
      taken = sumOf(taken, this.#picture.take(sorted.slice(from, to)));
      from = to;
    }
    return taken;
  }

  /** See `TrackPicture.tracksAt`. */
  tracksAt(atMs: number): readonly Track[] {
    return this.#picture.tracksAt(atMs);
  }

  /** All events held at an instant, by time: a silence, and whether an event still goes on, depend on it. */
  events(nowMs: number): readonly TrafficEventDraft[] {
    this.#renewMeetings();
    const drafts = [...this.#picture.events()].flatMap((draft) => this.#silenceNow(draft));
    for (const identity of this.#picture.identities()) {
      for (const { follower } of this.#picture.followed(identity)) {
        const silence =
          follower instanceof TrafficFollower ? follower.openSilence(nowMs) : undefined;
        if (silence !== undefined) drafts.push(silence);
      }
    }
    drafts.push(...this.#meetings.drafts());
    return drafts
      .map((draft) => ({
        ...draft,
        ...this.#statedOf(draft),
        isOpen: this.#goesOn(draft, nowMs),
      }))
      .sort((one, other) => one.fromMs - other.fromMs || (one.key < other.key ? -1 : 1));
  }

  /**
   * What changed since this was asked last, for records that are versioned and withdrawn. Events
   * that only fell out of the bounds of memory are not told as withdrawn.
   */
  changes(nowMs: number): TrafficChanges {
    const now = new Map(
      this.events(nowMs).map((draft) => [draft.key, { draft, text: JSON.stringify(draft) }]),
    );
    const added: TrafficEventDraft[] = [];
    const revised: TrafficEventDraft[] = [];
    for (const [key, { draft, text }] of now) {
      const before = this.#told.get(key);
      if (before === undefined) added.push(draft);
      else if (before.text !== text) revised.push(draft);
    }
    for (const key of this.#meetings.takeDropped()) this.#told.delete(key);
    const withdrawn = [...this.#told]
      .filter(([key, { draft }]) => {
        const isForgotten = draft.identities.some((identity) => !this.#picture.has(identity));
        return !now.has(key) && !isForgotten;
      })
      .map(([, { draft }]) => draft);
    this.#told = now;
    return { added, revised, withdrawn };
  }

  /** A silence that has ended is judged by what is known of the receivers now, as one that goes on is. */
  #silenceNow(draft: TrafficEventDraft): readonly TrafficEventDraft[] {
    const { kind, medium, silentWay } = draft;
    if (silentWay === undefined) return [draft];
    const gap = heardAllTheWay(medium, silentWay, this.#setting);
    if (gap === undefined) return [];
    if (kind !== "went-dark") return [draft];
    return [{ ...draft, wouldBeHeardRatio: gap.heardRatio, reason: gap.reason }];
  }

  identityCount(): number {
    return this.#picture.identityCount();
  }

  /** What goes on has ended at the latest when the tracks have that it was seen on. A silence has no end of its own. */
  #goesOn({ kind, medium, isOpen, toMs }: TrafficEventDraft, nowMs: number): boolean {
    if (!isOpen || kind === "went-dark") return isOpen;
    return nowMs - toMs <= limitsOf(this.#options, medium).endAfterMs;
  }

  /** What its senders say of themselves; of an identity that was forgotten, what was told. */
  #statedOf({ key, identities }: TrafficEventDraft): Stated {
    const isKnown = identities.every((identity) => this.#picture.has(identity));
    const told = isKnown ? undefined : this.#told.get(key)?.draft;
    if (told !== undefined) return { names: told.names, kindStated: told.kindStated };
    const [identity] = identities;
    return {
      names: this.#picture.namesOf(identities),
      kindStated: identity === undefined ? undefined : this.#picture.kindStatedOf(identity),
    };
  }

  #forget(identity: string): void {
    for (const gone of this.#trackIds.get(identity) ?? []) this.#meetings.forget(gone, false);
    this.#trackIds.delete(identity);
  }

  #renewMeetings(): void {
    for (const identity of this.#picture.changedIdentities()) {
      const walked = this.#picture.followed(identity);
      const ids = walked.map((track) => track.id);
      for (const gone of this.#trackIds.get(identity) ?? []) {
        if (!ids.includes(gone)) this.#meetings.forget(gone, walked.length > 0);
      }
      if (ids.length === 0) this.#trackIds.delete(identity);
      else this.#trackIds.set(identity, ids);
      for (const { id, follower } of walked) {
        if (follower instanceof TrafficFollower) {
          this.#meetings.update(id, identity, follower.samples);
        }
      }
    }
  }
}

function sumOf(one: TakenReports, other: TakenReports): TakenReports {
  return {
    takenCount: one.takenCount + other.takenCount,
    duplicateCount: one.duplicateCount + other.duplicateCount,
    tooLateCount: one.tooLateCount + other.tooLateCount,
    fromFutureCount: one.fromFutureCount + other.fromFutureCount,
    namelessCount: one.namelessCount + other.namelessCount,
    placelessCount: one.placelessCount + other.placelessCount,
    evictedCount: one.evictedCount + other.evictedCount,
  };
}
