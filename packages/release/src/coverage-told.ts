import { firePlaceAgeMinMs, type ReleaseContext } from "./release-terms.ts";

const hourMs = 3_600_000;

/** Coverage of one sector, hour by hour from `fromMs` to now. */
export interface CoverageSeries {
  readonly sectorId: string;
  readonly requirementRatio: number;
  readonly ratios: readonly number[];
}

/**
 * From when on coverage over a period may be told outside the house. Where the mission cannot see now
 * never leaves it: a gap is told once it is closed, or when the agreement's delay has passed.
 *
 * One open gap anywhere withholds the coverage of every sector: told sector by sector, the silence
 * would say which. At `public` the delay holds in any case.
 *
 * @param series from the period's begin to now; an hour that is missing counts as a gap
 * @returns the instant from which it may be told; `nowMs` or earlier means now
 */
export function coverageTellableFromMs(
  period: { readonly fromMs: number; readonly toMs: number },
  series: readonly CoverageSeries[],
  { level, nowMs, terms }: ReleaseContext,
): number {
  if (level === "internal") return period.fromMs;
  const afterDelayMs = period.toMs + terms.delayMs;
  if (level === "public") return afterDelayMs;
  // A period that still runs tells of now.
  if (nowMs < period.toMs) return afterDelayMs;
  const hourCount = Math.floor((nowMs - period.fromMs) / hourMs);
  const isOpen = series.some(({ ratios, requirementRatio }) => {
    const latest = ratios[hourCount - 1];
    return latest === undefined || latest < requirementRatio;
  });
  return isOpen ? afterDelayMs : period.toMs;
}

/** A place of fire is told no younger than this after it happened. */
export function firePlaceTellableFromMs(toMs: number): number {
  return toMs + firePlaceAgeMinMs;
}
