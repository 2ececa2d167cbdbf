import {
  AssessmentSchema,
  ClaimSchema,
  ClauseStateSchema,
  CoverageCellSchema,
  IncidentSchema,
  ObservationSchema,
  SensorStateSchema,
} from "@truceline/model";
import type { RecordKind } from "@truceline/watch";
import type { TSchema } from "typebox";

/** The resources of the API and the kind of record each holds. */
const kindByPath: Readonly<Record<string, RecordKind>> = {
  observations: "observation",
  claims: "claim",
  "sensor-states": "sensor-state",
  incidents: "incident",
  assessments: "assessment",
  "coverage-cells": "coverage-cell",
  "clause-states": "clause-state",
};

export const recordPaths: readonly string[] = Object.keys(kindByPath);
/** The resources that the outside may add to. */
export const inputPaths: readonly string[] = ["observations", "claims", "sensor-states"];

export const recordSchemas: Readonly<Record<RecordKind, TSchema>> = {
  observation: ObservationSchema,
  claim: ClaimSchema,
  "sensor-state": SensorStateSchema,
  incident: IncidentSchema,
  assessment: AssessmentSchema,
  "coverage-cell": CoverageCellSchema,
  "clause-state": ClauseStateSchema,
};

export function kindOf(path: string): RecordKind {
  const kind = kindByPath[path];
  if (kind === undefined) throw new RangeError(`no resource ${path}`);
  return kind;
}
