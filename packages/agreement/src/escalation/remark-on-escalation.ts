import type { CompiledAgreement } from "../compiled.ts";
import type { RemarkList } from "../remark.ts";
import type { CompiledEscalation, EscalationStep, EscalationTransition } from "./escalation.ts";

/** Remarks on the ladder: steps out of reach, no decider, no way back, answers that come too late. */
export function remarkOnEscalation(compiled: CompiledAgreement, list: RemarkList): void {
  const { escalation } = compiled;
  if (escalation === undefined) return;
  const { begins, steps, transitions } = escalation;
  const reached = reachedFrom(begins, transitions);
  for (const [index, step] of steps.entries()) {
    if (reached.has(step.id)) continue;
    list.add("TL_AGR_REMARK_ESCALATION_UNREACHED", `/escalation/steps/${index}`, `\`${step.id}\``, {
      step: step.id,
      reached: steps.map(({ id }) => id).filter((id) => reached.has(id)),
    });
  }
  remarkOnWayBack(escalation, reached, list);
  const partyIds = compiled.parties.map(({ id }) => id);
  for (const [index, transition] of transitions.entries()) {
    const pointer = `/escalation/transitions/${index}`;
    const { id, decidedBy, automatic } = transition;
    const [only] = decidedBy;
    if (!automatic && only === undefined) {
      list.add("TL_AGR_REMARK_ESCALATION_NO_DECIDER", pointer, `\`${id}\``, { transition: id });
    }
    if (decidedBy.length === 1 && only !== undefined && partyIds.includes(only)) {
      const special = `\`${only}\` decides \`${id}\``;
      list.add("TL_AGR_REMARK_ESCALATION_ONE_SIDED", `${pointer}/decidedBy`, special, {
        transition: id,
        decidedBy: only,
      });
    }
  }
  for (const [index, step] of steps.entries()) {
    remarkOnAnswers(step, index, transitions, list);
  }
}

/** The steps that chains of transitions lead to, itself included. */
function reachedFrom(
  begins: string,
  transitions: readonly Pick<EscalationTransition, "from" | "to">[],
): ReadonlySet<string> {
  const reached = new Set([begins]);
  for (let grows = true; grows; ) {
    grows = false;
    for (const { from, to } of transitions) {
      if (reached.has(to) || !from.some((id) => reached.has(id))) continue;
      reached.add(to);
      grows = true;
    }
  }
  return reached;
}

/** Steps from which nothing leads back to the first; those that lead to one that is ended may stay. */
function remarkOnWayBack(
  { begins, steps, transitions }: CompiledEscalation,
  reached: ReadonlySet<string>,
  list: RemarkList,
): void {
  const stuck = steps.filter(({ id }) => {
    if (!reached.has(id)) return false;
    const onward = reachedFrom(id, transitions);
    return !onward.has(begins) && !steps.some((step) => step.is === "ended" && onward.has(step.id));
  });
  const [first] = stuck;
  if (first === undefined) return;
  const circle = circleThrough(stuck, transitions);
  const names = stuck.map(({ id }) => `\`${id}\``).join(", ");
  list.add(
    "TL_AGR_REMARK_ESCALATION_NO_WAY_BACK",
    `/escalation/steps/${steps.indexOf(first)}`,
    circle === undefined ? names : `${names}, in a circle`,
    { steps: stuck.map(({ id }) => id), begins, ...(circle === undefined ? {} : { circle }) },
  );
}

/** A circle among steps, as the steps in their order, the first again at the end. */
function circleThrough(
  stuck: readonly EscalationStep[],
  transitions: readonly EscalationTransition[],
): readonly string[] | undefined {
  const ids = new Set(stuck.map(({ id }) => id));
  for (const id of ids) {
    const paths: (readonly string[])[] = [[id]];
    const seen = new Set<string>();
    for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
      const here = path.at(-1) ?? "";
      for (const { to } of transitions.filter(({ from }) => from.includes(here))) {
        if (to === id) return [...path, id];
        if (!ids.has(to) || seen.has(to)) continue;
        seen.add(to);
        paths.push([...path, to]);
      }
    }
  }
  return undefined;
}

/** Time for an answer against the time in which findings count, and against the clock of the step. */
function remarkOnAnswers(
  { id, answerWithinMs }: EscalationStep,
  index: number,
  transitions: readonly EscalationTransition[],
  list: RemarkList,
): void {
  if (answerWithinMs === null) return;
  const pointer = `/escalation/steps/${index}/answerWithin`;
  for (const transition of transitions) {
    for (const condition of transition.when) {
      const windowMs =
        condition.by === "findings" && transition.to === id
          ? condition.withinMs
          : condition.by === "lasted" && transition.from.includes(id)
            ? condition.forMs
            : Number.POSITIVE_INFINITY;
      if (answerWithinMs <= windowMs) continue;
      const against =
        condition.by === "findings"
          ? `counts findings within ${durationText(windowMs)}`
          : `goes on after ${durationText(windowMs)}`;
      list.add(
        "TL_AGR_REMARK_ESCALATION_ANSWER_LONG",
        pointer,
        `\`${id}\` gives ${durationText(answerWithinMs)}, \`${transition.id}\` ${against}`,
        { step: id, answerWithinMs, transition: transition.id, windowMs },
      );
    }
  }
}

/** A length of time in the largest unit in which it is whole. */
function durationText(ms: number): string {
  const units = [
    [86_400_000, "d"],
    [3_600_000, "h"],
    [60_000, "min"],
  ] as const;
  const [unitMs, unit] = units.find(([size]) => ms % size === 0) ?? [1_000, "s"];
  return `${ms / unitMs} ${unit}`;
}
