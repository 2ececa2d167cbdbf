/** What a cache tells of itself. */
export interface CacheMetrics {
  readonly name: string;
  readonly size: number;
  readonly sizeMax: number;
  readonly hitCount: number;
  readonly missCount: number;
}

/** A cache with a name and a limit; the entry used longest ago makes room. */
export class BoundedCache<Key, Value> {
  readonly name: string;
  readonly sizeMax: number;
  readonly #entries = new Map<Key, Value>();
  #hitCount = 0;
  #missCount = 0;

  constructor(name: string, sizeMax: number) {
    this.name = name;
    this.sizeMax = sizeMax;
  }

  get(key: Key): Value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) {
      this.#missCount++;
      return undefined;
    }
    this.#hitCount++;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: Key, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.sizeMax) return;
    const oldest = this.#entries.keys().next();
    if (oldest.done !== true) this.#entries.delete(oldest.value);
  }

  delete(key: Key): void {
    this.#entries.delete(key);
  }

  /** All that is kept, used longest ago first; does not count as use. */
  entries(): IterableIterator<[Key, Value]> {
    return this.#entries.entries();
  }

  metrics(): CacheMetrics {
    return {
      name: this.name,
      size: this.#entries.size,
      sizeMax: this.sizeMax,
      hitCount: this.#hitCount,
      missCount: this.#missCount,
    };
  }
}
