export const hourMs = 3_600_000;

/** The clock hours (UTC) that hold a span. */
export function hoursOf(fromMs: number, toMs: number): readonly number[] {
  const hours: number[] = [];
  for (let atMs = Math.floor(fromMs / hourMs) * hourMs; atMs < toMs; atMs += hourMs) {
    hours.push(atMs);
  }
  return hours;
}
