import type { CompiledAgreement } from "@truceline/agreement";
import { addDays, reportingPeriod } from "@truceline/model";
import { datesBetween } from "../count-table.ts";
import { barPeriodCount } from "./build-daily-report.ts";

/** Published weekend totals reach this many periods beyond a report. */
const aroundPeriodCount = 3;

/**
 * The span of observations and desk records that a report needs: its periods, those of the same length
 * before, the bar of the last two weeks, and what a published total may share with them.
 */
export function observationsNeeded(
  { cutOff, timezone }: Pick<CompiledAgreement, "cutOff" | "timezone">,
  from: string,
  to: string,
): { readonly fromMs: number; readonly toMs: number } {
  const before = addDays(from, -Math.max(datesBetween(from, to).length, aroundPeriodCount));
  const bars = addDays(to, 1 - barPeriodCount);
  return {
    fromMs: reportingPeriod(before < bars ? before : bars, cutOff, timezone).fromMs,
    toMs: reportingPeriod(addDays(to, aroundPeriodCount), cutOff, timezone).toMs,
  };
}
