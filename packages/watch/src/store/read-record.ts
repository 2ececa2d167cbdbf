import {
  type Assessment,
  assessmentRecord,
  type Claim,
  type ClauseState,
  type CoverageCell,
  claimRecord,
  clauseStateRecord,
  coverageCellRecord,
  type Incident,
  incidentRecord,
  type Observation,
  observationRecord,
  type SensorState,
  sensorStateRecord,
} from "@truceline/model";
import type { RecordEntry } from "../ports/store.ts";

/** The record of each kind. */
export interface RecordOfKind {
  readonly observation: Observation;
  readonly claim: Claim;
  readonly "sensor-state": SensorState;
  readonly incident: Incident;
  readonly assessment: Assessment;
  readonly "coverage-cell": CoverageCell;
  readonly "clause-state": ClauseState;
}

const definitions = {
  observation: observationRecord,
  claim: claimRecord,
  "sensor-state": sensorStateRecord,
  incident: incidentRecord,
  assessment: assessmentRecord,
  "coverage-cell": coverageCellRecord,
  "clause-state": clauseStateRecord,
} as const;

const decoder = new TextDecoder();

/**
 * The record of a stored entry, brought up to the current version of its schema. Bytes of the current
 * version were checked when they were written and are not checked again.
 * @throws ModelError `TL_MODEL_SCHEMA_UNKNOWN` for bytes of a newer version.
 */
export function readRecord<Kind extends keyof RecordOfKind>(
  kind: Kind,
  { bytes }: Pick<RecordEntry, "bytes">,
): RecordOfKind[Kind] {
  const value = JSON.parse(decoder.decode(bytes)) as { readonly schema?: unknown };
  const definition = definitions[kind];
  const current = value.schema === definition.version;
  return (current ? value : definition.parse(value)) as unknown as RecordOfKind[Kind];
}
