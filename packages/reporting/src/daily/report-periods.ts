import {
  type Casualty,
  type Denial,
  type Inspection,
  localDate,
  reportingDate,
  type SiteVisit,
} from "@truceline/model";
import type { ReportedWeapons, ReportedWindow } from "./report-input.ts";

/** The reporting period each record of the desk belongs to: that of its beginning. */
export interface ReportPeriods {
  readonly ofDenial: (one: Denial) => string;
  readonly ofCasualty: (one: Casualty) => string;
  readonly ofInspection: (one: Inspection) => string;
  readonly ofWindow: (one: ReportedWindow) => string;
  readonly ofWeapons: (one: ReportedWeapons) => string;
  readonly ofVisit: (one: SiteVisit) => string;
  /** The local day of an instant. */
  readonly dayOf: (atMs: number) => string;
}

export function reportPeriods({
  cutOff,
  timezone,
}: {
  readonly cutOff: string;
  readonly timezone: string;
}): ReportPeriods {
  const known = new Map<number, string>();
  const at = (atMs: number) => {
    const date = known.get(atMs) ?? reportingDate(atMs, cutOff, timezone);
    known.set(atMs, date);
    return date;
  };
  return {
    ofDenial: ({ span }) => at(span.fromMs),
    ofCasualty: ({ span }) => at(span.fromMs),
    ofInspection: ({ span }) => at(span.fromMs),
    ofWindow: ({ fromMs }) => at(fromMs),
    ofWeapons: ({ atMs }) => at(atMs),
    ofVisit: ({ done, planned, requestedAtMs }) =>
      at(done?.fromMs ?? planned?.fromMs ?? requestedAtMs),
    dayOf: (atMs) => localDate(atMs, timezone),
  };
}
