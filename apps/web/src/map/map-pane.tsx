import type {
  CoverageView,
  Ground,
  IncidentEvidence,
  Picture,
  TrafficView,
} from "@truceline/watch";
import { useEffect, useMemo, useState } from "preact/hooks";
import { partyName } from "../format/party.ts";
import { fullDate } from "../format/time.ts";
import type { Moment } from "../frame/moment.ts";
import { Whole } from "../shapes/glyphs.tsx";
import { type Address, layerGroups } from "../state/address.ts";
import { connection } from "../state/live.ts";
import { go } from "../state/navigate.ts";
import { useStore } from "../state/store.ts";
import { words } from "../words/words.ts";
import { cellFeatures } from "./features/cell-features.ts";
import { cellsInside } from "./features/cells-inside.ts";
import { evidenceFeatures } from "./features/evidence-features.ts";
import { collection, nothing, pointFeature } from "./features/geojson.ts";
import { areaFeatures, incidentFeatures } from "./features/incident-features.ts";
import { betweenFeatures, lineDash, lineFeatures } from "./features/line-features.ts";
import { patrolFeatures } from "./features/patrol-features.ts";
import { rangeFeatures, reachFeatures, sensorFeatures } from "./features/sensor-features.ts";
import { trackFeatures, trafficFeatures } from "./features/traffic-features.ts";
import { sectorFeatures, siteFeatures, zoneFeatures } from "./features/zone-features.ts";
import { Legend } from "./legend.tsx";
import { lineBox } from "./line-box.ts";
import { MapFlag } from "./map-flag.tsx";
import type { MapSight, MapSurface } from "./map-surface.ts";
import { ScaleBar } from "./scale-bar.tsx";
import { useMap } from "./use-map.ts";

