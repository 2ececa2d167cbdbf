import { clockMinutes, isoDate } from "../format/time.ts";

/** An instant as a field of a date and time shows it, in the agreement's own time. */
export function toField(atMs: number, timezone: string): string {
  return `${isoDate(atMs, timezone)}T${clockMinutes(atMs, timezone)}`;
}

/**
 * The instant of a local date and time; null for text that is none. In the hour that a clock skips it
 * is the hour after, in the hour that comes twice the first.
 */
export function fromField(text: string, timezone: string): number | null {
  const asUtcMs = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtcMs)) return null;
  let atMs = asUtcMs;
  // Twice: the first step may cross a change of the clocks.
  for (let step = 0; step < 2; step++) {
    const shown = Date.parse(`${toField(atMs, timezone)}Z`);
    atMs += asUtcMs - shown;
  }
  return atMs;
}
