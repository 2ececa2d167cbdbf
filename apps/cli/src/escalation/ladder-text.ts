import type {
  CompiledAgreement,
  CompiledEscalation,
  EscalationCondition,
  EscalationEntry,
  EscalationEvent,
  EscalationGround,
  EscalationPlace,
  EscalationStanding,
  EscalationTransition,
  EscalationVoice,
  LocalText,
  VoidReason,
} from "@truceline/agreement";
import { msToLocal } from "@truceline/model";

const textOf = (text: LocalText): string => text["en"] ?? Object.values(text)[0] ?? "";

/** How long, in the largest units in which it is whole: `6 h`, `1 h 30 min`. */
function durationWords(ms: number): string {
  const sizes = [
    [86_400_000, "d"],
    [3_600_000, "h"],
    [60_000, "min"],
    [1_000, "s"],
  ] as const;
  const parts: string[] = [];
  let restMs = ms;
  for (const [size, unit] of sizes) {
    const count = Math.floor(restMs / size);
    if (count > 0) parts.push(`${count} ${unit}`);
    restMs -= count * size;
  }
  return parts.length === 0 ? "0 s" : parts.join(" ");
}

/** The ladder as it is written: steps, and for each transition what must be so and who decides. */
export function ladderText({ escalation, id }: CompiledAgreement): string {
  if (escalation === undefined) return `${id} has no escalation ladder.`;
  const lines = [`Escalation ladder of ${id}; it begins at ${escalation.begins}.`];
  for (const step of escalation.steps) {
    const asks =
      step.answerWithinMs === null
        ? ""
        : ` Asks ${step.asks.join(", ")} to answer within ${durationWords(step.answerWithinMs)}.`;
    const triggers =
      step.triggers === undefined ? "" : ` It would trigger: ${textOf(step.triggers)}`;
    const source = step.source === undefined ? "" : `; ${step.source}`;
    lines.push(
      `  ${step.id} (${step.is}): ${textOf(step.name)}.${asks}${triggers} [${step.mark}${source}]`,
    );
    for (const transition of escalation.transitions.filter(({ from }) => from.includes(step.id))) {
      lines.push(`    to ${transition.to} (${transition.id}): ${ruleText(transition, escalation)}`);
    }
  }
  return lines.join("\n");
}

function ruleText(
  { when, decidedBy, automatic, mark }: EscalationTransition,
  escalation: CompiledEscalation,
): string {
  const conditions = when.map(conditionWords).join(", and ");
  const decides = automatic
    ? "Taken by itself."
    : decidedBy.length === 0
      ? "Nobody may decide it."
      : `Decided by ${decidedBy.map((one) => officeName(one, escalation)).join(" and ")}.`;
  return `${conditions}. ${decides} [${mark}]`;
}

function officeName(id: string, { offices }: CompiledEscalation): string {
  const office = offices.find((one) => one.id === id);
  if (office === undefined) return id;
  const rule = office.rule === undefined ? "" : `, by rule ${office.rule}`;
  return `${id} (${textOf(office.name)}${rule})`;
}

function placeWords(place: EscalationPlace): string {
  if (place.by === "everywhere") return "";
  return place.by === "one-sector" ? " in one sector" : ` in sector ${place.sector}`;
}

const articleWords = (articles: readonly string[]): string =>
  articles.length === 0
    ? ""
    : ` of article${articles.length === 1 ? "" : "s"} ${articles.join(", ")}`;

function conditionWords(condition: EscalationCondition): string {
  switch (condition.by) {
    case "findings": {
      const { count, articles, withinMs, place } = condition;
      const noun = count === 1 ? "finding" : "findings";
      return `${count} ${noun}${articleWords(articles)} within ${durationWords(withinMs)}${placeWords(place)}`;
    }
    case "quiet":
      return `nothing found${articleWords(condition.articles)} for ${durationWords(condition.forMs)}${placeWords(condition.place)}`;
    case "unanswered":
      return condition.who === "any" ? "not everybody answered in time" : "nobody answered in time";
    case "answered":
      return condition.who === "any" ? "somebody answered" : "everybody answered";
    case "lasted":
      return `the step has lasted ${durationWords(condition.forMs)}`;
    case "at":
      return `from ${new Date(condition.atMs).toISOString().slice(0, 16)}Z on`;
  }
}

/** The walk, line by line, and where the ladder stands at its end. Times are local. */
export function walkText(
  { id, timezone, escalation }: CompiledAgreement,
  entries: readonly EscalationEntry[],
  standing: EscalationStanding,
): string {
  const at = (ms: number) => msToLocal(ms, timezone).slice(0, 16).replace("T", " ");
  const lines = entries.flatMap((entry) => {
    const words = entryWords(entry, escalation, at);
    return words === undefined ? [] : [`${at(entry.atMs)}  ${words}`];
  });
  return [
    `Escalation ladder of ${id}. Local times, ${timezone}.`,
    ...lines,
    ...standingLines(standing, escalation, at),
  ].join("\n");
}

type Clock = (ms: number) => string;

