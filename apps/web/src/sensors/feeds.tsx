import type { Ground } from "@truceline/watch";
import { whole } from "../format/numbers.ts";
import { clockSeconds, duration } from "../format/time.ts";
import { Tick } from "../shapes/glyphs.tsx";
import { ViewStates } from "../shapes/part-states.tsx";
import { StateShape } from "../shapes/state-shape.tsx";
import type { Address } from "../state/address.ts";
import { go } from "../state/navigate.ts";
import type { View } from "../state/use-view.ts";
import type { FeedList, ShownFeed } from "./feed-shown.ts";
import { feedsWords as words } from "./feeds-words.ts";
import { useListKeys } from "./list-keys.ts";

const needsLook = ({ state }: ShownFeed): boolean => state !== "up" && state !== "starting";

/** Every feed: how it is, its rate, what was wrong with its messages, what was refused. */
export function Feeds(props: {
  readonly view: View<FeedList>;
  readonly ground: Ground;
  readonly address: Address;
}) {
  const { view, ground, address } = props;
  const { timezone } = ground.agreement;
  const feeds = view.data?.items;
  const needCount = feeds?.filter(needsLook).length ?? 0;
  useListKeys(feeds ?? [], address.select);
  const { columns } = words;
  return (
    <>
      <ViewStates view={view} what={words.problem} awaited={words.waiting} />
      {address.knownAtMs !== null && <p class="snote">{words.past}</p>}
      {feeds?.length === 0 && <p class="empty lead">{words.none}</p>}
      {feeds !== undefined && feeds.length > 0 && (
        <>
          <p class={`snote ${needCount === 0 ? "calm" : ""}`}>
            {needCount > 0 && <StateShape shape="cannot-see" />}{" "}
            {needCount === 0 ? words.allUp : words.need(needCount)}
          </p>
          <div class="sw">
            <table class="stab">
              <thead>
                <tr>
                  <th />
                  <th scope="col">{columns.name}</th>
                  <th scope="col">{columns.format}</th>
                  <th scope="col">{columns.state}</th>
                  {(
                    ["heard", "delay", "rate", "messages", "kept", "faults", "refused"] as const
                  ).map((column) => (
                    <th key={column} scope="col" class="num">
                      {columns[column]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {feeds.map((feed) => (
                  <FeedRow
                    key={feed.id}
                    feed={feed}
                    chosen={feed.id === address.select}
                    timezone={timezone}
                  />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </>
  );
}

function FeedRow(props: {
  readonly feed: ShownFeed;
  readonly chosen: boolean;
  readonly timezone: string;
}) {
  const { feed, chosen, timezone } = props;
  const attention = needsLook(feed) ? "c-attn" : "";
  const open = (): void => go({ select: feed.id });
  return (
    <tr aria-selected={chosen} onClick={open}>
      <td class="ic">{needsLook(feed) ? <StateShape shape="cannot-see" /> : <Tick />}</td>
      <th scope="row">
        <button type="button" class="sname" aria-pressed={chosen} onClick={open}>
          {feed.id}
        </button>
      </th>
      <td class="q">{feed.format}</td>
      <td class={attention}>{words.states[feed.state] ?? feed.state}</td>
      <td class={`num ${attention}`}>
        {feed.lastHeardAtMs === undefined
          ? words.never
          : clockSeconds(feed.lastHeardAtMs, timezone)}
      </td>
      <td class="num">{feed.delayMs === undefined ? words.none_ : duration(feed.delayMs)}</td>
      <td class="num">{whole(feed.lastMinuteCount)}</td>
      <td class="num">{whole(feed.messageCount)}</td>
      <td class="num">{whole(feed.takenCount)}</td>
      <td class={`num ${feed.faultCount > 0 ? "c-attn" : "d"}`}>{whole(feed.faultCount)}</td>
      <td class={`num ${feed.refusedCount > 0 ? "c-attn" : "d"}`}>{whole(feed.refusedCount)}</td>
    </tr>
  );
}
