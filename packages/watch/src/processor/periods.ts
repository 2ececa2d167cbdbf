import type { CompiledAgreement } from "@truceline/agreement";
import { addDays, reportingDate, reportingPeriod } from "@truceline/model";

/** A reporting period, from cut-off to cut-off, named by the local day it ends on. */
export interface Period {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
}

export function periodNamed(name: string, { cutOff, timezone }: CompiledAgreement): Period {
  const { fromMs, toMs } = reportingPeriod(name, cutOff, timezone);
  return { name, fromMs, toMs };
}

/** The period an instant belongs to. */
export function periodAt(atMs: number, compiled: CompiledAgreement): Period {
  return periodNamed(reportingDate(atMs, compiled.cutOff, compiled.timezone), compiled);
}

/** The periods a span touches, oldest first; at most the last `countMax` of them. */
export function periodsOf(
  fromMs: number,
  toMs: number,
  compiled: CompiledAgreement,
  countMax: number,
): readonly Period[] {
  const periods: Period[] = [];
  let period = periodAt(toMs, compiled);
  while (periods.length < countMax && period.toMs > fromMs) {
    periods.push(period);
    period = periodNamed(addDays(period.name, -1), compiled);
  }
  return periods.reverse();
}
