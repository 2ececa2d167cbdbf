import type { TrafficMedium } from "@truceline/model";
import { boundedIds } from "./bounded-ids.ts";
import { CIRCLE_POINT_COUNT, circleOf } from "./circling.ts";
import { sphericalDistanceM } from "./spherical.ts";
import type { PositionFaultReason, TrackPoint, TrafficEventDraft } from "./track.ts";
import { limitsOf, type MediumLimits, type TrackOptions } from "./track-options.ts";

/** Takes what is derived; the same key again replaces what was there. */
export interface EventSink {
  emit(draft: TrafficEventDraft): void;
  retract(key: string): void;
}

/** Whom a follower follows. Names are filled in later, since they may come after positions. */
export interface FollowedTrack {
  readonly id: string;
  readonly identity: string;
  readonly medium: TrafficMedium;
}

/** Derives something more from each track, point by point in order of time. */
export interface TrackFollower {
  follow(point: TrackPoint, sink: EventSink): void;
  clone(): TrackFollower;
}

export type NewFollower = (track: FollowedTrack) => TrackFollower;

/** So many points in one place make a second place of an identity believed. */
const BELIEVED_COUNT = 3;
const BRANCH_COUNT_MAX = 4;
/** Clocks of AIS tell whole seconds, and receivers add as much again. */
const CLOCK_SLACK_S = 2;
const CIRCLE_CHECK_EVERY = 8;
const SPACING_LEAST_MS = 15_000;

interface Branch {
  readonly number: number;
  readonly first: TrackPoint;
  last: TrackPoint;
  count: number;
  isBelieved: boolean;
  /** The newest points, all of them: of the past some are left out. */
  newest: TrackPoint[];
  /** It goes round one point: told last. */
  circle: TrafficEventDraft | undefined;
  /** Why it began apart from the others; empty for the first. */
  readonly reason: string;
  past: TrackPoint[];
  /** Older points of the past are kept no closer together than this. */
  spacingMs: number;
  readonly follower: TrackFollower | undefined;
  /** With an older place: told last. */
  conflict?: Conflict | undefined;
}

/** Two places gone on from, for as long as both are. */
interface Conflict {
  readonly from: TrackPoint;
  readonly draft: TrafficEventDraft;
}

/** One track of an identity as it stands after a walk. */
export interface WalkedTrack {
  readonly id: string;
  readonly follower: TrackFollower | undefined;
  readonly points: readonly TrackPoint[];
  readonly last: TrackPoint;
}

/**
 * Goes through the reports of one identity in order of time and sorts them into places: where its
 * sender can have gone on from, where a second sender of the same name is, and where nothing can be.
 */
export class IdentityWalk {
  readonly #identity: string;
  readonly #medium: TrafficMedium;
  readonly #limits: MediumLimits;
  readonly #options: TrackOptions;
  readonly #newFollower: NewFollower | undefined;
  #branches: Branch[] = [];
  #branchNumber = 0;

  constructor(
    identity: string,
    medium: TrafficMedium,
    options: TrackOptions,
    newFollower: NewFollower | undefined,
  ) {
    this.#identity = identity;
    this.#medium = medium;
    this.#options = options;
    this.#limits = limitsOf(options, medium);
    this.#newFollower = newFollower;
  }

