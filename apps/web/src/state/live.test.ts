import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { coalesce } from "./coalesce.ts";
import {
  connectionAfter,
  connectionAtStart,
  isStopped,
  stoppedAfterMs,
} from "./connection-state.ts";

describe("the stream", () => {
  const open = connectionAfter(connectionAtStart(0), { kind: "opened", atMs: 100 });

  test("[WEB-002] the picture is stopped after 5 s without a stream, not before", () => {
    const lost = connectionAfter(open, { kind: "lost", atMs: 10_000 });
    expect(stoppedAfterMs).toBe(5_000);
    expect(isStopped(lost, 14_999)).toBe(false);
    expect(isStopped(lost, 15_000)).toBe(true);
  });

  test("[WEB-002] failing to come back does not start the 5 s anew", () => {
    const lost = connectionAfter(open, { kind: "lost", atMs: 10_000 });
    const again = connectionAfter(lost, { kind: "refused", atMs: 14_000 });
    expect(isStopped(again, 15_000)).toBe(true);
    expect(isStopped(connectionAfter(again, { kind: "opened", atMs: 16_000 }), 60_000)).toBe(false);
  });

  test("[WEB-002] a stream that never opened is stopped too", () => {
    expect(isStopped(connectionAtStart(0), 4_999)).toBe(false);
    expect(isStopped(connectionAtStart(0), 5_000)).toBe(true);
  });
});

describe("asking for the picture", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test("[WEB-001] a thousand changes in a second ask at most twice, and the last is not missed", () => {
    const run = vi.fn();
    const { ask, stop } = coalesce(run, 1_000);
    for (let i = 0; i < 1_000; i++) {
      ask();
      vi.advanceTimersByTime(1);
    }
    expect(run.mock.calls.length).toBeLessThanOrEqual(2);
    ask();
    vi.advanceTimersByTime(1_000);
    const asked = run.mock.calls.length;
    vi.advanceTimersByTime(10_000);
    expect(run.mock.calls.length).toBe(asked);
    ask();
    expect(run.mock.calls.length).toBe(asked + 1);
    stop();
  });
});
