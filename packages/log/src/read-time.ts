import {
  addDays,
  localDate,
  localToMs,
  msToLocal,
  spanOfStated,
  type TimePrecision,
  type TimeSpan,
  timePrecisions,
  zoneOffsetMs,
} from "@truceline/model";
import type { LogErrorCode } from "./errors.ts";
import type { LineContext } from "./line-types.ts";

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** A clock time this much before the end of the line before belongs to the next day. */
const nextDayAfterMs = 12 * hourMs;
/** Clocks differ a little; a time up to this far ahead is not called future. */
const clockSlackMs = 10 * minuteMs;

/** A time of day as typed. `pass` is which of the two, on the night the clock is put back. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  /** `:40` or `:40.125`; empty without seconds. */
  readonly seconds: string;
  readonly pass: "A" | "B" | undefined;
}
export interface ClockSpan {
  readonly from: Clock;
  readonly to: Clock | undefined;
}
export interface DaySpan {
  readonly from: string;
  /** Only where a second day was typed. */
  readonly to: string | undefined;
}

const clockPattern = /^(\d{1,2})(?:[:h](\d{2})?(:\d{2}(?:\.\d{1,3})?)?|(\d{2}))([ABАВБ])?$/iu;
const barePattern = /^\d{4}(?:-\d{4}|-\d{2})?$/;

/** Four figures, or two times four: a time where a time can stand, else a number. */
export function isBareClock(word: string): boolean {
  return barePattern.test(word);
}

/**
 * `2140`, `21:40`, `21h40`, `21:40:15`, `0330B`, `2140-2155`, `2140-55`. Undefined for a word that
 * does not look like a time; "bad" for one that does and is none.
 */
export function clockOf(word: string): ClockSpan | "bad" | undefined {
  const [first = "", second, ...rest] = word.split("-");
  if (rest.length > 0 || !looksLikeClock(first)) return undefined;
  const from = oneClock(first);
  if (second === undefined) return from === undefined ? "bad" : { from, to: undefined };
  const isMinutes = /^\d{2}$/.test(second) && from !== undefined;
  if (!isMinutes && !looksLikeClock(second)) return undefined;
  const to = isMinutes ? { ...from, minute: Number(second), seconds: "" } : oneClock(second);
  return from === undefined || to === undefined || to.minute > 59 ? "bad" : { from, to };
}

function looksLikeClock(text: string): boolean {
  return clockPattern.test(text) && (text.length >= 4 || /[:h]/i.test(text));
}

function oneClock(text: string): Clock | undefined {
  const match = clockPattern.exec(text);
  const hour = Number(match?.[1]);
  const minute = Number(match?.[2] ?? match?.[4] ?? "0");
  const seconds = match?.[3] ?? "";
  const isSound =
    hour <= 24 &&
    minute <= 59 &&
    Number(seconds.slice(1) || "0") < 60 &&
    (hour < 24 || minute === 0);
  if (match === null || !isSound) return undefined;
  const pass = match[5] === undefined ? undefined : /[aа]/iu.test(match[5]) ? "A" : "B";
  return { hour, minute, seconds, pass };
}

const dayPattern =
  /^(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?|(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2}))$/;

/**
 * `9/3` (day, then month), `9/3/2026`, `09.03.2026`, `2026-03-09`; two of them with `-` or `..`
 * between, or `9-10/3`. A year not typed is the one that brings the day nearest to `nearDay`.
 */
export function dayOf(word: string, nearDay: string): DaySpan | "bad" | undefined {
  const short = /^(\d{1,2})-(\d{1,2}\/(\d{1,2})(?:\/\d{2,4})?)$/.exec(word);
  const [first = "", second, ...rest] =
    short === null
      ? word.includes("..")
        ? word.split("..")
        : /^\d{4}-\d{2}-\d{2}$/.test(word)
          ? [word]
          : word.split("-")
      : [`${short[1]}/${(short[2] ?? "").split("/").slice(1).join("/")}`, short[2] ?? ""];
  if (rest.length > 0) return undefined;
  if (!dayPattern.test(first) || (second !== undefined && !dayPattern.test(second)))
    return undefined;
  const from = oneDay(first, nearDay);
  if (from === undefined) return "bad";
  if (second === undefined) return { from, to: undefined };
  const to = oneDay(second, from);
  return to === undefined ? "bad" : { from, to };
}

function oneDay(text: string, nearDay: string): string | undefined {
  const match = dayPattern.exec(text);
  if (match === null) return undefined;
  const day = match[3] ?? match[4] ?? match[7] ?? "";
  const month = match[2] ?? match[5] ?? match[8] ?? "";
  const year = match[1] ?? match[6] ?? match[9];
  return dateOf(Number(day), Number(month), year, nearDay);
}