  clone(): IdentityWalk {
    const copy = new IdentityWalk(this.#identity, this.#medium, this.#options, this.#newFollower);
    copy.#branchNumber = this.#branchNumber;
    copy.#branches = this.#branches.map((branch) => ({
      ...branch,
      past: branch.past.slice(),
      newest: branch.newest.slice(),
      follower: branch.follower?.clone(),
    }));
    return copy;
  }

  /** The next point in order of time. */
  step(point: TrackPoint, sink: EventSink): void {
    const branch = this.#nearestReachable(point);
    if (branch === undefined) {
      this.#begin(point, sink);
      return;
    }
    branch.last = point;
    branch.count += 1;
    this.#keep(branch, point);
    if (branch.isBelieved) {
      this.#checkCircle(branch, point, sink);
      this.#followOn(branch, point, sink);
    } else {
      this.#growUnbelieved(branch, point, sink);
    }
    this.#checkConflict(branch, point, sink);
  }

  tracks(): readonly WalkedTrack[] {
    return this.#branches
      .filter((branch) => branch.isBelieved)
      .map((branch) => ({
        id: this.#trackId(branch.number),
        follower: branch.follower,
        points: branch.past,
        last: branch.last,
      }));
  }

  #trackId(number: number): string {
    return number === 1 ? this.#identity : `${this.#identity}#${number}`;
  }

  /** Of the places it can have come from, the one that asks for the least speed. */
  #nearestReachable(point: TrackPoint): Branch | undefined {
    let nearest: Branch | undefined;
    let leastMps = Number.POSITIVE_INFINITY;
    for (const branch of this.#branches) {
      const { distanceM, seconds } = wayBetween(branch.last, point);
      if (distanceM > this.#reachM(branch.last, point, seconds)) continue;
      const mps = distanceM / Math.max(1, seconds);
      // A believed place comes before one that is not.
      const isBetter =
        nearest === undefined ||
        (branch.isBelieved === nearest.isBelieved ? mps < leastMps : branch.isBelieved);
      if (isBetter) {
        nearest = branch;
        leastMps = mps;
      }
    }
    return nearest;
  }

  #reachM(from: TrackPoint, to: TrackPoint, seconds: number): number {
    const { speedMaxMps, accuracyM } = this.#limits;
    return (
      speedMaxMps * (seconds + CLOCK_SLACK_S) +
      (from.accuracyM ?? accuracyM) +
      (to.accuracyM ?? accuracyM)
    );
  }

  #begin(point: TrackPoint, sink: EventSink): void {
    const isFirst = this.#branches.length === 0;
    if (this.#branches.length >= BRANCH_COUNT_MAX) this.#dropOne();
    const from = this.#lastBelieved();
    this.#branchNumber += 1;
    const number = this.#branchNumber;
    const branch: Branch = {
      number,
      first: point,
      last: point,
      count: 1,
      isBelieved: isFirst,
      newest: [],
      circle: undefined,
      reason: from === undefined ? "" : this.#whyImpossible(from, point),
      past: [],
      spacingMs: SPACING_LEAST_MS,
      follower: this.#newFollower?.({
        id: this.#trackId(number),
        identity: this.#identity,
        medium: this.#medium,
      }),
    };
    this.#branches.push(branch);
    this.#keep(branch, point);
    if (isFirst) this.#followOn(branch, point, sink);
    else sink.emit(this.#impossible(branch));
  }

  /** The stalest that is not believed, else the stalest. */
  #dropOne(): void {
    const worst = this.#branches.toSorted(
      (one, other) =>
        Number(one.isBelieved) - Number(other.isBelieved) || one.last.atMs - other.last.atMs,
    )[0];
    this.#branches = this.#branches.filter((branch) => branch !== worst);
  }

  #lastBelieved(): TrackPoint | undefined {
    let last: TrackPoint | undefined;
    for (const branch of this.#branches) {
      if (branch.isBelieved && (last === undefined || branch.last.atMs > last.atMs)) {
        last = branch.last;
      }
    }
    return last;
  }

  #growUnbelieved(branch: Branch, point: TrackPoint, sink: EventSink): void {
    if (branch.count < BELIEVED_COUNT) {
      sink.emit(this.#impossible(branch));
      return;
    }
    branch.isBelieved = true;
    sink.emit(this.#impossible(branch));
    for (const earlier of branch.past) {
      if (earlier !== point) this.#followOn(branch, earlier, sink);
    }
    this.#followOn(branch, point, sink);
  }

  /** Two places of one identity, both gone on from at the same time; over once either has ended. */
  #checkConflict(branch: Branch, point: TrackPoint, sink: EventSink): void {
    if (!branch.isBelieved) return;
    for (const newer of this.#branches) {
      if (!newer.isBelieved || newer.number < branch.number) continue;
      const older = this.#olderBeside(newer);
      if (older === undefined) continue;
      const before = newer.conflict;
      const isOpen = Math.abs(older.last.atMs - newer.last.atMs) <= this.#limits.endAfterMs;
      if (!isOpen && before !== undefined) {
        if (!before.draft.isOpen) continue;
        newer.conflict = { ...before, draft: { ...before.draft, isOpen } };
        sink.emit(newer.conflict.draft);
        continue;
      }
      if (before === undefined) sink.retract(this.#keyOf("impossible-position", newer.first));
      // Heard in both again after it was over: another one.
      const from = before === undefined ? newer.first : before.draft.isOpen ? before.from : point;
      newer.conflict = { from, draft: this.#conflictDraft(older, newer, from, point, isOpen) };
      sink.emit(newer.conflict.draft);
    }
  }

  /** Of the older places that were gone on from beside this one, the one heard last. */
  #olderBeside(newer: Branch): Branch | undefined {
    return this.#branches
      .filter(
        (older) =>
          older.isBelieved && older.number < newer.number && older.last.atMs >= newer.first.atMs,
      )
      .sort((one, other) => other.last.atMs - one.last.atMs)[0];
  }

  #conflictDraft(
    older: Branch,
    newer: Branch,
    from: TrackPoint,
    point: TrackPoint,
    isOpen: boolean,
  ): TrafficEventDraft {
    const since = newer.past.filter((each) => each.atMs >= from.atMs);
    return {
      key: this.#keyOf("identity-conflict", from),
      kind: "identity-conflict",
      medium: this.#medium,
      fromMs: from.atMs,
      toMs: Math.max(from.atMs, Math.min(older.last.atMs, newer.last.atMs)),
      isOpen,
      identities: [this.#identity],
      names: [],
      position: from.position,
      reason: `One identity in two places at once. ${newer.reason}`,
      reportIds: boundedIds([older.last, ...since, newer.last].map((each) => each.reportId)),
      knownAtMs: Math.max(point.knownAtMs, older.last.knownAtMs, newer.last.knownAtMs),
    };
  }

  #checkCircle(branch: Branch, point: TrackPoint, sink: EventSink): void {
    if (this.#medium !== "vessel" || branch.count % CIRCLE_CHECK_EVERY !== 0) return;
    const circle = circleOf(branch.newest);
    const before = branch.circle;
    if (circle === undefined) {
      branch.circle = undefined;
      if (before !== undefined) sink.emit({ ...before, isOpen: false });
      return;
    }
    const first = circle.points[0] ?? point;
    const ids = circle.points.map((each) => each.reportId);
    branch.circle = {
      // Longer than the points looked at it is one event all the same.
      key: before?.key ?? this.#keyOf("impossible-position", first),
      kind: "impossible-position",
      medium: this.#medium,
      fromMs: before?.fromMs ?? first.atMs,
      toMs: point.atMs,
      isOpen: true,
      identities: [this.#identity],
      names: [],
      position: before?.position ?? first.position,
      reason:
        `${circle.turnCount.toFixed(1)} turns round one point at ${Math.round(circle.radiusM)} m, ` +
        "as made-up positions go; a vessel that really circles looks the same.",
      reportIds: boundedIds([...(before?.reportIds.slice(0, 1) ?? []), ...ids]),
      knownAtMs: Math.max(...circle.points.map((each) => each.knownAtMs)),
    };
    sink.emit(branch.circle);
  }

  #followOn(branch: Branch, point: TrackPoint, sink: EventSink): void {
    // What is not to be relied on stays on the track, and nothing is derived from it.
    if (branch.circle !== undefined || point.faults.includes("not-trusted")) return;
    branch.follower?.follow(point, sink);
  }

  #keep(branch: Branch, point: TrackPoint): void {
    branch.newest.push(point);
    if (branch.newest.length > CIRCLE_POINT_COUNT) branch.newest.shift();
    const faults: PositionFaultReason[] = [...point.faults];
    if (branch.circle !== undefined) faults.push("circle");
    if (!branch.isBelieved) faults.push("too-fast");
    branch.past.push(faults.length === point.faults.length ? point : { ...point, faults });
    if (branch.past.length > this.#options.pastCountMax) thin(branch);
  }

  #impossible(branch: Branch): TrafficEventDraft {
    return {
      key: this.#keyOf("impossible-position", branch.first),
      kind: "impossible-position",
      medium: this.#medium,
      fromMs: branch.first.atMs,
      toMs: branch.last.atMs,
      isOpen: !branch.isBelieved,
      identities: [this.#identity],
      names: [],
      position: branch.first.position,
      reason: branch.isBelieved ? `${branch.reason} It went on from there.` : branch.reason,
      reportIds: boundedIds(branch.past.map((each) => each.reportId)),
      knownAtMs: Math.max(...branch.past.map((each) => each.knownAtMs)),
    };
  }

  #whyImpossible(from: TrackPoint, to: TrackPoint): string {
    const { distanceM, seconds } = wayBetween(from, to);
    const km = (distanceM / 1000).toFixed(1);
    const mps = Math.round(distanceM / Math.max(1, seconds));
    return (
      `${km} km from its last place ${Math.round(seconds)} s before: ${mps} m/s, ` +
      `where nothing of its kind exceeds ${this.#limits.speedMaxMps} m/s.`
    );
  }

  #keyOf(kind: string, first: TrackPoint): string {
    return `${this.#identity}|${kind}|${first.reportId}`;
  }
}

/** Keeps the newer half whole and spaces the older half out, until a quarter is free. */
function thin(branch: Branch): void {
  const older = branch.past.splice(0, branch.past.length >> 1);
  const most = older.length >> 1;
  let kept = older;
  while (kept.length > most) {
    kept = spaced(older, branch.spacingMs);
    if (kept.length > most) branch.spacingMs *= 2;
  }
  branch.past = kept.concat(branch.past);
}

function spaced(points: readonly TrackPoint[], spacingMs: number): TrackPoint[] {
  let lastMs = Number.NEGATIVE_INFINITY;
  return points.filter((point) => {
    if (point.atMs - lastMs < spacingMs) return false;
    lastMs = point.atMs;
    return true;
  });
}

function wayBetween(
  from: TrackPoint,
  to: TrackPoint,
): { readonly distanceM: number; readonly seconds: number } {
  return {
    distanceM: sphericalDistanceM(from.position, to.position),
    seconds: (to.atMs - from.atMs) / 1000,
  };
}
