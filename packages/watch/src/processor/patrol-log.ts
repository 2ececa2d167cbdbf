import {
  type DeniedStretch,
  deniedStretches,
  type MovingSensor,
  type PlacePosition,
  patrolSensors,
} from "@truceline/desk";
import type { Denial, Origin, Patrol, PatrolTrack } from "@truceline/model";
import type { Store, StoredRecord } from "../ports/store.ts";
import { FeedPlace } from "../store/feed-pages.ts";
import { readRecord } from "../store/read-record.ts";
import { BoundedCache } from "./bounded-cache.ts";

/** Patrols kept in memory; beyond them the oldest are forgotten, and hours before them stay as they are. */
export const patrolCountMax = 5_000;
/** Points of tracks kept; beyond them those of the oldest patrols are forgotten. */
export const trackPointCountMax = 1_000_000;
const sensorCacheSizeMax = 500;

export const patrolKinds = ["patrol", "patrol-track", "denial"] as const;

export interface PatrolLogOptions {
  readonly store: Store;
  readonly origin: Origin;
  /** Finds the position of a stop that is given by name or id. */
  readonly positionOf?: PlacePosition | undefined;
}

/** A stretch of time, both ends included. */
export interface TouchedSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A patrol with all that bears on it, as known at an instant. */
export interface KnownPatrol {
  /** Versions known, oldest first. */
  readonly versions: readonly [Patrol, ...Patrol[]];
  readonly tracks: readonly PatrolTrack[];
  readonly denials: readonly Denial[];
}

interface HeldPatrol {
  readonly versions: Patrol[];
  readonly tracks: PatrolTrack[];
}

