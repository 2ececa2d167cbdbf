import { Temporal } from "@js-temporal/polyfill";
import { ModelError } from "./errors.ts";
import type { TimeSpan } from "./time-span.ts";

const cache = new Map<string, Intl.DateTimeFormat>();
const cacheSizeMax = 64;

/** Offset of the zone from UTC at an instant, in milliseconds, east positive. */
export function zoneOffsetMs(atMs: number, timezone: string): number {
  let format = cache.get(timezone);
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat("en-GB", {
        timeZone: timezone,
        hourCycle: "h23",
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
      });
    } catch (cause) {
      throw new ModelError("TL_MODEL_TIMEZONE", { timezone }, { cause });
    }
    if (cache.size >= cacheSizeMax) cache.clear();
    cache.set(timezone, format);
  }
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(atMs)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(atMs / 1000) * 1000;
}

/**
 * The instant of a local wall-clock time. A time that the clock change skips is moved forward, one
 * that it repeats means the first pass (Temporal's `compatible`).
 * @param local `2018-09-21`, `2018-09-21T19:30` or with seconds; a date alone is its midnight.
 */
export function localToMs(local: string, timezone: string): number {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(timezone).epochMilliseconds;
  } catch (cause) {
    throw new ModelError("TL_MODEL_TIMEZONE", { local, timezone }, { cause });
  }
}

/** Local date and time of an instant, `2018-09-21T19:30:00`. */
export function msToLocal(atMs: number, timezone: string): string {
  return new Date(atMs + zoneOffsetMs(atMs, timezone)).toISOString().slice(0, 19);
}

/** Local date of an instant, `2018-09-21`. */
export function localDate(atMs: number, timezone: string): string {
  return msToLocal(atMs, timezone).slice(0, 10);
}

/** The date some days later, `2018-09-21` → `2018-09-22`. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/**
 * The reporting period that ends on a date: from the cut-off of the day before to that day's.
 * @param cutOff local wall-clock time, `19:30`; `00:00` makes the period the day before the date.
 */
export function reportingPeriod(date: string, cutOff: string, timezone: string): TimeSpan {
  return {
    fromMs: localToMs(`${addDays(date, -1)}T${cutOff}`, timezone),
    toMs: localToMs(`${date}T${cutOff}`, timezone),
    precision: "reporting-period",
  };
}

/** The date that names the reporting period an instant belongs to; the cut-off belongs to the next. */
export function reportingDate(atMs: number, cutOff: string, timezone: string): string {
  const local = msToLocal(atMs, timezone);
  const date = local.slice(0, 10);
  return local.slice(11) < `${cutOff}:00` ? date : addDays(date, 1);
}
