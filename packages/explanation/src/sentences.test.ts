import {
  type CompiledAgreement,
  type CompiledArticle,
  prepareAgreement,
} from "@truceline/agreement";
import { type Language, languages } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { compiledAt } from "../fixtures/agreements.ts";
import { everyRule } from "../fixtures/every-rule.ts";
import { Explainer } from "./explain.ts";
import { sentencesOf } from "./sentences.ts";
import { Speech } from "./speech.ts";
import { stateArticle } from "./state-article.ts";

const every = everyRule();

function told(compiled: CompiledAgreement, id: string, language: Language = "en") {
  const article = compiled.articles.find((one) => one.id === id);
  if (article === undefined) throw new Error(id);
  const speech = new Speech(language, compiled.timezone);
  return sentencesOf(stateArticle(compiled, article), speech).map(({ text }) => text);
}

/** Every value below a place of the compiled form, changed one at a time to another that is allowed. */
function* changed(value: unknown, key = ""): Generator<unknown> {
  if (typeof value === "number") {
    yield value === 0 ? 1 : value < 1 ? value / 2 : value * 2 + 60_000;
  } else if (typeof value === "string") {
    const other = key === "kinds" ? "damage" : otherWord[value];
    if (other !== undefined) yield other;
  } else if (Array.isArray(value)) {
    // A window of the day is a pair.
    if (value.length > 1 && key !== "dailyWindow") yield value.slice(1);
    if (key === "weekdays") return;
    for (const [index, one] of value.entries()) {
      for (const other of changed(one, key)) yield value.with(index, other);
    }
  } else if (value !== null && typeof value === "object") {
    for (const [name, one] of Object.entries(value)) {
      // Where a value comes from is no part of what it means.
      if (name === "source" || name === "text") continue;
      for (const other of changed(one, name)) yield { ...value, [name]: other };
    }
  }
}
const otherWord: Readonly<Record<string, string>> = {
  a: "b",
  b: "a",
  c: "d",
  d: "c",
  fire: "flight",
  "uncrewed-flight": "flight",
  construction: "mines",
  persons: "vehicles",
  weapons: "vehicles",
  vehicles: "persons",
  posts: "persons",
  exercise: "persons",
  "offensive-act": "sabotage",
  firedFrom: "landedAt",
  landedAt: "present",
  present: "firedFrom",
  "security-zone": "ports",
  gorse: "ports",
  smm: "incident",
  incident: "smm",
  acled: "ucdp",
  ucdp: "acled",
  B: "C",
  mission: "a",
  positions: "works",
  works: "positions",
  first: "second",
  second: "first",
  artillery: "tank",
  mortar: "missile",
  mlrs: "missile",
  tank: "mortar",
  explosion: "persons",
  "22:30": "21:30",
  "07:45": "08:45",
};

describe("[EXP-005] another meaning has other sentences", () => {
  const cases = every.articles.map((article) => [article.id, article] as const);

  test.each(cases)(
    "article %s: each value of the compiled form stands in a sentence",
    (id, article) => {
      const before = told(every, id).join("\n");
      const same: string[] = [];
      let changeCount = 0;
      for (const other of changed(without(article))) {
        const now = { ...article, ...(other as Partial<CompiledArticle>), id: article.id };
        const articles = every.articles.map((one) => (one.id === id ? now : one));
        changeCount += 1;
        const after = told({ ...every, articles }, id).join("\n");
        if (after === before) same.push(JSON.stringify(differing(article, now)));
      }
      expect(same.filter((one) => !isUntold(article, one))).toEqual([]);
      expect(changeCount).toBeGreaterThan(0);
    },
  );

  /** Values that an article of this kind does not use. */
  const isUntold = ({ rule }: CompiledArticle, change: string) =>
    // Withdrawal says "named here" of weapons present; what shows a freeze or a limit is where it is.
    (rule.kind === "limit" && change.includes('"tested"')) ||
    // Where no place lies outside, it is the same which one is asked for.
    (rule.kind === "prohibit" && rule.zone === "states-area" && change.includes('"tested"')) ||
    (rule.kind === "withdraw" && change.includes('"tested":"landedAt"'));

  const without = ({ id: _id, ...article }: CompiledArticle) => {
    const { rule } = article;
    const isTold = ["prohibit", "limit", "withdraw", "access"].includes(rule.kind);
    const assessed = isTold && (!("kinds" in rule) || rule.kinds.length > 0);
    // What is not assessed has no standard that anything would be held against.
    const { standard: _s, coverageRatio: _c, persistence: _p, count: _n, ...bare } = article;
    return rule.kind === "narrative"
      ? { weight: 1.5 }
      : assessed
        ? article
        : { ...bare, weight: 1.5 };
  };

  const differing = (one: CompiledArticle, other: CompiledArticle) =>
    Object.fromEntries(
      Object.entries(other).filter(
        ([key, value]) =>
          JSON.stringify(value) !== JSON.stringify(one[key as keyof CompiledArticle]),
      ),
    );
});

