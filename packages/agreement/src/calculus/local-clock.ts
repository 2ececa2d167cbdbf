import { zoneOffsetMs } from "@truceline/model";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const hourCountMax = 20_000;

/** What the wall clock of a zone shows: the time of day and the day. */
export interface LocalMoment {
  /** Milliseconds since local midnight, 0 <= value < 24 h. */
  readonly timeOfDayMs: number;
  /** Local days since 1 January 1970. */
  readonly dayNumber: number;
}

/** The wall clock of a time zone; offsets are kept, so that asking again is cheap. */
export class LocalClock {
  readonly #timezone: string;
  readonly #isUtc: boolean;
  readonly #offsets = new Map<number, number>();

  constructor(timezone: string) {
    this.#timezone = timezone;
    this.#isUtc = timezone === "Etc/UTC" || timezone === "UTC";
  }

  at(atMs: number): LocalMoment {
    const localMs = atMs + this.offsetMs(atMs);
    const dayNumber = Math.floor(localMs / dayMs);
    return { timeOfDayMs: localMs - dayNumber * dayMs, dayNumber };
  }

  /** Offset from UTC, east positive. */
  offsetMs(atMs: number): number {
    if (this.#isUtc) return 0;
    // Clocks change on a quarter of an hour everywhere, within the years that tables know.
    const quarter = Math.floor(atMs / (hourMs / 4));
    let offsetMs = this.#offsets.get(quarter);
    if (offsetMs === undefined) {
      if (this.#offsets.size >= hourCountMax) this.#offsets.clear();
      offsetMs = zoneOffsetMs(atMs, this.#timezone);
      this.#offsets.set(quarter, offsetMs);
    }
    return offsetMs;
  }

  /** The instants at which the clock shows a time on a local day: one; none or two on odd days. */
  instantsOf(dayNumber: number, timeOfDayMs: number): readonly number[] {
    const localMs = dayNumber * dayMs + timeOfDayMs;
    const guesses = [-dayMs, 0, dayMs].map((shiftMs) => this.offsetMs(localMs + shiftMs));
    return [...new Set(guesses.map((offsetMs) => localMs - offsetMs))]
      .filter((atMs) => atMs + this.offsetMs(atMs) === localMs)
      .sort((a, b) => a - b);
  }
}
