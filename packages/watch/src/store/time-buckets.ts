const bucketMs = 3_600_000;
/** Spans over more buckets than this lie in one list that every search reads. */
const bucketsOfOneMax = 48;

/** Finds spans by time without reading them all. */
export class TimeBuckets<Item extends { readonly fromMs: number; readonly toMs: number }> {
  readonly #buckets = new Map<number, Item[]>();
  readonly #long: Item[] = [];

  add(item: Item): void {
    const first = Math.floor(item.fromMs / bucketMs);
    const last = Math.floor(item.toMs / bucketMs);
    if (last - first >= bucketsOfOneMax) {
      this.#long.push(item);
      return;
    }
    for (let bucket = first; bucket <= last; bucket++) {
      const items = this.#buckets.get(bucket);
      if (items === undefined) this.#buckets.set(bucket, [item]);
      else items.push(item);
    }
  }

  /** All items that may touch the span, and some near it; an item may come more than once. */
  *touching(fromMs: number, toMs: number): Iterable<Item> {
    yield* this.#long;
    const first = Math.floor(fromMs / bucketMs);
    const last = Math.floor(toMs / bucketMs);
    if (last - first > this.#buckets.size) {
      for (const items of this.#buckets.values()) yield* items;
      return;
    }
    for (let bucket = first; bucket <= last; bucket++) yield* this.#buckets.get(bucket) ?? [];
  }
}
