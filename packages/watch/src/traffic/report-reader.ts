import type { Origin, PositionReport } from "@truceline/model";
import type { Store } from "../ports/store.ts";
import { feedPageSize, feedPages } from "../store/feed-pages.ts";
import { readRecord } from "../store/read-record.ts";

/** Position reports in the order of the feed. */
export interface ReportPage {
  readonly reports: readonly PositionReport[];
  /** Up to which number of the feed all are read with them. */
  readonly reachedSeq: number;
  /** There were no more when they were read. */
  readonly isAll: boolean;
}

interface NumberedReport {
  readonly seq: number;
  readonly report: PositionReport;
}

/** Reports kept for whoever reads the same stretch a little later. */
const heldCountMax = 4 * feedPageSize;

/**
 * Reads position reports from the feed, and parses each, once for all who work in them one after the
 * other. Each asks for what comes after its own place, which it keeps in the store itself, so that it
 * starts again, and goes on after a fault, as if it read alone: what stands here is the last stretch of a
 * feed to which things are only added, and nothing else. Who lags behind that stretch, or runs ahead of
 * it, is read to from the store, and is no more than slower.
 */
export class ReportReader {
  readonly #store: Store;
  readonly #origin: Origin;
  /** Every report after `#fromSeq` up to `#reachedSeq`. */
  #held: readonly NumberedReport[] = [];
  #fromSeq = 0;
  #reachedSeq = 0;

  constructor(options: { readonly store: Store; readonly origin: Origin }) {
    this.#store = options.store;
    this.#origin = options.origin;
  }

  /** The next reports after a number of the feed, at most `feedPageSize`. To be asked one at a time. */
  async pageAfter(seq: number): Promise<ReportPage> {
    const headSeq = await this.#store.headSeq();
    if (seq < this.#fromSeq || seq > this.#reachedSeq) {
      this.#held = [];
      this.#fromSeq = seq;
      this.#reachedSeq = seq;
    }
    if (this.#after(seq).length < feedPageSize) await this.#readOn(headSeq);
    const found = this.#after(seq);
    const page = found.slice(0, feedPageSize);
    const isWhole = page.length === found.length;
    return {
      reports: page.map(({ report }) => report),
      reachedSeq: isWhole ? this.#reachedSeq : (page.at(-1)?.seq ?? seq),
      isAll: isWhole && this.#reachedSeq >= headSeq,
    };
  }

  #after(seq: number): readonly NumberedReport[] {
    return this.#held.filter((one) => one.seq > seq);
  }

  /** One page more of the feed; the oldest reports make room. */
  async #readOn(headSeq: number): Promise<void> {
    const query = { kinds: ["position-report"] as const, origin: this.#origin };
    for await (const page of feedPages(this.#store, query, this.#reachedSeq, headSeq)) {
      const more = page.records.map((record) => ({
        seq: record.seq,
        report: readRecord("position-report", record),
      }));
      const held = [...this.#held, ...more];
      const over = held.slice(0, Math.max(0, held.length - heldCountMax));
      this.#held = held.slice(over.length);
      this.#fromSeq = over.at(-1)?.seq ?? this.#fromSeq;
      this.#reachedSeq = page.reachedSeq;
      return;
    }
  }
}
