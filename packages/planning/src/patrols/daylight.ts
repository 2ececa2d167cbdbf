import type { Position } from "@truceline/geo";
import { addDays, localToMs } from "@truceline/model";
import { lightSpans } from "@truceline/sensing";
import type { Daylight } from "./day-clock.ts";

/** Where neither hours of light nor a date are given. */
export const assumedDaylight: Daylight = { fromMin: 6 * 60, toMin: 18 * 60 };

/**
 * Hours of light of a date at a place, in minutes of its local day: from the first light after midnight
 * to the last. A day without night is light from 0 to 1440, one without light from 0 to 0.
 * Accuracy: a minute. Light ends with civil twilight.
 */
export function daylightOn(place: Position, date: string, timezone: string): Daylight {
  const fromMs = localToMs(date, timezone);
  const toMs = localToMs(addDays(date, 1), timezone);
  const light = lightSpans(place, fromMs, toMs).filter(({ isNight }) => !isNight);
  const [first] = light;
  const last = light.at(-1);
  if (first === undefined || last === undefined) return { fromMin: 0, toMin: 0 };
  const minute = (atMs: number) => Math.round((atMs - fromMs) / 60_000);
  // Light over midnight: it ends before it begins again.
  const isOverMidnight = light.length > 1 && first.fromMs === fromMs && last.toMs === toMs;
  if (isOverMidnight) return { fromMin: minute(last.fromMs), toMin: minute(first.toMs) };
  return { fromMin: minute(first.fromMs), toMin: minute(last.toMs) };
}
