import {
  AssessmentSchema,
  CallSchema,
  CasualtySchema,
  ClaimSchema,
  ClauseStateSchema,
  CorrectionSchema,
  CoverageCellSchema,
  DenialSchema,
  DisturbanceSchema,
  HandoverSchema,
  HoldingSchema,
  IncidentSchema,
  InspectionSchema,
  IssuedReportSchema,
  KeptDeploymentSchema,
  LogEntrySchema,
  ObservationSchema,
  PatrolSchema,
  PatrolTrackSchema,
  PositionReportSchema,
  SensorStateSchema,
  SilenceWindowSchema,
  SiteVisitSchema,
  TrafficEventSchema,
  WatchNoteSchema,
} from "@truceline/model";
import type { RecordKind } from "@truceline/watch";
import type { TSchema } from "typebox";
import { deskKindByPath } from "./desk/desk-paths.ts";

/** The resources of the API and the kind of record each holds. */
export const recordKindByPath: Readonly<Record<string, RecordKind>> = {
  observations: "observation",
  claims: "claim",
  "sensor-states": "sensor-state",
  corrections: "correction",
  "patrol-tracks": "patrol-track",
  "position-reports": "position-report",
  disturbances: "disturbance",
  incidents: "incident",
  assessments: "assessment",
  "coverage-cells": "coverage-cell",
  "clause-states": "clause-state",
  "traffic-events": "traffic-event",
  deployments: "deployment",
  ...deskKindByPath,
};

export const recordPaths: readonly string[] = Object.keys(recordKindByPath);
/** The resources that the outside may add to. */
export const inputPaths: readonly string[] = [
  "observations",
  "claims",
  "sensor-states",
  "corrections",
  "patrol-tracks",
  "position-reports",
  "disturbances",
];

export const recordSchemas: Readonly<Record<RecordKind, TSchema>> = {
  observation: ObservationSchema,
  claim: ClaimSchema,
  "sensor-state": SensorStateSchema,
  correction: CorrectionSchema,
  "patrol-track": PatrolTrackSchema,
  "position-report": PositionReportSchema,
  disturbance: DisturbanceSchema,
  incident: IncidentSchema,
  assessment: AssessmentSchema,
  "coverage-cell": CoverageCellSchema,
  "clause-state": ClauseStateSchema,
  "traffic-event": TrafficEventSchema,
  "log-entry": LogEntrySchema,
  patrol: PatrolSchema,
  denial: DenialSchema,
  call: CallSchema,
  "silence-window": SilenceWindowSchema,
  "watch-note": WatchNoteSchema,
  handover: HandoverSchema,
  holding: HoldingSchema,
  inspection: InspectionSchema,
  "site-visit": SiteVisitSchema,
  casualty: CasualtySchema,
  "issued-report": IssuedReportSchema,
  deployment: KeptDeploymentSchema,
};

export function kindOf(path: string): RecordKind {
  const kind = recordKindByPath[path];
  if (kind === undefined) throw new RangeError(`no resource ${path}`);
  return kind;
}
