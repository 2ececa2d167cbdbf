import type { MovingSensor } from "@truceline/desk";
import type { Correction, Disturbance, LonLat, Origin } from "@truceline/model";
import {
  type CatalogueEntry,
  disturbedStretches,
  type LossStretch,
  layeredUptimes,
  lossParts,
} from "@truceline/sensing";
import type { Store, StoredRecord } from "../ports/store.ts";
import { FeedPlace } from "../store/feed-pages.ts";
import { readRecord } from "../store/read-record.ts";
import { BoundedCache } from "./bounded-cache.ts";
import type { TouchedSpan } from "./patrol-log.ts";

/** Disturbances kept in memory; beyond them the oldest are forgotten, and hours before them stay as they are. */
export const disturbanceCountMax = 10_000;

/** Corrections of anything that are remembered, for the disturbance may come after them. */
const withdrawnCountMax = 100_000;
/** Places of sensors, and of patrols on their way, for which is kept what disturbs them. */
const placeCountMax = 5_000;

export const disturbanceKinds = ["disturbance", "correction"] as const;

export interface DisturbanceLogOptions {
  readonly store: Store;
  readonly origin: Origin;
}

interface HeldStretch extends LossStretch {
  readonly disturbance: Disturbance;
}

/** What was looked up for a sensor's place: of the first so many disturbances. */
interface KnownPlace {
  lookedCount: number;
  readonly stretches: HeldStretch[];
}

/**
 * Jamming, interference and denied areas, read from the feed once. A correction of whoever sent one
 * withdraws it, from its receipt on, in whatever order the two come.
 */
export class DisturbanceLog {
  readonly #feed: FeedPlace<TouchedSpan>;
  #disturbances: Disturbance[] = [];
  /** First receipt of a correction, by source and source id. */
  readonly #withdrawnMs = new Map<string, number>();
  #places = new BoundedCache<string, KnownPlace>("disturbed-places", placeCountMax);
  #readCount = 0;

  constructor({ store, origin }: DisturbanceLogOptions) {
    this.#feed = new FeedPlace(store, { kinds: disturbanceKinds, origin });
  }

  /** Records read so far that bear on some disturbance; changes with each new one. */
  get readCount(): number {
    return this.#readCount;
  }

