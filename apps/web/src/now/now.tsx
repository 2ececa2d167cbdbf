import type {
  CoverageView,
  Ground,
  IncidentEvidence,
  Picture,
  TrafficView,
} from "@truceline/watch";
import { useCallback, useEffect, useState } from "preact/hooks";
import type { Moment } from "../frame/moment.ts";
import { evidenceBox } from "../map/features/evidence-features.ts";
import { MapPane } from "../map/map-pane.tsx";
import type { MapSight, MapSurface } from "../map/map-surface.ts";
import { type Address, home } from "../state/address.ts";
import { withQuery } from "../state/api.ts";
import { useKeys } from "../state/keys.ts";
import { slowPulse } from "../state/live.ts";
import { go } from "../state/navigate.ts";
import { useStore } from "../state/store.ts";
import { useView, type View } from "../state/use-view.ts";
import { words } from "../words/words.ts";
import { Inspector } from "./inspector.tsx";
import { LayersMenu } from "./layers-menu.tsx";
import { Queue } from "./queue.tsx";
import { Ribbon } from "./ribbon.tsx";
import { sectorBox } from "./sector-box.ts";
import { Strip } from "./strip.tsx";
import { TimeBar } from "./time-bar.tsx";

const hourMs = 3_600_000;

/** What needs us, what we cannot see, and whether this is live. */
export function Now(props: {
  readonly ground: Ground;
  readonly view: View<Picture>;
  readonly address: Address;
  readonly moment: Moment;
}) {
  const { ground, view, address, moment } = props;
  const picture = view.data;
  const [surface, setSurface] = useState<MapSurface | null>(null);
  const [sight, setSight] = useState<MapSight | null>(null);
  const ready = useCallback((opened: MapSurface) => setSurface(opened), []);

  useEffect(() => {
    if (surface === null) return;
    setSight(surface.sight());
    return surface.onSight(setSight);
  }, [surface]);

  const article = address.veil ?? firstAssessed(ground);
  const hour = Math.floor(moment.atMs / hourMs) * hourMs;
  const coverage = useView<CoverageView>(
    article === null ? null : withQuery("/coverage", { article, hour, knownAt: address.knownAtMs }),
    useStore(slowPulse),
  );

  const traffic = useView<TrafficView>(
    address.hidden.includes("traffic")
      ? null
      : withQuery("/traffic", { knownAt: address.knownAtMs }),
    useStore(slowPulse),
  );

  const isIncident = picture?.incidents.some(({ id }) => id === address.select) === true;
  const evidencePath =
    isIncident && address.select !== null
      ? withQuery(`/incidents/${encodeURIComponent(address.select)}/evidence`, {
          knownAt: address.knownAtMs,
        })
      : null;
  const evidenceView = useView<IncidentEvidence>(evidencePath, useStore(slowPulse));
  // Lines of another incident, drawn for a moment beside this one, would be taken for its own.
  const evidence = evidenceView.answers === evidencePath ? evidenceView.data : null;

  const showSector = useCallback(
    (id: string) => {
      const box = sectorBox(ground, id);
      if (box !== null) surface?.fit(box);
    },
    [ground, surface],
  );
  useEffect(() => {
    if (surface !== null && address.sector !== null) showSector(address.sector);
  }, [surface, address.sector, showSector]);

  const place =
    picture?.incidents.find(({ id }) => id === address.select)?.median ??
    picture?.sensors.find(({ id }) => id === address.select)?.position ??
    picture?.patrols.find(({ id }) => id === address.select)?.position ??
    traffic.data?.tracks.find(({ id }) => id === address.select)?.position ??
    null;
  const showOnMap = (): void => {
    const box = evidence === null ? null : evidenceBox(evidence);
    if (box !== null) surface?.fit(box);
    else if (place !== null) surface?.centre(place);
  };
  // Who comes here with something chosen, from another screen or by a link, comes to see where it is.
  const [arrivedFor, setArrivedFor] = useState(address.select);
  useEffect(() => {
    if (surface === null || arrivedFor === null) return;
    if (arrivedFor === address.select) {
      if (place === null) return;
      showOnMap();
    }
    setArrivedFor(null);
  }, [surface, arrivedFor, address.select, place]);
  const openItem = (): void => {
    showOnMap();
    document.querySelector<HTMLElement>(".insp .ib")?.focus();
  };
  const past = address.knownAtMs !== null;
  useKeys({
    m: showOnMap,
    Escape: () => go({ select: null }),
    Enter: (event) => {
      if (event.target === document.body) openItem();
    },
    h: () =>
      past
        ? go({ knownAtMs: home.knownAtMs }, "step")
        : go({ knownAtMs: Math.floor((moment.nowMs - hourMs) / 60_000) * 60_000 }, "step"),
  });

  return (
    <main class="now" id="content" tabIndex={-1}>
      <h1 class="sr">{words.screens.now}</h1>
      {picture === null ? (
        <div class="strip" />
      ) : (
        <Strip picture={picture} ground={ground}>
          <LayersMenu ground={ground} address={address} article={article} />
          {past && (
            <button
              type="button"
              class="btn pri"
              onClick={() => go({ knownAtMs: home.knownAtMs }, "step")}
            >
              {words.strip.backToLive} <kbd>H</kbd>
            </button>
          )}
        </Strip>
      )}
      <div class="nb">
        <Queue view={view} ground={ground} address={address} moment={moment} openItem={openItem} />
        <section class="mapwrap" aria-label={words.map.pane}>
          {picture === null ? (
            <div class="ribbon" />
          ) : (
            <Ribbon
              ground={ground}
              picture={picture}
              sight={sight}
              centre={(position) => surface?.centre(position)}
              showSector={showSector}
            />
          )}
          <MapPane
            ground={ground}
            picture={picture}
            coverage={coverage.data}
            traffic={traffic.data}
            evidence={evidence}
            address={address}
            moment={moment}
            ready={ready}
            sight={sight}
          />
        </section>
        <Inspector
          ground={ground}
          picture={picture}
          traffic={traffic.data}
          evidence={evidence}
          selected={address.select}
          knownAtMs={address.knownAtMs}
          moment={moment}
          showOnMap={showOnMap}
        />
      </div>
      <TimeBar ground={ground} picture={picture} address={address} moment={moment} />
    </main>
  );
}

/** The article whose coverage the map shows unless another is chosen. */
function firstAssessed(ground: Ground): string | null {
  const { articles } = ground.agreement;
  return (articles.find(({ notAssessed }) => notAssessed === null) ?? articles[0])?.id ?? null;
}
