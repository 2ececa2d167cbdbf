import type { Ground, SensorBoard } from "@truceline/watch";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { ViewStates } from "../shapes/part-states.tsx";
import { StateShape } from "../shapes/state-shape.tsx";
import type { Address } from "../state/address.ts";
import { withQuery } from "../state/api.ts";
import { picturePulse } from "../state/live.ts";
import { go } from "../state/navigate.ts";
import { useStore } from "../state/store.ts";
import { useView } from "../state/use-view.ts";
import { useListKeys } from "./list-keys.ts";
import { inOrder, type SensorOrder, sensorOrders, sensorsCsv } from "./sensor-order.ts";
import { SensorTable } from "./sensor-table.tsx";
import { sensorsWords as words } from "./sensors-words.ts";

/** Every sensor of the mission: how each is and how it was over a day. */
export function SensorList(props: {
  readonly ground: Ground;
  readonly address: Address;
  readonly parts: ComponentChildren;
}) {
  const { ground, address, parts } = props;
  const pulse = useStore(picturePulse);
  const live = address.knownAtMs === null;
  const view = useView<SensorBoard>(
    withQuery("/sensors", { knownAt: address.knownAtMs }),
    live ? pulse : 0,
  );
  const [order, setOrder] = useState<SensorOrder>("need");
  const board = view.data;
  const sectorName = (id: string | null): string =>
    ground.sectors.find((sector) => sector.id === id)?.name ?? words.outsideSectors;
  const rows = board === null ? [] : inOrder(board.rows, order, sectorName);
  useListKeys(rows, address.select, {
    m: () => {
      const chosen = rows.find(({ id }) => id === address.select);
      if (chosen !== undefined) go({ screen: "now", select: chosen.id }, "step");
    },
  });
  return (
    <>
      <SensorsBar
        parts={parts}
        board={board}
        order={order}
        setOrder={setOrder}
        csv={() => (board === null ? "" : sensorsCsv(board, ground.origin, sectorName))}
      />
      <ViewStates view={view} what={words.problem} awaited={words.waiting} />
      {board !== null && board.strangers.length > 0 && (
        <p class="snote">
          <StateShape shape="cannot-see" /> {words.strangers(board.strangers.join(", "))}
        </p>
      )}
      {board !== null &&
        (board.rows.length === 0 ? (
          <p class="empty lead">{words.none}</p>
        ) : (
          <SensorTable
            board={board}
            rows={rows}
            chosen={address.select}
            timezone={ground.agreement.timezone}
            sectorName={sectorName}
          />
        ))}
    </>
  );
}

function SensorsBar(props: {
  readonly parts: ComponentChildren;
  readonly board: SensorBoard | null;
  readonly order: SensorOrder;
  readonly setOrder: (order: SensorOrder) => void;
  readonly csv: () => string;
}) {
  const { parts, board, order, setOrder, csv } = props;
  const [copied, setCopied] = useState(false);
  const needCount = board === null ? 0 : board.rows.length - board.upCount;
  return (
    <div class="bar">
      <h1 id="sensors-title">{words.title}</h1>
      {parts}
      <span class="seg" role="group" aria-label={words.order}>
        {sensorOrders.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={order === one}
            onClick={() => setOrder(one)}
          >
            {words.orders[one]}
          </button>
        ))}
      </span>
      {board !== null && board.rows.length > 0 && (
        <>
          {needCount > 0 ? (
            <span class="st c-attn nw">
              <StateShape shape="cannot-see" />
              {words.needLook(needCount)}
            </span>
          ) : (
            <span class="q nw">{words.allUp}</span>
          )}
          <span class="q s12 nw">{words.upOf(board.upCount, board.rows.length)}</span>
        </>
      )}
      <span class="grow" />
      {board !== null && board.rows.length > 0 && (
        <button
          type="button"
          class="btn"
          onClick={() => {
            void navigator.clipboard.writeText(csv()).then(() => setCopied(true));
          }}
        >
          {copied ? words.copied : words.csv}
        </button>
      )}
    </div>
  );
}