/** The date with this day and month; without a year, the one nearest to `nearDay`. */
export function dateOf(
  day: number,
  month: number,
  year: string | undefined,
  nearDay: string,
): string | undefined {
  const two = (value: number) => String(value).padStart(2, "0");
  const nearYear = Number(nearDay.slice(0, 4));
  const years =
    year === undefined
      ? [nearYear, nearYear - 1, nearYear + 1]
      : [year.length === 2 ? 2_000 + Number(year) : Number(year)];
  const dates = years
    .map((one) => `${String(one).padStart(4, "0")}-${two(month)}-${two(day)}`)
    .filter((date) => new Date(`${date}T00:00:00Z`).toString() !== "Invalid Date")
    .filter((date) => new Date(`${date}T00:00:00Z`).toISOString().startsWith(date));
  const away = (date: string) => Math.abs(Date.parse(date) - Date.parse(nearDay));
  return dates.toSorted((a, b) => away(a) - away(b))[0];
}

/** The last such weekday up to today, 1 = Monday … 7. */
export function weekdayDate(weekday: number, today: string): string {
  const todayNo = new Date(`${today}T00:00:00Z`).getUTCDay() || 7;
  return addDays(today, -((todayNo - weekday + 7) % 7));
}

const instantPattern =
  /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z)(?:\.\.(\S+?Z))?(?:\/([a-z-]+))?$/;

/** `2026-03-09T19:40:00Z..2026-03-09T19:55:59.999Z/minute`: instants of a device, no local words. */
export function instantOf(word: string): TimeSpan | "bad" | undefined {
  const match = instantPattern.exec(word);
  if (match === null) return undefined;
  const fromMs = Date.parse(match[1] ?? "");
  const toMs = match[2] === undefined ? fromMs : Date.parse(match[2]);
  const precision = (match[3] ?? "exact") as TimePrecision;
  const isSound = fromMs <= toMs && timePrecisions.includes(precision);
  return isSound ? { fromMs, toMs, precision } : "bad";
}

export function instantWord({ fromMs, toMs, precision }: TimeSpan): string {
  const iso = (atMs: number) => new Date(atMs).toISOString();
  const end = fromMs === toMs ? "" : `..${iso(toMs)}`;
  return `${iso(fromMs)}${end}${precision === "exact" ? "" : `/${precision}`}`;
}

/** The instants at which the local clock shows a time: none, one, or two, in order. */
function instantsAt(local: string, timezone: string): readonly number[] {
  const asUtcMs = Date.parse(`${local}Z`);
  const offsets = [asUtcMs - 24 * hourMs, asUtcMs + 24 * hourMs].map((atMs) =>
    zoneOffsetMs(atMs, timezone),
  );
  return [...new Set(offsets)]
    .map((offsetMs) => asUtcMs - offsetMs)
    .filter((atMs) => atMs + zoneOffsetMs(atMs, timezone) === asUtcMs)
    .toSorted((a, b) => a - b);
}

interface Edge {
  readonly atMs: number;
  readonly stated: string;
  readonly isTwice: boolean;
}

/** An edge of a clock span, or the time the clock showed instead where it was put forward. */
function edgeOf(date: string, clock: Clock, timezone: string): Edge | { readonly instead: string } {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = clock.hour === 24 ? addDays(date, 1) : date;
  const local = `${day}T${two(clock.hour % 24)}:${two(clock.minute)}${clock.seconds}`;
  const full = clock.seconds === "" ? `${local}:00` : local;
  const instants = instantsAt(full, timezone);
  const [first, second] = instants;
  if (first === undefined) {
    return { instead: msToLocal(localToMs(local, timezone), timezone).slice(11, 16) };
  }
  if (second === undefined || clock.pass !== "B") {
    return {
      atMs: first,
      stated: local,
      isTwice: second !== undefined && clock.pass === undefined,
    };
  }
  return { atMs: second, stated: `${local}${offsetText(second, timezone)}`, isTwice: false };
}

