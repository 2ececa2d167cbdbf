import type { Ground, Picture } from "@truceline/watch";
import type { ComponentChildren } from "preact";
import { partyName } from "../format/party.ts";
import { fullDate } from "../format/time.ts";
import { sensorSigns } from "../map/features/sensor-features.ts";
import { StateShape } from "../shapes/state-shape.tsx";
import { go } from "../state/navigate.ts";
import { words } from "../words/words.ts";
import { patrolWords } from "./patrol-words.ts";

/** The twin of the map: all that is drawn on it, as a list. The map is never the only way. */
export function MapList(props: {
  readonly ground: Ground;
  readonly picture: Picture;
  readonly selected: string | null;
}) {
  const { ground, picture, selected } = props;
  const { timezone, parties } = ground.agreement;
  const signs = sensorSigns(picture.sensors, ground.posts);
  return (
    <div class="ql" tabIndex={0} role="region" aria-label={words.queue.listTitle}>
      <Part title={words.things.lines} count={ground.lines.length}>
        {ground.lines.map((line) => (
          <li key={`${line.id} ${line.drawnBy} ${line.validFromMs}`} class="thing">
            <span>
              {words.map.shownBy(partyName(line.drawnBy, parties))}
              {line.note !== null && <span class="s12 d"> {line.note}</span>}
            </span>
            <span class="d">
              {line.inForce
                ? words.things.inForce(fullDate(line.validFromMs, timezone))
                : words.things.notInForce(fullDate(line.validFromMs, timezone))}
              {", "}
              {line.acceptedBy.length === 0
                ? words.things.acceptedByNobody
                : words.things.acceptedBy(
                    line.acceptedBy.map((id) => partyName(id, parties)).join(", "),
                  )}
            </span>
          </li>
        ))}
      </Part>
      <Part title={words.things.zones} count={ground.zones.length}>
        {ground.zones.map((zone) => (
          <li key={zone.id} class="thing">
            <span>{zone.name}</span>
            <span class="d">
              {zone.assessed ? words.things.assessed : words.things.notAssessed}
            </span>
          </li>
        ))}
      </Part>
      <Part title={words.things.sensors} count={signs.length}>
        {signs.map(({ id, label, sensors }) => {
          const worst = sensors.find(({ state }) => state !== "up") ?? sensors[0];
          if (worst === undefined) return null;
          return (
            <li key={`${id} ${label}`}>
              <button
                type="button"
                aria-current={sensors.some((held) => held.id === selected) ? "true" : undefined}
                onClick={() => go({ select: worst.id })}
              >
                {worst.state !== "up" && <StateShape shape="cannot-see" />}
                <span>{label}</span>
                <span class="d">{words.sensorStates[worst.state]}</span>
              </button>
            </li>
          );
        })}
      </Part>
      <Part title={words.things.patrols} count={picture.patrols.length}>
        {picture.patrols.map(({ id, name, state, overdueMs }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === selected ? "true" : undefined}
              onClick={() => go({ select: id })}
            >
              {overdueMs > 0 && <StateShape shape="cannot-see" />}
              <span>{name}</span>
              <span class="d">
                {overdueMs > 0 ? patrolWords.isOverdue : patrolWords.states[state]}
              </span>
            </button>
          </li>
        ))}
      </Part>
      <Part title={words.things.sites} count={ground.sites.length}>
        {ground.sites.map((site) => (
          <li key={site.id} class="thing">
            <span>{site.name}</span>
            <span class="d">{site.kind.replaceAll("-", " ")}</span>
          </li>
        ))}
      </Part>
    </div>
  );
}

function Part(props: { title: string; count: number; children: ComponentChildren }) {
  if (props.count === 0) return null;
  return (
    <div>
      <h3 class="qg">
        <b>{props.title}</b>
        <span>{props.count}</span>
      </h3>
      <ul class="things">{props.children}</ul>
    </div>
  );
}
