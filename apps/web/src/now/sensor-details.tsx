import type { Ground, MapSensor } from "@truceline/watch";
import { distance } from "../format/numbers.ts";
import { clockMinutes, longDate } from "../format/time.ts";
import { StateShape } from "../shapes/state-shape.tsx";
import { words } from "../words/words.ts";

/** A sensor: how it is, since when, why, and how far it reaches. */
export function SensorDetails({ sensor, ground }: { sensor: MapSensor; ground: Ground }) {
  const { timezone } = ground.agreement;
  const post = ground.posts.find(({ id }) => id === sensor.postId);
  const means = words.means[sensor.means] ?? sensor.means;
  const up = sensor.state === "up";
  return (
    <>
      <div class="ph">
        <h2>{words.inspector.sensor}</h2>
        <div class="right">{sensor.id}</div>
      </div>
      <div class="pb ib" tabIndex={0} role="region" aria-label={words.inspector.sensor}>
        <p class="t">{post === undefined ? means : `${means}, ${post.name}`}</p>
        {!up && (
          <p class="miss">
            <StateShape shape="cannot-see" />
            <span>
              {words.sensorStates[sensor.state]}. {sensor.reason ?? ""}
            </span>
          </p>
        )}
        <dl class="kv">
          <dt>{words.inspector.sensorState}</dt>
          <dd>{words.sensorStates[sensor.state]}</dd>
          {sensor.sinceMs !== null && (
            <>
              <dt>{words.inspector.since}</dt>
              <dd>
                {clockMinutes(sensor.sinceMs, timezone)}, {longDate(sensor.sinceMs, timezone)}
              </dd>
            </>
          )}
          {!up && (
            <>
              <dt>{words.inspector.reason}</dt>
              <dd>{sensor.reason ?? words.inspector.noReason}</dd>
            </>
          )}
          <dt>{words.inspector.reach}</dt>
          <dd>{distance(sensor.rangeM)}</dd>
          <dt>{words.inspector.view}</dt>
          <dd>
            {sensor.view === null
              ? words.inspector.allRound
              : words.inspector.viewOf(
                  String(Math.round(sensor.view.bearingDeg)).padStart(3, "0"),
                  String(Math.round(sensor.view.fieldOfViewDeg)),
                )}
          </dd>
        </dl>
      </div>
    </>
  );
}
