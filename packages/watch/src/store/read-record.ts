import {
  type Assessment,
  assessmentRecord,
  type Call,
  type Casualty,
  type Claim,
  type ClauseState,
  type Correction,
  type CoverageCell,
  callRecord,
  casualtyRecord,
  claimRecord,
  clauseStateRecord,
  correctionRecord,
  coverageCellRecord,
  type Denial,
  type Disturbance,
  denialRecord,
  disturbanceRecord,
  type Handover,
  type Holding,
  handoverRecord,
  holdingRecord,
  type Incident,
  type Inspection,
  type IssuedReport,
  incidentRecord,
  inspectionRecord,
  issuedReportRecord,
  type KeptDeployment,
  keptDeploymentRecord,
  type LogEntry,
  logEntryRecord,
  type Observation,
  observationRecord,
  type Patrol,
  type PatrolTrack,
  type PositionReport,
  patrolRecord,
  patrolTrackRecord,
  positionReportRecord,
  type SensorState,
  type SilenceWindow,
  type SiteVisit,
  sensorStateRecord,
  silenceWindowRecord,
  siteVisitRecord,
  type TrafficEvent,
  trafficEventRecord,
  type WatchNote,
  watchNoteRecord,
} from "@truceline/model";
import type { RecordEntry, RecordKind } from "../ports/store.ts";

/** The record of each kind. */
export interface RecordOfKind {
  readonly observation: Observation;
  readonly claim: Claim;
  readonly "sensor-state": SensorState;
  readonly correction: Correction;
  readonly "patrol-track": PatrolTrack;
  readonly "position-report": PositionReport;
  readonly disturbance: Disturbance;
  readonly incident: Incident;
  readonly assessment: Assessment;
  readonly "coverage-cell": CoverageCell;
  readonly "clause-state": ClauseState;
  readonly "traffic-event": TrafficEvent;
  readonly "log-entry": LogEntry;
  readonly patrol: Patrol;
  readonly denial: Denial;
  readonly call: Call;
  readonly "silence-window": SilenceWindow;
  readonly "watch-note": WatchNote;
  readonly handover: Handover;
  readonly holding: Holding;
  readonly inspection: Inspection;
  readonly "site-visit": SiteVisit;
  readonly casualty: Casualty;
  readonly "issued-report": IssuedReport;
  readonly deployment: KeptDeployment;
}

/** How the record of each kind is read and checked. */
export const recordDefinitions = {
  observation: observationRecord,
  claim: claimRecord,
  "sensor-state": sensorStateRecord,
  correction: correctionRecord,
  "patrol-track": patrolTrackRecord,
  "position-report": positionReportRecord,
  disturbance: disturbanceRecord,
  incident: incidentRecord,
  assessment: assessmentRecord,
  "coverage-cell": coverageCellRecord,
  "clause-state": clauseStateRecord,
  "traffic-event": trafficEventRecord,
  "log-entry": logEntryRecord,
  patrol: patrolRecord,
  denial: denialRecord,
  call: callRecord,
  "silence-window": silenceWindowRecord,
  "watch-note": watchNoteRecord,
  handover: handoverRecord,
  holding: holdingRecord,
  inspection: inspectionRecord,
  "site-visit": siteVisitRecord,
  casualty: casualtyRecord,
  "issued-report": issuedReportRecord,
  deployment: keptDeploymentRecord,
} as const;

const decoder = new TextDecoder();

/**
 * The record of a stored entry, brought up to the current version of its schema. Bytes of the current
 * version were checked when they were written and are not checked again.
 * @throws ModelError `TL_MODEL_SCHEMA_UNKNOWN` for bytes of a newer version.
 */
export function readRecord<Kind extends RecordKind>(
  kind: Kind,
  { bytes }: Pick<RecordEntry, "bytes">,
): RecordOfKind[Kind] {
  const value = JSON.parse(decoder.decode(bytes)) as { readonly schema?: unknown };
  const definition = recordDefinitions[kind];
  const current = value.schema === definition.version;
  return (current ? value : definition.parse(value)) as unknown as RecordOfKind[Kind];
}
