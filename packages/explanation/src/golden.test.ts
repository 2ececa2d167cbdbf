import { prepareAgreement } from "@truceline/agreement";
import { languages } from "@truceline/model";
import { forbiddenIn } from "@truceline/wording";
import { describe, expect, test } from "vitest";
import { expectGolden } from "../../../checks/expect-golden.ts";
import { compiledAt } from "../fixtures/agreements.ts";
import { everyRule } from "../fixtures/every-rule.ts";
import { type AgreementExplanation, Explainer } from "./explain.ts";

const agreements = {
  "minsk-2015": () => compiledAt("scenarios/minsk-2015"),
  "ukraine-2025": () => compiledAt("scenarios/ukraine-2025"),
  "easter-2025": () => compiledAt("scenarios/easter-2025"),
  "mid-ocean": () => compiledAt("fixtures/agreements/mid-ocean"),
  "every-rule": everyRule,
};

function written({ heading, articles, definitions, examplesHeading }: AgreementExplanation) {
  const lines = [heading, examplesHeading];
  for (const article of articles) {
    lines.push("", article.heading);
    for (const { about, text } of article.sentences) lines.push(`  ${about}: ${text}`);
    for (const { is, text } of article.examples) lines.push(`  ${is}: ${text}`);
    if (article.noExamples !== null) lines.push(`  none: ${article.noExamples}`);
  }
  return `${[...lines, "", ...definitions].join("\n").trimEnd()}\n`;
}

describe.each(Object.entries(agreements))("%s", (name, compile) => {
  const prepared = prepareAgreement(compile());

  test.each(languages)(
    "[EXP-011, EXP-012] is explained in %s as kept, and takes no side",
    (language) => {
      const told = new Explainer(prepared, language).agreement();
      const used = told.articles.flatMap(({ sentences, examples }) =>
        [...sentences, ...examples]
          // What stands in quotation marks are words of the agreement.
          .map(({ text }) => text.replace(/“[^”]*”|«[^»]*»/g, ""))
          .flatMap((text) => forbiddenIn(text, language)),
      );
      expect(used).toEqual([]);
      const text = written(told);
      expect(text.length).toBeGreaterThan(2_000);
      expectGolden(new URL(`../fixtures/${name}.${language}.txt`, import.meta.url), text);
    },
  );
});
