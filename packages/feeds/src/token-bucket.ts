export interface Quota {
  /** Messages that may come in a second over time. */
  readonly perSecond: number;
  /** Messages that may come at once after a pause. */
  readonly burstCount: number;
}

/** Counts messages against a quota. Time is passed in and may stand still; it never runs backwards here. */
export class TokenBucket {
  readonly #quota: Quota;
  #tokens: number;
  #atMs: number;

  constructor(quota: Quota, atMs: number) {
    this.#quota = quota;
    this.#tokens = quota.burstCount;
    this.#atMs = atMs;
  }

  /** True where there is room for one more now. */
  hasRoom(atMs: number): boolean {
    this.#fill(atMs);
    return this.#tokens >= 1;
  }

  /**
   * Counts messages that were taken, also beyond the quota: they are there. Gives how long to wait in ms
   * until the next is within the quota again.
   */
  spend(count: number, atMs: number): number {
    this.#fill(atMs);
    this.#tokens -= count;
    return this.#tokens >= 1 ? 0 : Math.ceil(((1 - this.#tokens) / this.#quota.perSecond) * 1_000);
  }

  #fill(atMs: number): void {
    const { perSecond, burstCount } = this.#quota;
    const passedMs = Math.max(0, atMs - this.#atMs);
    this.#atMs = Math.max(this.#atMs, atMs);
    this.#tokens = Math.min(burstCount, this.#tokens + (passedMs / 1_000) * perSecond);
  }
}
