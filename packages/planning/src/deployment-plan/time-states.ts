import type { LonLat } from "@truceline/model";
import { type DailyHours, lightSpans, type Persistence, stretchesWithin } from "@truceline/sensing";

const MINUTE_MS = 60_000;
const minutesPerDay = 1_440;

/** What holds in a minute: night or day, and which of the schedules are open. */
interface Moment {
  readonly isNight: boolean;
  /** By index of the schedule. */
  readonly isOpen: readonly boolean[];
}

/** A part of the day in which every sensor has one factor; for states, with the looks that count. */
export interface TimeState {
  /** Share of the day, 0..1. */
  readonly weight: number;
  /** Of it, by day. */
  readonly dayRatio: number;
  readonly moments: readonly Moment[];
}

export type Schedule = DailyHours | undefined;

/**
 * The day cut into parts in which nothing changes, by the light at one place and the schedules given.
 * Where a look stays valid, the moments of a part are all that its interval holds: the best one counts.
 */
export function timeStates(
  schedules: readonly Schedule[],
  persistence: Persistence,
  day: { readonly startMs: number; readonly position: LonLat; readonly timezone: string },
): readonly TimeState[] {
  const backMinutes =
    persistence.is === "state" ? Math.ceil(persistence.lookEveryMs / MINUTE_MS) : 0;
  const fromMs = day.startMs - Math.min(backMinutes, minutesPerDay) * MINUTE_MS;
  const toMs = day.startMs + minutesPerDay * MINUTE_MS;
  const moments = momentsBetween(schedules, fromMs, toMs, day);
  const before = moments.length - minutesPerDay;
  const found = new Map<string, { count: number; dayCount: number; moments: Moment[] }>();
  const names = moments.map(({ isNight, isOpen }) => `${isNight ? "n" : "d"}${isOpen.map(Number)}`);
  const byName = new Map(names.map((name, index) => [name, moments[index] as Moment]));
  for (let minute = before; minute < moments.length; minute++) {
    const held =
      persistence.is === "impulse"
        ? [names[minute] as string]
        : [...new Set(names.slice(Math.max(0, minute - before), minute + 1))].sort();
    const key = held.join("|");
    const state = found.get(key) ?? {
      count: 0,
      dayCount: 0,
      moments: held.map((name) => byName.get(name) as Moment),
    };
    state.count += 1;
    if (moments[minute]?.isNight === false) state.dayCount += 1;
    found.set(key, state);
  }
  return [...found.values()].map(({ count, dayCount, moments: own }) => ({
    weight: count / minutesPerDay,
    dayRatio: dayCount / count,
    moments: own,
  }));
}

/** Factor of a sensor in a part of the day: the best of its moments by light and schedule. */
export function timeFactor(
  { moments }: TimeState,
  scheduleIndex: number,
  dayFactor: number,
  nightFactor: number,
): number {
  let best = 0;
  for (const { isNight, isOpen } of moments) {
    if (isOpen[scheduleIndex] !== true) continue;
    best = Math.max(best, isNight ? nightFactor : dayFactor);
  }
  return best;
}

function momentsBetween(
  schedules: readonly Schedule[],
  fromMs: number,
  toMs: number,
  { position, timezone }: { readonly position: LonLat; readonly timezone: string },
): readonly Moment[] {
  const count = Math.round((toMs - fromMs) / MINUTE_MS);
  const isNight = new Uint8Array(count);
  const mark = (into: Uint8Array, startMs: number, endMs: number) => {
    const first = Math.max(0, Math.ceil((startMs - fromMs) / MINUTE_MS - 0.5));
    const last = Math.min(count, Math.ceil((endMs - fromMs) / MINUTE_MS - 0.5));
    for (let minute = first; minute < last; minute++) into[minute] = 1;
  };
  for (const span of lightSpans(position, fromMs, toMs)) {
    if (span.isNight) mark(isNight, span.fromMs, span.toMs);
  }
  const open = schedules.map((hours) => {
    const minutes = new Uint8Array(count);
    if (hours === undefined) return minutes.fill(1);
    for (const span of stretchesWithin(hours, fromMs, toMs, timezone)) {
      mark(minutes, span.fromMs, span.toMs);
    }
    return minutes;
  });
  return Array.from({ length: count }, (_, minute) => ({
    isNight: isNight[minute] === 1,
    isOpen: open.map((minutes) => minutes[minute] === 1),
  }));
}
