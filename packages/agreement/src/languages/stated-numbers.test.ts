import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMidOcean } from "../../fixtures/mid-ocean.ts";
import { statedNumbers } from "./stated-numbers.ts";

const firm = (text: string, language: string) =>
  statedNumbers(text, language)
    .filter(({ isFirm }) => isFirm)
    .map(({ readings }) => readings[0]);

test.each([
  ["en", "Within 14 days, 25 km from the line.", [14, 25]],
  ["en", "30,000 persons, 2.5 km", [30_000, 2.5]],
  ["fr", "30 000 personnes, 2,5 km", [30_000, 2.5]],
  ["uk", "30 000 осіб", [30_000]],
  ["ru", "30 тыс. человек, 3 миллиардами", [30_000, 3_000_000_000]],
  ["en", "4.5 billion pounds", [4_500_000_000]],
  ["fr", "4,5 milliards", [4_500_000_000]],
  ["en", "fourteen days", [14]],
  ["en", "twenty-five kilometres", [25]],
  ["uk", "двадцять п’ять кілометрів", [25]],
  ["ru", "в течение четырнадцати суток", [14]],
  ["fr", "quatre-vingt-dix jours", [90]],
  ["fr", "soixante-douze heures", [72]],
  ["en", "three hundred persons", [300]],
  ["en", "from 22:30 to 08:00", [22, 30, 8]],
  ["en", "on 2015-02-15", [15, 2015]],
  ["ru", "15.02.2015", [15, 2015]],
  ["en", "250 km2 of ground", [250]],
  ["en", "T-72 tanks", [72]],
  ["uk", "сім'я не лічиться", []],
  ["en", "on the one hand", []],
])("[AGR-107] %s: %s", (language, text, expected) => {
  expect(firm(text, language)).toEqual(expected);
});

const told = (texts: string) =>
  parseMidOcean((text) =>
    text.replace("text: { en: The parties go on talking. }", `text: ${texts}`),
  ).remarks.filter(({ code }) => code === "TL_AGR_REMARK_NUMBERS_DIFFER");

describe("[AGR-107] languages that state the same numbers in their own way are not remarked on", () => {
  test.each([
    '{ en: "30,000 persons", uk: "30 000 осіб", ru: "30 тысяч человек", fr: "30 000 personnes" }',
    "{ en: within fourteen days, uk: протягом 14 днів, ru: в течение четырнадцати дней, fr: sous 14 jours }",
    "{ en: within 24 hours, uk: протягом доби, ru: в течение суток, fr: en un jour }",
    "{ en: 15 February 2015, uk: 15 лютого 2015 року, ru: 15.02.2015, fr: 15 février 2015 }",
    '{ en: "at 8 p.m.", fr: "à 20:00" }',
    "{ en: both sides, fr: les deux parties, uk: обидві сторони, ru: две стороны }",
    "{ en: the 25-kilometre zone, ru: двадцатипятикилометровая зона 25 км }",
    '{ en: "2.5 km", fr: "2,5 km" }',
    "{ en: 250 km2, fr: 250 km² }",
  ])("%s", (texts) => {
    expect(told(texts)).toEqual([]);
  });
});

test("[AGR-107] languages that differ are remarked on, at the translation, with both texts", () => {
  const [remark, ...others] = told("{ en: within 14 days and 25 km, fr: sous 15 jours et 25 km }");
  expect(others).toEqual([]);
  expect(remark).toMatchObject({ severity: "warning", path: "/articles/6/text/fr", line: 90 });
  expect(remark?.witness).toEqual({
    en: "within 14 days and 25 km",
    fr: "sous 15 jours et 25 km",
    only: { en: [14], fr: [15] },
  });
});

test("[AGR-107] names are compared as well as articles", () => {
  const { remarks } = parseMidOcean((text) =>
    text.replace("{ en: Gorse disengagement area }", "{ en: Area 3, uk: Ділянка 4 }"),
  );
  expect(remarks.map(({ code, path }) => [code, path])).toContainEqual([
    "TL_AGR_REMARK_NUMBERS_DIFFER",
    "/zones/2/name/uk",
  ]);
});

test("[AGR-107] any number written the way of each language is the same number", () => {
  const grouped = (value: number, separator: string) =>
    String(value).replace(/\B(?=(\d{3})+$)/g, separator);
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 999_999_999 }), (value) => {
      const written = [
        ["en", grouped(value, ",")],
        ["fr", grouped(value, "\u202f")],
        ["uk", grouped(value, " ")],
        ["ru", grouped(value, "\u00a0")],
        ["en", String(value)],
      ] as const;
      for (const [language, text] of written) {
        expect(statedNumbers(`x ${text} y`, language)[0]?.readings).toContain(value);
      }
    }),
  );
});
