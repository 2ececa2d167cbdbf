import { optionalZoneOfRule } from "./compile-areas.ts";
import { type CompileContext, checkReference } from "./compile-context.ts";
import { ruleTime, subjectsOf, toldOf, weaponsOf } from "./compile-rule-parts.ts";
import type { CompiledArticle } from "./compiled.ts";
import {
  type CompiledDefinition,
  type CompiledExemption,
  type CompiledPhase,
  type CompiledRule,
  isAssessed,
  type WeaponSelector,
} from "./compiled-rule.ts";
import type { Cursor } from "./cursor.ts";
import { parseDurationMs, parseInstantMs } from "./quantities.ts";
import { type ActivityName, activities } from "./vocabulary.ts";

/**
 * What terms of the text mean, in their order. Each that names equipment is entered into the
 * context's `definitions`, where those after it and the rules find it.
 */
export function compileDefinitions(
  context: CompileContext,
  entered: Map<string, WeaponSelector | null>,
): readonly CompiledDefinition[] {
  return context.root
    .get("definitions")
    .items()
    .map((entry) => {
      const id = entry.get("id").text() ?? "";
      const equipment = entry.get("equipment");
      const selector = equipment.value === undefined ? null : weaponsOf(equipment, context);
      if (!entered.has(id)) entered.set(id, selector);
      const means = selector ?? entry.get("text").localText();
      return { id, term: entry.get("term").localText(), means };
    });
}

/** The phases of a document; the articles they wait for are looked up by id only. */
export function compilePhases(
  context: Pick<CompileContext, "root" | "reporter" | "timezone">,
  articleIds: readonly string[],
): readonly CompiledPhase[] {
  const { root, reporter, timezone } = context;
  return root
    .get("phases")
    .items()
    .map((phase): CompiledPhase => {
      const id = phase.get("id").text() ?? "";
      const name = phase.get("name").localText();
      const begins = phase.get("begins");
      const after = begins.get("after");
      if (after.value === undefined) {
        const atMs = parseInstantMs(begins.text() ?? "", timezone) ?? 0;
        return { id, name, begins: { by: "at", atMs } };
      }
      checkReference(after, articleIds, "article", reporter);
      return {
        id,
        name,
        begins: {
          by: "after",
          article: after.text() ?? "",
          state: "met",
          forMs: parseDurationMs(begins.get("metFor").text() ?? "") ?? 0,
        },
      };
    });
}

/** What articles do not forbid, in the order of the document. */
export function compileExemptions(
  context: CompileContext,
  articles: readonly CompiledArticle[],
): readonly CompiledExemption[] {
  const ids = new Set<string>();
  return context.root
    .get("exemptions")
    .items()
    .map((entry) => {
      const article = entry.get("article");
      const purpose = entry.get("for").text() ?? "";
      const id = entry.get("id").text() ?? `${article.text() ?? ""}-${purpose}`;
      if (ids.has(id)) {
        const at = entry.has("id") ? entry.get("id") : entry.get("for");
        context.reporter.report("TL_AGR_ID_TWICE", at.pointer, `\`${id}\``);
      }
      ids.add(id);
      const kinds = kindsOf(entry.get("activity"));
      checkExemption(entry, kinds, articles, context);
      const notify = entry.get("notify");
      const name = entry.get("name").localText();
      return {
        article: article.text() ?? "",
        id,
        for: purpose,
        name: Object.keys(name).length === 0 ? { en: purpose } : name,
        by: subjectsOf(entry.get("by"), context),
        kinds,
        zone: optionalZoneOfRule(entry.get("in"), { is: "exemption", id }, context),
        time: ruleTime(entry.get("time"), context),
        notify:
          notify.value === undefined
            ? null
            : {
                beforeMs: parseDurationMs(notify.get("before").text() ?? "") ?? 0,
                to: toldOf(notify.get("to"), context),
              },
      };
    });
}

/** The kinds of observation that show an activity; null where none is named. */
function kindsOf(activity: Cursor): CompiledExemption["kinds"] {
  const name = activity.text();
  return name !== undefined && Object.hasOwn(activities, name)
    ? activities[name as ActivityName].kinds
    : null;
}

/** An exemption needs an article that forbids, and something in it to take out. */
function checkExemption(
  entry: Cursor,
  kinds: CompiledExemption["kinds"],
  articles: readonly CompiledArticle[],
  { reporter }: CompileContext,
): void {
  const name = entry.get("article");
  const articleIds = articles.map(({ id }) => id);
  if (!checkReference(name, articleIds, "article", reporter)) return;
  const rule = articles.find(({ id }) => id === name.text())?.rule;
  if (rule === undefined) return;
  if (!forbids(rule)) {
    const detail = `article \`${name.text()}\` forbids nothing`;
    reporter.report("TL_AGR_EXEMPTION", name.pointer, detail);
  } else if (kinds !== null && "kinds" in rule && isAssessed(rule)) {
    if (kinds.some((kind) => rule.kinds.includes(kind))) return;
    const detail = `article \`${name.text()}\` does not forbid it`;
    reporter.report("TL_AGR_EXEMPTION", entry.get("activity").pointer, detail);
  }
}

function forbids({ kind }: CompiledRule): boolean {
  return kind !== "narrative" && kind !== "permit" && kind !== "require";
}