function entryWords(
  entry: EscalationEntry,
  escalation: CompiledEscalation | undefined,
  at: Clock,
): string | undefined {
  switch (entry.what) {
    case "event":
      return eventWords(entry.event, at);
    case "open": {
      const { id, to, grounds, waitsFor } = entry.transition;
      return `  open: ${id}, to ${to}. ${groundsWords(grounds, at)} ${waitsWords(waitsFor, escalation)}`;
    }
    case "closed":
      return `  no longer open: ${entry.transition}`;
    case "agreed":
      return `  ${entry.voice.by} agrees to ${entry.transition}; still needed: ${entry.waitsFor.join(", ")}`;
    case "declined": {
      const how = entry.notAdopted ? "not adopted" : "declined";
      return `  ${how}: ${entry.transition}, by ${entry.voice.by}: “${entry.voice.reason}”`;
    }
    case "taken": {
      const { from, to, decided, automatic, grounds } = entry.taken;
      const who = automatic ? "By itself." : `Decided by ${decided.map(voiceWords).join("; ")}.`;
      const step = escalation?.steps.find((one) => one.id === to);
      const triggers =
        step?.triggers === undefined ? "" : ` It would trigger: ${textOf(step.triggers)}`;
      return `  taken: from ${from} to ${to}. ${who} ${groundsWords(grounds, at)}${triggers}`;
    }
    case "void":
      return `  changes nothing: ${voidWords[entry.because]}`;
  }
}

function eventWords(event: EscalationEvent, at: Clock): string {
  switch (event.is) {
    case "finding": {
      const where = event.sector === null ? "" : ` in ${event.sector}`;
      return `finding ${event.id} of article ${event.article}${where}, of ${at(event.happenedMs)}`;
    }
    case "withdrawal":
      return `finding ${event.finding} is withdrawn`;
    case "answer":
      return `${event.by} answers${event.says === undefined ? "" : `: “${event.says}”`}`;
    case "decision":
      return `${event.by} decides to ${event.outcome} ${event.transition}: “${event.reason}”`;
    case "clock":
      return "the clock";
  }
}

const voidWords: Readonly<Record<VoidReason, string>> = {
  "no-such-transition": "there is no such transition",
  "other-step": "the ladder stands at another step",
  "not-open": "its conditions do not hold",
  "not-theirs": "it is not theirs to decide",
  "nobody-asked": "this step asks them for no answer",
  "votes-missing": "a body decides by votes, and none are given",
};

const voiceWords = ({ by, reason }: EscalationVoice) => `${by}: “${reason}”`;

function waitsWords(
  waitsFor: readonly string[] | null,
  escalation: CompiledEscalation | undefined,
): string {
  if (waitsFor === null) return "Nobody may decide it.";
  const names = waitsFor.map((id) => (escalation === undefined ? id : officeName(id, escalation)));
  return `To be decided by ${names.join(" and ")}.`;
}

function groundsWords(grounds: readonly EscalationGround[], at: Clock): string {
  return `Because ${grounds.map((ground) => groundWords(ground, at)).join("; and ")}.`;
}

function groundWords(ground: EscalationGround, at: Clock): string {
  switch (ground.by) {
    case "findings": {
      const where = ground.sector === null ? "" : ` in ${ground.sector}`;
      return `${ground.findings.length} findings within ${durationWords(ground.withinMs)}${where}: ${ground.findings.join(", ")}`;
    }
    case "quiet":
      return `nothing found since ${at(ground.sinceMs)}`;
    case "unanswered":
      return `no answer of ${ground.parties.join(", ")} until ${at(ground.dueMs)}`;
    case "answered":
      return `answered: ${ground.parties.join(", ")}`;
    case "lasted":
      return `in this step since ${at(ground.sinceMs)}`;
    case "at":
      return `it is after ${at(ground.atMs)}`;
  }
}

function standingLines(
  { atMs, step: stepId, sinceMs, answers, open, taken }: EscalationStanding,
  escalation: CompiledEscalation | undefined,
  at: Clock,
): readonly string[] {
  const step = escalation?.steps.find(({ id }) => id === stepId);
  const name = step === undefined ? "" : ` (${textOf(step.name)})`;
  return [
    "",
    `On ${at(atMs)} it stands at ${stepId}${name}, since ${at(sinceMs)}; ${taken.length === 1 ? "1 step was" : `${taken.length} steps were`} taken.`,
    ...answers.map(({ by, dueMs, answeredMs }) =>
      answeredMs === null
        ? `  ${by} is to answer by ${at(dueMs)}${dueMs < atMs ? ", and has not" : ""}`
        : `  ${by} answered on ${at(answeredMs)}${answeredMs > dueMs ? ", late" : ""}`,
    ),
    ...(open.length === 0 ? ["  Nothing is open to decision."] : []),
    ...open.map(
      ({ id, to, grounds, agreed, waitsFor }) =>
        `  Open: ${id}, to ${to}. ${groundsWords(grounds, at)}${agreed.length === 0 ? "" : ` Agreed: ${agreed.map(voiceWords).join("; ")}.`} ${waitsWords(waitsFor, escalation)}`,
    ),
  ];
}
