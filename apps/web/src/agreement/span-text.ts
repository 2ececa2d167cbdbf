const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** `14 days`, `36 h`, `30 min` of a length of time, in the largest unit that it is whole in. */
export function spanText(ms: number): string {
  if (ms >= dayMs && ms % dayMs === 0) {
    const days = ms / dayMs;
    return days === 1 ? "24\u00a0h" : `${days}\u00a0days`;
  }
  if (ms >= hourMs && ms % hourMs === 0) return `${ms / hourMs}\u00a0h`;
  return `${Math.round(ms / minuteMs)}\u00a0min`;
}
