import { zoneOffsetMs } from "@truceline/model";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Hours of the local day, "06:00" to "18:00"; over midnight if from > to; equal ends: always. */
export interface DailyHours {
  readonly from: string;
  readonly to: string;
}

/** A stretch of time, `[fromMs, toMs)`. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

function minuteOfDay(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

/** Does a wall-clock minute of the day, 0..1439, lie within the hours? */
function holdsMinute(hours: DailyHours, minute: number): boolean {
  const from = minuteOfDay(hours.from);
  const to = minuteOfDay(hours.to);
  if (from === to) return true;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/**
 * The stretches of `[fromMs, toMs)` whose wall-clock time lies within the hours, in order and
 * without touching each other. On the day a clock hour is repeated both passes count; one that is
 * skipped is not there. Whole minutes are decided by their start.
 */
export function stretchesWithin(
  hours: DailyHours,
  fromMs: number,
  toMs: number,
  timezone: string,
): Stretch[] {
  const stretches: { fromMs: number; toMs: number }[] = [];
  // Walk from edge to edge: the next full minute at which the answer or the offset can change.
  let atMs = fromMs;
  while (atMs < toMs) {
    const offsetMs = zoneOffsetMs(atMs, timezone);
    const minute = Math.floor(((((atMs + offsetMs) % DAY_MS) + DAY_MS) % DAY_MS) / MINUTE_MS);
    const isHeld = holdsMinute(hours, minute);
    let nextMs = Math.min(toMs, nextEdgeMs(hours, atMs, offsetMs));
    if (zoneOffsetMs(nextMs, timezone) !== offsetMs)
      nextMs = offsetChangeMs(atMs, nextMs, timezone);
    const last = stretches.at(-1);
    if (isHeld && last?.toMs === atMs) last.toMs = nextMs;
    else if (isHeld) stretches.push({ fromMs: atMs, toMs: nextMs });
    atMs = nextMs;
  }
  return stretches;
}

/** The next instant after `atMs` at which the wall clock passes an edge of the hours. */
function nextEdgeMs(hours: DailyHours, atMs: number, offsetMs: number): number {
  const localMs = atMs + offsetMs;
  const midnightMs = Math.floor(localMs / DAY_MS) * DAY_MS;
  const edges = [minuteOfDay(hours.from), minuteOfDay(hours.to)]
    .flatMap((minute) => [minute, minute + 1440])
    .map((minute) => midnightMs + minute * MINUTE_MS)
    .filter((edgeMs) => edgeMs > localMs);
  return Math.min(...edges) - offsetMs;
}

/** The first whole minute in `(fromMs, toMs]` with another offset than `fromMs`. */
function offsetChangeMs(fromMs: number, toMs: number, timezone: string): number {
  const offsetMs = zoneOffsetMs(fromMs, timezone);
  let before = Math.floor(fromMs / MINUTE_MS);
  let after = Math.ceil(toMs / MINUTE_MS);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (zoneOffsetMs(middle * MINUTE_MS, timezone) === offsetMs) before = middle;
    else after = middle;
  }
  return after * MINUTE_MS;
}
