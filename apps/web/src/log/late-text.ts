import { logWords as words } from "./log-words.ts";

const minuteMs = 60_000;
/** Written down within this time it is not called late. */
const lateFromMs = 10 * minuteMs;

/** How long after it happened a line is written; null while it is fresh. */
export function lateText(ageMs: number): string | null {
  if (ageMs < -minuteMs) return words.ahead(durationText(-ageMs));
  return ageMs < lateFromMs ? null : words.late(durationText(ageMs));
}

export function durationText(durationMs: number): string {
  const minutes = Math.floor(durationMs / minuteMs);
  const hours = Math.floor(minutes / 60);
  if (hours >= 72) return `${Math.floor(hours / 24)} days`;
  return hours === 0 ? `${minutes} min` : `${hours} h ${String(minutes % 60).padStart(2, "0")} min`;
}
