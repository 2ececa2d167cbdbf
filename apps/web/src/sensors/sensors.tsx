import type { Ground } from "@truceline/watch";
import { type Address, type SensorsPart, sensorsParts } from "../state/address.ts";
import { picturePulse } from "../state/live.ts";
import { go } from "../state/navigate.ts";
import { useStore } from "../state/store.ts";
import { SensorList } from "./sensor-list.tsx";
import { SensorSide } from "./sensor-side.tsx";
import { sensorsWords as words } from "./sensors-words.ts";
import { SiteSide } from "./site-side.tsx";
import { Sites } from "./sites.tsx";

/** Parts that there is something behind. */
const shownParts = sensorsParts.filter((part) => part === "sensors" || part === "sites");

/** What the mission senses with, what comes in, what moves, and what must be kept from harm. */
export function SensorsScreen(props: { readonly ground: Ground; readonly address: Address }) {
  const { ground, address } = props;
  const live = address.knownAtMs === null;
  const pulse = useStore(picturePulse);
  const part = address.sensorsPart;
  return (
    <main class="sns" id="content" tabIndex={-1}>
      <section class="main" aria-labelledby="sensors-title">
        {part === "sites" ? (
          <>
            <div class="bar">
              <h1 id="sensors-title">{words.parts.sites}</h1>
              <Parts part={part} />
            </div>
            <Sites ground={ground} address={address} />
          </>
        ) : (
          <SensorList ground={ground} address={address} parts={<Parts part={part} />} />
        )}
      </section>
      {part === "sites" ? (
        <SiteSide ground={ground} address={address} pulse={live ? pulse : 0} />
      ) : (
        <SensorSide ground={ground} address={address} pulse={live ? pulse : 0} />
      )}
    </main>
  );
}

function Parts({ part }: { readonly part: SensorsPart }) {
  return (
    <span class="seg parts" role="group" aria-label={words.partsName}>
      {shownParts.map((one) => (
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
