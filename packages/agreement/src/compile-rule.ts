import { type AreaOwner, optionalZoneOfRule, zoneOfRule } from "./compile-areas.ts";
import { type CompileContext, checkReference } from "./compile-context.ts";
import { ruleTime, subjectsOf, toldOf, weaponsOf } from "./compile-rule-parts.ts";
import type { CompiledRule, FreezeRule } from "./compiled-rule.ts";
import type { Cursor } from "./cursor.ts";
import { parseDistanceM, parseDurationMs, parseInstantMs } from "./quantities.ts";
import {
  type ActivityName,
  activities,
  freezeKinds,
  limitKinds,
  limitNames,
  withdrawalKinds,
} from "./vocabulary.ts";

type Compile = (rule: Cursor, owner: AreaOwner, context: CompileContext) => CompiledRule;

const compilers: Readonly<Record<Exclude<CompiledRule["kind"], "narrative">, Compile>> = {
  prohibit: compileProhibit,
  limit: compileLimit,
  require: compileRequire,
  withdraw: compileWithdraw,
  freeze: compileFreeze,
  access: compileAccess,
  notify: compileNotify,
  permit: compilePermit,
};

/** The rule of an article; what has a fault of shape comes out as a narrative one. */
export function compileRule(rule: Cursor, owner: AreaOwner, context: CompileContext): CompiledRule {
  for (const [kind, compile] of Object.entries(compilers)) {
    if (rule.has(kind)) return compile(rule, owner, context);
  }
  return { kind: "narrative" };
}

function activityOf(name: Cursor): ActivityName {
  const stated = name.text() ?? "fire";
  return Object.hasOwn(activities, stated) ? (stated as ActivityName) : "fire";
}

function weaponsWith(rule: Cursor, context: CompileContext) {
  return rule.has("with") ? weaponsOf(rule.get("with"), context) : null;
}

function compileProhibit(rule: Cursor, owner: AreaOwner, context: CompileContext): CompiledRule {
  const activity = activityOf(rule.get("prohibit"));
  const { kinds, tested } = activities[activity];
  return {
    kind: "prohibit",
    activity,
    kinds,
    weapons: weaponsWith(rule, context),
    by: subjectsOf(rule.get("by"), context),
    tested: (rule.get("tested").text() ?? tested) as "firedFrom" | "landedAt" | "present",
    zone: zoneOfRule(rule.get("in"), owner, context),
    time: ruleTime(rule.get("time"), context),
  };
}

function compileLimit(rule: Cursor, owner: AreaOwner, context: CompileContext): CompiledRule {
  const limit = rule.get("limit");
  const of = limitNames.find((name) => limit.has(name)) ?? "persons";
  if (rule.has("with") && of !== "weapons" && of !== "vehicles") {
    const detail = `a limit of ${of} has no \`with\``;
    context.reporter.report("TL_AGR_RULE_PART", rule.get("with").pointer, detail, { at: "key" });
  }
  return {
    kind: "limit",
    of,
    kinds: limitKinds[of],
    weapons: weaponsWith(rule, context),
    atMost: limit.get(of).number() ?? 0,
    by: subjectsOf(rule.get("by"), context),
    tested: "present",
    zone: zoneOfRule(rule.get("in"), owner, context),
    time: ruleTime(rule.get("time"), context),
  };
}

function compileRequire(rule: Cursor, owner: AreaOwner, context: CompileContext): CompiledRule {
  const obligation = rule.get("obligation");
  checkReference(obligation, context.obligationIds, "obligation", context.reporter);
  return {
    kind: "require",
    does: rule.get("require").localText(),
    by: subjectsOf(rule.get("by"), context),
    zone: optionalZoneOfRule(rule.get("in"), owner, context),
    obligation: obligation.text() ?? null,
    time: ruleTime(rule.get("time"), context),
  };
}

function compileWithdraw(rule: Cursor, _owner: AreaOwner, context: CompileContext): CompiledRule {
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

function compileFreeze(rule: Cursor, owner: AreaOwner, context: CompileContext): CompiledRule {
  const { reporter } = context;
  const stated = rule.get("freeze").text();
  const what: FreezeRule["what"] = stated === "positions" || stated === "works" ? stated : "line";
  const line = rule.get("of");
  checkReference(line, context.lineIds, "line", reporter);
  if (!rule.has("of") && (what === "line" || !rule.has("in"))) {
    const needed = what === "line" ? "`of`" : "`of` or `in`";
    reporter.report("TL_AGR_RULE_PART", rule.pointer, `\`freeze: ${what}\` without ${needed}`);
  }
  return {
    kind: "freeze",
    what,
    line: line.text() ?? null,
    zone: optionalZoneOfRule(rule.get("in"), owner, context),
    toleranceM: parseDistanceM(rule.get("tolerance").text() ?? "") ?? 0,
    by: subjectsOf(rule.get("by"), context),
    kinds: freezeKinds[what],
    time: ruleTime(rule.get("time"), context),
  };
}

function compileAccess(rule: Cursor, owner: AreaOwner, context: CompileContext): CompiledRule {
  const access = rule.get("access");
  const known = ["mission", ...context.partyIds, ...context.thirdPartyIds];
  checkReference(access.get("of"), known, "party", context.reporter);
  return {
    kind: "access",
    of: access.get("of").text() ?? "",
    zone: zoneOfRule(access.get("to"), owner, context),
    by: subjectsOf(rule.get("by"), context),
    time: ruleTime(rule.get("time"), context),
  };
}

function compileNotify(rule: Cursor, owner: AreaOwner, context: CompileContext): CompiledRule {
  const of = activityOf(rule.get("notify"));
  const atLeast = rule.get("atLeast").number();
  if (atLeast !== undefined && of !== "exercise" && of !== "persons" && of !== "presence") {
    const detail = `${of} has no number of persons`;
    context.reporter.report("TL_AGR_RULE_PART", rule.get("atLeast").pointer, detail, { at: "key" });
  }
  return {
    kind: "notify",
    of,
    kinds: activities[of].kinds,
    weapons: weaponsWith(rule, context),
    by: subjectsOf(rule.get("by"), context),
    to: toldOf(rule.get("to"), context),
    beforeMs: parseDurationMs(rule.get("before").text() ?? "") ?? 0,
    zone: optionalZoneOfRule(rule.get("in"), owner, context),
    time: ruleTime(rule.get("time"), context),
    ...(atLeast === undefined ? {} : { atLeast }),
  };
}

function compilePermit(rule: Cursor, owner: AreaOwner, context: CompileContext): CompiledRule {
  const activity = activityOf(rule.get("permit"));
  const when = rule.get("when").localText();
  return {
    kind: "permit",
    activity,
    kinds: activities[activity].kinds,
    weapons: weaponsWith(rule, context),
    by: subjectsOf(rule.get("by"), context),
    zone: optionalZoneOfRule(rule.get("in"), owner, context),
    time: ruleTime(rule.get("time"), context),
    ...(rule.has("when") ? { when } : {}),
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
