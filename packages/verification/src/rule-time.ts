import type { RuleTime } from "@truceline/agreement";
import { WallClock } from "./wall-clock.ts";

/** When a rule holds, ready to be asked. */
export interface TimeTest {
  /** Does the rule hold at this instant? */
  holdsAt(atMs: number): boolean;
  /** Share of `[fromMs, toMs)` in which it holds, exact; of an instant 0 or 1. */
  shareOf(fromMs: number, toMs: number): number;
}

const clocks = new Map<string, WallClock>();

function clockOf(timezone: string): WallClock {
  let clock = clocks.get(timezone);
  if (clock === undefined) {
    clock = new WallClock(timezone);
    clocks.set(timezone, clock);
  }
  return clock;
}

/** "22:30" as milliseconds of the day. */
function clockTimeMs(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(":").map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}

/**
 * The time limits of a rule: from (included), until (excluded), and a daily window of the zone's wall
 * clock, over midnight where it starts later than it ends. All given must hold.
 */
export function timeTest(time: RuleTime, timezone: string): TimeTest {
  const { fromMs, dailyWindow } = time;
  const untilMs = time.untilMs ?? Number.POSITIVE_INFINITY;
  if (dailyWindow === undefined) {
    return {
      holdsAt: (atMs) => atMs >= fromMs && atMs < untilMs,
      shareOf(spanFromMs, spanToMs) {
        if (spanFromMs >= spanToMs) return spanFromMs >= fromMs && spanFromMs < untilMs ? 1 : 0;
        const overlapMs = Math.min(spanToMs, untilMs) - Math.max(spanFromMs, fromMs);
        return Math.max(0, overlapMs) / (spanToMs - spanFromMs);
      },
    };
  }
  const clock = clockOf(timezone);
  const startMs = clockTimeMs(dailyWindow[0]);
  const endMs = clockTimeMs(dailyWindow[1]);
  const holdsAt = (atMs: number) => {
    if (atMs < fromMs || atMs >= untilMs) return false;
    const timeMs = clock.timeOfDayMs(atMs);
    return startMs <= endMs
      ? timeMs >= startMs && timeMs < endMs
      : timeMs >= startMs || timeMs < endMs;
  };
  return {
    holdsAt,
    shareOf(spanFromMs, spanToMs) {
      if (spanFromMs >= spanToMs) return holdsAt(spanFromMs) ? 1 : 0;
      const from = Math.max(spanFromMs, fromMs);
      const to = Math.min(spanToMs, untilMs);
      if (from >= to) return 0;
      return clock.overlapMs(from, to, startMs, endMs) / (spanToMs - spanFromMs);
    },
  };
}
