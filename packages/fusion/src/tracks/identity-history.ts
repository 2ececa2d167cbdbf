import type { TrafficMedium } from "@truceline/model";
import { IdentityWalk, type NewFollower, type WalkedTrack } from "./identity-walk.ts";
import type { TrackPoint, TrafficEventDraft } from "./track.ts";
import type { TrackOptions } from "./track-options.ts";

/** Reports that must be newer before a time counts as reached: one wrong clock settles nothing. */
const WITNESS_COUNT = 3;
const PROVISIONAL_COUNT_MAX = 200;

/**
 * Reports of one identity, sorted by time whatever the order they came in.
 *
 * Older ones are settled: what follows from them stands. Newer ones are open: each late report among
 * them makes what follows be worked out again from where the settled part ends. So what is derived
 * depends on the reports alone, as long as none is later than the lateness allowed.
 */
export class IdentityHistory {
  readonly identity: string;
  readonly medium: TrafficMedium;
  readonly #options: TrackOptions;
  readonly #settled: IdentityWalk;
  #head: IdentityWalk;
  #isHeadStale = false;
  #open: TrackPoint[] = [];
  #settledUntilMs = Number.NEGATIVE_INFINITY;
  /** Null: taken back by what came after. */
  readonly #provisional = new Map<string, TrafficEventDraft | null>();
  readonly #settledEvents: Map<string, TrafficEventDraft>;
  reportCount = 0;

  /** `settledEvents` is shared between identities, so that one bound holds for all. */
  constructor(
    identity: string,
    medium: TrafficMedium,
    options: TrackOptions,
    newFollower: NewFollower | undefined,
    settledEvents: Map<string, TrafficEventDraft>,
  ) {
    this.identity = identity;
    this.medium = medium;
    this.#options = options;
    this.#settled = new IdentityWalk(identity, medium, options, newFollower);
    this.#head = this.#settled.clone();
    this.#settledEvents = settledEvents;
  }

  get openCount(): number {
    return this.#open.length;
  }

  insert(point: TrackPoint): "taken" | "duplicate" | "too-late" {
    if (point.atMs <= this.#settledUntilMs) return "too-late";
    const open = this.#open;
    let at = open.length;
    while (at > 0 && isAfter(open[at - 1] as TrackPoint, point)) at -= 1;
    const twin = twinIn(open, at, point);
    if (twin !== undefined) {
      // Of two copies the one with the lesser id stays, whichever came first.
      const kept = open[twin] as TrackPoint;
      if (point.reportId < kept.reportId) {
        open.splice(twin, 1);
        this.#isHeadStale = true;
        this.insert(point);
      }
      return "duplicate";
    }
    open.splice(at, 0, point);
    this.reportCount += 1;
    if (at === open.length - 1 && !this.#isHeadStale) {
      this.#head.step(point, this.#provisionalSink());
      if (this.#provisional.size > PROVISIONAL_COUNT_MAX) this.#isHeadStale = true;
    } else {
      this.#isHeadStale = true;
    }
    this.#settle();
    return "taken";
  }

  /** Events that rest on open reports; null where one that was settled no longer holds. */
  provisionalEvents(): ReadonlyMap<string, TrafficEventDraft | null> {
    this.#refresh();
    return this.#provisional;
  }

  tracks(): readonly WalkedTrack[] {
    this.#refresh();
    return this.#head.tracks();
  }

  #settle(): void {
    const witness = this.#open.at(-WITNESS_COUNT);
    if (witness === undefined) return;
    const untilMs = witness.atMs - this.#options.latenessMs;
    let count = 0;
    while (
      count < this.#open.length &&
      ((this.#open[count] as TrackPoint).atMs < untilMs ||
        this.#open.length - count > this.#options.openCountMax)
    ) {
      count += 1;
    }
    if (count === 0) return;
    const sink = {
      emit: (draft: TrafficEventDraft) => {
        // Set anew, so that the bound drops what has not changed for longest.
        this.#settledEvents.delete(draft.key);
        this.#settledEvents.set(draft.key, draft);
        // Held once: what the bound drops must not go on here until a late report comes.
        const open = this.#provisional.get(draft.key);
        if (JSON.stringify(open) === JSON.stringify(draft)) this.#provisional.delete(draft.key);
      },
      retract: (key: string) => {
        this.#settledEvents.delete(key);
      },
    };
    for (const point of this.#open.splice(0, count)) {
      this.#settled.step(point, sink);
      this.#settledUntilMs = point.atMs;
    }
  }

  #refresh(): void {
    if (!this.#isHeadStale) return;
    this.#head = this.#settled.clone();
    this.#provisional.clear();
    const sink = this.#provisionalSink();
    for (const point of this.#open) this.#head.step(point, sink);
    this.#isHeadStale = false;
  }

  #provisionalSink() {
    return {
      emit: (draft: TrafficEventDraft) => {
        this.#provisional.set(draft.key, draft);
      },
      retract: (key: string) => {
        this.#provisional.set(key, null);
      },
    };
  }
}

function isAfter(one: TrackPoint, other: TrackPoint): boolean {
  return one.atMs > other.atMs || (one.atMs === other.atMs && one.reportId > other.reportId);
}

/** The same place at the same instant, heard twice; `at` is where the point would stand. */
function twinIn(open: readonly TrackPoint[], at: number, point: TrackPoint): number | undefined {
  for (let index = at - 1; index >= 0 && open[index]?.atMs === point.atMs; index--) {
    if (isSame(open[index] as TrackPoint, point)) return index;
  }
  for (let index = at; index < open.length && open[index]?.atMs === point.atMs; index++) {
    if (isSame(open[index] as TrackPoint, point)) return index;
  }
  return undefined;
}

function isSame(one: TrackPoint, other: TrackPoint): boolean {
  return (
    one.reportId === other.reportId ||
    (one.position[0] === other.position[0] && one.position[1] === other.position[1])
  );
}