test("[EXP-006] the text of an article is never read", () => {
  const compiled = compiledAt("scenarios/minsk-2015");
  const articles = compiled.articles.map((article) => ({
    ...article,
    text: new Proxy(
      {},
      {
        get: () => {
          throw new Error("the text was read");
        },
      },
    ),
  }));
  const blind = new Explainer(prepareAgreement({ ...compiled, articles }), "en").agreement();
  expect(blind).toEqual(new Explainer(prepareAgreement(compiled), "en").agreement());
});

test("[EXP-007] exchanging the parties exchanges them in every sentence and example", () => {
  const swap: Readonly<Record<string, string>> = {
    a: "b",
    b: "a",
    "Party A": "Party B",
    "Party B": "Party A",
  };
  const exchanged = JSON.parse(JSON.stringify(every), (_key, value: unknown) => {
    if (typeof value === "string") return swap[value] ?? value;
    if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [swap[key] ?? key, one]));
  }) as CompiledAgreement;
  const textOf = (compiled: CompiledAgreement) =>
    new Explainer(prepareAgreement(compiled), "en")
      .agreement()
      .articles.map(({ sentences, examples }) =>
        [...sentences, ...examples].map(({ text }) => text),
      );
  const swapText = (text: string) => text.replace(/Party [AB]/g, (name) => swap[name] ?? name);
  expect(textOf(exchanged)).toEqual(textOf(every).map((texts) => texts.map(swapText)));
});

test("[EXP-007] neither party is always the one in breach", () => {
  const { articles } = new Explainer(prepareAgreement(every), "en").agreement();
  const breaching = articles.flatMap(({ examples }) => examples[0]?.events[0]?.event.by ?? []);
  const of = (party: string) => breaching.filter((by) => by === party).length;
  expect(Math.min(of("a"), of("b"))).toBeGreaterThan(4);
});

describe("[EXP-013] the four languages state the same, sentence by sentence", () => {
  const agreements = {
    "every-rule": every,
    "minsk-2015": compiledAt("scenarios/minsk-2015"),
    "ukraine-2025": compiledAt("scenarios/ukraine-2025"),
  };
  const words = "no one two three four five six seven eight nine".split(" ");
  /** The figures of a sentence, sorted; English words for small ones as figures, months aside. */
  const figuresOf = (text: string) =>
    text
      // Names of the agreement are its own in each language.
      .replace(/“[^”]*”|«[^»]*»/g, "")
      .replace(/(\d)\u2009(?=\d{3})/g, "$1")
      .replace(/(\d),(\d)/g, "$1.$2")
      .replace(/1er\b/g, "1")
      .replace(
        /\b(one|two|three|four|five|six|seven|eight|nine) (?=independent|version|area|person|weapon|vehicle|manned|window)/g,
        (_whole, word: string) => `${words.indexOf(word)} `,
      )
      .match(/\d+(?:[.:]\d+)?/g)
      ?.sort() ?? [];

  test.each(Object.entries(agreements))("%s", (_name, compiled) => {
    const prepared = prepareAgreement(compiled);
    const [english, ...others] = languages.map((language) =>
      new Explainer(prepared, language)
        .agreement()
        .articles.map(({ sentences, examples }) => [
          ...sentences.map(({ about, text }) => ({ about: about as string, text })),
          ...examples.map(({ is, text }) => ({ about: is as string, text })),
        ]),
    );
    let figureCount = 0;
    for (const told of others) {
      for (const [index, article] of (english ?? []).entries()) {
        const other = told[index] ?? [];
        expect(other.map(({ about }) => about)).toEqual(article.map(({ about }) => about));
        for (const [at, { text }] of article.entries()) {
          const figures = figuresOf(text);
          figureCount += figures.length;
          expect([text, figuresOf(other[at]?.text ?? "")]).toEqual([text, figures]);
        }
      }
    }
    expect(figureCount).toBeGreaterThan(1_000);
  });
});
