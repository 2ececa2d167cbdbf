import { type DocumentFault, type PatrolTrack, sha256Hex } from "@truceline/model";
import { describeFault } from "../errors.ts";
import { readGpx } from "../gpx/read-gpx.ts";
import { headerFaults, RowDecoder } from "../mapping/decode-rows.ts";
import type { Mapping } from "../mapping/mapping-schema.ts";
import { columnsOf } from "../mapping/parse-mapping.ts";
import type { FormItem, OdkForm } from "../odk/form.ts";
import { patrolForm, patrolMapping } from "../odk/patrol-form.ts";
import { readSubmission } from "../odk/read-submission.ts";
import { submissionColumns, submissionRows } from "../odk/submission-rows.ts";
import type { HeardDocument, ReadWhole } from "./document-records.ts";
import { patrolOfName } from "./list-records.ts";
import type {
  HeardFault,
  HeardMessage,
  HeardRecord,
  RecordReaderOptions,
} from "./record-reader.ts";

/** Points of one record: far below what a message may hold. */
const recordPointCountMax = 1_500;
/** Points that are told one by one; more are counted. */
const pointFaultCountMax = 20;

/**
 * A patrol's track (GPX) to records of at most 1,500 points, none of them over a break between segments. A
 * point that is none is told and left out, and so are those without a time. The file's name begins with the
 * patrol's id; a track of no known patrol is nobody's and is told.
 */
export function trackRecords(bytes: Uint8Array, options: RecordReaderOptions): HeardDocument {
  const { name, origin } = options;
  const patrol = patrolOfName(name);
  if (patrol === undefined) {
    const special = "its name does not begin with the id of a patrol";
    return { messages: [], faults: [describeFault("TL_INT_GPX", special, { file: name })] };
  }
  const faults: HeardFault[] = [];
  let leftOutCount = 0;
  const { segments, untimedCount } = readGpx(new TextDecoder("utf-8").decode(bytes), (fault) => {
    leftOutCount++;
    if (leftOutCount <= pointFaultCountMax) faults.push({ ...fault, file: name });
  });
  const tell = (special: string) =>
    faults.push(describeFault("TL_INT_GPX", special, { file: name }));
  if (leftOutCount > pointFaultCountMax) tell(`${leftOutCount} points are none`);
  if (untimedCount > 0) tell(`${untimedCount} points say no time and were left out`);
  if (segments.length === 0 && untimedCount === 0) tell("it has no track");
  const file = sha256Hex(bytes);
  const records: HeardRecord[] = [];
  // No record goes over a break: where the recording stopped nobody knows the way.
  const pieces = segments.flatMap((points) =>
    Array.from({ length: Math.ceil(points.length / recordPointCountMax) }, (_, index) =>
      points.slice(index * recordPointCountMax, (index + 1) * recordPointCountMax),
    ),
  );
  for (const points of pieces) {
    const record: Omit<PatrolTrack, "id" | "recordedAtMs"> = {
      schema: "patrol-track/1",
      origin,
      source: `gpx/${patrol}`,
      sourceId: `${file}/${records.length + 1}`,
      patrolId: patrol,
      points,
    };
    records.push({ kind: "patrol-track", record });
  }
  return { messages: records.length === 0 ? [] : [{ type: "GPX track", records }], faults };
}

/** A form of the mission's own, and how what is filled in becomes records. */
export interface FormAsRecords {
  readonly form: OdkForm;
  readonly mapping: Mapping;
}

/** Of a feed that names no form: the one that Truceline writes out. */
export const patrolFormAsRecords: FormAsRecords = { form: patrolForm, mapping: patrolMapping };

/** Questions of a form that its mapping neither reads nor leaves out, and columns that the form does not have. */
export function formFaults(
  { form, mapping }: FormAsRecords,
  name: string,
): readonly DocumentFault[] {
  return headerFaults(submissionColumns(form, repeatOf({ form, mapping })), mapping, name);
}

/** The repeat that the mapping reads a row from; the deepest of those whose questions it names. */
function repeatOf({ form, mapping }: FormAsRecords): string | undefined {
  const columns = columnsOf(mapping);
  const read = repeatsOf(form.items, "").filter((path) =>
    columns.some((column) => column.startsWith(`${path}/`)),
  );
  return read.sort((one, other) => other.length - one.length)[0];
}

function repeatsOf(items: readonly FormItem[], prefix: string): readonly string[] {
  return items.flatMap((item) => {
    if (item.kind === "question") return [];
    const path = `${prefix}${item.name}`;
    return [...(item.kind === "repeat" ? [path] : []), ...repeatsOf(item.items, `${path}/`)];
  });
}

/** Filled forms (ODK) to records: one for each submission, or each instance of the repeat that is read. */
export function formRecords({ form, mapping }: FormAsRecords): ReadWhole {
  const repeat = repeatOf({ form, mapping });
  return (bytes, { name, origin }) => {
    const { submission, faults } = readSubmission(bytes, form, { name });
    if (submission === undefined) return { messages: [], faults };
    const decoder = new RowDecoder(mapping, { name, origin });
    const decoded = submissionRows(form, submission, repeat).map((row) => decoder.decode(row));
    const messages: HeardMessage[] = [
      {
        type: `form ${form.id}`,
        records: decoded.flatMap(({ record }) =>
          record === undefined ? [] : [{ kind: mapping.record, record } as HeardRecord],
        ),
      },
    ];
    return { messages, faults: [...faults, ...decoded.flatMap((row) => row.faults)] };
  };
}
