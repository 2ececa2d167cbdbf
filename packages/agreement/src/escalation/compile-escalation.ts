import { type CompileContext, checkReference } from "../compile-context.ts";
import type { CompiledArticle, CompiledDecision } from "../compiled.ts";
import type { Mark } from "../compiled-words.ts";
import type { Cursor } from "../cursor.ts";
import { parseDurationMs, parseInstantMs } from "../quantities.ts";
import {
  type CompiledEscalation,
  decidedStepKinds,
  type EscalationCondition,
  type EscalationPlace,
  type EscalationStep,
  type EscalationTransition,
  type StepKind,
} from "./escalation.ts";

interface Known {
  readonly steps: readonly string[];
  readonly articles: readonly string[];
  readonly sectors: readonly string[];
  /** Who may decide or answer. */
  readonly people: readonly string[];
}

/** The ladder of a document, every fault reported. */
export function compileEscalation(
  context: CompileContext,
  articles: readonly CompiledArticle[],
  decisions: readonly CompiledDecision[],
  thirdPartyIds: readonly string[],
): CompiledEscalation {
  const { root, reporter, partyIds } = context;
  const escalation = root.get("escalation");
  const officeIds = distinctIds(escalation.get("offices"), context);
  for (const office of escalation.get("offices").items()) {
    const name = office.get("id");
    if ([...partyIds, ...thirdPartyIds, "mission"].includes(name.text() ?? "")) {
      reporter.report("TL_AGR_ID_TWICE", name.pointer, `\`${name.text()}\` is a party or state`);
    }
  }
  const known: Known = {
    steps: distinctIds(escalation.get("steps"), context),
    articles: articles.map(({ id }) => id),
    sectors: root
      .get("sectors")
      .items()
      .flatMap((sector) => sector.get("id").text() ?? []),
    people: [...partyIds, ...thirdPartyIds, "mission", ...officeIds],
  };
  distinctIds(escalation.get("transitions"), context);
  const begins = escalation.get("begins");
  checkReference(begins, known.steps, "step", reporter);
  const steps = escalation
    .get("steps")
    .items()
    .map((step) => compileStep(step, known, context));
  return {
    begins: begins.text() ?? "",
    offices: escalation
      .get("offices")
      .items()
      .map((office) => {
        const rule = office.get("rule");
        const ruleIds = decisions.map(({ id }) => id);
        if (office.has("rule")) checkReference(rule, ruleIds, "decision rule", reporter);
        return {
          id: office.get("id").text() ?? "",
          name: office.get("name").localText(),
          ...(rule.text() === undefined ? {} : { rule: rule.text() }),
        };
      }),
    steps,
    transitions: escalation
      .get("transitions")
      .items()
      .map((transition) => compileTransition(transition, steps, known, context)),
  };
}

function distinctIds(list: Cursor, { reporter }: CompileContext): readonly string[] {
  const ids: string[] = [];
  for (const entry of list.items()) {
    const id = entry.get("id");
    const text = id.text();
    if (text === undefined) continue;
    if (ids.includes(text)) reporter.report("TL_AGR_ID_TWICE", id.pointer, `\`${text}\``);
    else ids.push(text);
  }
  return ids;
}

function compileStep(step: Cursor, known: Known, context: CompileContext): EscalationStep {
  const { reporter, partyIds } = context;
  const answerWithinMs = parseDurationMs(step.get("answerWithin").text() ?? "");
  if (step.has("asks") && !step.has("answerWithin")) {
    reporter.report("TL_AGR_KEY_MISSING", step.pointer, "`answerWithin`", {
      hint: "Say how long there is for the answer, such as PT30M.",
    });
  }
  const asks = step.get("asks");
  const source = step.get("source").text();
  const triggers = step.get("triggers").localText();
  return {
    id: step.get("id").text() ?? "",
    is: (step.get("is").text() ?? "other") as StepKind,
    name: step.get("name").localText(),
    ...(step.has("triggers") ? { triggers } : {}),
    asks:
      answerWithinMs === undefined
        ? []
        : !step.has("asks") || asks.text() === "each"
          ? partyIds
          : namesOf(asks, known.people, "party, state or office", context),
    answerWithinMs: answerWithinMs ?? null,
    mark: (step.get("mark").text() ?? "assumed") as Mark,
    ...(source === undefined ? {} : { source }),
  };
}

/** Names of a list or of one, in the order of those known; dangling ones are reported. */
function namesOf(
  list: Cursor,
  known: readonly string[],
  what: string,
  { reporter }: CompileContext,
): readonly string[] {
  const named = list
    .itemsOrOne()
    .filter((item) => checkReference(item, known, what, reporter))
    .map((item) => item.text());
  return known.filter((id) => named.includes(id));
}

