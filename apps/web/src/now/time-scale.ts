import type { Address } from "../state/address.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Length, bar width and label distance of each span of the time bar. */
export const timeSpans: Readonly<
  Record<
    Address["span"],
    { readonly lengthMs: number; readonly binMs: number; readonly labelMs: number }
  >
> = {
  "6h": { lengthMs: 6 * hourMs, binMs: 10 * minuteMs, labelMs: hourMs },
  "24h": { lengthMs: 24 * hourMs, binMs: 10 * minuteMs, labelMs: 2 * hourMs },
  "7d": { lengthMs: 7 * 24 * hourMs, binMs: hourMs, labelMs: 24 * hourMs },
};

export interface TimeScale {
  readonly fromMs: number;
  readonly toMs: number;
  readonly binMs: number;
  readonly labelMs: number;
}

/**
 * The axis: it spans the whole period asked for, whatever data there is, and ends at the bin after
 * now. A cursor before its start moves the axis so that the cursor stands in its middle.
 */
export function timeScale(span: Address["span"], nowMs: number, cursorMs: number): TimeScale {
  const { lengthMs, binMs, labelMs } = timeSpans[span];
  const lastToMs = Math.ceil((nowMs + 1) / binMs) * binMs;
  const middleToMs = Math.ceil((cursorMs + lengthMs / 2) / binMs) * binMs;
  const toMs = cursorMs < lastToMs - lengthMs ? Math.min(lastToMs, middleToMs) : lastToMs;
  return { fromMs: toMs - lengthMs, toMs, binMs, labelMs };
}

/** Share of the axis at which an instant lies, 0 to 1. */
export function shareAt({ fromMs, toMs }: TimeScale, atMs: number): number {
  return Math.min(1, Math.max(0, (atMs - fromMs) / (toMs - fromMs)));
}

/** Instants of the labels: whole steps of local time, not too near the ends. */
export function labelInstants(
  { fromMs, toMs, labelMs }: TimeScale,
  zoneOffsetMs: number,
): readonly number[] {
  const first = Math.ceil((fromMs + zoneOffsetMs) / labelMs) * labelMs - zoneOffsetMs;
  const instants: number[] = [];
  for (let atMs = first; atMs <= toMs; atMs += labelMs) instants.push(atMs);
  return instants;
}
