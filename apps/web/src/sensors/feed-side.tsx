import { whole } from "../format/numbers.ts";
import { clockMinutes, duration, longDate } from "../format/time.ts";
import { SidePanel } from "../shapes/side-panel.tsx";
import { StateShape } from "../shapes/state-shape.tsx";
import type { Address } from "../state/address.ts";
import { go } from "../state/navigate.ts";
import { bytesSaid } from "./bytes-said.ts";
import type { FeedList, ShownFeed } from "./feed-shown.ts";
import { feedsWords } from "./feeds-words.ts";

const words = feedsWords.side;
const typeCountMax = 30;

/** The chosen feed beside the table. */
export function FeedSide(props: {
  readonly list: FeedList | null;
  readonly address: Address;
  readonly timezone: string;
}) {
  const { list, address, timezone } = props;
  const feed = list?.items.find(({ id }) => id === address.select);
  return (
    <SidePanel
      name={words.name}
      title={feed?.id ?? null}
      empty={<p class="q">{words.choose}</p>}
      right={feed?.format}
      close={() => go({ select: null })}
    >
      {feed !== undefined && <Sheet feed={feed} timezone={timezone} />}
    </SidePanel>
  );
}

function Sheet({ feed, timezone }: { readonly feed: ShownFeed; readonly timezone: string }) {
  const isUp = feed.state === "up" || feed.state === "starting";
  const types = Object.entries(feed.messageCountByType).sort((one, other) => other[1] - one[1]);
  const refusals = Object.entries(feed.refusedCountByReason);
  return (
    <>
      <p>
        <span class={`tag ${isUp ? "" : "cannot-see"}`}>
          {!isUp && <StateShape shape="cannot-see" />}
          {feedsWords.states[feed.state]}
        </span>
      </p>
      {feed.reason !== undefined && <p class="smain">{feed.reason}</p>}
      <dl class="kv">
        <dt>{words.address}</dt>
        <dd class="brk">{feed.url}</dd>
        <dt>{words.since}</dt>
        <dd>
          {clockMinutes(feed.sinceMs, timezone)}, {longDate(feed.sinceMs, timezone)}
        </dd>
        <dt>{words.quota}</dt>
        <dd>{words.quotaOf(whole(feed.quota.perSecond))}</dd>
        <dt>{words.held}</dt>
        <dd>{duration(feed.heldBackMs)}</dd>
        <dt>{words.reconnects}</dt>
        <dd>{words.times(feed.reconnectCount)}</dd>
        <dt>{words.open}</dt>
        <dd>{whole(feed.channelCount)}</dd>
        <dt>{words.queued}</dt>
        <dd>{whole(feed.queuedCount)}</dd>
      </dl>
      <h3>{words.sensors}</h3>
      {feed.sensors.length === 0 ? (
        <p class="q">{words.noSensors}</p>
      ) : (
        <Pairs rows={feed.sensors.map(({ id, state }) => [id, state])} />
      )}
      {types.length > 0 && (
        <>
          <h3>{words.types}</h3>
          <Pairs rows={types.slice(0, typeCountMax).map(([type, n]) => [type, whole(n)])} />
        </>
      )}
      {refusals.length > 0 && (
        <>
          <h3>{words.refused}</h3>
          <Pairs rows={refusals.map(([reason, n]) => [reason, whole(n)])} />
        </>
      )}
      <h3>{words.faults}</h3>
      {feed.lastFaults.length === 0 && <p class="q">{words.noFaults}</p>}
      <ol class="svis">
        {feed.lastFaults.map((fault, index) => (
          <li key={`${fault.code} ${index}`}>
            <span class="b">{fault.code}</span> {fault.message}
            {fault.bytesHex !== undefined && (
              <code class="d s12 brk"> {bytesSaid(fault.bytesHex)}</code>
            )}
          </li>
        ))}
      </ol>
      {feed.notices.length > 0 && (
        <>
          <h3>{words.notices}</h3>
          <ol class="spast">
            {[...feed.notices].reverse().map(({ atMs, text }) => (
              <li key={`${atMs} ${text}`}>
                <span class="b">{clockMinutes(atMs, timezone)}</span>
                <span>{text}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

function Pairs({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl class="kv wide">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt class="brk">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