/** The map with what belongs on it: watermark, legend, scale, flag, and the sentence at its foot. */
export function MapPane(props: {
  readonly ground: Ground;
  readonly picture: Picture | null;
  readonly coverage: CoverageView | null;
  /** Vessels and aircraft; null before they are known. */
  readonly traffic: TrafficView | null;
  /** What bears the place of the chosen incident; null for none. */
  readonly evidence: IncidentEvidence | null;
  readonly address: Address;
  readonly moment: Moment;
  readonly ready: (surface: MapSurface) => void;
  readonly sight: MapSight | null;
}) {
  const { ground, picture, coverage, traffic, evidence, address, moment, ready, sight } = props;
  const { element, surface, failed } = useMap(lineBox(ground));
  const [noBase, setNoBase] = useState(false);

  const connected = useStore(connection).stream === "open";
  useEffect(() => {
    if (!connected || !noBase) return;
    setNoBase(false);
    surface?.askBaseAgain();
  }, [connected]);

  useEffect(() => {
    if (surface === null) return;
    ready(surface);
    const undo = [
      surface.onPick((id) => go({ select: id })),
      surface.onMissing(() => setNoBase(true)),
    ];
    return () => {
      for (const one of undo) one();
    };
  }, [surface, ready]);

  useEffect(() => {
    if (surface === null) return;
    const { parties, timezone } = ground.agreement;
    surface.setSource("zones", zoneFeatures(ground.zones));
    surface.setSource("sectors", sectorFeatures(ground.sectors));
    surface.setSource("between", betweenFeatures(ground.lines));
    surface.setSource(
      "lines",
      lineFeatures(ground, (line) => labelOf(line, parties, timezone)),
    );
    surface.setSource("sites", siteFeatures(ground.sites));
  }, [surface, ground]);

  const cells = useMemo(() => cellsInside(ground.cells, ground.zones), [ground]);
  useEffect(() => {
    surface?.setSource("cells", cellFeatures(cells, coverage));
  }, [surface, cells, coverage]);

  const sensors = picture?.sensors;
  useEffect(() => {
    if (surface === null || sensors === undefined) return;
    surface.setSource("sensors", sensorFeatures(sensors, ground.posts));
    surface.setSource("ranges", rangeFeatures(sensors));
  }, [surface, sensors, ground]);

  const patrols = picture?.patrols;
  useEffect(() => {
    if (surface === null || patrols === undefined) return;
    surface.setSource("patrols", patrolFeatures(patrols));
  }, [surface, patrols]);

  const tracks = traffic?.tracks;
  useEffect(() => {
    if (surface === null || tracks === undefined) return;
    surface.setSource("tracks", trackFeatures(tracks));
    surface.setSource("traffic", trafficFeatures(tracks));
  }, [surface, tracks]);

  useEffect(() => {
    surface?.setSource("evidence", evidenceFeatures(evidence));
  }, [surface, evidence]);

  const incidents = picture?.incidents;
  useEffect(() => {
    if (surface === null || incidents === undefined) return;
    surface.setSource("areas", areaFeatures(incidents));
    surface.setSource("incidents", incidentFeatures(incidents));
  }, [surface, incidents]);

  const selectedAt = useMemo(
    () =>
      picture?.incidents.find(({ id }) => id === address.select)?.median ??
      picture?.sensors.find(({ id }) => id === address.select)?.position ??
      picture?.patrols.find(({ id }) => id === address.select)?.position ??
      tracks?.find(({ id }) => id === address.select)?.position ??
      null,
    [picture, tracks, address.select],
  );
  const reach = sensors?.filter(({ id }) => id === address.select);
  useEffect(() => {
    surface?.setSource(
      "selection",
      selectedAt === null
        ? nothing
        : collection([pointFeature(selectedAt, {}), ...reachFeatures(reach ?? []).features]),
    );
  }, [surface, selectedAt]);

  useEffect(() => {
    for (const group of layerGroups) surface?.setShown(group, !address.hidden.includes(group));
  }, [surface, address.hidden]);

  const newest = ground.lines
    .filter(({ inForce }) => inForce)
    .map(({ validFromMs }) => validFromMs);
  return (
    <div class="mapbox">
      <div class="map" ref={element} />
      {sight !== null && <ScaleBar metresPerPixel={sight.metresPerPixel} />}
      {ground.origin !== "observed" && (
        <div class="wm" aria-hidden>
          {words.originWord[ground.origin]}
        </div>
      )}
      <MapFlag moment={moment} timezone={ground.agreement.timezone} />
      {(noBase || failed) && (
        <p class="note" role="status">
          {words.map.noBase}
        </p>
      )}
      <div class="mapfoot">
        <Legend ground={ground} />
        <p class="discl">
          {newest.length > 0 &&
            `${words.map.dated(fullDate(Math.max(...newest), ground.agreement.timezone))} `}
          {words.map.imply} {words.map.credit}
        </p>
      </div>
      {surface !== null && (
        <div class="zoom">
          <button
            type="button"
            class="btn"
            aria-label={words.map.in}
            onClick={() => surface.zoomBy(1)}
          >
            +
          </button>
          <button
            type="button"
            class="btn"
            aria-label={words.map.out}
            onClick={() => surface.zoomBy(-1)}
          >
            −
          </button>
          <button
            type="button"
            class="btn"
            aria-label={words.map.whole}
            onClick={() => surface.fit(lineBox(ground))}
          >
            <Whole />
          </button>
        </div>
      )}
    </div>
  );
}

/** Who drew or holds a version, as the line itself says it; the date for one not in force. */
function labelOf(
  line: Ground["lines"][number],
  parties: Ground["agreement"]["parties"],
  timezone: string,
): string {
  if (!line.inForce) {
    return words.map.older(partyName(line.drawnBy, parties), fullDate(line.validFromMs, timezone));
  }
  const dash = lineDash(line.acceptedBy, parties);
  if (dash === "agreed") return "";
  const by = line.acceptedBy[0];
  return by === undefined
    ? words.map.shownBy(partyName(line.drawnBy, parties))
    : words.map.heldBy(partyName(by, parties));
}
