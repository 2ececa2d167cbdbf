import { duration } from "../format/time.ts";
import { Alarm } from "../shapes/glyphs.tsx";
import { ProblemCard } from "../shapes/part-states.tsx";
import { tellsItself, type View } from "../state/use-view.ts";
import { instantSaid } from "./instant-told.ts";
import { outsideWords as words } from "./outside-words.ts";
import { answerStanding, byNeed, type ToldCall } from "./told.ts";

/** The calls of the mission to one's own party, each with the clock of its answer. */
export function ToldCalls(props: {
  readonly view: View<{ readonly items: readonly ToldCall[] }>;
  readonly party: string;
  readonly nowMs: number;
  readonly sinceMs: number;
  readonly timezone: string;
}) {
  const { view, party, nowMs, sinceMs, timezone } = props;
  const calls = byNeed(view.data?.items ?? []);
  return (
    <section aria-labelledby="out-calls">
      <h2 id="out-calls">{words.calls(party)}</h2>
      {tellsItself(view) && view.problem !== null && (
        <ProblemCard
          what={words.callsProblem}
          problem={view.problem}
          stays={view.data !== null}
          retry={view.retry}
        />
      )}
      {view.data !== null && calls.length === 0 && (
        <p class="q">{words.noCalls(instantSaid(sinceMs, timezone))}</p>
      )}
      <ul class="outrows">
        {calls.map((call) => (
          <li key={call.id}>
            <b>{call.about}</b>
            <span class="q">{instantSaid(call.atMs, timezone)}</span>
            <Answer {...{ call, nowMs, timezone }} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Answer(props: {
  readonly call: ToldCall;
  readonly nowMs: number;
  readonly timezone: string;
}) {
  const { call, nowMs, timezone } = props;
  const { is, ms } = answerStanding(call, nowMs);
  const due = instantSaid(call.answerDueMs ?? call.atMs, timezone);
  switch (is) {
    case "answered":
      return call.answer === undefined ? (
        <span class="q">{words.closed}</span>
      ) : (
        <>
          <span class="q">{words.answered(instantSaid(call.answer.atMs, timezone))}</span>
          <span>{words.answer(call.answer.text)}</span>
        </>
      );
    case "overdue":
      return (
        <span class="c-attn st">
          <Alarm /> {words.overdue(due, duration(ms))}
        </span>
      );
    case "due":
      return <span>{words.due(due, duration(ms))}</span>;
    case "no-clock":
      return <span class="q">{words.noDue}</span>;
    case "no-answer":
      return <span class="q">{words.unanswered}</span>;
    case "closed":
      return <span class="q">{words.closed}</span>;
  }
}
