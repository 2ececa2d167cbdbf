import type { RuleTime } from "@truceline/agreement";
import { DAY_MS, WallClock } from "./wall-clock.ts";

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

const never: TimeTest = { holdsAt: () => false, shareOf: () => 0 };

/**
 * The time limits of a rule: from (included), until (excluded), spans by date, days of the week, and a
 * daily window of the zone's wall clock, over midnight where it starts later than it ends; such hours
 * belong to the day on which they begin. All given must hold. A rule whose phase waits holds never.
 */
export function timeTest(time: RuleTime, timezone: string): TimeTest {
  if (time.waits === true) return never;
  const { fromMs } = time;
  const untilMs = time.untilMs ?? Number.POSITIVE_INFINITY;
  const daily = dailyTest(time, timezone);
  const within = daily ?? {
    holdsAt: () => true,
    overlapMs: (spanFromMs: number, spanToMs: number) => spanToMs - spanFromMs,
  };
  const spans = time.spans ?? [{ fromMs, toMs: untilMs }];
  const holdsAt = (atMs: number) =>
    atMs >= fromMs &&
    atMs < untilMs &&
    spans.some((span) => atMs >= span.fromMs && atMs < span.toMs) &&
    within.holdsAt(atMs);
  return {
    holdsAt,
    shareOf(spanFromMs, spanToMs) {
      if (spanFromMs >= spanToMs) return holdsAt(spanFromMs) ? 1 : 0;
      let sumMs = 0;
      for (const span of spans) {
        const from = Math.max(spanFromMs, fromMs, span.fromMs);
        const to = Math.min(spanToMs, untilMs, span.toMs);
        if (from < to) sumMs += within.overlapMs(from, to);
      }
      return sumMs / (spanToMs - spanFromMs);
    },
  };
}

/** Hours of the day and days of the week; undefined where neither is said. */
function dailyTest({ dailyWindow, weekdays }: RuleTime, timezone: string) {
  if (dailyWindow === undefined && weekdays === undefined) return undefined;
  const clock = clockOf(timezone);
  const startMs = clockTimeMs(dailyWindow?.[0] ?? "00:00");
  const endMs = dailyWindow === undefined ? DAY_MS : clockTimeMs(dailyWindow[1]);
  const isOnDay = (dayNumber: number) =>
    weekdays === undefined || weekdays.includes(weekdayOf(dayNumber));
  return {
    holdsAt(atMs: number): boolean {
      const { timeOfDayMs, dayNumber } = clock.at(atMs);
      if (startMs <= endMs)
        return timeOfDayMs >= startMs && timeOfDayMs < endMs && isOnDay(dayNumber);
      if (timeOfDayMs >= startMs) return isOnDay(dayNumber);
      return timeOfDayMs < endMs && isOnDay(dayNumber - 1);
    },
    overlapMs: (fromMs: number, toMs: number): number =>
      weekdays === undefined
        ? clock.overlapMs(fromMs, toMs, startMs, endMs)
        : clock.overlapOnDaysMs(fromMs, toMs, startMs, endMs, isOnDay),
  };
}

/** 1 = Monday to 7 = Sunday, of days counted from 1970-01-01, a Thursday. */
function weekdayOf(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}
