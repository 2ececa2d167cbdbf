import type { Ground, TrafficView } from "@truceline/watch";
import { useState } from "preact/hooks";
import type { Moment } from "../frame/moment.ts";
import { useSeconds } from "../frame/now-clock.ts";
import { type Address, type SensorsPart, sensorsParts } from "../state/address.ts";
import { withQuery } from "../state/api.ts";
import { picturePulse, slowPulse } from "../state/live.ts";
import { go } from "../state/navigate.ts";
import { useStore } from "../state/store.ts";
import { useView } from "../state/use-view.ts";
import { CoveragePart, type CoveragePeriod } from "./coverage-part.tsx";
import { CoverageSide } from "./coverage-side.tsx";
import type { FeedList } from "./feed-shown.ts";
import { FeedSide } from "./feed-side.tsx";
import { Feeds } from "./feeds.tsx";
import { SensorList } from "./sensor-list.tsx";
import { SensorSide } from "./sensor-side.tsx";
import { sensorsWords as words } from "./sensors-words.ts";
import { SiteSide } from "./site-side.tsx";
import { Sites } from "./sites.tsx";
import { Traffic, TrafficSide } from "./traffic.tsx";

const feedsEveryMs = 5_000;

/** What the mission senses with, what comes in, what moves, and what must be kept from harm. */
export function SensorsScreen(props: {
  readonly ground: Ground;
  readonly address: Address;
  readonly moment: Moment;
}) {
  const { ground, address, moment } = props;
  const live = address.knownAtMs === null;
  const pulse = useStore(picturePulse);
  const part = address.sensorsPart;
  const [period, setPeriod] = useState<CoveragePeriod>("day");
  const atMs = moment.atMs;
  const slow = useStore(slowPulse);
  const seconds = useSeconds();
  // A feed that falls silent sends no change: it is asked for by the clock.
  const feeds = useView<FeedList>(
    part === "feeds" ? "/feeds" : null,
    Math.floor(seconds / feedsEveryMs),
  );
  const traffic = useView<TrafficView>(
    part === "traffic" ? withQuery("/traffic", { knownAt: address.knownAtMs }) : null,
    live ? slow : 0,
  );
  return (
    <main class="sns" id="content" tabIndex={-1}>
      <section class="main" aria-labelledby="sensors-title">
        {part === "sensors" ? (
          <SensorList ground={ground} address={address} parts={<Parts part={part} />} />
        ) : (
          <>
            <div class="bar">
              <h1 id="sensors-title">{words.parts[part]}</h1>
              <Parts part={part} />
            </div>
            {part === "sites" && <Sites ground={ground} address={address} />}
            {part === "feeds" && <Feeds view={feeds} ground={ground} address={address} />}
            {part === "coverage" && (
              <CoveragePart
                ground={ground}
                address={address}
                atMs={atMs}
                period={period}
                setPeriod={setPeriod}
              />
            )}
            {part === "traffic" && <Traffic view={traffic} ground={ground} address={address} />}
          </>
        )}
      </section>
      {part === "sensors" && (
        <SensorSide ground={ground} address={address} pulse={live ? pulse : 0} />
      )}
      {part === "sites" && <SiteSide ground={ground} address={address} pulse={live ? pulse : 0} />}
      {part === "feeds" && (
        <FeedSide list={feeds.data} address={address} timezone={ground.agreement.timezone} />
      )}
      {part === "coverage" && (
        <CoverageSide ground={ground} address={address} atMs={atMs} period={period} />
      )}
      {part === "traffic" && (
        <TrafficSide traffic={traffic.data} ground={ground} address={address} />
      )}
    </main>
  );
}

function Parts({ part }: { readonly part: SensorsPart }) {
  return (
    <span class="seg parts" role="group" aria-label={words.partsName}>
      {sensorsParts.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={part === one}
          onClick={() => go({ sensorsPart: one, select: null }, "step")}
        >
          {words.parts[one]}
        </button>
      ))}
    </span>
  );
}
