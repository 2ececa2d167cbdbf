import { type PatrolTrack, sha256Hex } from "@truceline/model";
import { describeFault } from "../errors.ts";
import { readGpx } from "../gpx/read-gpx.ts";
import { RowDecoder } from "../mapping/decode-rows.ts";
import { patrolForm, patrolMapping } from "../odk/patrol-form.ts";
import { readSubmission } from "../odk/read-submission.ts";
import { submissionRows } from "../odk/submission-rows.ts";
import type { HeardDocument } from "./document-records.ts";
import { patrolOfName } from "./list-records.ts";
import type { HeardMessage, HeardRecord, RecordReaderOptions } from "./record-reader.ts";

/** Points of one record: far below what a message may hold. */
const recordPointCountMax = 1_500;

/**
 * A patrol's track (GPX) to records of at most 1,500 points. The file's name begins with the patrol's id;
 * a track of no known patrol is nobody's and is told.
 */
export function trackRecords(bytes: Uint8Array, options: RecordReaderOptions): HeardDocument {
  const { name, origin } = options;
  const patrol = patrolOfName(name);
  if (patrol === undefined) {
    const special = "its name does not begin with the id of a patrol";
    return { messages: [], faults: [describeFault("TL_INT_GPX", special, { file: name })] };
  }
  const { points } = readGpx(new TextDecoder("utf-8").decode(bytes));
  const file = sha256Hex(bytes);
  const records: HeardRecord[] = [];
  for (let at = 0; at < points.length; at += recordPointCountMax) {
    const record: Omit<PatrolTrack, "id" | "recordedAtMs"> = {
      schema: "patrol-track/1",
      origin,
      source: `gpx/${patrol}`,
      sourceId: `${file}/${records.length + 1}`,
      patrolId: patrol,
      points: points.slice(at, at + recordPointCountMax),
    };
    records.push({ kind: "patrol-track", record });
  }
  return { messages: [{ type: "GPX track", records }], faults: [] };
}

/** A filled patrol form (ODK) to observations, one for each thing that was observed. */
export function formRecords(bytes: Uint8Array, options: RecordReaderOptions): HeardDocument {
  const { name, origin } = options;
  const { submission, faults } = readSubmission(bytes, patrolForm, { name });
  if (submission === undefined) return { messages: [], faults };
  const decoder = new RowDecoder(patrolMapping, { name, origin });
  const decoded = submissionRows(patrolForm, submission, "events").map((row) =>
    decoder.decode(row),
  );
  const messages: HeardMessage[] = [
    {
      type: `form ${patrolForm.id}`,
      records: decoded.flatMap(({ record }) =>
        record === undefined ? [] : [{ kind: patrolMapping.record, record } as HeardRecord],
      ),
    },
  ];
  return { messages, faults: [...faults, ...decoded.flatMap((row) => row.faults)] };
}
