import type { Ground, SiteItem, SiteSheet } from "@truceline/watch";
import { distance, probability, wordOfProbability } from "../format/numbers.ts";
import { clockMinutes, longDate } from "../format/time.ts";
import { ViewStates } from "../shapes/part-states.tsx";
import { SidePanel } from "../shapes/side-panel.tsx";
import type { Address } from "../state/address.ts";
import { withQuery } from "../state/api.ts";
import { follow, go, linkTo } from "../state/navigate.ts";
import { useView } from "../state/use-view.ts";
import { sitesWords } from "./sites-words.ts";

const words = sitesWords.side;

/** The chosen site: what is at stake, what happened near it, how it stands. */
export function SiteSide(props: {
  readonly ground: Ground;
  readonly address: Address;
  readonly pulse: number;
}) {
  const { ground, address, pulse } = props;
  const { select, knownAtMs } = address;
  const path = select === null ? null : `/sites/${encodeURIComponent(select)}`;
  const view = useView<SiteSheet>(
    path === null ? null : withQuery(path, { knownAt: knownAtMs }),
    pulse,
  );
  const sheet = view.data;
  return (
    <SidePanel
      name={words.name}
      title={sheet?.row.name ?? select}
      empty={<p class="q">{words.choose}</p>}
      right={sheet !== null && (sitesWords.kinds[sheet.row.kind] ?? sheet.row.kind)}
      close={() => go({ select: null })}
    >
      <ViewStates view={view} what={sitesWords.problem} awaited={null} />
      {sheet !== null && <Sheet sheet={sheet} timezone={ground.agreement.timezone} />}
    </SidePanel>
  );
}

function Sheet({ sheet, timezone }: { readonly sheet: SiteSheet; readonly timezone: string }) {
  const { row, events, visits, denials, items } = sheet;
  const lineItems = new Set(row.lines.map(({ item }) => item));
  const questions = items.filter(({ item }) => !lineItems.has(item));
  const dated = (atMs: number): string =>
    `${longDate(atMs, timezone)} ${clockMinutes(atMs, timezone)}`;
  return (
    <>
      <p class="smain">{row.atStake}</p>
      <p class="d s12">{words.radius(distance(row.safetyRadiusM), row.isRadiusAssumed)}</p>
      <h3>{words.near}</h3>
      {events.length === 0 && <p class="q">{words.nearNone}</p>}
      <ol class="spast">
        {events.map((event) => (
          <li key={event.incidentId}>
            <span class="b">{clockMinutes(event.atMs, timezone)}</span>
            <span>
              <a
                href={linkTo({ screen: "now", select: event.incidentId })}
                onClick={follow({ screen: "now", select: event.incidentId })}
              >
                {event.title}
              </a>
              <span class="d s12">
                {longDate(event.atMs, timezone)},{" "}
                {words.event(
                  wordOfProbability(event.insideRatio),
                  probability(event.insideRatio),
                  distance(event.distanceM),
                  event.place,
                )}
              </span>
            </span>
          </li>
        ))}
      </ol>
      {row.lines.length > 0 && (
        <>
          <h3>{words.lines}</h3>
          <Items items={row.lines} dated={dated} />
        </>
      )}
      <h3>{words.denied}</h3>
      {denials.length === 0 && <p class="q">{words.deniedNone}</p>}
      <ol class="spast">
        {denials.map((one) => (
          <li key={one.id}>
            <span class="b">{clockMinutes(one.fromMs, timezone)}</span>
            <span>
              <span class="c-attn">{words.denials[one.kind]}</span>
              {one.reasonGiven !== null && `, “${one.reasonGiven}”`}
              <span class="d s12">{longDate(one.fromMs, timezone)}</span>
            </span>
          </li>
        ))}
      </ol>
      <h3>{words.visits}</h3>
      {visits.length === 0 && <p class="q">{words.visitsNone}</p>}
      <ol class="svis">
        {visits.map((visit) => (
          <li key={visit.id}>
            {visit.purpose}: {words.visitStates[visit.state]}
            {visit.isBacklog && <span class="c-attn">, {words.late}</span>}
            {visit.blockedBecause !== null && `, ${visit.blockedBecause}`}
            <span class="d s12"> {dated(visit.doneMs ?? visit.dueMs ?? visit.requestedAtMs)}</span>
          </li>
        ))}
      </ol>
      {questions.length > 0 && (
        <>
          <h3>{words.list}</h3>
          <Items items={questions} dated={dated} />
        </>
      )}
    </>
  );
}

function Items(props: {
  readonly items: readonly SiteItem[];
  readonly dated: (atMs: number) => string;
}) {
  return (
    <ul class="svis">
      {props.items.map(({ item, text, state, asOfMs }) => (
        <li key={item}>
          {text}{" "}
          <span class={state === "does-not-hold" ? "c-attn b" : "b"}>{words.states[state]}</span>
          {asOfMs !== null && <span class="d s12"> {words.asOf(props.dated(asOfMs))}</span>}
        </li>
      ))}
    </ul>
  );
}
