import { RowDecoder, readCsv, smmMapping } from "@truceline/interop";
import {
  compassPoints,
  languages,
  type ObservationDraft,
  observationKinds,
  observationMeans,
  observationNatures,
  timePrecisions,
  weaponClasses,
} from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { kyivWording, readSmm } from "../fixtures/smm-observations.ts";

const name = "observations.csv";
const decoder = new RowDecoder(smmMapping, { name, origin: "observed" });
const smmObservations = readSmm((text) =>
  readCsv(text, { name }).rows.map((row) => decoder.decode(row).record),
);

const words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** Every number of a text, sorted: the languages put time and place in their own order. */
function numbersOf(text: string, language: string): string[] {
  const inFigures =
    language === "en"
      ? text.replaceAll(/\b[a-z]+\b/g, (word) => {
          const index = words.indexOf(word);
          return word === "no" ? "0" : index === -1 ? word : String(index + 1);
        })
      : text;
  const joined = inFigures.replaceAll(/(?<=\d)\u2009(?=\d)/g, "");
  return [...joined.matchAll(/\d+(?:[.,]\d+)?/g)].map(([one]) => one.replace(",", ".")).sort();
}

const point = fc.constantFrom(...compassPoints);
const whole = fc.integer({ min: 1, max: 3_000 });
const span = fc
  .record({
    fromMs: fc.integer({ min: 1_400_000_000, max: 1_800_000_000 }),
    lengthS: fc.integer({ min: 0, max: 200_000 }),
    precision: fc.constantFrom(...timePrecisions),
  })
  .map(({ fromMs, lengthS, precision }) => ({
    fromMs: fromMs * 1000,
    toMs: (fromMs + lengthS) * 1000,
    precision,
  }));
const count = fc.oneof(
  whole.map((n) => ({ qualifier: "exactly" as const, min: n, max: n })),
  whole.map((n) => ({ qualifier: "about" as const, min: n })),
  whole.map((n) => ({ qualifier: "at-least" as const, min: n })),
  fc
    .tuple(whole, whole)
    .map(([a, b]) => ({ qualifier: "range" as const, min: Math.min(a, b), max: Math.max(a, b) })),
  fc.constant({ qualifier: "uncounted" as const }),
);
const band = fc
  .tuple(fc.integer({ min: 0, max: 12_000 }), fc.integer({ min: 0, max: 12_000 }))
  .map(([a, b]) => ({ minM: Math.min(a, b), maxM: Math.max(a, b) }));
const direction = fc.oneof(
  fc.record({
    form: fc.constantFrom(
      "single" as const,
      "list" as const,
      "range-ends" as const,
      "sector" as const,
    ),
    points: fc.array(point, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    form: fc.constant("bearing" as const),
    bearingDeg: fc.integer({ min: 0, max: 359 }),
    standardDeviationDeg: fc.integer({ min: 1, max: 30 }),
  }),
);
const weapon = fc.record(
  {
    class: fc.constantFrom(...weaponClasses),
    statedAs: fc.constantFrom(
      "ifv_cannon_BMP-1",
      "recoilless_gun_SPG-9",
      "heavy_machine_gun",
      "type 7",
    ),
  },
  { requiredKeys: ["class"] },
);
const drafts: fc.Arbitrary<ObservationDraft> = fc.record(
  {
    span,
    count,
    observer: fc.record({
      kind: fc.constantFrom("patrol", "camera", "radar", "person", "informant", "satellite"),
    }),
    observerPosition: fc.record(
      {
        place: fc.constantFrom("Avdiivka", "Donetsk Filtration Station", "OP 9"),
        offsetM: fc.integer({ min: 100, max: 9_000 }),
        offsetDirection: point,
        referenceTown: fc.constantFrom("Donetsk", "Horlivka"),
        referenceM: fc.integer({ min: 1_000, max: 90_000 }),
        referenceDirection: point,
        control: fc.constantFrom("GC", "NGC"),
      },
      { requiredKeys: [] },
    ),
    means: fc.uniqueArray(fc.constantFrom(...observationMeans), { minLength: 1, maxLength: 3 }),
    kind: fc.constantFrom(...observationKinds),
    nature: fc.constantFrom(...observationNatures),
    distance: band,
    direction,
    movement: fc.record({
      from: fc.array(point, { maxLength: 3 }),
      to: fc.array(point, { maxLength: 3 }),
    }),
    assessedAs: fc.constantFrom("outgoing of mortar", "impact", "artillery", "7 crates"),
    weapons: fc.array(weapon, { minLength: 1, maxLength: 3 }),
    calibresMm: fc.array(fc.constantFrom(7.62, 12.7, 82, 122), { minLength: 1, maxLength: 2 }),
    insideDisengagementArea: fc.constantFrom("Zolote", "area 3"),
    exercise: fc.constantFrom("outside-security-zone", "inside-security-zone"),
  },
  { requiredKeys: ["span", "count", "observer", "means", "kind"] },
) as fc.Arbitrary<ObservationDraft>;

const wordings = languages.map(kyivWording);
const same = (texts: readonly string[]) => {
  const numbers = texts.map((text, index) => numbersOf(text, languages[index] ?? ""));
  for (const other of numbers) expect(other, texts.join("\n")).toEqual(numbers[0]);
};

test("[WRD-030] any observation has the same numbers in all four languages", () => {
  fc.assert(
    fc.property(drafts, fc.boolean(), fc.boolean(), (draft, position, utc) => {
      same(wordings.map((one) => one.observationSentence(draft, { position, utc })));
      same(
        wordings.map((one) => {
          const { defaults, ...cells } = one.observationRow(draft, { position });
          return [...Object.values(cells), ...defaults].join(" | ");
        }),
      );
    }),
    { numRuns: 500 },
  );
});

test("[WRD-030] so have the mission's own observations and statements", () => {
  for (const one of smmObservations) {
    same(wordings.map((wording) => wording.observationSentence(one, { position: true })));
  }
  const statements = wordings.map((wording) =>
    wording.statementSentences(smmObservations, { position: true }),
  );
  statements[0]?.forEach((_, index) => {
    same(statements.map((of) => of[index]?.text ?? ""));
  });
});

test("[WRD-030] the comparison would see a number that differs", () => {
  expect(numbersOf("heard two explosions, 1\u2009400 m", "en")).toEqual(["1400", "2"]);
  expect(numbersOf("почула 3 вибухи, 1,5 км", "uk")).toEqual(["1.5", "3"]);
  expect(() => same(["two", "2", "2", "3"])).toThrow();
});
