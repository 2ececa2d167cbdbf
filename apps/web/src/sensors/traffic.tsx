import type { Ground, ShownTrack, ShownTrafficEvent, TrafficView } from "@truceline/watch";
import { whole } from "../format/numbers.ts";
import { clockMinutes, clockSeconds } from "../format/time.ts";
import { speedText, TrackFacts } from "../now/track-details.tsx";
import { ViewStates } from "../shapes/part-states.tsx";
import { SidePanel } from "../shapes/side-panel.tsx";
import type { Address } from "../state/address.ts";
import { go } from "../state/navigate.ts";
import type { View } from "../state/use-view.ts";
import { words as pageWords } from "../words/words.ts";
import { useListKeys } from "./list-keys.ts";
import { trafficWords as words } from "./traffic-words.ts";

const showOnMap = (id: string): void => go({ screen: "now", select: id }, "step");

/** What vessels and aircraft did, and who was heard last: the twin of their signs on the map. */
export function Traffic(props: {
  readonly view: View<TrafficView>;
  readonly ground: Ground;
  readonly address: Address;
}) {
  const { view, ground, address } = props;
  const traffic = view.data;
  const { timezone } = ground.agreement;
  useListKeys(traffic?.tracks ?? [], address.select, {
    m: () => {
      if (address.select !== null) showOnMap(address.select);
    },
  });
  return (
    <>
      <ViewStates view={view} what={words.problem} awaited={words.waiting} />
      {traffic !== null && (
        <>
          <h2 class="shead">{words.eventsTitle(traffic.events.length)}</h2>
          {traffic.events.length === 0 ? (
            <p class="q">{words.noEvents}</p>
          ) : (
            <Events events={traffic.events} tracks={traffic.tracks} timezone={timezone} />
          )}
          <h2 class="shead">
            {words.tracksTitle}{" "}
            <span class="d">{words.ofTracks(traffic.trackCount, traffic.tracks.length)}</span>
          </h2>
          {traffic.tracks.length === 0 ? (
            <p class="q">{words.none}</p>
          ) : (
            <Tracks tracks={traffic.tracks} chosen={address.select} timezone={timezone} />
          )}
        </>
      )}
    </>
  );
}

function Events(props: {
  readonly events: readonly ShownTrafficEvent[];
  readonly tracks: readonly ShownTrack[];
  readonly timezone: string;
}) {
  const { events, tracks, timezone } = props;
  const { columns } = words;
  return (
    <div class="sw">
      <table class="stab">
        <thead>
          <tr>
            <th scope="col">{columns.when}</th>
            <th scope="col">{columns.what}</th>
            <th scope="col">{columns.who}</th>
            <th scope="col">{columns.where}</th>
            <th scope="col">{columns.why}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => {
            const track = tracks.find(({ identity }) => event.identities.includes(identity ?? ""));
            return (
              <tr key={event.id} onClick={() => track !== undefined && go({ select: track.id })}>
                <td class="b">{clockMinutes(event.fromMs, timezone)}</td>
                <th scope="row" class="b">
                  {words.kinds[event.kind]}
                </th>
                <td>{event.names[0] ?? event.identities.join(", ")}</td>
                <td>{event.zoneName ?? words.nowhere}</td>
                <td class="q wrap">{event.reason}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Tracks(props: {
  readonly tracks: readonly ShownTrack[];
  readonly chosen: string | null;
  readonly timezone: string;
}) {
  const { tracks, chosen, timezone } = props;
  const { columns } = words;
  return (
    <div class="sw">
      <table class="stab">
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.identity}</th>
            <th scope="col">{columns.kind}</th>
            <th scope="col" class="num">
              {columns.heard}
            </th>
            <th scope="col" class="num">
              {columns.speed}
            </th>
            <th scope="col" class="num">
              {columns.height}
            </th>
          </tr>
        </thead>
        <tbody>
          {tracks.map((track) => {
            const open = (): void => go({ select: track.id });
            return (
              <tr key={track.id} aria-selected={track.id === chosen} onClick={open}>
                <th scope="row">
                  <button
                    type="button"
                    class="sname"
                    aria-pressed={track.id === chosen}
                    onClick={open}
                  >
                    {track.name ?? track.identity ?? track.id}
                  </button>
                </th>
                <td class="q">{track.identity}</td>
                <td>{track.kindStated ?? words.media[track.medium]}</td>
                <td class={`num ${track.isEnded ? "d" : ""}`}>
                  {clockSeconds(track.lastAtMs, timezone)}
                </td>
                <td class="num">{speedText(track.speedMps)}</td>
                <td class="num">
                  {track.altitudeM === null ? words.nowhere : `${whole(track.altitudeM)} m`}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The chosen vessel or aircraft beside the tables. */
export function TrafficSide(props: {
  readonly traffic: TrafficView | null;
  readonly ground: Ground;
  readonly address: Address;
}) {
  const { traffic, ground, address } = props;
  const track = traffic?.tracks.find(({ id }) => id === address.select);
  return (
    <SidePanel
      name={words.title}
      title={track === undefined ? null : words.sheet[track.medium]}
      empty={<p class="q">{words.choose}</p>}
      right={track?.identity}
      acts={
        <button
          type="button"
          class="btn pri"
          onClick={() => track !== undefined && showOnMap(track.id)}
        >
          {pageWords.inspector.showOnMap} <kbd>M</kbd>
        </button>
      }
      close={() => go({ select: null })}
    >
      {track !== undefined && <TrackFacts track={track} traffic={traffic} ground={ground} />}
    </SidePanel>
  );
}
