import { type Track, TrackPicture } from "@truceline/fusion";
import type { Origin, PositionReport } from "@truceline/model";
import type { Store } from "../ports/store.ts";
import { feedPages } from "../store/feed-pages.ts";
import { readRecord } from "../store/read-record.ts";

/** Reports of this time before now are looked at when the picture is opened, or was of the past. */
export const trackLookBackMs = 3 * 3_600_000;
/** Of more reports than this the newest are taken. */
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
    if (this.#live === undefined) {
      const picture = new TrackPicture(trackBounds);
      this.#seq = await this.#store.headSeq();
      picture.take(await this.#between(nowMs - trackLookBackMs, undefined, undefined));
      this.#live = picture;
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
    const picture = new TrackPicture(trackBounds);
    const fromMs = knownAtMs - trackLookBackMs;
    picture.take(await this.#between(fromMs, knownAtMs + 1, knownAtMs));
    return picture.tracksAt(knownAtMs);
  }

  async #between(
    fromMs: number,
    toMs: number | undefined,
    knownAtMs: number | undefined,
  ): Promise<readonly PositionReport[]> {
    const query = {
      kind: "position-report",
      origin: this.#origin,
      fromMs,
      toMs,
      knownAtMs,
    } as const;
    let overCount = (await this.#store.count(query)) - trackReportCountMax;
    const reports: PositionReport[] = [];
    for await (const record of this.#store.stream(query)) {
      if (overCount-- > 0) continue;
      reports.push(readRecord("position-report", record));
    }
    return reports;
  }
}
