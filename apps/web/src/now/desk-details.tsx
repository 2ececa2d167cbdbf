import type { Ground, MapPatrol, QueueItem } from "@truceline/watch";
import { clockMinutes, longDate } from "../format/time.ts";
import type { Moment } from "../frame/moment.ts";
import { StateShape } from "../shapes/state-shape.tsx";
import { overdueMs, overdueText } from "./patrol-alarms.ts";
import { patrolWords as words } from "./patrol-words.ts";

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
        <h2>{words.name}</h2>
        <div class="right">{patrol.name}</div>
      </div>
      <div class="pb ib" tabIndex={0} role="region" aria-label={words.name}>
        {lateMs > 0 && (
          <p class="miss">
            <StateShape shape="cannot-see" />
            <span>
              {words.overdue(patrol.name)} {overdueText(lateMs)}. {words.called(patrol.callCount)}
            </span>
          </p>
        )}
        <dl class="kv">
          <dt>{words.state}</dt>
          <dd>{words.states[patrol.state]}</dd>
          <dt>{words.seen}</dt>
          <dd>{patrol.lastSeenMs === null ? words.notYet : when(patrol.lastSeenMs)}</dd>
          {patrol.dueMs !== null && (
            <>
              <dt>{patrol.state === "out" ? words.due : words.leaves}</dt>
              <dd>{when(patrol.dueMs)}</dd>
            </>
          )}
          <dt>{words.sectors}</dt>
          <dd>{sectors.length === 0 ? words.notKnown : sectors.join(", ")}</dd>
          <dt>{words.clearance}</dt>
          <dd>{patrol.clearance}</dd>
        </dl>
        <p class="s12 q">{words.internal}</p>
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
        <h2>{words.call}</h2>
      </div>
      <div class="pb ib" tabIndex={0} role="region" aria-label={words.call}>
        <p class="t">{item.title}</p>
        <dl class="kv">
          <dt>{words.calledAt}</dt>
          <dd>
            {clockMinutes(item.atMs, timezone)}, {longDate(item.atMs, timezone)}
          </dd>
          {item.dueMs !== undefined && (
            <>
              <dt>{words.answerDue}</dt>
              <dd>{clockMinutes(item.dueMs, timezone)}</dd>
            </>
          )}
        </dl>
      </div>
    </>
  );
}
