import type { EscalationCondition, EscalationPlace, EscalationStep } from "./escalation.ts";
import type { EscalationEvent, EscalationGround } from "./escalation-event.ts";

export type Finding = Extract<EscalationEvent, { readonly is: "finding" }>;

/** What conditions are asked against: one step, one transition, what is known at an instant. */
export interface ConditionQuestion {
  readonly step: EscalationStep;
  readonly sinceMs: number;
  /** What is counted begins here: the step's beginning, or when the transition was last declined. */
  readonly baseMs: number;
  /** A finding made after this is new; below every instant in the first step. */
  readonly newAfterMs: number;
  /** Standing findings, by when what they found happened. */
  readonly findings: readonly Finding[];
  /** Answers given in this step. */
  readonly answers: ReadonlyMap<string, number>;
}

export interface ConditionAnswer {
  /** From when it holds if nothing more comes in; infinite if it never does so by itself. */
  readonly fromMs: number;
  readonly ground: EscalationGround;
}

/** From when a condition holds, and what shows it; null where only something new could make it hold. */
export function answerCondition(
  condition: EscalationCondition,
  question: ConditionQuestion,
): ConditionAnswer | null {
  const { step, sinceMs, baseMs, answers } = question;
  const isDeclined = baseMs > sinceMs;
  switch (condition.by) {
    case "findings":
      return answerFindings(condition, question);
    case "quiet": {
      const { articles, place, forMs } = condition;
      const last = matching(question.findings, articles, place).at(-1);
      const quietSinceMs = Math.max(baseMs, last?.happenedMs ?? baseMs);
      const sector = place.by === "sector" ? place.sector : null;
      return {
        fromMs: quietSinceMs + forMs,
        ground: { by: "quiet", sinceMs: quietSinceMs, sector },
      };
    }
    case "unanswered": {
      const silent = step.asks.filter((id) => !answers.has(id));
      const isSo = condition.who === "any" ? silent.length > 0 : silent.length === step.asks.length;
      if (!isSo || step.answerWithinMs === null || step.asks.length === 0) return null;
      const dueMs = baseMs + step.answerWithinMs;
      // An answer of the last instant is in time: it is looked at before the clock.
      return { fromMs: dueMs, ground: { by: "unanswered", dueMs, parties: silent } };
    }
    case "answered": {
      const given = step.asks.filter((id) => answers.has(id));
      const isSo = condition.who === "any" ? given.length > 0 : given.length === step.asks.length;
      const isNew = !isDeclined || given.some((id) => (answers.get(id) ?? 0) > baseMs);
      if (given.length === 0 || !isSo || !isNew) return null;
      return { fromMs: Number.NEGATIVE_INFINITY, ground: { by: "answered", parties: given } };
    }
    case "lasted":
      return { fromMs: baseMs + condition.forMs, ground: { by: "lasted", sinceMs: baseMs } };
    case "at":
      return isDeclined && condition.atMs <= baseMs
        ? null
        : { fromMs: condition.atMs, ground: { by: "at", atMs: condition.atMs } };
  }
}

function answerFindings(
  condition: Extract<EscalationCondition, { readonly by: "findings" }>,
  { findings, newAfterMs }: ConditionQuestion,
): ConditionAnswer | null {
  const { count, withinMs, articles, place } = condition;
  const all = matching(findings, articles, place);
  const groups =
    place.by === "one-sector"
      ? [...Map.groupBy(all, ({ sector }) => sector)].filter(([sector]) => sector !== null)
      : [[place.by === "sector" ? place.sector : null, all] as const];
  let best: { readonly window: readonly Finding[]; readonly sector: string | null } | undefined;
  for (const [sector, members] of groups) {
    const window = newestWindow(members, count, withinMs, newAfterMs);
    if (window === undefined) continue;
    const isBetter =
      best === undefined ||
      (window.at(-1)?.happenedMs ?? 0) > (best.window.at(-1)?.happenedMs ?? 0) ||
      (window.at(-1)?.happenedMs === best.window.at(-1)?.happenedMs &&
        (sector ?? "") < (best.sector ?? ""));
    if (isBetter) best = { window, sector };
  }
  if (best === undefined) return null;
  const ids = best.window.map(({ id }) => id);
  return {
    fromMs: Number.NEGATIVE_INFINITY,
    ground: { by: "findings", count, withinMs, sector: best.sector, findings: ids },
  };
}

/** The latest stretch of at most `withinMs` that holds so many findings, one of them new; whole. */
function newestWindow(
  members: readonly Finding[],
  count: number,
  withinMs: number,
  newAfterMs: number,
): readonly Finding[] | undefined {
  const happenedMs = (index: number) => members[index]?.happenedMs ?? 0;
  let newest = members.length - 1;
  let first = members.length - 1;
  for (let last = members.length - 1; last >= count - 1; last--) {
    first = Math.min(first, last);
    while (first > 0 && happenedMs(last) - happenedMs(first - 1) <= withinMs) first -= 1;
    newest = Math.min(newest, last);
    while (newest >= 0 && (members[newest]?.atMs ?? 0) <= newAfterMs) newest -= 1;
    if (newest < 0) return undefined;
    if (last - first + 1 >= count && newest >= first) return members.slice(first, last + 1);
  }
  return undefined;
}

function matching(
  findings: readonly Finding[],
  articles: readonly string[],
  place: EscalationPlace,
): readonly Finding[] {
  return findings.filter(
    ({ article, sector }) =>
      (articles.length === 0 || articles.includes(article)) &&
      (place.by !== "sector" || sector === place.sector),
  );
}
