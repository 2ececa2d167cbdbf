import { InteropError } from "../errors.ts";
import { plainNumber } from "../mapping/cell-values.ts";
import type { TableRow } from "../mapping/decode-rows.ts";
import { readAnswer, writeAnswer } from "./answer-text.ts";
import type { Answer, Answers, FormItem, OdkForm, OdkSubmission } from "./form.ts";

/**
 * Columns that every row has: who it comes from, and which instance of the repeat it is, counted from 1
 * (0 where rows are whole submissions).
 */
const headColumns = ["instanceId", "formVersion", "instanceNo"] as const;

/** Ends of the columns that a place is spread over. */
const placeEnds = [".lon", ".lat", ".altitudeM", ".accuracyM"] as const;

/**
 * Columns of a form's rows: paths of its questions (`group/question`), a place as four (`here.lon`,
 * `here.lat`, `here.altitudeM`, `here.accuracyM`). With the path of a repeat, its questions as well as
 * those round it; other repeats have rows of their own.
 */
export function submissionColumns(form: OdkForm, repeat?: string): readonly string[] {
  return [...headColumns, ...columnsOf(form.items, "", repeat)];
}

function columnsOf(
  items: readonly FormItem[],
  prefix: string,
  repeat: string | undefined,
): readonly string[] {
  return items.flatMap((item): readonly string[] => {
    const path = `${prefix}${item.name}`;
    if (item.kind === "question") {
      return item.type === "place" ? placeEnds.map((end) => `${path}${end}`) : [path];
    }
    const isTaken =
      item.kind === "group" || path === repeat || repeat?.startsWith(`${path}/`) === true;
    return isTaken ? columnsOf(item.items, `${path}/`, repeat) : [];
  });
}

/**
 * A submission as rows of cells, to be read by a saved mapping: one row, or one an instance of a repeat
 * (none where it was not answered). Cells hold the answers as texts; lists with spaces between.
 */
export function submissionRows(
  form: OdkForm,
  submission: OdkSubmission,
  repeat?: string,
): readonly TableRow[] {
  const head = { instanceId: submission.instanceId, formVersion: submission.version };
  const empty = Object.fromEntries(submissionColumns(form, repeat).map((name) => [name, ""]));
  const instances = instancesOf(submission.answers, repeat === undefined ? [] : repeat.split("/"));
  return instances.map((cells, index) => ({
    row: index + 1,
    cells: {
      ...empty,
      ...head,
      instanceNo: String(repeat === undefined ? 0 : index + 1),
      ...cells,
    },
  }));
}

type Cells = Readonly<Record<string, string>>;

/** Cells of each instance at the end of the path, with those of everything round it. */
function instancesOf(answers: Answers, path: readonly string[], prefix = ""): readonly Cells[] {
  const own = cellsOf(answers, prefix);
  const [name, ...rest] = path;
  if (name === undefined) return [own];
  const answer = answers[name];
  const inner =
    answer?.type === "repeat" ? answer.instances : answer?.type === "group" ? [answer.answers] : [];
  return inner.flatMap((one) =>
    instancesOf(one, rest, `${prefix}${name}/`).map((cells) => ({ ...own, ...cells })),
  );
}

function cellsOf(answers: Answers, prefix: string): Cells {
  const cells: Record<string, string> = {};
  for (const [name, answer] of Object.entries(answers)) {
    const path = `${prefix}${name}`;
    if (answer.type === "repeat") continue;
    if (answer.type === "group") Object.assign(cells, cellsOf(answer.answers, `${path}/`));
    else if (answer.type === "place") {
      const { lonDeg, latDeg, altitudeM, accuracyM } = answer.place;
      for (const [index, value] of [lonDeg, latDeg, altitudeM, accuracyM].entries()) {
        cells[`${path}${placeEnds[index]}`] = plainNumber(value);
      }
    } else cells[path] = writeAnswer(answer) ?? "";
  }
  return cells;
}

/**
 * A submission from rows of cells, as `submissionRows` makes them: what an exercise writes by a mapping
 * goes the same way back. Cells round the repeat are taken from the first row. Only repeats that do not
 * lie in others can be written.
 * @throws InteropError `TL_INT_ODK_ENCODE` with the column whose cell is no answer to its question, or
 *   that the form does not have
 */
export function submissionOfRows(
  form: OdkForm,
  rows: readonly Cells[],
  options: { readonly instanceId: string; readonly repeat?: string },
): OdkSubmission {
  const { instanceId, repeat } = options;
  const known = new Set(submissionColumns(form, repeat));
  for (const column of rows.flatMap((cells) => Object.keys(cells))) {
    if (!known.has(column)) throw new InteropError("TL_INT_ODK_ENCODE", { column });
  }
  const answers = answersOf(form, form.items, "", rows, repeat);
  return { formId: form.id, version: form.version, instanceId, answers };
}

function answersOf(
  form: OdkForm,
  items: readonly FormItem[],
  prefix: string,
  rows: readonly Cells[],
  repeat: string | undefined,
): Answers {
  const answers: Record<string, Answer> = {};
  for (const item of items) {
    const path = `${prefix}${item.name}`;
    if (item.kind === "question") {
      const text = item.type === "place" ? placeText(rows[0] ?? {}, path) : (rows[0]?.[path] ?? "");
      if (text === "") continue;
      const answer = readAnswer(form, item, text);
      if ("problem" in answer) {
        throw new InteropError("TL_INT_ODK_ENCODE", { column: path, problem: answer.problem });
      }
      answers[item.name] = answer;
    } else if (item.kind === "group") {
      const inner = answersOf(form, item.items, `${path}/`, rows, repeat);
      if (Object.keys(inner).length > 0) answers[item.name] = { type: "group", answers: inner };
    } else if (path === repeat) {
      const instances = rows.map((cells) =>
        answersOf(form, item.items, `${path}/`, [cells], undefined),
      );
      if (instances.length > 0) answers[item.name] = { type: "repeat", instances };
    }
  }
  return answers;
}

function placeText(cells: Cells, path: string): string {
  const [lon = "", lat = "", altitude = "", accuracy = ""] = placeEnds.map(
    (end) => cells[`${path}${end}`] ?? "",
  );
  return lon === "" && lat === "" ? "" : `${lat} ${lon} ${altitude || "0"} ${accuracy || "0"}`;
}
