import {
  compassPoints,
  observationKinds,
  observationMeans,
  observationNatures,
} from "@truceline/model";
import type { Mapping } from "../mapping/mapping-schema.ts";
import type { Choice, FormItem, OdkForm, QuestionType } from "./form.ts";

const question = (
  statedType: string,
  type: QuestionType,
  name: string,
  label: string,
  more: Readonly<Record<string, string>> = {},
): FormItem => ({
  kind: "question",
  name,
  type,
  statedType,
  columns: { ...(label === "" ? {} : { label }), ...more },
});

/** An answer in the words of a form's own expressions. */
const answerTo = (name: string) => `\${${name}}`;

const select = (
  list: string,
  name: string,
  label: string,
  more: Readonly<Record<string, string>> = {},
  isSome = false,
): FormItem => ({
  kind: "question",
  name,
  type: isSome ? "some-of" : "one-of",
  statedType: isSome ? "select_multiple" : "select_one",
  list,
  columns: { label, ...more },
});

const choicesOf = (words: readonly string[]): readonly Choice[] =>
  words.map((name) => ({ name, columns: { label: name.replaceAll("-", " ") } }));

const countWords = ["exactly", "about", "at-least", "uncounted"];

/**
 * A form for patrols that carry ODK Collect instead of Truceline's own page: where the patrol stood, and
 * any number of observations. `patrolMapping` makes observations of its submissions, one an instance of
 * `events`.
 */
export const patrolForm: OdkForm = {
  id: "truceline-patrol",
  version: "1",
  title: "Patrol report",
  items: [
    question("text", "text", "patrol", "Patrol", { required: "yes" }),
    question("geopoint", "place", "here", "Where you stand", { required: "yes" }),
    {
      kind: "repeat",
      name: "events",
      columns: { label: "What was seen or heard" },
      items: [
        question("dateTime", "date-time", "from", "Began", { required: "yes" }),
        question("dateTime", "date-time", "until", "Ended"),
        select("kind", "kind", "What", { required: "yes" }),
        select("nature", "nature", "Kind of sound or impact"),
        select("means", "means", "How do you know", { required: "yes" }, true),
        select("count", "count_word", "How many", { required: "yes" }),
        question("integer", "integer", "count", "Number", {
          relevant: `${answerTo("count_word")} != 'uncounted'`,
          required: "yes",
        }),
        select("compass", "direction", "Direction from you"),
        question("calculate", "text", "direction_form", "", {
          calculation: `if(${answerTo("direction")} = '', '', 'single')`,
        }),
        question("integer", "integer", "nearest_m", "Nearest it may have been, metres"),
        question("integer", "integer", "furthest_m", "Furthest it may have been, metres", {
          relevant: `${answerTo("nearest_m")} != ''`,
          required: "yes",
        }),
        question("text", "text", "remark", "Anything else"),
        question("image", "file", "photo", "Photograph"),
      ],
    },
  ],
  lists: {
    kind: choicesOf(observationKinds),
    nature: choicesOf(observationNatures),
    means: choicesOf(observationMeans),
    count: choicesOf(countWords),
    compass: choicesOf(compassPoints),
  },
};

/** Rows of `submissionRows(patrolForm, submission, "events")` as observations, and back. */
export const patrolMapping: Mapping = {
  truceline: "mapping/1",
  id: "odk-patrol",
  title: "Patrol report of ODK Collect",
  record: "observation",
  source: "odk-patrol",
  timezone: "UTC",
  assumptions: [
    "Times carry the phone's offset and are as right as the phone's clock.",
    "Without an end the event was an instant.",
    "Photographs come beside the report and are cleaned and kept on their own.",
  ],
  sourceId: { template: "{instanceId}/{instanceNo}" },
  keepRowHash: true,
  time: { from: "events/from", until: "events/until" },
  fields: [
    { constant: "patrol", to: "observer.kind" },
    { column: "patrol", to: "observer.id" },
    { position: ["here.lon", "here.lat"], to: "observerPosition.position" },
    { column: "here.accuracyM", to: "observerPosition.accuracyM", as: "number" },
    { column: "events/kind", to: "kind" },
    { column: "events/nature", to: "nature" },
    { column: "events/means", to: "means", split: " " },
    { column: "events/count_word", to: "count.qualifier" },
    { column: "events/count", to: "count.min", as: "integer" },
    { column: "events/direction", to: "direction.points", as: "compass", split: " " },
    { column: "events/direction_form", to: "direction.form" },
    { column: "events/nearest_m", to: "distance.minM", as: "integer" },
    { column: "events/furthest_m", to: "distance.maxM", as: "integer" },
    { column: "events/remark", to: "remark" },
  ],
  ignore: ["instanceId", "formVersion", "instanceNo", "here.altitudeM", "events/photo"],
};