/** Everything that was said of patrols and of denials, read from the feed once. */
export class PatrolLog {
  readonly #options: PatrolLogOptions;
  readonly #feed: FeedPlace<TouchedSpan>;
  readonly #patrols = new Map<string, HeldPatrol>();
  /** Versions of each denial. */
  readonly #denials = new Map<string, Denial[]>();
  /** Sensors that some version of a denial names: of all others nothing need be looked up. */
  readonly #deniedSensors = new Set<string>();
  readonly #sensors = new BoundedCache<string, readonly MovingSensor[]>(
    "patrol-sensors",
    sensorCacheSizeMax,
  );
  #readCount = 0;
  #pointCount = 0;

  constructor(options: PatrolLogOptions) {
    this.#options = options;
    const { store, origin } = options;
    this.#feed = new FeedPlace(store, { kinds: patrolKinds, origin });
  }

  /** Records read so far, kept or not; changes with each new one. */
  get readCount(): number {
    return this.#readCount;
  }

  /** Reads on to a number of the feed; gives the times whose coverage the new records may touch. */
  readTo(seq: number): Promise<readonly TouchedSpan[]> {
    return this.#feed.readTo(seq, (record) => this.#add(record));
  }

  /** The times that a record read before may touch. */
  touchedBy(record: StoredRecord): readonly TouchedSpan[] {
    switch (record.kind) {
      case "patrol":
        return this.#spanOf(record.id);
      case "patrol-track":
        return this.#spanOf(readRecord("patrol-track", record).patrolId);
      case "denial":
        return this.#spanOfDenial(record.id);
      default:
        return [];
    }
  }

  #add(record: StoredRecord): readonly TouchedSpan[] {
    this.#readCount++;
    if (record.kind === "patrol") {
      const patrol = readRecord("patrol", record);
      this.#heldOf(patrol.id).versions.push(patrol);
    } else if (record.kind === "patrol-track") {
      const track = readRecord("patrol-track", record);
      this.#heldOf(track.patrolId).tracks.push(track);
      this.#pointCount += track.points.length;
    } else if (record.kind === "denial") {
      const versions = this.#denials.get(record.id) ?? [];
      const denial = readRecord("denial", record);
      versions.push(denial);
      for (const sensorId of denial.sensorIds ?? []) this.#deniedSensors.add(sensorId);
      this.#denials.set(record.id, versions);
    }
    // After: a span of all versions holds the one before as well.
    const touched = this.touchedBy(record);
    if (this.#patrols.size > patrolCountMax || this.#pointCount > trackPointCountMax) {
      this.#forgetOldest();
    }
    return touched;
  }

  #heldOf(patrolId: string): HeldPatrol {
    let held = this.#patrols.get(patrolId);
    if (held === undefined) {
      held = { versions: [], tracks: [] };
      this.#patrols.set(patrolId, held);
    }
    return held;
  }

  /** Lets a tenth go at once, so that this happens seldom. */
  #forgetOldest(): void {
    const beganMs = ([id]: readonly [string, HeldPatrol]) => this.#spanOf(id)[0]?.fromMs ?? 0;
    const byAge = [...this.#patrols].sort((a, b) => beganMs(a) - beganMs(b));
    for (const [id, { tracks }] of byAge.slice(0, Math.ceil(byAge.length / 10))) {
      for (const { points } of tracks) this.#pointCount -= points.length;
      this.#patrols.delete(id);
      for (const [denialId, versions] of this.#denials) {
        if (versions.every(({ patrolId }) => patrolId === id)) this.#denials.delete(denialId);
      }
    }
  }

  /** From the first to the last instant that any version or track of a patrol speaks of. */
  #spanOf(patrolId: string): readonly TouchedSpan[] {
    const held = this.#patrols.get(patrolId);
    const times: number[] = [];
    for (const { plan, stops, checkIns, checkInEveryMs, leftAtMs, backAtMs } of held?.versions ??
      []) {
      times.push(plan.fromMs, plan.toMs, leftAtMs ?? plan.fromMs, backAtMs ?? plan.toMs);
      for (const { span } of stops) times.push(span.fromMs, span.toMs);
      for (const { atMs } of checkIns) times.push(atMs, atMs + checkInEveryMs);
    }
    for (const { points } of held?.tracks ?? []) for (const { atMs } of points) times.push(atMs);
    return spanning(times);
  }

  #spanOfDenial(denialId: string): readonly TouchedSpan[] {
    const versions = this.#denials.get(denialId) ?? [];
    const own = spanning(versions.flatMap(({ span }) => [span.fromMs, span.toMs]));
    const patrolIds = new Set(versions.map(({ patrolId }) => patrolId));
    return [...own, ...[...patrolIds].flatMap((id) => (id === undefined ? [] : this.#spanOf(id)))];
  }

  /** The patrols of which something was known at an instant, in the order they were first read. */
  known(knownAtMs?: number): readonly KnownPatrol[] {
    const denials = this.denials(knownAtMs);
    return [...this.#patrols.values()].flatMap(({ versions: all, tracks }) => {
      const [first, ...others] = all.filter(isKnownAt(knownAtMs));
      if (first === undefined) return [];
      return [
        {
          versions: [first, ...others] as const,
          tracks: tracks.filter(isKnownAt(knownAtMs)),
          denials: denials.filter(({ patrolId }) => patrolId === first.id),
        },
      ];
    });
  }

  /** The newest version of each denial known at an instant. */
  denials(knownAtMs?: number): readonly Denial[] {
    return [...this.#denials.values()].flatMap(
      (versions) => versions.findLast(isKnownAt(knownAtMs)) ?? [],
    );
  }

  /** Patrols as sensors: those that speak of some instant of `[fromMs, toMs)`, as known then. */
  moving(fromMs: number, toMs: number, knownAtMs?: number): readonly MovingSensor[] {
    if (this.#patrols.size === 0) return [];
    const touching: HeldPatrol[] = [];
    for (const [id, held] of this.#patrols) {
      const [span] = this.#spanOf(id);
      if (span !== undefined && span.fromMs < toMs && span.toMs >= fromMs) touching.push(held);
    }
    if (touching.length === 0) return [];
    const denials = this.denials(knownAtMs);
    return touching.flatMap(({ versions, tracks }) => {
      const patrol = versions.findLast(isKnownAt(knownAtMs));
      if (patrol === undefined) return [];
      return this.#sensorsOf(
        patrol,
        tracks.filter(isKnownAt(knownAtMs)),
        denials.filter(({ patrolId }) => patrolId === patrol.id),
      ).filter(({ pieces }) => pieces.some((one) => one.fromMs < toMs && one.toMs > fromMs));
    });
  }

  #sensorsOf(
    patrol: Patrol,
    tracks: readonly PatrolTrack[],
    denials: readonly Denial[],
  ): readonly MovingSensor[] {
    const key = [
      `${patrol.id} ${patrol.version}`,
      ...tracks.map(({ id }) => id),
      ...denials.map(({ id, version }) => `${id} ${version}`),
    ].join();
    let sensors = this.#sensors.get(key);
    if (sensors === undefined) {
      const { positionOf } = this.#options;
      const options = positionOf === undefined ? {} : { positionOf };
      sensors = patrolSensors(patrol, tracks, denials, options);
      this.#sensors.set(key, sensors);
    }
    return sensors;
  }

  /** The stretches in which denials take a sensor of the deployment away, as known at an instant. */
  denied(sensorId: string, knownAtMs?: number): readonly DeniedStretch[] {
    if (!this.#deniedSensors.has(sensorId)) return [];
    return deniedStretches(this.denials(knownAtMs), sensorId);
  }

  /** The newest `recordedAtMs` of what bears on a span; 0 when nothing does. */
  recordedAtMs(fromMs: number, toMs: number, knownAtMs?: number): number {
    const isKnown = isKnownAt(knownAtMs);
    let newestMs = 0;
    const look = (records: readonly { readonly recordedAtMs: number }[]) => {
      for (const record of records) {
        if (isKnown(record)) newestMs = Math.max(newestMs, record.recordedAtMs);
      }
    };
    const touches = (spans: readonly TouchedSpan[]) =>
      spans.some((span) => span.fromMs < toMs && span.toMs >= fromMs);
    for (const [id, { versions, tracks }] of this.#patrols) {
      if (!touches(this.#spanOf(id))) continue;
      look(versions);
      look(tracks);
    }
    for (const [id, versions] of this.#denials) {
      if (touches(this.#spanOfDenial(id))) look(versions);
    }
    return newestMs;
  }
}

function isKnownAt(knownAtMs: number | undefined) {
  return ({ recordedAtMs }: { readonly recordedAtMs: number }): boolean =>
    knownAtMs === undefined || recordedAtMs <= knownAtMs;
}

function spanning(times: readonly number[]): readonly TouchedSpan[] {
  let fromMs = Number.POSITIVE_INFINITY;
  let toMs = Number.NEGATIVE_INFINITY;
  for (const atMs of times) {
    fromMs = Math.min(fromMs, atMs);
    toMs = Math.max(toMs, atMs);
  }
  return fromMs > toMs ? [] : [{ fromMs, toMs }];
}
