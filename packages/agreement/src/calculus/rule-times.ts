import type { CompiledAgreement } from "../compiled.ts";
import type { RuleTime } from "../compiled-rule.ts";
import type { LocalClock } from "./local-clock.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Days looked at from each fixed instant on: every weekday twice, and a change of the clock. */
const dayCount = 15;
/** Fixed instants that such a run of days starts from. */
const anchorCountMax = 400;

/** When a rule holds, ready to be asked; wall-clock parts in the agreement's zone. */
export class RuleTimes {
  readonly time: RuleTime;
  /** The first instant at which anything of it can hold. */
  readonly fromMs: number;
  /** Exclusive; infinite where nothing ends it. */
  readonly untilMs: number;
  readonly clock: LocalClock;
  readonly #startMs: number;
  readonly #endMs: number;

  /** @param beganAtMs when the rule's phase begins; without it the rule's own `fromMs` alone counts. */
  constructor(
    time: RuleTime,
    inForce: CompiledAgreement["inForce"],
    clock: LocalClock,
    beganAtMs?: number,
  ) {
    this.time = time;
    this.clock = clock;
    this.fromMs = Math.max(time.fromMs, inForce.fromMs, beganAtMs ?? Number.NEGATIVE_INFINITY);
    this.untilMs = Math.min(
      time.untilMs ?? Number.POSITIVE_INFINITY,
      inForce.toMs ?? Number.POSITIVE_INFINITY,
    );
    this.#startMs = clockTimeMs(time.dailyWindow?.[0] ?? "00:00");
    this.#endMs = clockTimeMs(time.dailyWindow?.[1] ?? "00:00");
  }

  /** No part of the day, no day of the week and no dates: one span. */
  get isPlain(): boolean {
    const { dailyWindow, weekdays, spans } = this.time;
    return dailyWindow === undefined && weekdays === undefined && spans === undefined;
  }

  holdsAt(atMs: number): boolean {
    if (!(atMs >= this.fromMs && atMs < this.untilMs)) return false;
    const { dailyWindow, weekdays, spans } = this.time;
    if (spans !== undefined && !spans.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs)) {
      return false;
    }
    if (dailyWindow === undefined && weekdays === undefined) return true;
    const { timeOfDayMs, dayNumber } = this.clock.at(atMs);
    let beganOnDay = dayNumber;
    if (dailyWindow !== undefined) {
      const isOverMidnight = this.#startMs > this.#endMs;
      const isAfterStart = timeOfDayMs >= this.#startMs;
      const isBeforeEnd = timeOfDayMs < this.#endMs;
      if (isOverMidnight ? !isAfterStart && !isBeforeEnd : !(isAfterStart && isBeforeEnd)) {
        return false;
      }
      // The hours after midnight belong to the day on which the window began.
      if (isOverMidnight && !isAfterStart) beganOnDay -= 1;
    }
    return weekdays === undefined || weekdays.includes(weekdayOf(beganOnDay));
  }

  /** Fixed instants at which it may begin or end to hold, beside the turns of the clock. */
  anchors(): readonly number[] {
    const { spans } = this.time;
    const all = [this.fromMs, this.untilMs];
    for (const { fromMs, toMs } of spans ?? []) all.push(fromMs, toMs);
    return all.filter(Number.isFinite);
  }

  /** Times of day at which it may begin or end to hold. */
  turnsOfDay(): readonly number[] {
    const { dailyWindow, weekdays } = this.time;
    const turns: number[] = [];
    if (dailyWindow !== undefined) turns.push(this.#startMs, this.#endMs);
    if (weekdays !== undefined) turns.push(0);
    return turns;
  }
}

/** 1 = Monday … 7 = Sunday; 1 January 1970 was a Thursday. */
function weekdayOf(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

/** "22:30" as milliseconds of the day. */
function clockTimeMs(text: string): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return (hours * 60 + minutes) * minuteMs;
}

/** A span of time, its end not included. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly untilMs: number;
}

const allTime: TimeWindow = {
  fromMs: Number.NEGATIVE_INFINITY,
  untilMs: Number.POSITIVE_INFINITY,
};

/**
 * Instants that stand for all: whatever Boolean combination of the times holds anywhere within the
 * days looked at holds at one of them. Each time is a union of spans that hold their start and not
 * their end, so any combination of them begins to hold where one of them begins or ends.
 *
 * Sorted; those within a window only, where one is given. For plain spans exact for all time; with parts of days or weekdays, for the 15 days after
 * each fixed instant: every pattern of a week comes twice in them.
 */
export function turningInstants(
  times: readonly RuleTimes[],
  within: TimeWindow = allTime,
): readonly number[] {
  const anchors = [...new Set(times.flatMap((time) => time.anchors()))]
    .filter((atMs) => atMs >= within.fromMs && atMs < within.untilMs)
    .sort((a, b) => a - b);
  const turns = [...new Set(times.flatMap((time) => time.turnsOfDay()))];
  const [first] = times;
  if (turns.length === 0 || first === undefined) return anchors;
  const { clock } = first;
  const instants = new Set(anchors);
  for (const anchorMs of anchors.slice(0, anchorCountMax)) {
    const { dayNumber } = clock.at(anchorMs);
    for (let day = dayNumber - 1; day < dayNumber + dayCount; day++) {
      for (const turn of turns) {
        for (const atMs of clock.instantsOf(day, turn)) instants.add(atMs);
      }
      // Where the clock jumps, what it shows begins and ends without passing through a turn.
      const noonMs = day * dayMs + dayMs / 2;
      const beforeMs = clock.offsetMs(noonMs - dayMs);
      if (beforeMs !== clock.offsetMs(noonMs))
        instants.add(changeBetween(noonMs - dayMs, noonMs, clock));
    }
  }
  return [...instants].sort((a, b) => a - b);
}

/** The first minute with another offset from UTC than the one before. */
function changeBetween(lowMs: number, highMs: number, clock: LocalClock): number {
  let low = Math.floor(lowMs / minuteMs);
  let high = Math.floor(highMs / minuteMs);
  const before = clock.offsetMs(low * minuteMs);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (clock.offsetMs(middle * minuteMs) === before) low = middle;
    else high = middle;
  }
  return high * minuteMs;
}
