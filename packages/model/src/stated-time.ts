import { addDays, localToMs } from "./local-time.ts";
import type { TimePrecision, TimeSpan } from "./time-span.ts";

const minuteMs = 60_000;

interface Word {
  /** Clock time on the first date. */
  readonly start: string;
  /** Clock time of the end; `24:00` is the midnight after. */
  readonly end: string;
  /** The end counts from the day after the first date where only one date is given. */
  readonly isOverNight?: boolean;
  /** A reporting period that begins within the word limits it as well. */
  readonly isLimitedAtStart?: boolean;
}

/**
 * Which hours a time word can mean. Declared, not measured: the sources use the words without hours.
 * Generous where the words overlap in use, so that the true instant lies in the span.
 */
export const timeWordHours: Readonly<Partial<Record<TimePrecision, Word>>> = {
  "early-morning": { start: "03:00", end: "08:00" },
  morning: { start: "06:00", end: "12:00" },
  afternoon: { start: "12:00", end: "18:00" },
  evening: { start: "18:00", end: "24:00", isLimitedAtStart: true },
  night: { start: "20:00", end: "07:00", isOverNight: true },
  "evening-and-night": { start: "18:00", end: "07:00", isOverNight: true, isLimitedAtStart: true },
  day: { start: "00:00", end: "24:00" },
  "reporting-period": { start: "00:00", end: "24:00", isLimitedAtStart: true },
};

/** Cells of a time as they stand in a table. */
export interface StatedTime {
  readonly from: string;
  readonly to: string;
  readonly precision: TimePrecision;
}

const statedPattern =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/** Date and, if there is one, clock time and offset of a cell; undefined if it is no time. */
export function splitStated(
  text: string,
): { date: string; clock: string | undefined; offset: string | undefined } | undefined {
  const match = statedPattern.exec(text);
  return match === null ? undefined : { date: match[1] ?? "", clock: match[2], offset: match[3] };
}

/** Instant of a cell; a date alone is its local midnight. Undefined if it is no time. */
export function statedMs(text: string, timezone: string): number | undefined {
  const stated = splitStated(text);
  if (stated === undefined) return undefined;
  const { date, clock, offset } = stated;
  try {
    if (offset === undefined)
      return localToMs(clock === undefined ? date : `${date}T${clock}`, timezone);
    const sign = offset.startsWith("-") ? -1 : 1;
    const aheadMs =
      offset === "Z"
        ? 0
        : sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4))) * minuteMs;
    return localToMs(`${date}T${clock ?? "00:00"}`, "UTC") - aheadMs;
  } catch {
    return undefined; // No such day, hour or zone: not a time.
  }
}

/**
 * The span that a stated time can mean; its words are kept beside it. Clock times to the minute last
 * to the end of the minute. Words follow `timeWordHours`, limited by the reporting period where they
 * touch it: what a report tells happened before its cut-off.
 * Undefined when a cell is no time, or the end lies before the beginning.
 */
export function spanOfStated(
  stated: StatedTime,
  timezone: string,
  period?: TimeSpan | undefined,
): TimeSpan | undefined {
  const { from, to, precision } = stated;
  const first = splitStated(from);
  const last = splitStated(to);
  if (first === undefined || last === undefined || last.date < first.date) return undefined;
  const span = (fromMs: number | undefined, toMs: number | undefined): TimeSpan | undefined =>
    fromMs === undefined || toMs === undefined || toMs < fromMs
      ? undefined
      : { fromMs, toMs, precision, stated: { from, to } };
  if (first.clock !== undefined || last.clock !== undefined) {
    const fromMs = statedMs(from, timezone);
    const toMs = statedMs(to, timezone);
    const isMinute = precision === "minute" && last.clock?.length === 5;
    return span(fromMs, toMs === undefined ? undefined : toMs + (isMinute ? minuteMs - 1 : 0));
  }
  const word = timeWordHours[precision];
  if (word === undefined) return undefined;
  const fromMs = statedMs(`${first.date}T${word.start}`, timezone);
  if (fromMs === undefined || statedMs(last.date, timezone) === undefined) return undefined;
  const endDate =
    word.isOverNight === true && first.date === last.date ? addDays(last.date, 1) : last.date;
  const toMs =
    word.end === "24:00"
      ? statedMs(addDays(endDate, 1), timezone)
      : statedMs(`${endDate}T${word.end}`, timezone);
  const whole = span(fromMs, toMs);
  if (whole === undefined || period === undefined) return whole;
  const limitedFromMs =
    word.isLimitedAtStart === true ? Math.max(whole.fromMs, period.fromMs) : whole.fromMs;
  const limitedToMs = Math.min(whole.toMs, period.toMs);
  // A statement that its report's own period does not touch stays as it was said.
  return limitedFromMs < limitedToMs
    ? { ...whole, fromMs: limitedFromMs, toMs: limitedToMs }
    : whole;
}
