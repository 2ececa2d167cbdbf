import type { DailyReport } from "../daily/daily-report.ts";

/** The model itself, for programs: `daily-report/1`. */
export function renderJson(report: DailyReport): string {
  return `${JSON.stringify(report)}\n`;
}
