import type { CompileContext } from "./compile-context.ts";
import { compileRule } from "./compile-rule.ts";
import type { CompiledArticle } from "./compiled.ts";
import type { CompiledRule } from "./compiled-rule.ts";
import type { Cursor } from "./cursor.ts";
import { parseDurationMs } from "./quantities.ts";
import { type ActivityName, activities } from "./vocabulary.ts";

const dayMs = 24 * 3_600_000;
/** What an article asks for where the document is silent; `check` remarks on it. */
export const articleDefaults = {
  standard: { probability: 0.9, independentSources: 2 },
  coverageRatio: 0.8,
  lookEveryMs: dayMs,
} as const;

/** The articles of a document in their order, every fault reported. */
export function compileArticles(context: CompileContext): readonly CompiledArticle[] {
  return context.root
    .get("articles")
    .items()
    .map((article) => compileArticle(article, context));
}

function compileArticle(article: Cursor, context: CompileContext): CompiledArticle {
  const id = article.get("id").text() ?? "";
  const rule = compileRule(article.get("rule"), { is: "article", id }, context);
  const standard = article.get("standard");
  const grade = standard.get("grade").text();
  const weight = article.get("weight").number();
  const source = article.get("source").text();
  return {
    id,
    text: article.get("text").localText(),
    rule,
    standard: {
      probability: standard.get("probability").number() ?? articleDefaults.standard.probability,
      independentSources:
        standard.get("independentSources").number() ?? articleDefaults.standard.independentSources,
      ...(grade === undefined ? {} : { grade }),
    },
    coverageRatio: article.get("coverage").number() ?? articleDefaults.coverageRatio,
    persistence: persistenceOf(article.get("persistence"), rule),
    count: article.get("count").text() ?? (isAboutFire(rule) ? "smm" : "incident"),
    ...(weight === undefined ? {} : { weight }),
    ...(source === undefined ? {} : { source }),
  };
}

function isAboutFire(rule: CompiledRule): boolean {
  return rule.kind === "prohibit" && rule.activity === "fire";
}

function persistenceOf(stated: Cursor, rule: CompiledRule): CompiledArticle["persistence"] {
  const stateMs = parseDurationMs(stated.get("state").text() ?? "");
  if (stateMs !== undefined) return { is: "state", lookEveryMs: stateMs };
  if (stated.text() === "impulse") return { is: "impulse" };
  const lasts =
    rule.kind === "limit" ||
    rule.kind === "freeze" ||
    (rule.kind === "withdraw" && rule.tested === "present") ||
    (rule.kind === "prohibit" &&
      Object.hasOwn(activities, rule.activity) &&
      activities[rule.activity as ActivityName].lasts);
  return lasts ? { is: "state", lookEveryMs: articleDefaults.lookEveryMs } : { is: "impulse" };
}
