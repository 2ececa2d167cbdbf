export type { EvidenceShapes as IncidentEvidence } from "@truceline/fusion";
export * from "./admit/admit.ts";
export { clockAheadMaxMs, type WatchedBox } from "./admit/plausibility.ts";
export type * from "./desk/desk-view.ts";
export { shiftAt } from "./desk/shift.ts";
export * from "./errors.ts";
export * from "./ingest/ingest.ts";
export type { CoverageInstant } from "./ledger/coverage-instant.ts";
export type { LedgerPeriod, LostToReason } from "./ledger/ledger-hours.ts";
export {
  type LostHours,
  type LostHoursQuestion,
  type LostHoursRow,
  lostHoursGroupings,
} from "./ledger/lost-hours.ts";
export type { OneMore, OneMoreQuestion } from "./ledger/one-more.ts";
export type {
  LineStretch,
  WorstKilometres,
  WorstKilometresQuestion,
} from "./ledger/worst-kilometres.ts";
export * from "./ports/blob-store.ts";
export * from "./ports/feed.ts";
export * from "./ports/hasher.ts";
export * from "./ports/people.ts";
export * from "./ports/store.ts";
export type { CacheMetrics } from "./processor/bounded-cache.ts";
export * from "./processor/processor.ts";
export * from "./processor/processor-options.ts";
export { sensorStateCountMax } from "./processor/sensor-log.ts";
export * from "./report/assemble-report.ts";
export { regionFinder, regionsOf } from "./report/region-of.ts";
export { releasedReading } from "./report/released-reading.ts";
export type {
  SensorBoard,
  SensorRow,
  SensorStripHour,
} from "./sensors/sensor-board.ts";
export type { SensorPast, SensorSheet, SensorWorth } from "./sensors/sensor-sheet.ts";
export type * from "./sites/site-board.ts";
export type { SiteEvent } from "./sites/site-events.ts";
export { editEntry } from "./store/edit-entry.ts";
export { MemoryStore } from "./store/memory-store.ts";
export { type RecordOfKind, readRecord, recordDefinitions } from "./store/read-record.ts";
export {
  createReportWatch,
  type ReportWatch,
  type ReportWatchOptions,
} from "./traffic/create-report-watch.ts";
export type { ShownTrack, ShownTrafficEvent, TrafficView } from "./traffic/traffic-view.ts";
export type { Warning } from "./traffic/warnings.ts";
export type * from "./views/agreement-shown.ts";
export type { Entered } from "./views/agreement-terms.ts";
export { agreementForParties } from "./views/agreement-view.ts";
export { agreementBox } from "./views/ground.ts";
export {
  type IndicatorBoard,
  type ShownIndicator,
  shownDayCountMax,
} from "./views/indicator-board.ts";
export * from "./views/picture.ts";
export type { ViewOptions } from "./views/view-context.ts";
export { createViews, type LedgerViews, type Views } from "./views/views.ts";
