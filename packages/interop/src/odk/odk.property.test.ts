import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Answer,
  type Answers,
  type FormItem,
  type OdkForm,
  type Question,
  readForm,
  readSubmission,
  writeForm,
  writeSubmission,
} from "../index.ts";

const list = { name: "words", choices: ["one", "two", "three"] };
const statedTypes = {
  text: "text",
  integer: "integer",
  decimal: "decimal",
  date: "date",
  time: "time",
  "date-time": "dateTime",
  place: "geopoint",
  places: "geotrace",
  "one-of": "select_one",
  "some-of": "select_multiple",
  file: "image",
} as const;

const arbTypes = fc.array(fc.constantFrom(...(Object.keys(statedTypes) as Question["type"][])), {
  minLength: 1,
  maxLength: 6,
});

function questionsOf(types: readonly Question["type"][]): FormItem[] {
  return types.map((type, index) => ({
    kind: "question",
    name: `q${index}`,
    type,
    statedType: statedTypes[type],
    ...(type === "one-of" || type === "some-of" ? { list: list.name } : {}),
    columns: { label: `Question ${index}` },
  }));
}

const arbForm: fc.Arbitrary<OdkForm> = fc
  .tuple(arbTypes, arbTypes, arbTypes)
  .map(([outer, group, repeat]) => ({
    id: "made",
    version: "3",
    title: "Made",
    items: [
      ...questionsOf(outer),
      { kind: "group", name: "group", columns: {}, items: questionsOf(group) },
      { kind: "repeat", name: "again", columns: { label: "Again" }, items: questionsOf(repeat) },
    ],
    lists: { [list.name]: list.choices.map((name) => ({ name, columns: { label: name } })) },
  }));

const arbText = fc
  .string({ unit: "binary", minLength: 1, maxLength: 40 })
  // Characters that XML cannot hold, and white space at the ends, which a form does not keep.
  .map((text) => text.replaceAll(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "x").trim())
  .filter((text) => text !== "");
const arbNumber = (min: number, max: number) =>
  fc.integer({ min: min * 1e6, max: max * 1e6 }).map((value) => value / 1e6 + 0);
const arbPlace = fc.record({
  latDeg: arbNumber(-90, 90),
  lonDeg: arbNumber(-180, 180),
  altitudeM: arbNumber(-100, 5_000),
  accuracyM: arbNumber(0, 100),
});
const arbDate = fc.date({
  min: new Date(Date.UTC(1990, 0, 1)),
  max: new Date(Date.UTC(2100, 0, 1)),
  noInvalidDate: true,
});

const arbByType: Readonly<Record<Question["type"], fc.Arbitrary<Answer>>> = {
  text: arbText.map((text) => ({ type: "text", text })),
  integer: fc.integer().map((value) => ({ type: "integer", value })),
  decimal: arbNumber(-1_000, 1_000).map((value) => ({ type: "decimal", value })),
  date: arbDate.map((date) => ({ type: "date", stated: date.toISOString().slice(0, 10) })),
  time: arbDate.map((date) => ({
    type: "time",
    stated: `${date.toISOString().slice(11, 23)}+02:00`,
  })),
  "date-time": arbDate.map((date) => ({
    type: "date-time",
    atMs: date.getTime(),
    stated: date.toISOString(),
  })),
  place: arbPlace.map((place) => ({ type: "place", place })),
  places: fc
    .array(arbPlace, { minLength: 1, maxLength: 5 })
    .map((places) => ({ type: "places", places })),
  "one-of": fc.constantFrom(...list.choices).map((choice) => ({ type: "one-of", choice })),
  "some-of": fc
    .subarray(list.choices, { minLength: 1 })
    .map((choices) => ({ type: "some-of", choices })),
  file: fc.stringMatching(/^[a-z0-9]{1,20}\.jpg$/).map((fileName) => ({ type: "file", fileName })),
};

function arbAnswers(items: readonly FormItem[]): fc.Arbitrary<Answers> {
  const members = items.map((item): [string, fc.Arbitrary<Answer>] => {
    if (item.kind === "question") return [item.name, arbByType[item.type]];
    const inner = arbAnswers(item.items);
    return item.kind === "group"
      ? [
          item.name,
          inner
            .filter((answers) => Object.keys(answers).length > 0)
            .map((answers) => ({ type: "group", answers })),
        ]
      : [
          item.name,
          fc
            .array(inner, { minLength: 1, maxLength: 4 })
            .map((instances) => ({ type: "repeat", instances })),
        ];
  });
  return fc.record(Object.fromEntries(members), { requiredKeys: [] }) as fc.Arbitrary<Answers>;
}

test("[INT-251] any form is written as a workbook and read as the same", () => {
  fc.assert(
    fc.property(arbForm, (form) => {
      expect(readForm(writeForm(form), { name: "made" })).toEqual({ form, faults: [] });
    }),
    { numRuns: 50 },
  );
});

test("[INT-253] any submission is written and read as the same", () => {
  const arb = arbForm.chain((form) => fc.tuple(fc.constant(form), arbAnswers(form.items)));
  fc.assert(
    fc.property(arb, ([form, answers]) => {
      const submission = { formId: form.id, version: form.version, instanceId: "uuid:1", answers };
      const text = writeSubmission(form, submission);
      expect(readSubmission(text, form, { name: "made" })).toEqual({ submission, faults: [] });
    }),
    { numRuns: 300 },
  );
});