function compileTransition(
  transition: Cursor,
  steps: readonly EscalationStep[],
  known: Known,
  context: CompileContext,
): EscalationTransition {
  const { reporter } = context;
  const to = transition.get("then");
  checkReference(to, known.steps, "step", reporter);
  const from = namesOf(transition.get("from"), known.steps, "step", context);
  if (from.includes(to.text() ?? "")) {
    reporter.report("TL_AGR_ESCALATION_STAYS", to.pointer, `\`${to.text()}\``);
  }
  const isAutomatic = transition.get("automatic").value === true;
  const target = steps.find(({ id }) => id === to.text());
  if (isAutomatic && transition.has("decidedBy")) {
    reporter.report(
      "TL_AGR_ESCALATION_AUTOMATIC",
      transition.get("automatic").pointer,
      "it names who decides it as well",
    );
  } else if (isAutomatic && target !== undefined && decidedStepKinds.includes(target.is)) {
    reporter.report(
      "TL_AGR_ESCALATION_AUTOMATIC",
      transition.get("automatic").pointer,
      `\`${target.id}\` is ${target.is}`,
    );
  }
  const when = transition.get("when");
  const source = transition.get("source").text();
  return {
    id: transition.get("id").text() ?? "",
    from,
    to: to.text() ?? "",
    when: when.itemsOrOne().flatMap((one) => {
      const condition = compileCondition(one, known, context);
      if (condition?.by === "unanswered" || condition?.by === "answered") {
        for (const step of steps.filter(({ id, asks }) => from.includes(id) && asks.length === 0)) {
          reporter.report(
            "TL_AGR_ESCALATION_NOBODY_ASKED",
            one.get(condition.by).pointer,
            `\`${step.id}\``,
          );
        }
      }
      return condition ?? [];
    }),
    decidedBy: transition.has("decidedBy")
      ? namesOf(transition.get("decidedBy"), known.people, "office, party or state", context)
      : [],
    automatic: isAutomatic,
    mark: (transition.get("mark").text() ?? "assumed") as Mark,
    ...(source === undefined ? {} : { source }),
  };
}

function compileCondition(
  one: Cursor,
  known: Known,
  context: CompileContext,
): EscalationCondition | undefined {
  const { reporter, timezone } = context;
  const counts = one.has("findings");
  if (counts && !one.has("within")) {
    reporter.report("TL_AGR_KEY_MISSING", one.pointer, "`within`", {
      hint: "Say within which time so many findings count, such as PT6H.",
    });
  }
  for (const key of ["of", "in", "within"]) {
    const fits = counts || (one.has("quiet") && key !== "within");
    if (one.has(key) && !fits) {
      reporter.report("TL_AGR_KEY_UNKNOWN", one.get(key).pointer, `\`${key}\``, {
        at: "key",
        hint: "It belongs to `findings`; `of` and `in` to `quiet` as well.",
      });
    }
  }
  const durationMs = (key: string): number => {
    const ms = parseDurationMs(one.get(key).text() ?? "");
    if (ms === 0) {
      reporter.report("TL_AGR_VALUE", one.get(key).pointer, "it has no length", {
        hint: "Give a time above nothing, such as PT6H.",
      });
    }
    return ms ?? 0;
  };
  const scope = () => ({
    articles: one.has("of") ? namesOf(one.get("of"), known.articles, "article", context) : [],
    place: placeOf(one.get("in"), known, context),
  });
  const count = one.get("findings").number();
  if (count !== undefined) {
    return { by: "findings", count, ...scope(), withinMs: durationMs("within") };
  }
  if (one.has("quiet")) {
    if (one.get("in").text() === "sector") {
      reporter.report("TL_AGR_VALUE", one.get("in").pointer, "`sector`", {
        hint: "Name the sector that must be quiet, or leave `in` out for everywhere.",
      });
    }
    return { by: "quiet", forMs: durationMs("quiet"), ...scope() };
  }
  if (one.has("lasted")) return { by: "lasted", forMs: durationMs("lasted") };
  for (const by of ["unanswered", "answered"] as const) {
    const who = one.get(by).text();
    if (who === "any" || who === "all") return { by, who };
  }
  const atMs = parseInstantMs(one.get("at").text() ?? "", timezone);
  return atMs === undefined ? undefined : { by: "at", atMs };
}

function placeOf(where: Cursor, known: Known, { reporter }: CompileContext): EscalationPlace {
  const name = where.text();
  if (name === undefined) return { by: "everywhere" };
  if (name === "sector") return { by: "one-sector" };
  checkReference(where, known.sectors, "sector", reporter);
  return { by: "sector", sector: name };
}
