import { type Track, TrackPicture } from "@truceline/fusion";
import type { Origin, PositionReport } from "@truceline/model";
import type { Store } from "../ports/store.ts";
import { feedPageSize, feedPages } from "../store/feed-pages.ts";
import { readRecord } from "../store/read-record.ts";
import { reportsBackFromMs } from "./reports-back.ts";

/** Reports of this time before now are looked at when the picture is opened, or was of the past. */
export const trackLookBackMs = 3 * 3_600_000;
/** Of more reports than this those of a shorter time are taken. */
export const trackReportCountMax = 100_000;
/**
 * Points of one identity that are kept open to late reports, and of its past: half an hour of one report in
 * twelve seconds. Who sends every second may be two and a half minutes late.
 */
export const trackBounds = { openCountMax: 150, pastCountMax: 60 };

/**
 * Tracks for the screens: read from the feed once and kept, or worked out for an instant of the past.
 * Bounded as `TrackPicture` is; a track ends at its last report.
 */
export class TrafficLog {
  readonly #store: Store;
  readonly #origin: Origin;
  #live: TrackPicture | undefined;
  #seq = 0;

  constructor(options: { readonly store: Store; readonly origin: Origin }) {
    this.#store = options.store;
    this.#origin = options.origin;
  }

  /** Tracks at an instant by everything that was committed up to a number of the feed. */
  async liveTracks(seq: number, nowMs: number): Promise<readonly Track[]> {
    // Nobody looked for long: what there is now is nearer than what came in between.
    if (this.#live === undefined || seq - this.#seq > trackReportCountMax) {
      const reachedSeq = await this.#store.headSeq();
      this.#live = await this.#pictureBack(nowMs);
      this.#seq = reachedSeq;
    }
    const query = { kinds: ["position-report"] as const, origin: this.#origin };
    for await (const page of feedPages(this.#store, query, this.#seq, seq)) {
      this.#live.take(page.records.map((record) => readRecord("position-report", record)));
      this.#seq = page.reachedSeq;
    }
    return this.#live.tracksAt(nowMs);
  }

  /** Tracks at an instant of the past by what was known then. */
  async pastTracks(knownAtMs: number): Promise<readonly Track[]> {
    const picture = await this.#pictureBack(knownAtMs, knownAtMs);
    return picture.tracksAt(knownAtMs);
  }

  /** Back from an instant; of all there is, or of what was known of it at an instant. */
  async #pictureBack(atMs: number, knownAtMs?: number): Promise<TrackPicture> {
    const query = {
      kind: "position-report",
      origin: this.#origin,
      fromMs: atMs - trackLookBackMs,
      knownAtMs,
      ...(knownAtMs === undefined ? {} : { toMs: knownAtMs + 1 }),
    } as const;
    const fromMs = await reportsBackFromMs(this.#store, query, atMs, trackReportCountMax);
    const picture = new TrackPicture(trackBounds);
    let batch: PositionReport[] = [];
    for await (const record of this.#store.stream({ ...query, fromMs })) {
      batch.push(readRecord("position-report", record));
      if (batch.length < feedPageSize) continue;
      picture.take(batch);
      batch = [];
    }
    picture.take(batch);
    return picture;
  }
}
