import {
  compassPoints,
  languages,
  observationKinds,
  observationMeans,
  observationNatures,
} from "@truceline/model";
import { describe, expect, test } from "vitest";
import { type Concept, wordsOf } from "./concept.ts";
import { pointName, pointOf, pointWord } from "./directions.ts";
import { fold } from "./fold.ts";
import { concepts, lexiconOf } from "./lexicon.ts";

const written = (concept: Concept, language: (typeof languages)[number]) =>
  wordsOf(concept, language)[0] ?? "";
/** In the order in which they are written. */
const order: readonly Concept[0][] = [
  "means",
  "uncounted",
  "kind",
  "nature",
  "weapon",
  "vertical",
  "exercise",
  "part",
  "sequence",
];

describe.each(languages)("words in %s", (language) => {
  const lexicon = lexiconOf(language);

  test("[LOG-010] every kind, nature and means has a word, and each word written means it", () => {
    for (const [slot, values] of [
      ["kind", observationKinds],
      ["nature", observationNatures],
      ["means", observationMeans],
    ] as const) {
      for (const value of values) {
        const word = lexicon.wordFor(slot, value);
        expect([value, word]).not.toEqual([value, undefined]);
        expect([word, lexicon.find(fold(word ?? "")).find(([one]) => one === slot)?.[1]]).toEqual([
          word,
          value,
        ]);
      }
    }
  });

  test("[LOG-010] a word that is written means one thing in its place", () => {
    for (const concept of concepts) {
      const word = written(concept, language);
      const found = lexicon.find(fold(word)).filter(([slot]) => slot === concept[0]);
      expect([word, found[0]?.[1]]).toEqual([word, concept[1]]);
    }
  });

  test("[LOG-010] no two words written side by side make a third", () => {
    const list = concepts.filter(([slot]) => order.includes(slot));
    let pairCount = 0;
    for (const first of list) {
      for (const next of list) {
        const isWritten =
          order.indexOf(first[0]) < order.indexOf(next[0]) ||
          (first[0] === "weapon" && next[0] === "weapon");
        // "heard nothing" means what it says.
        if (!isWritten || next[1].startsWith("nothing")) continue;
        pairCount += 1;
        const pair = fold(`${written(first, language)} ${written(next, language)}`);
        expect([pair, lexicon.find(pair).length]).toEqual([pair, 0]);
      }
    }
    expect(pairCount).toBeGreaterThan(2_000);
  });

  test("[LOG-010] the sixteen points are read in short and in full, none for another", () => {
    for (const point of compassPoints) {
      expect(pointOf(pointWord(point, language), language)).toBe(point);
      expect(pointOf(pointWord(point, language).toLowerCase(), language)).toBe(point);
      expect(pointOf(pointName(point, language), language)).toBe(point);
      expect(pointOf(point, language)).toBe(point);
    }
  });

  test("[LOG-010] no direction is another word as well, but `в`", () => {
    const both = compassPoints
      .flatMap((point) => [pointWord(point, language), point])
      .filter((word) => lexicon.find(fold(word)).length > 0);
    expect([...new Set(both)]).toEqual(language === "ru" ? ["В"] : []);
  });
});
