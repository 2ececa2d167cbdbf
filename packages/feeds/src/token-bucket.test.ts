import { seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { BackOff } from "./back-off.ts";
import { MinuteRate } from "./minute-rate.ts";
import { PieceLedger } from "./piece-ledger.ts";
import { TokenBucket } from "./token-bucket.ts";

describe("TokenBucket", () => {
  test("[FED-014] a burst is let through, then as many as flow in", () => {
    const bucket = new TokenBucket({ perSecond: 10, burstCount: 5 }, 0);
    let taken = 0;
    for (let atMs = 0; atMs < 10_000; atMs++) {
      if (!bucket.hasRoom(atMs)) continue;
      bucket.spend(1, atMs);
      taken += 1;
    }
    expect(taken).toBe(5 + 99);
  });

  test("[FED-014] what was taken beyond it is waited for, also where the clock runs back", () => {
    const bucket = new TokenBucket({ perSecond: 10, burstCount: 5 }, 1_000);
    expect(bucket.spend(25, 1_000)).toBe(2_100);
    expect(bucket.spend(0, 0)).toBe(2_100);
    expect(bucket.hasRoom(3_000)).toBe(false);
    expect(bucket.hasRoom(3_100)).toBe(true);
  });
});

describe("BackOff", () => {
  test("[FED-017] each attempt waits up to twice as long as the one before, spread by chance, bounded", () => {
    const backOff = new BackOff({ firstMs: 100, mostMs: 1_000, rng: seededRng("a") });
    const waits = Array.from({ length: 8 }, () => backOff.nextMs());
    for (const [index, wait] of waits.entries()) {
      const step = Math.min(1_000, 100 * 2 ** index);
      expect(wait).toBeGreaterThanOrEqual(step / 2);
      expect(wait).toBeLessThanOrEqual(step);
    }
    const other = new BackOff({ firstMs: 100, mostMs: 1_000, rng: seededRng("b") });
    expect(Array.from({ length: 8 }, () => other.nextMs())).not.toEqual(waits);
    backOff.reset();
    expect(backOff.nextMs()).toBeLessThanOrEqual(100);
  });
});

describe("MinuteRate", () => {
  test("[FED-018] counts of the last minute, and no older ones", () => {
    const rate = new MinuteRate();
    for (let second = 0; second < 100; second++) rate.add(second < 90 ? 2 : 0, second * 1_000);
    expect(rate.sum(99_000)).toBe(2 * 50);
    expect(rate.sum(149_000)).toBe(0);
    expect(rate.sum(400_000)).toBe(0);
  });
});

describe("PieceLedger", () => {
  test("[FED-019] a piece is taken once all before it from the same sender are", () => {
    const ledger = new PieceLedger();
    const told: string[] = [];
    const first = ledger.open("a", () => told.push("first"));
    const firstRecord = first.add();
    first.isComplete();
    const second = ledger.open("a", () => told.push("second"));
    second.isComplete();
    const other = ledger.open("b", () => told.push("other"));
    other.isComplete();
    expect(told).toEqual(["other"]);
    firstRecord();
    expect(told).toEqual(["other", "first", "second"]);
  });
});
