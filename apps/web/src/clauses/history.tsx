import type { ClauseBoard } from "@truceline/watch";
import { words } from "../words/words.ts";

type DayState = ClauseBoard["history"][number][number];

/** Fourteen days of the whole line, oldest first: a sign a day, by shape. */
export function History({ articleId, states }: { articleId: string; states: readonly DayState[] }) {
  const count = (state: DayState): number => states.filter((one) => one === state).length;
  const step = 112 / Math.max(14, states.length);
  return (
    <svg
      viewBox="0 0 112 12"
      role="img"
      aria-label={words.clauses.historyOf(
        articleId,
        count("met"),
        count("breached"),
        count("undetermined"),
      )}
    >
      {states.map((state, index) => (
        <g key={index} transform={`translate(${index * step + step / 2} 6)`}>
          {sign[state]}
        </g>
      ))}
    </svg>
  );
}

const sign: Readonly<Record<DayState, preact.ComponentChild>> = {
  met: <circle r="1.5" class="f-met" />,
  breached: <path d="M0-3.6 3.6 0 0 3.6-3.6 0Z" class="f-breached" />,
  undetermined: (
    <path d="M-2.6-2.6h5.2v5.2h-5.2zM-2.6 2.6 2.6-2.6" class="nofill s-undet" stroke-width="1" />
  ),
  "not-applicable": <path d="M-2 0H2" class="s-ink3" stroke-width="1" />,
  "no-data": <rect x="-3" y="-4" width="6" height="8" fill="url(#hatch)" />,
};
