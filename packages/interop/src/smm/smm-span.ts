import { addDays, localToMs, splitStated, type TimeSpan } from "@truceline/model";

export const smmTimezone = "Europe/Kyiv";
/** Cut-off of the mission's daily report, local time. */
const cutOff = "19:30";
/** Of a report whose day is not known: the mission's own time. */
const missionTime = { from: "2014-03-21", to: "2022-03-31" } as const;

/**
 * When a fact of a report was: the day or days in its `date` cell, else the report's own period. Dates
 * are local days, `2021-10-16/2021-10-17` both of them, `2017-01/2017-06` whole months. The period of a
 * daily report runs from cut-off to cut-off, that of a spot report is its day, that of a report of a
 * half-year the half-year; of a report without a day it is all the time that the mission was there.
 * Undefined for cells that say no time.
 */
export function smmSpan(reportId: string, date: string): TimeSpan | undefined {
  if (date !== "") {
    const [from = "", to = from] = date.split("/");
    return daysSpan(from, to, "day", date);
  }
  const daily = /^smm-(\d{4}-\d{2}-\d{2})$/.exec(reportId)?.[1];
  if (daily !== undefined) {
    if (!isDate(daily)) return undefined;
    const from = `${addDays(daily, -1)}T${cutOff}`;
    const to = `${daily}T${cutOff}`;
    return {
      fromMs: localToMs(from, smmTimezone),
      toMs: localToMs(to, smmTimezone),
      precision: "reporting-period",
      stated: { from, to },
    };
  }
  const spot = /^spot-(\d{4}-\d{2}-\d{2})$/.exec(reportId)?.[1];
  if (spot !== undefined) return daysSpan(spot, spot, "day", spot);
  const half = /^thematic-(\d{4})-h([12])$/.exec(reportId);
  if (half !== null) {
    const [, year = "", part = ""] = half;
    const [from, to] = part === "1" ? [`${year}-01`, `${year}-06`] : [`${year}-07`, `${year}-12`];
    return daysSpan(from, to, "reporting-period", reportId);
  }
  if (!/^smm-relay-\d+$/.test(reportId)) return undefined;
  return daysSpan(missionTime.from, missionTime.to, "reporting-period", reportId);
}

/** From the first of these local days or months to the end of the last. */
function daysSpan(
  from: string,
  to: string,
  precision: "day" | "reporting-period",
  stated: string,
): TimeSpan | undefined {
  const first = /^\d{4}-\d{2}$/.test(from) ? `${from}-01` : from;
  const next = /^\d{4}-\d{2}$/.test(to) ? monthAfter(to) : isDate(to) ? addDays(to, 1) : "";
  if (!isDate(first) || !isDate(next) || next <= first) return undefined;
  return {
    fromMs: localToMs(first, smmTimezone),
    toMs: localToMs(next, smmTimezone),
    precision,
    stated: { from: stated, to: stated },
  };
}

function isDate(text: string): boolean {
  const parts = splitStated(text);
  if (parts === undefined || parts.clock !== undefined) return false;
  const at = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function monthAfter(month: string): string {
  const [year = 0, no = 0] = month.split("-").map(Number);
  return no === 12 ? `${year + 1}-01-01` : `${year}-${String(no + 1).padStart(2, "0")}-01`;
}
