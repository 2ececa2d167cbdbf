import { addDays } from "@truceline/model";
import { isoDate } from "../format/time.ts";

/** The day on which the period of an instant ends: after the cut-off it is the next day's. */
export function periodOf(atMs: number, cutOff: string, timezone: string): string {
  const day = isoDate(atMs, timezone);
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(atMs);
  return cutOff !== "00:00" && clock >= cutOff ? addDays(day, 1) : day;
}
