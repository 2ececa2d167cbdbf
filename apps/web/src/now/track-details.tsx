import type { Ground, ShownTrack, TrafficView } from "@truceline/watch";
import { whole } from "../format/numbers.ts";
import { clockMinutes, clockSeconds, longDate } from "../format/time.ts";
import { trafficWords } from "../sensors/traffic-words.ts";
import { StateShape } from "../shapes/state-shape.tsx";

const words = trafficWords.sheet;
const knotsPerMps = 3600 / 1852;

interface TrackProps {
  readonly track: ShownTrack;
  readonly traffic: TrafficView | null;
  readonly ground: Ground;
}

/** A vessel or an aircraft under its heading, as the inspector shows it. */
export function TrackDetails(props: TrackProps) {
  const { track } = props;
  return (
    <>
      <div class="ph">
        <h2>{words[track.medium]}</h2>
        <div class="right">{track.identity}</div>
      </div>
      <div class="pb ib" tabIndex={0} role="region" aria-label={words[track.medium]}>
        <TrackFacts {...props} />
      </div>
    </>
  );
}

/** What it said of itself, up to its last report. */
export function TrackFacts(props: TrackProps) {
  const { track, traffic, ground } = props;
  const { timezone } = ground.agreement;
  const events =
    traffic?.events.filter(({ identities }) => identities.includes(track.identity ?? "")) ?? [];
  return (
    <>
      <p class="t">{track.name ?? track.identity ?? trafficWords.notStated}</p>
      {track.faults.map((fault) => (
        <p class="miss" key={fault}>
          <StateShape shape="cannot-see" />
          <span>{words.faults[fault]}</span>
        </p>
      ))}
      <dl class="kv">
        <dt>{words.says}</dt>
        <dd>{track.kindStated ?? trafficWords.notStated}</dd>
        <dt>{words.last}</dt>
        <dd>
          {clockSeconds(track.lastAtMs, timezone)}, {longDate(track.lastAtMs, timezone)}
        </dd>
        <dt>{words.speed}</dt>
        <dd>{speedText(track.speedMps)}</dd>
        <dt>{words.course}</dt>
        <dd>{String(track.courseDeg).padStart(3, "0")}°</dd>
        {track.altitudeM !== null && (
          <>
            <dt>{words.height}</dt>
            <dd>{whole(track.altitudeM)} m</dd>
          </>
        )}
      </dl>
      <p class="s12 d">{words.ends}</p>
      {events.length > 0 && (
        <>
          <h3>{words.events}</h3>
          <ul class="ev">
            {events.map((event) => (
              <li key={event.id}>
                {clockMinutes(event.fromMs, timezone)} {trafficWords.kinds[event.kind]}
                {event.zoneName !== null && `, ${event.zoneName}`}.{" "}
                <span class="d">{event.reason}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** Knots, as those who sail and fly say it. */
export function speedText(speedMps: number): string {
  return trafficWords.speed((speedMps * knotsPerMps).toFixed(1));
}
