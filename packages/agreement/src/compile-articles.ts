import { type WeaponClass, weaponClasses } from "@truceline/model";
import { type CompileContext, checkReference, partiesOf } from "./compile-context.ts";
import type { CompiledArticle } from "./compiled.ts";
import type { CompiledRule, RuleTime, WeaponSelector } from "./compiled-rule.ts";
import type { Cursor } from "./cursor.ts";
import { parseDistanceM, parseDurationMs, parseInstantMs } from "./quantities.ts";
import {
  type ActivityName,
  activities,
  type EquipmentName,
  equipmentNames,
  weaponClassesOf,
  withdrawalKinds,
} from "./vocabulary.ts";

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
  const rule = compileRule(article.get("rule"), context);
  const standard = article.get("standard");
  const source = article.get("source").text();
  return {
    id: article.get("id").text() ?? "",
    text: article.get("text").localText(),
    rule,
    standard: {
      probability: standard.get("probability").number() ?? articleDefaults.standard.probability,
      independentSources:
        standard.get("independentSources").number() ?? articleDefaults.standard.independentSources,
    },
    coverageRatio: article.get("coverage").number() ?? articleDefaults.coverageRatio,
    persistence: persistenceOf(article.get("persistence"), rule),
    count: article.get("count").text() ?? (isAboutFire(rule) ? "smm" : "incident"),
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
    (rule.kind === "withdraw" && rule.tested === "present") ||
    (rule.kind === "prohibit" &&
      Object.hasOwn(activities, rule.activity) &&
      activities[rule.activity as ActivityName].lasts);
  return lasts ? { is: "state", lookEveryMs: articleDefaults.lookEveryMs } : { is: "impulse" };
}

function compileRule(rule: Cursor, context: CompileContext): CompiledRule {
  if (rule.has("prohibit")) return compileProhibit(rule, context);
  if (rule.has("withdraw")) return compileWithdraw(rule, context);
  if (rule.has("access")) return compileAccess(rule, context);
  return { kind: "narrative" };
}

function compileProhibit(rule: Cursor, context: CompileContext): CompiledRule {
  const stated = rule.get("prohibit").text() ?? "fire";
  const name: ActivityName = Object.hasOwn(activities, stated) ? (stated as ActivityName) : "fire";
  const { kinds, tested } = activities[name];
  checkReference(rule.get("in"), context.zoneIds, "zone", context.reporter);
  return {
    kind: "prohibit",
    activity: name,
    kinds,
    weapons: rule.has("with") ? weaponsOf(rule.get("with"), context) : null,
    by: subjectsOf(rule.get("by"), context),
    tested: (rule.get("tested").text() ?? tested) as "firedFrom" | "landedAt" | "present",
    zone: rule.get("in").text() ?? "",
    time: ruleTime(rule.get("time"), context),
  };
}

function compileWithdraw(rule: Cursor, context: CompileContext): CompiledRule {
  checkReference(rule.get("of"), context.lineIds, "line", context.reporter);
  const tested = rule.get("tested").text() === "firedFrom" ? "firedFrom" : "present";
  const time = ruleTime(rule.get("time"), context);
  const deadlineMs = deadlineOf(rule.get("deadline"), context);
  return {
    kind: "withdraw",
    kinds: withdrawalKinds[tested],
    weapons: weaponsOf(rule.get("withdraw"), context),
    by: subjectsOf(rule.get("by"), context),
    tested,
    beyondM: parseDistanceM(rule.get("beyond").text() ?? "") ?? 0,
    line: rule.get("of").text() ?? "",
    time: { ...time, fromMs: Math.max(time.fromMs, deadlineMs ?? time.fromMs) },
  };
}

