import { fullDate } from "../format/time.ts";
import { Loading, ProblemCard } from "../shapes/part-states.tsx";
import { follow, linkTo } from "../state/navigate.ts";
import { tellsItself } from "../state/use-view.ts";
import { outsideWords as words } from "./outside-words.ts";
import type { ToldReport } from "./told.ts";
import type { Reading, Shelf } from "./use-reading.ts";

/** What was released, newest first; a choice opens it beside the list. */
export function ReportList(props: {
  readonly shelf: Shelf;
  readonly reading: Reading;
  readonly opened: () => void;
}) {
  const { shelf, reading, opened } = props;
  const { list, reports, chosen } = reading;
  return (
    <section aria-labelledby="out-reports">
      <h2 id="out-reports">{words.reports}</h2>
      {tellsItself(list) && list.problem !== null && (
        <ProblemCard
          what={words.reportsProblem}
          problem={list.problem}
          stays={list.data !== null}
          retry={list.retry}
        />
      )}
      {list.data === null && list.problem === null && (
        <Loading say={list.waiting === "long" ? words.listing : null} />
      )}
      {list.data !== null && reports.length === 0 && <p class="q">{words.noReports[shelf]}</p>}
      <ul class="outreports">
        {reports.map((one) => (
          <li key={one.id}>
            <a
              href={linkTo({ select: one.id })}
              aria-current={one.id === chosen?.id ? "true" : undefined}
              onClick={(event) => {
                follow({ select: one.id })(event);
                if (event.defaultPrevented) opened();
              }}
            >
              <b>{words.kinds[one.kind]}</b>
              <span>{spanSaid(one)}</span>
              <span class="d">{smallPrint(one, shelf)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Days are days of the agreement's own calendar: no timezone may move them. */
const daySaid = (day: string): string => fullDate(Date.parse(`${day}T12:00:00Z`), "UTC");

function spanSaid({ periods: { from, to } }: ToldReport): string {
  return from === to ? daySaid(to) : words.days(daySaid(from), daySaid(to));
}

/** For the public every report is public; a liaison is told who else has it. */
function smallPrint({ theme, number, level }: ToldReport, shelf: Shelf): string {
  return [
    theme === undefined ? null : words.about(words.themes[theme.is], theme.id),
    number === undefined ? null : words.number(number),
    shelf === "public" ? null : words.levels[level],
  ]
    .filter((part) => part !== null)
    .join(", ");
}
