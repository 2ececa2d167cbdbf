import type { IndicatorBoard } from "@truceline/watch";
import { percent } from "../format/numbers.ts";
import { shortDate } from "../format/time.ts";
import { ViewStates } from "../shapes/part-states.tsx";
import { withQuery } from "../state/api.ts";
import { slowPulse } from "../state/live.ts";
import { useStore } from "../state/store.ts";
import { useView } from "../state/use-view.ts";
import { agreementWords } from "./agreement-words.ts";
import { nameOf } from "./text-of.ts";

const words = agreementWords.indicators;
const states = ["seen", "not-seen", "could-not-see"] as const;

/** The agreed indicators by sector and day, with the count against what was agreed. */
export function Indicators(props: {
  readonly knownAtMs: number | null;
  readonly live: boolean;
  readonly language: string;
}) {
  const { knownAtMs, live, language } = props;
  const slow = useStore(slowPulse);
  const view = useView<IndicatorBoard>(
    withQuery("/indicators", { knownAt: knownAtMs }),
    live ? slow : 0,
  );
  const board = view.data;
  return (
    <div class="agp">
      <p class="agnote">
        <span>{words.say}</span>
        <span class="agkey">
          {states.map((state) => (
            <span key={state} class="st">
              <DayMark state={state} count={0} />
              {words.states[state]}
            </span>
          ))}
        </span>
      </p>
      <ViewStates view={view} what={words.problem} awaited={words.waiting} />
      {board?.indicators.map((indicator) => (
        <IndicatorTable key={indicator.id} {...{ board, indicator, language }} />
      ))}
    </div>
  );
}

type Indicator = IndicatorBoard["indicators"][number];

function IndicatorTable(props: {
  readonly board: IndicatorBoard;
  readonly indicator: Indicator;
  readonly language: string;
}) {
  const { board, indicator, language } = props;
  const { threshold, counts, rows, unplacedCount } = indicator;
  const sectorOf = new Map(board.sectors.map(({ id, name }) => [id, nameOf(name, language)]));
  return (
    <table class="agind" data-indicator={indicator.id}>
      <caption>
        <b>{nameOf(indicator.name, language)}</b>{" "}
        <span class="d">
          {words.threshold(threshold.count, words.counts[counts], threshold.dayCount)}
          {unplacedCount > 0 && ` · ${words.unplaced(unplacedCount)}`}
        </span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{words.sector}</th>
          {board.days.map((day) => (
            <th key={day.name} scope="col" class="num" title={dayText(day)}>
              {Number(day.name.slice(8))}
            </th>
          ))}
          <th scope="col">{words.count}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ sectorId, days }) => {
          const last = days.at(-1);
          const notified = days.reduce((sum, day) => sum + day.notifiedCount, 0);
          return (
            <tr key={sectorId}>
              <th scope="row">{sectorOf.get(sectorId) ?? sectorId}</th>
              {days.map((day, index) => {
                const shown = board.days[index];
                return (
                  <td key={shown?.name ?? index}>
                    <DayMark
                      state={day.state}
                      count={day.count}
                      label={words.cell(
                        shown === undefined ? "" : dayText(shown),
                        words.states[day.state],
                        day.count,
                        percent(day.coverageRatio),
                      )}
                    />
                  </td>
                );
              })}
              <td class="agcount">
                {last !== undefined && (
                  <>
                    {words.of(last.windowCount, threshold.count)}
                    {last.isReached && <b> {words.reached}</b>}
                    {last.blindDayCount > 0 && (
                      <span class="d"> {words.blind(last.blindDayCount)}</span>
                    )}
                  </>
                )}
                {notified > 0 && <span class="d"> {words.notified(notified)}</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** A day by shape: a filled square with its number, an empty one, or the hatch of what nobody knows. */
function DayMark(props: {
  readonly state: (typeof states)[number];
  readonly count: number;
  readonly label?: string;
}) {
  const { state, count, label } = props;
  const name =
    label === undefined
      ? { "aria-hidden": true as const }
      : { role: "img" as const, "aria-label": label };
  return (
    <svg class="agday" width="18" height="16" viewBox="0 0 18 16" {...name}>
      {label !== undefined && <title>{label}</title>}
      {state === "seen" && <rect x="1" y="1" width="16" height="14" class="f-ink1" />}
      {state === "not-seen" && (
        <rect x="1.5" y="1.5" width="15" height="13" class="nofill s-ink3" />
      )}
      {state === "could-not-see" && <rect x="1" y="1" width="16" height="14" fill="url(#hatch)" />}
      {state === "seen" && count > 0 && (
        <text x="9" y="12" class="agdayn">
          {count > 99 ? "+" : count}
        </text>
      )}
    </svg>
  );
}

const dayText = (day: IndicatorBoard["days"][number]): string =>
  day.isOver
    ? shortDate(day.toMs - 1, "UTC")
    : `${shortDate(day.toMs - 1, "UTC")}, ${words.notOver}`;
