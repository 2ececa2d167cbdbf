import type { Ground, Picture, TimelineView } from "@truceline/watch";
import { clockMinutes, clockSeconds, longDate } from "../format/time.ts";
import type { Moment } from "../frame/moment.ts";
import type { Address } from "../state/address.ts";
import { withQuery } from "../state/api.ts";
import { slowPulse } from "../state/live.ts";
import { go } from "../state/navigate.ts";
import { useStore } from "../state/store.ts";
import { tellsItself, useView } from "../state/use-view.ts";
import { words } from "../words/words.ts";
import { TimeAxis } from "./time-axis.tsx";
import { TimeLanes } from "./time-lanes.tsx";
import { shareAt, timeScale } from "./time-scale.ts";
import { TimeTrack } from "./time-track.tsx";

const spanNames = ["6h", "24h", "7d"] as const;

/** Scrubs what was known: events where they happened, what came late, what was seen, nights. */
export function TimeBar(props: {
  readonly ground: Ground;
  readonly picture: Picture | null;
  readonly address: Address;
  readonly moment: Moment;
}) {
  const { ground, picture, address, moment } = props;
  const { timezone } = ground.agreement;
  const scale = timeScale(address.span, moment.nowMs, moment.atMs);
  const view = useView<TimelineView>(
    withQuery("/timeline", {
      from: scale.fromMs,
      to: scale.toMs,
      bin: scale.binMs,
      knownAt: address.knownAtMs,
    }),
    useStore(slowPulse),
  );
  const past = moment.mode === "past";
  const timeline = view.data;
  const cursor = shareAt(scale, moment.atMs);
  const [incidents, observations] = [
    picture?.later.incidentCount ?? 0,
    picture?.later.observationCount ?? 0,
  ];
  return (
    <section class="time" aria-label={words.time.name}>
      <div class="tc">
        <span class={`pill ${moment.mode === "live" ? "" : "pastpill"}`}>
          {moment.mode === "live" && <i />}
          {words.time[moment.mode]}
        </span>
        <span class="seg" role="group" aria-label={words.time.span}>
          {spanNames.map((span) => (
            <button
              key={span}
              type="button"
              aria-pressed={address.span === span}
              onClick={() => go({ span })}
            >
              {words.time.spans[span]}
            </button>
          ))}
        </span>
      </div>
      <div class="tb">
        <TimeTrack
          scale={scale}
          moment={moment}
          timezone={timezone}
          text={
            past
              ? words.time.valuePast(
                  clockSeconds(moment.atMs, timezone),
                  longDate(moment.atMs, timezone),
                )
              : words.time.valueLive(clockMinutes(moment.atMs, timezone))
          }
        >
          {timeline !== null && <TimeLanes view={timeline} scale={scale} untilMs={moment.atMs} />}
          <div
            class={`cur ${moment.mode === "live" ? "" : "past"}`}
            style={{ left: `${100 * cursor}%` }}
          />
          {past && <div class="fut" style={{ left: `${100 * cursor}%` }} />}
        </TimeTrack>
        <TimeAxis scale={scale} timezone={timezone} quiet={past} />
        {past && picture !== null && (
          <p class="pastsay">
            {words.time.known(clockSeconds(moment.atMs, timezone), incidents, observations)}
          </p>
        )}
        {view.problem !== null && tellsItself(view) && (
          <p class="pastsay" role="alert">
            {words.problem.timeline} {view.problem.code}
          </p>
        )}
      </div>
      <div class="tk" aria-hidden>
        <span>
          <i class="k1" />
          {words.time.eventsPer[address.span]}
        </span>
        <span>
          <i class="k2" />
          {words.time.late}
        </span>
        <span>
          <i class="k3" />
          {words.time.unseen}
        </span>
      </div>
    </section>
  );
}
