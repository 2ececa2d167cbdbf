import { zoneOffsetMs } from "@truceline/model";

const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
/** The clock is looked at this often for a change of its offset; no zone changes twice within it. */
const LOOK_EVERY_MS = 12 * HOUR_MS;
const YEAR_COUNT_MAX = 400;

/** A run of time in which the zone's offset from UTC stays the same. */
interface OffsetRun {
  readonly fromMs: number;
  readonly toMs: number;
  readonly offsetMs: number;
}

/** The wall clock of a zone: exact, and fast once a year has been looked at. */
export class WallClock {
  readonly timezone: string;
  readonly #years = new Map<number, readonly OffsetRun[]>();

  constructor(timezone: string) {
    this.timezone = timezone;
  }

  /**
   * What the wall clock shows: milliseconds since the local midnight's own label (0 <= value < 24 h,
   * also on odd days), and the local date as days from 1970-01-01.
   */
  at(atMs: number): { readonly timeOfDayMs: number; readonly dayNumber: number } {
    const localMs = atMs + this.#runAt(atMs).offsetMs;
    return { timeOfDayMs: modulo(localMs, DAY_MS), dayNumber: Math.floor(localMs / DAY_MS) };
  }

  /**
   * How much of `[fromMs, toMs)` the wall clock shows a time in `[startMs, endMs)` of the day; over
   * midnight if start > end, never if equal. Elapsed milliseconds: an hour that the clock repeats
   * counts twice, one that it skips not at all.
   */
  overlapMs(fromMs: number, toMs: number, startMs: number, endMs: number): number {
    let sum = 0;
    for (let atMs = fromMs; atMs < toMs; ) {
      const run = this.#runAt(atMs);
      const untilMs = Math.min(toMs, run.toMs);
      const upTo = shownUpTo(untilMs + run.offsetMs, startMs, endMs);
      sum += upTo - shownUpTo(atMs + run.offsetMs, startMs, endMs);
      atMs = untilMs;
    }
    return sum;
  }

  /**
   * The same for windows that begin on certain days only; `endMs` may be 24 h. Day by day, so for spans
   * of years rather than centuries.
   */
  overlapOnDaysMs(
    fromMs: number,
    toMs: number,
    startMs: number,
    endMs: number,
    isOnDay: (dayNumber: number) => boolean,
  ): number {
    const lengthMs = startMs <= endMs ? endMs - startMs : DAY_MS - startMs + endMs;
    let sum = 0;
    for (let atMs = fromMs; atMs < toMs; ) {
      const run = this.#runAt(atMs);
      const untilMs = Math.min(toMs, run.toMs);
      const localFromMs = atMs + run.offsetMs;
      const localToMs = untilMs + run.offsetMs;
      const lastDay = Math.floor(localToMs / DAY_MS);
      // A window over midnight may have begun the day before.
      for (let day = Math.floor(localFromMs / DAY_MS) - 1; day <= lastDay; day++) {
        if (!isOnDay(day)) continue;
        const beginMs = day * DAY_MS + startMs;
        const overlap = Math.min(localToMs, beginMs + lengthMs) - Math.max(localFromMs, beginMs);
        sum += Math.max(0, overlap);
      }
      atMs = untilMs;
    }
    return sum;
  }

  #runAt(atMs: number): OffsetRun {
    const year = Math.floor(atMs / (366 * DAY_MS));
    let runs = this.#years.get(year);
    if (runs === undefined) {
      if (this.#years.size >= YEAR_COUNT_MAX) this.#years.clear();
      runs = this.#look(year * 366 * DAY_MS, (year + 1) * 366 * DAY_MS);
      this.#years.set(year, runs);
    }
    for (const run of runs) if (atMs < run.toMs) return run;
    return runs[runs.length - 1] as OffsetRun;
  }

  #look(fromMs: number, toMs: number): OffsetRun[] {
    const runs: OffsetRun[] = [];
    let startMs = fromMs;
    let offsetMs = zoneOffsetMs(fromMs, this.timezone);
    for (let atMs = fromMs; atMs < toMs; atMs += LOOK_EVERY_MS) {
      const nextMs = Math.min(toMs, atMs + LOOK_EVERY_MS);
      const nextOffsetMs = zoneOffsetMs(nextMs, this.timezone);
      if (nextOffsetMs === offsetMs) continue;
      const changeMs = this.#changeBetween(atMs, nextMs, offsetMs);
      runs.push({ fromMs: startMs, toMs: changeMs, offsetMs });
      startMs = changeMs;
      offsetMs = nextOffsetMs;
    }
    runs.push({ fromMs: startMs, toMs, offsetMs });
    return runs;
  }

  /** The first millisecond with another offset than the one at `lowMs`. */
  #changeBetween(lowMs: number, highMs: number, offsetMs: number): number {
    let low = lowMs;
    let high = highMs;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (zoneOffsetMs(middle, this.timezone) === offsetMs) low = middle;
      else high = middle;
    }
    return high;
  }
}

/** Time shown inside the window up to a local instant, counted from local instant 0. */
function shownUpTo(localMs: number, startMs: number, endMs: number): number {
  const days = Math.floor(localMs / DAY_MS);
  const timeMs = localMs - days * DAY_MS;
  const isPlain = startMs <= endMs;
  const lengthMs = isPlain ? endMs - startMs : DAY_MS - startMs + endMs;
  const todayMs = isPlain
    ? Math.min(Math.max(timeMs - startMs, 0), lengthMs)
    : Math.min(timeMs, endMs) + Math.max(timeMs - startMs, 0);
  return days * lengthMs + todayMs;
}

function modulo(value: number, by: number): number {
  return value - by * Math.floor(value / by);
}
