import type { HeardFault } from "@truceline/interop";
import type { FeedNotice, FeedStatus } from "./feed-status.ts";
import { MinuteRate } from "./minute-rate.ts";

const nameCountMax = 100;
const faultShownMax = 5;
const noticeCountMax = 20;
const delayCountMax = 51;

/** What a feed has counted since it was started. Bounded, whatever names a sender comes up with. */
export class FeedCounts {
  readonly #rate = new MinuteRate();
  readonly #byType = new Map<string, number>();
  readonly #faultsByCode = new Map<string, number>();
  readonly #refusedByReason = new Map<string, number>();
  readonly #lastFaults: HeardFault[] = [];
  readonly #notices: FeedNotice[] = [];
  readonly #delaysMs: number[] = [];
  #byteCount = 0;
  #messageCount = 0;
  #recordCount = 0;
  #takenCount = 0;
  #faultCount = 0;
  #refusedCount = 0;
  #heldBackMs = 0;
  #reconnectCount = 0;

  get messageCount(): number {
    return this.#messageCount;
  }

  get faultCount(): number {
    return this.#faultCount;
  }

  get refusedCount(): number {
    return this.#refusedCount;
  }

  bytes(count: number): void {
    this.#byteCount += count;
  }

  message(type: string, recordCount: number, steadyMs: number): void {
    this.#messageCount += 1;
    this.#recordCount += recordCount;
    this.#rate.add(1, steadyMs);
    increase(this.#byType, type, 1);
  }

  taken(): void {
    this.#takenCount += 1;
  }

  fault(fault: HeardFault): void {
    this.#faultCount += 1;
    increase(this.#faultsByCode, fault.code, 1);
    keep(this.#lastFaults, fault, faultShownMax);
  }

  refused(count: number, reason: string): void {
    this.#refusedCount += count;
    increase(this.#refusedByReason, reason, count);
  }

  heldBack(ms: number): void {
    this.#heldBackMs += ms;
  }

  reconnected(): void {
    this.#reconnectCount += 1;
  }

  delay(ms: number): void {
    keep(this.#delaysMs, ms, delayCountMax);
  }

  notice(atMs: number, text: string): void {
    keep(this.#notices, { atMs, text }, noticeCountMax);
  }

  snapshot(steadyMs: number) {
    const delays = this.#delaysMs.toSorted((a, b) => a - b);
    return {
      byteCount: this.#byteCount,
      messageCount: this.#messageCount,
      messageCountByType: Object.fromEntries(this.#byType),
      recordCount: this.#recordCount,
      takenCount: this.#takenCount,
      faultCount: this.#faultCount,
      faultCountByCode: Object.fromEntries(this.#faultsByCode),
      lastFaults: [...this.#lastFaults],
      refusedCount: this.#refusedCount,
      refusedCountByReason: Object.fromEntries(this.#refusedByReason),
      heldBackMs: Math.round(this.#heldBackMs),
      lastMinuteCount: this.#rate.sum(steadyMs),
      delayMs: delays[Math.floor(delays.length / 2)],
      reconnectCount: this.#reconnectCount,
      notices: [...this.#notices],
    } satisfies Partial<FeedStatus>;
  }
}

function increase(counts: Map<string, number>, name: string, by: number): void {
  const key = counts.has(name) || counts.size < nameCountMax ? name : "other";
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function keep<Value>(list: Value[], value: Value, countMax: number): void {
  list.push(value);
  if (list.length > countMax) list.shift();
}
