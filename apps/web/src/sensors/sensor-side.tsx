import type { Ground, SensorSheet } from "@truceline/watch";
import { percent } from "../format/numbers.ts";
import { clockMinutes, duration, shortDate } from "../format/time.ts";
import { ViewStates } from "../shapes/part-states.tsx";
import { SidePanel } from "../shapes/side-panel.tsx";
import { StateShape } from "../shapes/state-shape.tsx";
import type { Address } from "../state/address.ts";
import { withQuery } from "../state/api.ts";
import { go } from "../state/navigate.ts";
import { useView } from "../state/use-view.ts";
import { words as pageWords } from "../words/words.ts";
import { sensorsWords } from "./sensors-words.ts";

const words = sensorsWords.side;

/** The chosen sensor: since when it is so, what hangs on it, what says so. */
export function SensorSide(props: {
  readonly ground: Ground;
  readonly address: Address;
  readonly pulse: number;
}) {
  const { ground, address, pulse } = props;
  const { select, knownAtMs } = address;
  const path = select === null ? null : `/sensors/${encodeURIComponent(select)}`;
  const view = useView<SensorSheet>(
    path === null ? null : withQuery(path, { knownAt: knownAtMs }),
    pulse,
  );
  const sheet = view.data;
  return (
    <SidePanel
      name={words.name}
      title={select === null ? null : (sheet?.row.id ?? select)}
      empty={<p class="q">{words.choose}</p>}
      right={sheet !== null && (pageWords.means[sheet.row.means] ?? sheet.row.means)}
      acts={
        <button type="button" class="btn pri" onClick={() => go({ screen: "now", select }, "step")}>
          {pageWords.inspector.showOnMap} <kbd>M</kbd>
        </button>
      }
      close={() => go({ select: null })}
    >
      <ViewStates view={view} what={sensorsWords.problem} awaited={null} />
      {sheet !== null && <Sheet sheet={sheet} ground={ground} />}
    </SidePanel>
  );
}

function Sheet({ sheet, ground }: { readonly sheet: SensorSheet; readonly ground: Ground }) {
  const { asOfMs, row, past, worth, articleId, onlyItCount } = sheet;
  const { timezone } = ground.agreement;
  const stateText = pageWords.sensorStates[row.state];
  const sectorName = (id: string): string =>
    ground.sectors.find((sector) => sector.id === id)?.name ?? id;
  return (
    <>
      <p>
        <span class={`tag ${row.state === "up" ? "" : "cannot-see"}`}>
          {row.state !== "up" && <StateShape shape="cannot-see" />}
          {row.sinceMs === null
            ? stateText
            : words.since(stateText, duration(asOfMs - row.sinceMs))}
        </span>
      </p>
      {row.lastHeardMs === null && <p class="smain">{words.neverHeard}</p>}
      {articleId !== null && worth.length > 0 && (
        <p class="smain">
          {onlyItCount > 0 ? words.only(onlyItCount, articleId) : words.notNeeded(articleId)}
        </p>
      )}
      <h3>{words.worth}</h3>
      {worth.length === 0 ? (
        <p class="q">{words.worthNone}</p>
      ) : (
        <>
          <p class="d s12">{words.worthSay}</p>
          <dl class="kv">
            {worth.map((one) => (
              <div key={one.sectorId}>
                <dt>{sectorName(one.sectorId)}</dt>
                <dd>{words.fromTo(percent(one.withoutRatio), percent(one.withRatio))}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <h3>{words.past}</h3>
      <ol class="spast">
        {past.map((one) => (
          <li key={`${one.fromMs}/${one.recordedAtMs}/${one.source}`}>
            <span class="b">{clockMinutes(one.fromMs, timezone)}</span>
            <span>
              <span class={one.state === "up" ? "" : "c-attn"}>
                {pageWords.sensorStates[one.state]}
              </span>
              {one.factor !== null && one.factor > 0 && one.factor < 1 && (
                <> {words.factor(percent(one.factor))}</>
              )}
              {one.state !== "up" && <>, {one.reason ?? words.noReason}</>}
              <span class="d s12">
                {shortDate(one.fromMs, timezone)},{" "}
                {words.pastSay(one.source, clockMinutes(one.recordedAtMs, timezone))}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
