import { readFileSync } from "node:fs";
import { prepareAgreement } from "@truceline/agreement";
import { languages } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { compiledAt } from "../fixtures/agreements.ts";
import { Explainer } from "./explain.ts";

interface Fact {
  readonly article: string;
  readonly words: readonly string[];
}

const page = readFileSync(
  new URL("../../../docs/guides/minsk-2015-questions.md", import.meta.url),
  "utf8",
);

/** The facts of each question: `Facts: 2a: \`25 km\`, \`100 mm\`; A1: \`tank\`.` */
const questions = page
  .split(/^## /m)
  .slice(1)
  .map((part) => ({
    title: part.slice(0, part.indexOf("\n")),
    facts: (/^Facts: (.+)$/m.exec(part)?.[1] ?? "").split("; ").map(
      (fact): Fact => ({
        article: fact.slice(0, fact.indexOf(":")),
        words: [...fact.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word),
      }),
    ),
  }));

const prepared = prepareAgreement(compiledAt("scenarios/minsk-2015"));
const plain = (text: string) => text.replace(/[\u2009\u00a0]/g, " ").toLowerCase();
const sentencesOf = (article: string, language: (typeof languages)[number]) =>
  plain(
    new Explainer(prepared, language)
      .article(article)
      .sentences.map(({ text }) => text)
      .join("\n"),
  );

test("[EXP-008] the page has ten questions, each with facts", () => {
  expect(questions).toHaveLength(10);
  for (const { facts } of questions) {
    expect(facts.length).toBeGreaterThan(0);
    for (const { words } of facts) expect(words.length).toBeGreaterThan(0);
  }
});

describe.each(questions)("$title", ({ facts }) => {
  test.each(facts)(
    "[EXP-008] the sentences of article $article say what the answer needs",
    ({ article, words }) => {
      const told = sentencesOf(article, "en");
      expect(words.filter((word) => !told.includes(plain(word)))).toEqual([]);
    },
  );

  test.each(languages)("[EXP-008] and their figures stand in %s as well", (language) => {
    const missing = facts.flatMap(({ article, words }) => {
      const told = sentencesOf(article, language);
      const figures = words.flatMap((word) => word.match(/\d[\d:]*/g) ?? []);
      return figures.filter((figure) => !told.includes(figure)).map((one) => `${article}: ${one}`);
    });
    expect(missing).toEqual([]);
  });
});

test("[EXP-008] a fact that is not there would be missed", () => {
  expect(sentencesOf("2a", "en")).not.toContain("35 km");
  expect(sentencesOf("2b", "en")).toContain("35 km");
});
