import type { Origin } from "@truceline/model";
import type { RecordKind, Store, StoredRecord } from "../ports/store.ts";

/** Some records in order, and up to which number of the feed all are read with them. */
export interface FeedPage {
  readonly records: readonly StoredRecord[];
  readonly reachedSeq: number;
}

/** Records of one page at most. */
export const feedPageSize = 1_000;

/**
 * The records of some kinds after one number of the feed up to another, page by page. Whoever keeps
 * `reachedSeq` after each page reads nothing twice, also where a later page cannot be read.
 */
export async function* feedPages(
  store: Pick<Store, "readFeed">,
  query: { readonly kinds: readonly RecordKind[]; readonly origin: Origin },
  afterSeq: number,
  toSeq: number,
): AsyncGenerator<FeedPage> {
  let reachedSeq = afterSeq;
  while (reachedSeq < toSeq) {
    const page = await store.readFeed({ ...query, afterSeq: reachedSeq, limit: feedPageSize });
    const last = page.at(-1);
    const isAll = last === undefined || last.seq >= toSeq || page.length < feedPageSize;
    reachedSeq = isAll ? toSeq : last.seq;
    yield { records: page.filter(({ seq }) => seq <= toSeq), reachedSeq };
  }
}

/**
 * The place that somebody has reached who reads records of some kinds, each once, and what came of those
 * read before a fault: the next call gives it, so that nothing that was worked in goes untold.
 */
export class FeedPlace<Result> {
  readonly #store: Pick<Store, "readFeed">;
  readonly #query: Parameters<typeof feedPages>[1];
  #seq = 0;
  #results: Result[] = [];

  constructor(store: Pick<Store, "readFeed">, query: Parameters<typeof feedPages>[1]) {
    this.#store = store;
    this.#query = query;
  }

  /** Works in what lies between the place and a number of the feed; gives what came of each record. */
  async readTo(
    seq: number,
    work: (record: StoredRecord) => readonly Result[],
  ): Promise<readonly Result[]> {
    for await (const page of feedPages(this.#store, this.#query, this.#seq, seq)) {
      for (const record of page.records) this.#results.push(...work(record));
      this.#seq = page.reachedSeq;
    }
    const results = this.#results;
    this.#results = [];
    return results;
  }
}
