import { ProblemCard } from "../shapes/part-states.tsx";
import { tellsItself, type View } from "../state/use-view.ts";
import { instantSaid } from "./instant-told.ts";
import { outsideWords as words } from "./outside-words.ts";
import { type ToldWindow, windowStanding } from "./told.ts";

/** The windows of silence that one's own party guarantees, each with the word of both sides. */
export function ToldWindows(props: {
  readonly view: View<{ readonly items: readonly ToldWindow[] }>;
  readonly nowMs: number;
  readonly sinceMs: number;
  readonly timezone: string;
}) {
  const { view, nowMs, sinceMs, timezone } = props;
  const windows = [...(view.data?.items ?? [])].sort((a, b) => b.span.fromMs - a.span.fromMs);
  return (
    <section aria-labelledby="out-windows">
      <h2 id="out-windows">{words.windows}</h2>
      {tellsItself(view) && view.problem !== null && (
        <ProblemCard
          what={words.windowsProblem}
          problem={view.problem}
          stays={view.data !== null}
          retry={view.retry}
        />
      )}
      {view.data !== null && windows.length === 0 && (
        <p class="q">{words.noWindows(instantSaid(sinceMs, timezone))}</p>
      )}
      <ul class="outrows">
        {windows.map((one) => (
          <li key={one.id}>
            <b>
              {one.name} <span class="tag">{words.windowStates[windowStanding(one, nowMs)]}</span>
            </b>
            <span>
              {words.span(
                instantSaid(one.span.fromMs, timezone),
                instantSaid(one.span.toMs, timezone),
              )}
            </span>
            {one.guarantees.map(({ party, atMs }) => (
              <span key={party} class="q">
                {words.guaranteed(words.party(party), instantSaid(atMs, timezone))}
              </span>
            ))}
            {windowStanding(one, nowMs) === "cannot-start" && (
              <span class="c-attn">{words.oneMissing}</span>
            )}
          </li>
        ))}
      </ul>
      {windows.length > 0 && <p class="q">{words.windowSay}</p>}
    </section>
  );
}
