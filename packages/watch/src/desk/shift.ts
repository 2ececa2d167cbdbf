import { addDays, type Handover, localDate, localToMs } from "@truceline/model";

/** When shifts begin, local time, where nobody has written one down. Ours, as in the desk's mock. */
export const shiftStartDefault = "20:00";

/** The shift that holds an instant: the newest handover's own, else from one default start to the next. */
export function shiftAt(
  atMs: number,
  timezone: string,
  handovers: readonly Handover[],
): { readonly fromMs: number; readonly toMs: number } {
  const written = handovers
    .filter(({ shift }) => shift.fromMs <= atMs && atMs < shift.toMs)
    .sort((a, b) => b.shift.fromMs - a.shift.fromMs || b.recordedAtMs - a.recordedAtMs)[0];
  if (written !== undefined) return written.shift;
  const date = localDate(atMs, timezone);
  const startOf = (day: string) => localToMs(`${day}T${shiftStartDefault}`, timezone);
  const todayMs = startOf(date);
  return atMs >= todayMs
    ? { fromMs: todayMs, toMs: startOf(addDays(date, 1)) }
    : { fromMs: startOf(addDays(date, -1)), toMs: todayMs };
}
