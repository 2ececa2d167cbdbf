const formats = new Map<string, Intl.DateTimeFormat>();

function format(timezone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timezone} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat("en-GB", { timeZone: timezone, hourCycle: "h23", ...options });
    formats.set(key, found);
  }
  return found;
}

/** `14:52` in the timezone. */
export function clockMinutes(atMs: number, timezone: string): string {
  return format(timezone, { hour: "2-digit", minute: "2-digit" }).format(atMs);
}

/** `14:52:18` in the timezone. */
export function clockSeconds(atMs: number, timezone: string): string {
  return format(timezone, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(atMs);
}

/** `Tue 10 Mar` in the timezone. */
export function shortDate(atMs: number, timezone: string): string {
  const parts = new Map(
    format(timezone, { weekday: "short", day: "numeric", month: "short" })
      .formatToParts(atMs)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get("weekday")} ${parts.get("day")} ${parts.get("month")}`;
}

/** `10 March` in the timezone. */
export function longDate(atMs: number, timezone: string): string {
  return format(timezone, { day: "numeric", month: "long" }).format(atMs);
}

/** `10 March 2026` in the timezone. */
export function fullDate(atMs: number, timezone: string): string {
  return format(timezone, { day: "numeric", month: "long", year: "numeric" }).format(atMs);
}

/** `2026-03-10` in the timezone. */
export function isoDate(atMs: number, timezone: string): string {
  const parts = new Map(
    format(timezone, { year: "numeric", month: "2-digit", day: "2-digit" })
      .formatToParts(atMs)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
}

/** Milliseconds since local midnight. A day with a clock change is read as its wall clock. */
export function sinceMidnightMs(atMs: number, timezone: string): number {
  const [h = 0, m = 0, s = 0] = clockSeconds(atMs, timezone).split(":").map(Number);
  return ((h * 60 + m) * 60 + s) * 1000 + (((atMs % 1000) + 1000) % 1000);
}

/** The instant of the local midnight before, as the wall clock counts. */
export function startOfDayMs(atMs: number, timezone: string): number {
  return atMs - sinceMidnightMs(atMs, timezone);
}

/** `4 min 12 s`, `3 h 05 min`, `12 s`. */
export function duration(ms: number): string {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${String(Math.floor(s / 60) % 60).padStart(2, "0")} min`;
}
