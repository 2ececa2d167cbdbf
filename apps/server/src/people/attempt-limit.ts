export interface LimitRule {
  /** So many at once. */
  readonly burst: number;
  /** One more after each such time. */
  readonly refillMs: number;
  /** Once all are used up: pauses that double from this to `pauseMaxMs`. 0 = only the refill. */
  readonly pauseMs: number;
  readonly pauseMaxMs: number;
}

interface Bucket {
  left: number;
  atMs: number;
  pausedUntilMs: number;
  pauseCount: number;
}

/** Buckets kept; the one longest untouched goes first. */
const bucketCountMax = 20_000;
/** Long pauses are forgotten after this time without an attempt. */
const forgetMs = 3_600_000;

/**
 * Token buckets by key with pauses that grow. An attempt is paid for before it is made and given back
 * when it was right, so that many at once cost as many. Memory is bounded.
 */
export class AttemptLimit {
  readonly #rule: LimitRule;
  /** In the order of last use. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(rule: LimitRule) {
    this.#rule = rule;
  }

  get size(): number {
    return this.#buckets.size;
  }

  /** 0: go on; else how long to wait, and nothing is paid. */
  take(key: string, nowMs: number): number {
    const { refillMs, pauseMs, pauseMaxMs } = this.#rule;
    const bucket = this.#bucket(key, nowMs);
    if (nowMs < bucket.pausedUntilMs) return bucket.pausedUntilMs - nowMs;
    if (bucket.left < 1) return Math.ceil((1 - bucket.left) * refillMs);
    bucket.left -= 1;
    if (bucket.left < 1 && pauseMs > 0) {
      bucket.pausedUntilMs = nowMs + Math.min(pauseMaxMs, pauseMs * 2 ** bucket.pauseCount);
      bucket.pauseCount = Math.min(bucket.pauseCount + 1, 30);
    }
    return 0;
  }

  /** The attempt was right: it costs nothing. */
  giveBack(key: string): void {
    const bucket = this.#buckets.get(key);
    if (bucket !== undefined) bucket.left = Math.min(this.#rule.burst, bucket.left + 1);
  }

  /** The holder has shown who they are: what was tried before counts no more. */
  forget(key: string): void {
    this.#buckets.delete(key);
  }

  #bucket(key: string, nowMs: number): Bucket {
    const { burst, refillMs } = this.#rule;
    const known = this.#buckets.get(key);
    const bucket = known ?? { left: burst, atMs: nowMs, pausedUntilMs: 0, pauseCount: 0 };
    if (nowMs - bucket.atMs > forgetMs) bucket.pauseCount = 0;
    bucket.left = Math.min(burst, bucket.left + Math.max(0, nowMs - bucket.atMs) / refillMs);
    bucket.atMs = nowMs;
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > bucketCountMax) {
      const oldest = this.#buckets.keys().next();
      if (oldest.done !== true) this.#buckets.delete(oldest.value);
    }
    return bucket;
  }
}