function compileAccess(rule: Cursor, context: CompileContext): CompiledRule {
  const access = rule.get("access");
  checkReference(access.get("of"), ["mission", ...context.partyIds], "party", context.reporter);
  checkReference(access.get("to"), context.zoneIds, "zone", context.reporter);
  return {
    kind: "access",
    of: access.get("of").text() ?? "",
    zone: access.get("to").text() ?? "",
    by: subjectsOf(rule.get("by"), context),
    time: ruleTime(rule.get("time"), context),
  };
}

/** Whom a rule binds, in the order of the parties; `any` and `each` are all of them. */
function subjectsOf(by: Cursor, context: CompileContext): readonly string[] {
  const word = by.text();
  return word === "any" || word === "each" ? context.partyIds : partiesOf(by, context);
}

function weaponsOf(equipment: Cursor, { reporter }: CompileContext): WeaponSelector {
  const classes = new Set<WeaponClass>();
  const known: readonly string[] = [...weaponClasses, ...equipmentNames];
  for (const item of equipment.get("class").itemsOrOne()) {
    const name = item.text();
    if (name === undefined || !known.includes(name)) continue;
    for (const weaponClass of weaponClassesOf(name as WeaponClass | EquipmentName)) {
      classes.add(weaponClass);
    }
  }
  const calibre = equipment.get("calibreMm");
  const minMm = calibre.get("min").number();
  const maxMm = calibre.get("max").number();
  if (minMm !== undefined && maxMm !== undefined && minMm > maxMm) {
    reporter.report("TL_AGR_CALIBRE_ORDER", calibre.get("min").pointer, `${minMm} above ${maxMm}`);
  }
  return {
    classes: weaponClasses.filter((weaponClass) => classes.has(weaponClass)),
    ...(minMm === undefined ? {} : { calibreMinMm: minMm }),
    ...(maxMm === undefined ? {} : { calibreMaxMm: maxMm }),
  };
}

/** The instant from which on a withdrawal must be done. */
function deadlineOf(deadline: Cursor, context: CompileContext): number | undefined {
  const text = deadline.text();
  if (text === undefined || context.inForce === undefined) return undefined;
  const { fromMs, toMs } = context.inForce;
  const durationMs = parseDurationMs(text);
  const atMs =
    durationMs === undefined ? parseInstantMs(text, context.timezone) : fromMs + durationMs;
  if (atMs !== undefined && (atMs < fromMs || (toMs !== undefined && atMs >= toMs))) {
    const which = atMs < fromMs ? "before it is in force" : "after it has ended";
    context.reporter.report("TL_AGR_DEADLINE_ORDER", deadline.pointer, which);
  }
  return atMs;
}

/** The limits of a rule within those of the agreement. */
function ruleTime(time: Cursor, context: CompileContext): RuleTime {
  const { reporter, timezone, inForce } = context;
  const from = parseInstantMs(time.get("from").text() ?? "", timezone);
  const until = parseInstantMs(time.get("until").text() ?? "", timezone);
  const fromMs = Math.max(inForce?.fromMs ?? 0, from ?? Number.NEGATIVE_INFINITY);
  const untilMs = Math.min(
    inForce?.toMs ?? Number.POSITIVE_INFINITY,
    until ?? Number.POSITIVE_INFINITY,
  );
  if (inForce !== undefined && untilMs <= fromMs) {
    const key = until === undefined ? "from" : "until";
    reporter.report("TL_AGR_TIME_ORDER", time.get(key).pointer, "the rule never holds", {
      hint: "Give the rule a time within that of the agreement, `until` after `from`.",
    });
  }
  const [start, end] = time
    .get("daily")
    .items()
    .map((part) => part.text());
  if (start !== undefined && start === end) {
    reporter.report("TL_AGR_DAILY_WINDOW", time.get("daily").pointer, `\`${start}\` twice`);
  }
  return {
    fromMs,
    ...(Number.isFinite(untilMs) ? { untilMs } : {}),
    ...(start !== undefined && end !== undefined ? { dailyWindow: [start, end] as const } : {}),
  };
}
