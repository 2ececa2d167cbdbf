import type { Ground, Picture } from "@truceline/watch";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { percent } from "../format/numbers.ts";
import { clockMinutes } from "../format/time.ts";
import type { Moment } from "../frame/moment.ts";
import { CoverageBar } from "../shapes/coverage-bar.tsx";
import { Loading, ProblemCard } from "../shapes/part-states.tsx";
import type { Address } from "../state/address.ts";
import { useKeys } from "../state/keys.ts";
import { go } from "../state/navigate.ts";
import { tellsItself, type View } from "../state/use-view.ts";
import { words } from "../words/words.ts";
import { MapList } from "./map-list.tsx";
import { PatrolAlarm } from "./patrol-alarm.tsx";
import { ringing } from "./patrol-alarms.ts";
import { filterQueue, neighbour, type QueuePart, queueParts } from "./queue-order.ts";
import { QueueRow } from "./queue-row.tsx";
import { worstSector } from "./worst-sector.ts";

/** What needs somebody, by need and not by time; or, as its twin, everything on the map. */
export function Queue(props: {
  readonly view: View<Picture>;
  readonly ground: Ground;
  readonly address: Address;
  readonly moment: Moment;
  readonly openItem: () => void;
}) {
  const { view, ground, address, moment, openItem } = props;
  const picture = view.data;
  const [asking, setAsking] = useState(address.filter !== "");
  const field = useRef<HTMLInputElement>(null);
  const nameOf = (id: string): string =>
    ground.sectors.find((sector) => sector.id === id)?.name ?? id;
  const parts = queueParts(filterQueue(picture?.queue ?? [], address.filter, nameOf));
  const move = (step: 1 | -1) => (): void => go({ select: neighbour(parts, address.select, step) });

  useKeys({
    j: move(1),
    k: move(-1),
    "/": (event) => {
      event.preventDefault();
      setAsking(true);
      go({ list: "need" });
    },
  });
  useLayoutEffect(() => {
    if (asking) field.current?.focus();
  }, [asking]);

  const grey = view.waiting === "grey" || view.waiting === "long";
  return (
    <section class="queue panel0" aria-label={words.queue.name}>
      <div class="ph">
        <h2>{address.list === "need" ? words.queue.title : words.queue.listTitle}</h2>
        <div class="right">
          <span class="seg">
            <button
              type="button"
              aria-pressed={address.list === "need"}
              onClick={() => go({ list: "need" })}
            >
              {words.queue.all(picture?.queue.length ?? 0)}
            </button>
            <button
              type="button"
              aria-pressed={address.list === "map"}
              onClick={() => go({ list: "map" })}
            >
              {words.queue.onMap}
            </button>
          </span>
          <button
            type="button"
            class="kb"
            aria-label={words.queue.filter}
            aria-expanded={asking}
            onClick={() => setAsking(!asking)}
          >
            <kbd>/</kbd>
          </button>
        </div>
      </div>
      <PatrolAlarm
        ringing={ringing(picture?.patrols ?? [], moment.nowMs, moment.mode === "live")}
        nowMs={moment.nowMs}
      />
      {asking && address.list === "need" && (
        <div class="qfind">
          <input
            ref={field}
            class="field"
            type="search"
            aria-label={words.queue.filter}
            placeholder={words.queue.filterSay}
            value={address.filter}
            onInput={(event) => go({ filter: event.currentTarget.value })}
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              go({ filter: "" });
              setAsking(false);
            }}
          />
        </div>
      )}
      {grey && <Loading say={view.waiting === "long" ? words.waitingFor.picture : null} />}
      {view.problem !== null && tellsItself(view) && (
        <ProblemCard
          what={words.problem.picture}
          problem={view.problem}
          stays={picture !== null}
          retry={view.retry}
        />
      )}
      {!grey && picture !== null && address.list === "map" && (
        <MapList ground={ground} picture={picture} selected={address.select} />
      )}
      {!grey && picture !== null && address.list === "need" && (
        <QueueList
          picture={picture}
          ground={ground}
          parts={parts}
          selected={address.select}
          atMs={moment.atMs}
          openItem={openItem}
        />
      )}
      <div class="qf">
        <kbd>J</kbd>
        <kbd>K</kbd>
        <span>{words.queue.move}</span>
        <kbd>Enter</kbd>
        <span>{words.queue.open}</span>
        <kbd>/</kbd>
        <span>{words.queue.filterKey}</span>
      </div>
    </section>
  );
}

function QueueList(props: {
  readonly picture: Picture;
  readonly ground: Ground;
  readonly parts: readonly QueuePart[];
  readonly selected: string | null;
  readonly atMs: number;
  readonly openItem: () => void;
}) {
  const { picture, ground, parts, selected, atMs, openItem } = props;
  const list = useRef<HTMLDivElement>(null);
  const stands = useRef(false);
  useEffect(() => {
    stands.current = true;
  }, []);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [selected]);

  if (parts.length === 0) {
    return picture.queue.length > 0 ? (
      <p class="empty q">{words.queue.nothingFits}</p>
    ) : (
      <Empty picture={picture} ground={ground} />
    );
  }
  const shown = parts.some(({ items }) => items.some(({ id }) => id === selected));
  return (
    <div
      class="ql"
      ref={list}
      role="listbox"
      aria-label={words.queue.title}
      aria-activedescendant={shown ? `row-${selected}` : undefined}
      tabIndex={0}
      onKeyDown={(event) => {
        const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : null;
        if (step !== null) {
          event.preventDefault();
          go({ select: neighbour(parts, selected, step) });
        } else if (event.key === "Enter") openItem();
      }}
    >
      {parts.map(({ group, items }) => (
        <div key={group} role="group" aria-label={words.queue.groups[group]}>
          <div class="qg" role="presentation">
            <b>{words.queue.groups[group]}</b>
            <span>{items.length}</span>
          </div>
          {items.map((item) => (
            <QueueRow
              key={item.id}
              item={item}
              ground={ground}
              selected={item.id === selected}
              atMs={atMs}
              open={openItem}
              joins={stands.current}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

/** Nothing in the queue is a fact with its coverage beside it, never an all-clear. */
function Empty({ picture, ground }: { picture: Picture; ground: Ground }) {
  const { seenRatio, requirementRatio, sectors } = picture.seen;
  const worst = worstSector(sectors);
  const since = clockMinutes(picture.today.fromMs, ground.agreement.timezone);
  return (
    <div class="empty">
      <p class="lead">{words.empty.noIncidents(since, percent(seenRatio))}</p>
      <CoverageBar seenRatio={seenRatio} askedRatio={requirementRatio} />
      {worst !== null && (
        <p class="s12 q">{words.empty.worst(worst.name, percent(worst.seenRatio))}</p>
      )}
      {picture.sensors.length === 0 && <p class="s12 q">{words.empty.noSensors}</p>}
    </div>
  );
}
