export function clockText(atMs: number, timezone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).format(atMs);
}

const dayMs = 86_400_000;

/**
 * The same day at another local time. A time later than the one there was by over twelve hours was
 * meant the evening before: a monitor writes down what was, not what will be.
 */
export function withClock(atMs: number, clock: string, timezone: string): number | null {
  const wanted = secondsOf(clock);
  const there = secondsOf(clockText(atMs, timezone));
  if (wanted === null || there === null) return null;
  let byS = wanted - there;
  if (byS > 43_200) byS -= dayMs / 1_000;
  return atMs - (atMs % 1_000) + byS * 1_000;
}

function secondsOf(clock: string): number | null {
  const match = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(clock);
  if (match === null) return null;
  return Number(match[1]) * 3_600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
}
