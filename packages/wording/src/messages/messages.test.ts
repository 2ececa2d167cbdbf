import { readdirSync, readFileSync } from "node:fs";
import { type Language, languages } from "@truceline/model";
import { expect, test } from "vitest";
import { WordingError } from "../errors.ts";
import { forbiddenIn, forbiddenWords } from "../forbidden-words.ts";
import { catalogues, MessageBook, type MessageKey, messageKeys } from "../message-book.ts";
import { compileMessage, messageShape } from "../message-shape.ts";

const shapeOf = (language: Language, key: MessageKey) =>
  messageShape(catalogues[language][key], language);
const each = test.each(languages);

each(
  "[WRD-001] %s has every message, each parses and puts in the values of the English",
  (language) => {
    expect(Object.keys(catalogues[language])).toEqual(messageKeys);
    const otherwise = messageKeys.flatMap((key) => {
      const [own, english] = [shapeOf(language, key), shapeOf("en", key)].map(({ values }) =>
        values.toSorted().join(", "),
      );
      return own === english ? [] : [`${key}: ${own} instead of ${english}`];
    });
    expect(otherwise).toEqual([]);
    expect(messageKeys.length).toBeGreaterThan(200);
  },
);

each("[WRD-002] what is counted in %s has every plural form of the language", (language) => {
  const needed = {
    en: ["one"],
    fr: ["one"],
    uk: ["one", "few", "many"],
    ru: ["one", "few", "many"],
  };
  const plurals = messageKeys.flatMap((key) =>
    shapeOf(language, key).plurals.map((plural) => ({ key, ...plural })),
  );
  // A plural that only tells "none" from the rest counts nothing.
  const counting = plurals.filter(({ categories }) =>
    categories.some((form) => form !== "other" && !form.startsWith("=")),
  );
  const lacking = counting.filter(({ categories }) =>
    [...needed[language], "other"].some((form) => !categories.includes(form)),
  );
  expect(lacking).toEqual([]);
  expect(plurals.length).toBeGreaterThan(30);
});

each("[WRD-003] no message of %s is a piece that another text completes", (language) => {
  const pieces = messageKeys.filter((key) => {
    const text = catalogues[language][key];
    const { literals } = shapeOf(language, key);
    return (
      text === "" || /^\s|\s$|^[,.;:)]/.test(text) || literals.some((one) => / {2}|'/.test(one))
    );
  });
  expect(pieces).toEqual([]);
});

test("[WRD-003] the code joins no words: text is put together by messages alone", () => {
  const folder = new URL("../", import.meta.url);
  const files = readdirSync(folder).filter((name) => /^[a-z-]+\.ts$/.test(name));
  const joined = files.flatMap((name) =>
    readFileSync(new URL(name, folder), "utf8")
      .split("\n")
      .filter((line) => /`[^`]*\$\{[^`]*`|\.join\("|" \+ |\+ "/.test(line))
      .filter((line) => !allowedJoins.some((allowed) => line.includes(allowed)))
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(joined).toEqual([]);
  expect(files.length).toBeGreaterThan(8);
});
/** Keys of messages, and numbers with their marks. */
const allowedJoins = [
  "infer Word",
  "texts.get(",
  "say(`",
  "`distance.",
  "thinSpace",
  "grouped",
  "−",
  "statement.reportId",
  "index}`",
  "(?<!",
];

test.each(languages)("[WRD-004] %s uses no word that judges or takes a side", (language) => {
  const used = messageKeys.flatMap((key) => {
    // Corroboration is a grade that people give; there alone the word is theirs.
    if (/corroboration|casualties/.test(key)) return [];
    const { literals } = shapeOf(language, key);
    return literals.flatMap((text) => forbiddenIn(text, language).map((word) => `${key}: ${word}`));
  });
  expect(used).toEqual([]);
});

test("[WRD-004] the check of words sees them in each language, and lets the ceasefire regime stand", () => {
  expect(forbiddenIn("The front was quiet; no attacks.", "en")).toEqual([
    "attacks",
    "front",
    "quiet",
  ]);
  expect(forbiddenIn("Порушення режиму припинення вогню", "uk")).toEqual([]);
  expect(forbiddenIn("Окупаційний режим", "uk")).toEqual(["режим", "окупаційний"]);
  expect(forbiddenIn("нарушение режима прекращения огня, обстрел", "ru")).toEqual(["обстрел"]);
  expect(forbiddenIn("une attaque confirmée", "fr")).toEqual(["attaque", "confirmée"]);
  for (const language of languages) expect(forbiddenWords[language].length).toBeGreaterThan(15);
});

each("[WRD-001] every message of %s can be written", (language) => {
  for (const key of messageKeys) {
    const { values, selectors, plurals } = shapeOf(language, key);
    const filled = Object.fromEntries([
      ...values.map((name) => [name, "x"]),
      ...selectors.map((name) => [name, "other"]),
      ...plurals.map(({ name }) => [name, 5]),
    ]);
    expect(compileMessage(catalogues[language][key], language)(filled)).toBeTypeOf("string");
  }
});

test("a missing value is refused with its key", () => {
  const book = new MessageBook("en");
  expect(() => book.format("count.exactly", { noun: "explosions" })).toThrow(WordingError);
});
