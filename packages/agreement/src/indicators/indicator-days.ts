import type { CompiledIndicator } from "./indicator.ts";

/** A reporting day, `[fromMs, toMs)`. */
export interface BoardDay {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** An observation that shows the indicator, placed in a sector. */
export interface IndicatorSighting {
  readonly observationId: string;
  readonly sectorId: string;
  /** The middle of when it was. */
  readonly atMs: number;
  /** How many pieces it counts, at least 1. */
  readonly pieceCount: number;
}

/** What was notified beforehand: in one sector, or (null) in all. */
export interface IndicatorNotice {
  readonly sectorId: string | null;
  readonly fromMs: number;
  readonly toMs: number;
}

export type IndicatorDayState = "seen" | "not-seen" | "could-not-see";

/** One sector on one day. */
export interface IndicatorDay {
  readonly state: IndicatorDayState;
  /** What counts towards the threshold: 1 for a day, observations, or pieces. */
  readonly count: number;
  /** Observations that show it and were notified beforehand; they do not count. */
  readonly notifiedCount: number;
  /** How much of the day's ground and time could be seen, 0..1. */
  readonly coverageRatio: number;
  readonly observationIds: readonly string[];
  /** The count over the days of the threshold that end with this one. */
  readonly windowCount: number;
  /** Of those days, on how many nobody could see: the count may be too low by what was then. */
  readonly blindDayCount: number;
  readonly isReached: boolean;
}

export interface IndicatorRow {
  readonly sectorId: string;
  /** In the order of the days asked for. */
  readonly days: readonly IndicatorDay[];
}

/** Observation ids named for one day; there may be more. */
const namedIdCountMax = 20;

/**
 * One indicator by sector and day: *seen* where an observation shows it, *not seen* where none does and
 * coverage was enough, else *could not see*. A day nobody could see adds nothing to the count and is
 * counted apart: silence is not quiet. Everything is about days that were; nothing is foretold.
 * @param input.days consecutive, oldest first; those before the first are not looked at, so begin
 *   `threshold.dayCount - 1` days before the first that is shown
 * @param input.coverageRatio of a sector on the day of that index, 0..1
 */
export function indicatorRows(
  indicator: Pick<
    CompiledIndicator,
    "sectors" | "counts" | "threshold" | "fromMs" | "unlessNotified" | "coverageRatio"
  >,
  input: {
    readonly days: readonly BoardDay[];
    readonly sectorIds: readonly string[];
    readonly sightings: readonly IndicatorSighting[];
    readonly notices: readonly IndicatorNotice[];
    coverageRatio(sectorId: string, dayIndex: number): number;
  },
): readonly IndicatorRow[] {
  const { counts, threshold, fromMs, unlessNotified, sectors } = indicator;
  const sectorIds = input.sectorIds.filter((id) => sectors === null || sectors.includes(id));
  const distinct = new Map(input.sightings.map((one) => [one.observationId, one]));
  const sorted = [...distinct.values()].sort(
    (a, b) => a.atMs - b.atMs || (a.observationId < b.observationId ? -1 : 1),
  );
  const isNotified = ({ atMs, sectorId }: IndicatorSighting) =>
    unlessNotified &&
    input.notices.some(
      (notice) =>
        (notice.sectorId === null || notice.sectorId === sectorId) &&
        atMs >= notice.fromMs &&
        atMs < notice.toMs,
    );
  return sectorIds.map((sectorId) => {
    const days: IndicatorDay[] = [];
    for (const [index, day] of input.days.entries()) {
      const within = sorted.filter(
        (one) => one.sectorId === sectorId && one.atMs >= day.fromMs && one.atMs < day.toMs,
      );
      const counted = within.filter((one) => one.atMs >= fromMs && !isNotified(one));
      const coverageRatio = input.coverageRatio(sectorId, index);
      const count = countOf(counts, counted);
      const state =
        within.length > 0
          ? "seen"
          : coverageRatio >= indicator.coverageRatio
            ? "not-seen"
            : "could-not-see";
      const before = days.slice(Math.max(0, index + 1 - threshold.dayCount));
      const windowCount = before.reduce((sum, one) => sum + one.count, count);
      const isBlind = state === "could-not-see";
      days.push({
        state,
        count,
        notifiedCount: within.filter(isNotified).length,
        coverageRatio,
        observationIds: within.slice(0, namedIdCountMax).map(({ observationId }) => observationId),
        windowCount,
        blindDayCount: before.reduce(
          (sum, one) => sum + (one.state === "could-not-see" ? 1 : 0),
          isBlind ? 1 : 0,
        ),
        isReached: windowCount >= threshold.count,
      });
    }
    return { sectorId, days };
  });
}

function countOf(
  counts: CompiledIndicator["counts"],
  counted: readonly IndicatorSighting[],
): number {
  if (counts === "days") return counted.length > 0 ? 1 : 0;
  if (counts === "observations") return counted.length;
  return counted.reduce((sum, { pieceCount }) => sum + Math.max(1, pieceCount), 0);
}
