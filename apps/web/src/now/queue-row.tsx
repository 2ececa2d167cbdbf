import type { Ground, QueueItem } from "@truceline/watch";
import { useEffect, useState } from "preact/hooks";
import { probability } from "../format/numbers.ts";
import { clockMinutes } from "../format/time.ts";
import { StateShape } from "../shapes/state-shape.tsx";
import { go } from "../state/navigate.ts";
import { words } from "../words/words.ts";
import { clockOfRow } from "./patrol-alarms.ts";

const freshMs = 2_000;

/** Shape, sentence, time, sector, article, probability, what comes next. */
export function QueueRow(props: {
  readonly item: QueueItem;
  readonly ground: Ground;
  readonly selected: boolean;
  /** The instant of the picture, by which clocks of rows run. */
  readonly atMs: number;
  readonly open: () => void;
  /** The list was there before this row: mark it as new for a moment. */
  readonly joins: boolean;
}) {
  const { item, ground, selected, atMs, open, joins } = props;
  const clock = clockOfRow(item, atMs);
  const [fresh, setFresh] = useState(joins);
  useEffect(() => {
    const timer = setTimeout(() => setFresh(false), freshMs);
    return () => clearTimeout(timer);
  }, []);
  const sectors = item.sectorIds.map(
    (id) => ground.sectors.find((sector) => sector.id === id)?.name ?? id,
  );
  const where = [
    ...(item.about === "incident" || item.about === "call"
      ? [clockMinutes(item.atMs, ground.agreement.timezone)]
      : []),
    ...(item.articleIds.length > 0 ? [words.queue.article(item.articleIds.join(", "))] : []),
    ...(sectors.length > 0 ? [sectors.join(", ")] : []),
  ].join(" · ");
  return (
    <div
      id={`row-${item.id}`}
      class={`qr ${fresh ? "fresh" : ""}`}
      data-row
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      onClick={() => go({ select: item.id })}
      onDblClick={open}
    >
      <span class="qs">
        <StateShape shape={item.shape} label={words.shapes[item.shape]} />
      </span>
      <span class="grow">
        <span class="qt">{item.title}</span>
        <span class="qm">{where}</span>
      </span>
      <span class="qx">
        {clock ?? item.word} {item.probability === null ? "" : probability(item.probability)}
        <span class={`due ${item.shape === "cannot-see" ? "c-attn" : ""}`}>{item.next}</span>
      </span>
    </div>
  );
}
