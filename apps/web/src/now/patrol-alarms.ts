import type { MapPatrol, QueueItem } from "@truceline/watch";

/** From here on an overdue patrol rings. SCREENS.md, Log. */
const alarmAfterMs = 15 * 60_000;

/** How long a patrol is overdue by the page's own clock, so that nothing waits for a message. */
export function overdueMs({ state, dueMs }: MapPatrol, nowMs: number): number {
  return state === "out" && dueMs !== null ? Math.max(0, nowMs - dueMs) : 0;
}

/** The patrols that ring, the longest overdue first. In the past nothing rings. */
export function ringing(
  patrols: readonly MapPatrol[],
  nowMs: number,
  live: boolean,
): readonly MapPatrol[] {
  if (!live) return [];
  return patrols
    .filter((patrol) => overdueMs(patrol, nowMs) >= alarmAfterMs)
    .sort((one, other) => (one.dueMs ?? 0) - (other.dueMs ?? 0));
}

/** A row tells its own age by the page's clock: hours and minutes, `00:11`. */
export function overdueText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** What a row of a patrol shows beside its sentence, now; null for other rows. */
export function clockOfRow(
  { about, dueMs }: Pick<QueueItem, "about" | "dueMs">,
  nowMs: number,
): string | null {
  if (about !== "patrol" || dueMs === undefined) return null;
  return overdueText(Math.max(0, nowMs - dueMs));
}