  /** Reads on to a number of the feed; gives the times whose coverage the new records may touch. */
  readTo(seq: number): Promise<readonly TouchedSpan[]> {
    return this.#feed.readTo(seq, (record) => {
      this.#add(record);
      return this.touchedBy(record);
    });
  }

  /** The times that a record read before may touch. */
  touchedBy(record: StoredRecord): readonly TouchedSpan[] {
    if (record.kind === "disturbance") return [readRecord("disturbance", record).span];
    if (record.kind !== "correction") return [];
    const keys = new Set(keysOf(readRecord("correction", record)));
    return this.#disturbances.filter((one) => keys.has(keyOf(one))).map(({ span }) => span);
  }

  #add(record: StoredRecord): void {
    if (record.kind === "disturbance") {
      this.#readCount++;
      this.#disturbances.push(readRecord("disturbance", record));
      if (this.#disturbances.length > disturbanceCountMax) this.#forgetOldest();
    } else if (record.kind === "correction") {
      const { recordedAtMs } = record;
      this.#readCount++;
      for (const key of keysOf(readRecord("correction", record))) {
        const firstMs = this.#withdrawnMs.get(key) ?? recordedAtMs;
        this.#withdrawnMs.set(key, Math.min(firstMs, recordedAtMs));
      }
      if (this.#withdrawnMs.size > withdrawnCountMax) this.#forgetWithdrawn();
    }
  }

  /** Lets a tenth go at once, so that this happens seldom. */
  #forgetOldest(): void {
    const byEnd = [...this.#disturbances].sort((a, b) => b.span.toMs - a.span.toMs);
    this.#disturbances = byEnd.slice(0, Math.floor((disturbanceCountMax * 9) / 10));
    this.#places = new BoundedCache("disturbed-places", placeCountMax);
  }

  /** A tenth of them too, the oldest that withdraw nothing that is held. */
  #forgetWithdrawn(): void {
    const held = new Set(this.#disturbances.map(keyOf));
    for (const key of this.#withdrawnMs.keys()) {
      if (this.#withdrawnMs.size <= withdrawnCountMax * 0.9) return;
      if (!held.has(key)) this.#withdrawnMs.delete(key);
    }
  }

  /** Disturbances that touch a span, as known at an instant, in the order they were read. */
  standing(fromMs: number, toMs: number, knownAtMs?: number): readonly Disturbance[] {
    return this.#disturbances.filter(
      (one) => one.span.fromMs < toMs && one.span.toMs >= fromMs && this.#stands(one, knownAtMs),
    );
  }

  #stands(disturbance: Disturbance, knownAtMs = Number.POSITIVE_INFINITY): boolean {
    if (disturbance.recordedAtMs > knownAtMs) return false;
    const withdrawnMs = this.#withdrawnMs.get(keyOf(disturbance));
    return withdrawnMs === undefined || withdrawnMs > knownAtMs;
  }

  /** What is taken from a means at a place, as known at an instant; stretches may overlap. */
  stretches(position: LonLat, entry: CatalogueEntry, knownAtMs?: number): readonly LossStretch[] {
    if (this.#disturbances.length === 0) return [];
    const key = `${entry.id} ${entry.stands} ${position.join(" ")}`;
    const place = this.#places.get(key) ?? { lookedCount: 0, stretches: [] };
    this.#places.set(key, place);
    for (; place.lookedCount < this.#disturbances.length; place.lookedCount++) {
      const disturbance = this.#disturbances[place.lookedCount] as Disturbance;
      for (const stretch of disturbedStretches([disturbance], position, entry)) {
        place.stretches.push({ ...stretch, disturbance });
      }
    }
    return place.stretches.filter(({ disturbance }) => this.#stands(disturbance, knownAtMs));
  }

  /**
   * A patrol where it was, with what disturbances took from it there. In an area denied to it, it is
   * `denied` whether it went or not: nobody claims to have watched from where nobody was let in.
   */
  onPatrol(moving: MovingSensor, entry: CatalogueEntry, knownAtMs?: number): MovingSensor {
    const stretches = this.stretches(moving.position, { ...entry, stands: "patrol" }, knownAtMs);
    if (stretches.length === 0) return moving;
    const everMs = Number.POSITIVE_INFINITY;
    const layered = layeredUptimes({ pieces: () => moving.pieces }, () => stretches);
    const pieces = layered.pieces(moving.id, -everMs, everMs).map((piece) => {
      const isDenied = lossParts(piece).some(
        ({ reason, factor }) => reason === "denied" && factor === 0,
      );
      const { fromMs, toMs } = piece;
      return isDenied ? { fromMs, toMs, factor: 0, reason: "denied" as const } : piece;
    });
    return { ...moving, pieces };
  }

  /** The newest receipt of what decides a span; 0 where nothing does. */
  recordedAtMs(fromMs: number, toMs: number, knownAtMs = Number.POSITIVE_INFINITY): number {
    let newestMs = 0;
    for (const disturbance of this.#disturbances) {
      const { span, recordedAtMs } = disturbance;
      if (span.fromMs >= toMs || span.toMs < fromMs || recordedAtMs > knownAtMs) continue;
      newestMs = Math.max(newestMs, recordedAtMs);
      const withdrawnMs = this.#withdrawnMs.get(keyOf(disturbance)) ?? 0;
      if (withdrawnMs <= knownAtMs) newestMs = Math.max(newestMs, withdrawnMs);
    }
    return newestMs;
  }
}

function keyOf({ source, sourceId }: Pick<Disturbance, "source" | "sourceId">): string {
  return `${source}\u001f${sourceId}`;
}

function keysOf({ source, withdraws }: Correction): readonly string[] {
  return withdraws.map((sourceId) => keyOf({ source, sourceId }));
}
