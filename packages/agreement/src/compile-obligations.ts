import { type CompileContext, checkReference } from "./compile-context.ts";
import type { CompiledArticle, CompiledDue, CompiledObligation } from "./compiled.ts";
import type { Mark } from "./compiled-words.ts";
import type { Cursor } from "./cursor.ts";
import { parseDurationMs, parseInstantMs, parseMeasure } from "./quantities.ts";

/** The obligations of a document in their order, every fault reported. */
export function compileObligations(
  context: CompileContext,
  articles: readonly CompiledArticle[],
  thirdPartyIds: readonly string[],
): readonly CompiledObligation[] {
  const list = context.root.get("obligations").items();
  const ids = list.flatMap((entry) => entry.get("id").text() ?? []);
  const articleIds = new Set(articles.map(({ id }) => id));
  return list.map((entry) => {
    const id = entry.get("id");
    if (articleIds.has(id.text() ?? "")) {
      context.reporter.report("TL_AGR_ID_TWICE", id.pointer, `\`${id.text()}\` is an article`);
    }
    const due = entry.get("due");
    for (const earlier of entry.get("depends").items()) {
      checkReference(earlier, ids, "obligation", context.reporter);
    }
    const whole = entry.get("mayBePartOf");
    if (entry.has("mayBePartOf")) {
      const others = ids.filter((other) => other !== id.text());
      checkReference(whole, others, "other obligation", context.reporter);
    }
    const visit = visitOf(entry, context);
    const amount = parseMeasure(entry.get("amount").text() ?? "");
    const source = entry.get("source").text();
    return {
      id: id.text() ?? "",
      who: owersOf(entry.get("who"), thirdPartyIds, context),
      does: entry.get("does").localText(),
      ...(amount === undefined ? {} : { amount }),
      due: due.value === undefined ? null : dueOf(due, ids, articles, context),
      dueBasis:
        due.value === undefined
          ? null
          : ((due.get("basis").text() ?? "agreement") as CompiledObligation["dueBasis"]),
      throughout: entry.get("throughout").value === true,
      takesMs: parseDurationMs(entry.get("takes").text() ?? "") ?? 0,
      evidence: textsOf(entry.get("evidence")),
      depends: textsOf(entry.get("depends")),
      ...(whole.text() === undefined ? {} : { mayBePartOf: whole.text() }),
      ...(visit === undefined ? {} : { visit }),
      mark: (entry.get("mark").text() ?? "assumed") as Mark,
      ...(source === undefined ? {} : { source }),
    };
  });
}

function visitOf(entry: Cursor, { root, reporter }: CompileContext): CompiledObligation["visit"] {
  if (!entry.has("visit")) return undefined;
  const visit = entry.get("visit");
  const siteIds = root
    .get("sites")
    .items()
    .flatMap((site) => site.get("id").text() ?? []);
  checkReference(visit.get("site"), siteIds, "site", reporter);
  checkReference(visit.get("gives"), textsOf(entry.get("evidence")), "such evidence", reporter);
  return { site: visit.get("site").text() ?? "", gives: visit.get("gives").text() ?? "" };
}

/** Texts of a list, each once, in their order. */
function textsOf(list: Cursor): readonly string[] {
  return [...new Set(list.items().flatMap((item) => item.text() ?? []))];
}

function owersOf(
  who: Cursor,
  thirdPartyIds: readonly string[],
  { partyIds, reporter }: CompileContext,
): readonly string[] {
  if (who.text() === "each") return partyIds;
  const known = [...partyIds, ...thirdPartyIds, "mission"];
  const named = who
    .itemsOrOne()
    .filter((item) => checkReference(item, known, "party or third party", reporter))
    .map((item) => item.text());
  return known.filter((id) => named.includes(id));
}

function dueOf(
  due: Cursor,
  obligationIds: readonly string[],
  articles: readonly CompiledArticle[],
  { reporter, timezone, inForce }: CompileContext,
): CompiledDue | null {
  const instantOf = (key: string) => parseInstantMs(due.get(key).text() ?? "", timezone);
  const beginsMs = inForce?.fromMs ?? 0;
  const atMs = instantOf("at");
  const toMs = instantOf("to");
  const after = due.get("after");
  const within = due.get("within");
  if (due.has("from") && !due.has("to")) {
    reporter.report("TL_AGR_DUE", due.pointer, "`from` without `to`");
  }
  if (due.has("within") !== due.has("after")) {
    reporter.report("TL_AGR_DUE", due.pointer, "`after` and `within` belong together");
  }
  if (atMs !== undefined) return { by: "span", fromMs: Math.min(beginsMs, atMs), toMs: atMs };
  if (toMs !== undefined) {
    const fromMs = instantOf("from") ?? Math.min(beginsMs, toMs);
    if (toMs <= fromMs && due.has("from")) {
      reporter.report("TL_AGR_TIME_ORDER", due.get("to").pointer, "`to` is not after `from`");
    }
    return { by: "span", fromMs, toMs };
  }
  const withinMs = parseDurationMs(within.text() ?? "");
  const name = after.text();
  if (name === undefined || withinMs === undefined) return null;
  if (name === "in-force") return { by: "span", fromMs: beginsMs, toMs: beginsMs + withinMs };
  const article = articles.find(({ id }) => id === name);
  if (article?.rule.kind === "withdraw") {
    const { fromMs } = article.rule.time;
    return { by: "span", fromMs, toMs: fromMs + withinMs };
  }
  if (article !== undefined) {
    reporter.report("TL_AGR_DUE", after.pointer, `article \`${name}\` is not done by a date`);
    return null;
  }
  const known = [
    "in-force",
    ...obligationIds,
    ...articles.filter(({ rule }) => rule.kind === "withdraw").map(({ id }) => id),
  ];
  return checkReference(after, known, "obligation or withdrawal", reporter)
    ? { by: "after", after: name, withinMs }
    : null;
}
