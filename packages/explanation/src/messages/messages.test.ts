import { readdirSync, readFileSync } from "node:fs";
import { languages } from "@truceline/model";
import { compileMessage, forbiddenIn, messageShape } from "@truceline/wording";
import { expect, test } from "vitest";
import { catalogues, type ExplanationKey } from "../speech.ts";

const keys = Object.keys(catalogues.en) as ExplanationKey[];
const each = test.each(languages);

each(
  "[EXP-010] %s has every message, each parses and puts in the values of the English",
  (language) => {
    expect(Object.keys(catalogues[language])).toEqual(keys);
    const otherwise = keys.flatMap((key) => {
      const [own, english] = [language, "en" as const].map((one) =>
        [...messageShape(catalogues[one][key], one).values].sort().join(", "),
      );
      return own === english ? [] : [`${key}: ${own} instead of ${english}`];
    });
    expect(otherwise).toEqual([]);
    expect(keys.length).toBeGreaterThan(100);
  },
);

each("[EXP-010] what is counted in %s has every plural form of the language", (language) => {
  const needed = {
    en: ["one"],
    fr: ["one"],
    uk: ["one", "few", "many"],
    ru: ["one", "few", "many"],
  };
  const plurals = keys.flatMap((key) =>
    messageShape(catalogues[language][key], language).plurals.map((plural) => ({ key, ...plural })),
  );
  const lacking = plurals.filter(({ categories }) =>
    [...needed[language], "other"].some((form) => !categories.includes(form)),
  );
  expect(lacking).toEqual([]);
  expect(plurals.length).toBeGreaterThan(10);
});

each("[EXP-010] no message of %s is a piece that another text completes", (language) => {
  const pieces = keys.filter((key) => {
    const text = catalogues[language][key];
    const { literals } = messageShape(text, language);
    return (
      text === "" || /^\s|\s$|^[,.;:)]/.test(text) || literals.some((one) => / {2}|'/.test(one))
    );
  });
  expect(pieces).toEqual([]);
});

each("[EXP-010] every message of %s can be written", (language) => {
  for (const key of keys) {
    const { values, selectors, plurals } = messageShape(catalogues[language][key], language);
    const filled = Object.fromEntries([
      ...values.map((name) => [name, "x"]),
      ...selectors.map((name) => [name, "other"]),
      ...plurals.map(({ name }) => [name, 5]),
    ]);
    expect(compileMessage(catalogues[language][key], language)(filled)).not.toBe("");
  }
});

each("[EXP-011] no message of %s judges or takes a side", (language) => {
  const used = keys.flatMap((key) =>
    messageShape(catalogues[language][key], language).literals.flatMap((text) =>
      forbiddenIn(text, language).map((word) => `${key}: ${word}`),
    ),
  );
  expect(used).toEqual([]);
});

test("[EXP-010] the code joins no words", () => {
  const folder = new URL("../", import.meta.url);
  const files = readdirSync(folder).filter((name) => /^[a-z-]+\.ts$/.test(name));
  const joined = files.flatMap((name) =>
    readFileSync(new URL(name, folder), "utf8")
      .split("\n")
      .filter((line) => /`[^`]*\$\{[^`]*`|\.join\("|" \+ |\+ "/.test(line))
      // Keys of messages are put together, sentences are not.
      .filter(
        (line) =>
          !/(say|sentence)\(`|`(activity|count|reason|duration)\.\$|`(activity|count|reason|duration)\.\$\{string\}`/.test(
            line,
          ),
      )
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(joined).toEqual([]);
  expect(files.length).toBeGreaterThan(10);
});