/** `+02:00` at an instant. */
function offsetText(atMs: number, timezone: string): string {
  const minutes = Math.round(zoneOffsetMs(atMs, timezone) / minuteMs);
  const two = (value: number) => String(value).padStart(2, "0");
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

export interface TimeParts {
  readonly day?: DaySpan | undefined;
  readonly clock?: ClockSpan | undefined;
  readonly daypart?: TimePrecision | undefined;
}

export type TimeResult =
  | { readonly span: TimeSpan; readonly notes: readonly LogErrorCode[] }
  | { readonly code: LogErrorCode; readonly at: "day" | "clock"; readonly suggestion?: string };

/** The span that day, clock and part of the day mean together. */
export function spanOf(parts: TimeParts, carriedDay: string, context: LineContext): TimeResult {
  const { day, clock, daypart } = parts;
  return clock === undefined
    ? wordSpan(day, daypart ?? "day", carriedDay, context)
    : clockSpan(day, clock, carriedDay, context);
}

function wordSpan(
  day: DaySpan | undefined,
  precision: TimePrecision,
  carriedDay: string,
  context: LineContext,
): TimeResult {
  const overNight = precision === "night" || precision === "evening-and-night";
  const period = context.statement?.period;
  let from = day?.from ?? carriedDay;
  let to = day?.to ?? (overNight ? addDays(from, 1) : from);
  if (precision === "reporting-period" && day === undefined && period !== undefined) {
    from = localDate(period.fromMs, context.timezone);
    to = localDate(period.toMs, context.timezone);
  } else if (precision === "reporting-period" && day?.to === undefined) {
    // A period is named by the day it ends on.
    to = from;
    from = addDays(to, -1);
  }
  const span = spanOfStated({ from, to, precision }, context.timezone, period);
  if (span === undefined) return { code: "TL_LOG_SPAN", at: "day" };
  return { span, notes: futureNotes(span, context) };
}

function clockSpan(
  day: DaySpan | undefined,
  clock: ClockSpan,
  carriedDay: string,
  context: LineContext,
): TimeResult {
  const { timezone } = context;
  const notes: LogErrorCode[] = [];
  let date = day?.from ?? carriedDay;
  let from = edgeOf(date, clock.from, timezone);
  if (day === undefined) {
    const moved = otherDay(from, date, clock.from, context);
    if (moved !== undefined) {
      from = moved.edge;
      date = moved.date;
      notes.push(moved.code);
    }
  }
  if ("instead" in from) return skipped(from.instead);
  let to: Edge | { readonly instead: string } = from;
  if (clock.to !== undefined || day?.to !== undefined) {
    const last = clock.to ?? clock.from;
    to = edgeOf(day?.to ?? date, last, timezone);
    if ("atMs" in to && to.atMs < from.atMs && day?.to === undefined) {
      const second = edgeOf(date, { ...last, pass: "B" }, timezone);
      to =
        "atMs" in second && second.atMs >= from.atMs
          ? second
          : edgeOf(addDays(date, 1), last, timezone);
    }
    if ("instead" in to) return skipped(to.instead);
    if (to.atMs < from.atMs) return { code: "TL_LOG_SPAN", at: "clock" };
  }
  if (from.isTwice || to.isTwice) notes.push("TL_LOG_TIME_TWICE");
  const isExact = clock.from.seconds !== "" || (clock.to?.seconds ?? "") !== "";
  const precision = isExact ? "exact" : "minute";
  const stated = { from: from.stated, to: to.stated, precision } as const;
  const span = spanOfStated(stated, timezone, context.statement?.period);
  if (span === undefined) return { code: "TL_LOG_TIME", at: "clock" };
  return { span, notes: [...notes, ...futureNotes(span, context)] };
}

/**
 * The day that a clock time without one belongs to, where it is not the carried one: the next, if it
 * is far before the end of the line before; the day before, if it has not come yet.
 */
function otherDay(
  edge: ReturnType<typeof edgeOf>,
  date: string,
  clock: Clock,
  { timezone, previousToMs, nowMs }: LineContext,
): { readonly edge: Edge; readonly date: string; readonly code: LogErrorCode } | undefined {
  if (!("atMs" in edge)) return undefined;
  const hasCome = (one: ReturnType<typeof edgeOf>): one is Edge =>
    "atMs" in one && one.atMs <= nowMs + clockSlackMs;
  if (previousToMs !== undefined && edge.atMs < previousToMs - nextDayAfterMs) {
    const next = edgeOf(addDays(date, 1), clock, timezone);
    if (hasCome(next)) return { edge: next, date: addDays(date, 1), code: "TL_LOG_DAY_NEXT" };
  }
  if (hasCome(edge)) return undefined;
  const before = edgeOf(addDays(date, -1), clock, timezone);
  if (!hasCome(before)) return undefined;
  return { edge: before, date: addDays(date, -1), code: "TL_LOG_DAY_BEFORE" };
}

const skipped = (instead: string): TimeResult => ({
  code: "TL_LOG_TIME_SKIPPED",
  at: "clock",
  suggestion: instead.replace(":", ""),
});

function futureNotes(span: TimeSpan, { nowMs }: LineContext): LogErrorCode[] {
  return span.fromMs > nowMs + clockSlackMs ? ["TL_LOG_TIME_FUTURE"] : [];
}

/** The minute of an instant as a clock time. */
export function clockAt(atMs: number, timezone: string): { day: string; clock: Clock } {
  const local = msToLocal(atMs, timezone);
  const first = instantsAt(`${local.slice(0, 16)}:00`, timezone)[0] ?? atMs;
  const pass = atMs - first >= minuteMs * 30 ? "B" : undefined;
  const clock = {
    hour: Number(local.slice(11, 13)),
    minute: Number(local.slice(14, 16)),
    seconds: "",
    pass,
  } as const;
  return { day: local.slice(0, 10), clock };
}
