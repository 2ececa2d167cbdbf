import type { Ground, LostHours, LostHoursRow } from "@truceline/watch";
import { Fragment } from "preact";
import { useState } from "preact/hooks";
import { percent, rate, whole } from "../format/numbers.ts";
import { ViewStates } from "../shapes/part-states.tsx";
import type { Address } from "../state/address.ts";
import { withQuery } from "../state/api.ts";
import { useView } from "../state/use-view.ts";
import { words as pageWords } from "../words/words.ts";
import { coverageWords as words } from "./coverage-words.ts";

const hourMs = 3_600_000;
const groupings = ["sector", "kind", "sensor"] as const;
export const coveragePeriods = { day: 24, days3: 72, week: 168 } as const;
export type CoveragePeriod = keyof typeof coveragePeriods;

/** The span of a period: whole hours, up to the one that runs. */
export function spanOf(period: CoveragePeriod, atMs: number): { fromMs: number; toMs: number } {
  const toMs = Math.floor(atMs / hourMs) * hourMs;
  return { fromMs: toMs - coveragePeriods[period] * hourMs, toMs };
}

/** Hours lost by reason: where, of what, and by which sensor. */
export function CoveragePart(props: {
  readonly ground: Ground;
  readonly address: Address;
  readonly atMs: number;
  readonly period: CoveragePeriod;
  readonly setPeriod: (period: CoveragePeriod) => void;
}) {
  const { ground, address, atMs, period, setPeriod } = props;
  const [by, setBy] = useState<(typeof groupings)[number]>("sector");
  const { fromMs, toMs } = spanOf(period, atMs);
  const view = useView<LostHours>(
    withQuery("/ledger/lost-hours", {
      from: fromMs,
      to: toMs,
      by,
      article: address.veil,
      knownAt: address.knownAtMs,
    }),
    0,
  );
  const grey = view.waiting === "grey" || view.waiting === "long";
  const lost = grey ? null : view.data;
  const nameOf = (id: string): string =>
    by === "sector"
      ? (ground.sectors.find((sector) => sector.id === id)?.name ?? id)
      : id.replaceAll("-", " ");
  return (
    <>
      <div class="cbar">
        <span class="seg" role="group" aria-label={words.by}>
          {groupings.map((one) => (
            <button key={one} type="button" aria-pressed={by === one} onClick={() => setBy(one)}>
              {words.groupings[one]}
            </button>
          ))}
        </span>
        <span class="seg" role="group" aria-label={words.period}>
          {(Object.keys(coveragePeriods) as CoveragePeriod[]).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={period === one}
              onClick={() => setPeriod(one)}
            >
              {words.periods[one]}
            </button>
          ))}
        </span>
        {lost?.articleId != null && <span class="q s12">{words.article(lost.articleId)}</span>}
      </div>
      {view.problem?.status === 404 ? (
        <p class="empty lead">{words.none}</p>
      ) : (
        <ViewStates view={{ ...view, data: lost }} what={words.problem} awaited={words.waiting} />
      )}
      {lost !== null && (
        <>
          <div class="sw">
            <LostTable rows={lost.rows} nameOf={nameOf} />
          </div>
          <p class="q s12 skey">
            {by === "sensor" ? words.note.sensors : words.note.cells}
            {lost.lossCellStep > 1 && ` ${words.note.step(lost.lossCellStep)}`}
          </p>
        </>
      )}
    </>
  );
}

function LostTable(props: {
  readonly rows: readonly LostHoursRow[];
  readonly nameOf: (id: string) => string;
}) {
  const { rows, nameOf } = props;
  const { columns } = words;
  return (
    <table class="stab">
      <thead>
        <tr>
          <th scope="col">{columns.name}</th>
          <th scope="col">{columns.seen}</th>
          <th scope="col" class="num">
            {columns.lost}
          </th>
          <th scope="col">{columns.reasons}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const ratio = row.totalHours === 0 ? 0 : row.seenHours / row.totalHours;
          return (
            <tr key={row.id}>
              <th scope="row">{nameOf(row.id)}</th>
              <td class="nw">
                <svg class="cseen" width="80" height="10" aria-hidden>
                  <rect width="80" height="10" fill="url(#hatch)" />
                  <rect width={80 * ratio} height="10" class="sup" />
                </svg>{" "}
                {percent(ratio)}
              </td>
              <td class="num">
                {whole(row.lostHours)}{" "}
                <span class="d s12">
                  {columns.of} {whole(row.totalHours)}
                </span>
              </td>
              <td class="wrap">
                <Reasons reasons={row.reasons} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What is less than this would be told as nothing. */
const leastHours = 0.05;
const sensorsNamed = 3;

/** "night 41 h, down 12 h (c-14)": the hours first to be read, whose they were behind them. */
export function Reasons({ reasons }: { readonly reasons: LostHoursRow["reasons"] }) {
  const told = reasons.filter(({ hours }) => hours >= leastHours);
  return (
    <>
      {told.map(({ reason, hours, sensorIds }, index) => {
        const named = words.reasons[reason] ?? pageWords.sensorStates[reason as "up"] ?? reason;
        const by = sensorIds.slice(0, sensorsNamed).join(", ");
        return (
          <Fragment key={reason}>
            <span class="nw">{words.reason(named, rate(hours))}</span>
            {by !== "" && <span class="d s12"> ({by})</span>}
            {index < told.length - 1 && ", "}
          </Fragment>
        );
      })}
    </>
  );
}
