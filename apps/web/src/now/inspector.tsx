import type { Ground, IncidentEvidence, Picture, TrafficView } from "@truceline/watch";
import type { Moment } from "../frame/moment.ts";
import { go } from "../state/navigate.ts";
import { words } from "../words/words.ts";
import { CallDetails, PatrolDetails } from "./desk-details.tsx";
import { IncidentDetails } from "./incident-details.tsx";
import { SensorDetails } from "./sensor-details.tsx";
import { TrackDetails } from "./track-details.tsx";

/** What is selected, in full. On a tablet it slides over the map. */
export function Inspector(props: {
  readonly ground: Ground;
  readonly picture: Picture | null;
  readonly traffic: TrafficView | null;
  readonly evidence: IncidentEvidence | null;
  readonly selected: string | null;
  readonly knownAtMs: number | null;
  readonly moment: Moment;
  readonly showOnMap: () => void;
}) {
  const { ground, picture, traffic, evidence, selected, knownAtMs, moment, showOnMap } = props;
  const sensor = picture?.sensors.find(({ id }) => id === selected);
  const track = traffic?.tracks.find(({ id }) => id === selected);
  const patrol = picture?.patrols.find(({ id }) => id === selected);
  const call = picture?.queue.find(({ id, about }) => about === "call" && id === selected);
  return (
    <aside class="insp panel0" aria-label={words.inspector.name} data-open={selected !== null}>
      {selected === null ? (
        <div class="empty">
          <p class="b">{words.inspector.nothing}</p>
          <p class="q">{words.inspector.nothingSay}</p>
        </div>
      ) : sensor !== undefined ? (
        <SensorDetails sensor={sensor} ground={ground} />
      ) : track !== undefined ? (
        <TrackDetails track={track} traffic={traffic} ground={ground} />
      ) : patrol !== undefined ? (
        <PatrolDetails patrol={patrol} ground={ground} moment={moment} />
      ) : call !== undefined ? (
        <CallDetails item={call} ground={ground} />
      ) : (
        <IncidentDetails
          id={selected}
          ground={ground}
          evidence={evidence}
          knownAtMs={knownAtMs}
          moment={moment}
        />
      )}
      {selected !== null && (
        <div class="ifoot">
          <button type="button" class="btn pri" onClick={showOnMap}>
            {words.inspector.showOnMap} <kbd>M</kbd>
          </button>
          <button type="button" class="btn" onClick={() => go({ select: null })}>
            {words.inspector.close} <kbd>Esc</kbd>
          </button>
        </div>
      )}
    </aside>
  );
}
