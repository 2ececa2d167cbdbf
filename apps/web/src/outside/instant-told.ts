import { clockMinutes, shortDate } from "../format/time.ts";
import { outsideWords as words } from "./outside-words.ts";

/** `Tue 10 Mar 14:12 (12:12 UTC)`, or `Tue 10 Mar 12:12 UTC` where the agreement's clock is UTC's. */
export function instantSaid(atMs: number, timezone: string): string {
  const local = clockMinutes(atMs, timezone);
  const utc = clockMinutes(atMs, "UTC");
  const day = shortDate(atMs, timezone);
  return local === utc ? words.instantUtc(day, utc) : words.instant(day, local, utc);
}
