import type { Ground, MapPatrol, QueueItem } from "@truceline/watch";
import { clockMinutes, longDate } from "../format/time.ts";
import type { Moment } from "../frame/moment.ts";
import { StateShape } from "../shapes/state-shape.tsx";
import { words } from "../words/words.ts";
import { overdueMs, overdueText } from "./patrol-alarms.ts";

/** A patrol: how it is, when it was last seen, when it is due, who cleared its route. */
export function PatrolDetails(props: {
  readonly patrol: MapPatrol;
  readonly ground: Ground;
  readonly moment: Moment;
}) {
  const { patrol, ground, moment } = props;
  const { timezone } = ground.agreement;
  const lateMs = overdueMs(patrol, moment.atMs);
  const sectors = patrol.sectorIds.map(
    (id) => ground.sectors.find((sector) => sector.id === id)?.name ?? id,
  );
  const when = (atMs: number): string =>
    `${clockMinutes(atMs, timezone)}, ${longDate(atMs, timezone)}`;
  return (
    <>
      <div class="ph">
        <h2>{words.patrol.name}</h2>
        <div class="right">{patrol.name}</div>
      </div>
      <div class="pb ib" tabIndex={0} role="region" aria-label={words.patrol.name}>
        {lateMs > 0 && (
          <p class="miss">
            <StateShape shape="cannot-see" />
            <span>
              {words.patrol.overdue(patrol.name)} {overdueText(lateMs)}.{" "}
              {words.patrol.called(patrol.callCount)}
            </span>
          </p>
        )}
        <dl class="kv">
          <dt>{words.patrol.state}</dt>
          <dd>{words.patrol.states[patrol.state]}</dd>
          <dt>{words.patrol.seen}</dt>
          <dd>{patrol.lastSeenMs === null ? words.patrol.notYet : when(patrol.lastSeenMs)}</dd>
          {patrol.dueMs !== null && (
            <>
              <dt>{patrol.state === "out" ? words.patrol.due : words.patrol.leaves}</dt>
              <dd>{when(patrol.dueMs)}</dd>
            </>
          )}
          <dt>{words.patrol.sectors}</dt>
          <dd>{sectors.length === 0 ? words.patrol.notKnown : sectors.join(", ")}</dd>
          <dt>{words.patrol.clearance}</dt>
          <dd>{patrol.clearance}</dd>
        </dl>
        <p class="s12 q">{words.patrol.internal}</p>
      </div>
    </>
  );
}

/** A call that waits for its answer. */
export function CallDetails({ item, ground }: { item: QueueItem; ground: Ground }) {
  const { timezone } = ground.agreement;
  return (
    <>
      <div class="ph">
        <h2>{words.patrol.call}</h2>
      </div>
      <div class="pb ib" tabIndex={0} role="region" aria-label={words.patrol.call}>
        <p class="t">{item.title}</p>
        <dl class="kv">
          <dt>{words.patrol.calledAt}</dt>
          <dd>
            {clockMinutes(item.atMs, timezone)}, {longDate(item.atMs, timezone)}
          </dd>
          {item.dueMs !== undefined && (
            <>
              <dt>{words.patrol.answerDue}</dt>
              <dd>{clockMinutes(item.dueMs, timezone)}</dd>
            </>
          )}
        </dl>
      </div>
    </>
  );
}
