import type { MinuteTable } from "./travel-minutes.ts";

export const MINUTES_OF_DAY = 1440;

/** Minutes of the local day between which it is light; over midnight if from > to. */
export interface Daylight {
  readonly fromMin: number;
  readonly toMin: number;
}

/** A stretch of a day in minutes; one that ends after midnight ends above 1440. */
export interface MinuteSpan {
  readonly fromMin: number;
  readonly toMin: number;
}

export function isLight({ fromMin, toMin }: Daylight, minute: number): boolean {
  const at = ((minute % MINUTES_OF_DAY) + MINUTES_OF_DAY) % MINUTES_OF_DAY;
  return fromMin <= toMin ? at >= fromMin && at < toMin : at >= fromMin || at < toMin;
}

/** Minutes from a minute of the day to the next change of light; infinite where there is none. */
function untilChange(daylight: Daylight, minute: number): number {
  if (daylight.fromMin === daylight.toMin) return Number.POSITIVE_INFINITY;
  const at = ((minute % MINUTES_OF_DAY) + MINUTES_OF_DAY) % MINUTES_OF_DAY;
  const ahead = (edge: number) => (edge > at ? edge - at : edge - at + MINUTES_OF_DAY);
  return Math.min(ahead(daylight.fromMin), ahead(daylight.toMin));
}

/** Driving times by day and by night, and when each of them holds. */
export interface LegTimes {
  readonly day: MinuteTable;
  readonly night: MinuteTable;
  readonly daylight: Daylight;
}

/**
 * When a drive that begins at a minute ends. The part of the way done by day goes at the day's time, the
 * rest at the night's, so whoever leaves later never arrives earlier. Infinite where no road leads.
 */
export function arrivalMin(legs: LegTimes, from: number, to: number, departMin: number): number {
  const dayMinutes = legs.day[from]?.[to] ?? Number.POSITIVE_INFINITY;
  const nightMinutes = legs.night[from]?.[to] ?? Number.POSITIVE_INFINITY;
  if (!Number.isFinite(dayMinutes) || !Number.isFinite(nightMinutes)) {
    return Number.POSITIVE_INFINITY;
  }
  let atMin = departMin;
  let leftRatio = 1;
  for (;;) {
    const whole = isLight(legs.daylight, atMin) ? dayMinutes : nightMinutes;
    const needed = leftRatio * whole;
    const untilMin = untilChange(legs.daylight, atMin);
    if (needed <= untilMin) return atMin + needed;
    leftRatio -= untilMin / whole;
    atMin += untilMin;
  }
}

/** The least driving time between two places at any hour. */
export function leastMinutes(legs: LegTimes, from: number, to: number): number {
  return Math.min(
    legs.day[from]?.[to] ?? Number.POSITIVE_INFINITY,
    legs.night[from]?.[to] ?? Number.POSITIVE_INFINITY,
  );
}

/** `06:30` from minutes; hours above 23 are those of the next day and marked so. */
export function clockText(minute: number): string {
  const whole = Math.round(minute);
  const days = Math.floor(whole / MINUTES_OF_DAY);
  const at = whole - days * MINUTES_OF_DAY;
  const text = `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
  return days === 0 ? text : `${text}+${days}`;
}
