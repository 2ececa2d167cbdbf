import {
  claimRecord,
  observationRecord,
  patrolTrackRecord,
  positionReportRecord,
  sensorStateRecord,
} from "@truceline/model";
import { expect } from "vitest";
import type { HeardMessage, HeardRecord } from "../records/record-reader.ts";

const definitions = {
  claim: claimRecord,
  observation: observationRecord,
  "patrol-track": patrolTrackRecord,
  "position-report": positionReportRecord,
  "sensor-state": sensorStateRecord,
};

/** The records of messages; each as it would be stored must be valid. */
export function validRecords(messages: readonly HeardMessage[]): readonly HeardRecord["record"][] {
  return messages.flatMap(({ records }) =>
    records.map(({ kind, record }) => {
      const whole = { ...record, id: "018f0000-0000-7000-8000-000000000001", recordedAtMs: 0 };
      expect(definitions[kind as "claim"].faults(whole)).toEqual([]);
      return record;
    }),
  );
}
