import { lonLat } from "@truceline/model";
import { addProtocol, type GeoJSONSource, Map as LibraryMap, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { Protocol } from "pmtiles";
import "maplibre-gl/dist/maplibre-gl.css";
import type { LayerGroup } from "../state/address.ts";
import { baseSource } from "./base-layers.ts";
import { dragPlanned } from "./drag-planned.ts";
import type { MapColours } from "./map-colours.ts";
import { layersOf, mapLayers, mapStyle } from "./map-style.ts";
import type { Box, MapSight, MapSurface } from "./map-surface.ts";
import { signScale, signs } from "./signs.ts";

setWorkerUrl(workerUrl);
addProtocol("pmtiles", new Protocol().tile);

/** Layers whose features can be selected, and how near a click must come, in pixels. */
const pickLayers = [
  "incident",
  "traffic",
  "planned",
  "planned-dot",
  "patrol",
  "sensor-down",
  "sensor-up",
  "area-fill",
];
const pickReachPx = 6;
const fitPaddingPx = 24;
const nearZoom = 9.5;

/** Names are drawn from this font: it must be there before the first one is. */
async function loadFonts(): Promise<void> {
  const samples = ["Aa", "Łń", "Їж"];
  await Promise.all(
    samples.flatMap((sample) => [
      document.fonts.load('400 24px "Noto Sans"', sample),
      document.fonts.load('600 24px "Noto Sans"', sample),
    ]),
  );
}

/** The map by MapLibre in an element. Resolves once it can be drawn on. */
export async function openMapLibre(
  container: HTMLElement,
  options: {
    readonly colours: MapColours;
    readonly box: Box;
    readonly language: string;
    readonly title: string;
  },
): Promise<MapSurface> {
  await loadFonts();
  const [west, south, east, north] = options.box;
  const map = new LibraryMap({
    container,
    style: mapStyle(
      options.colours,
      options.language,
      `pmtiles://${location.origin}/basemap.pmtiles`,
    ),
    bounds: [west, south, east, north],
    fitBoundsOptions: { padding: fitPaddingPx },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    rollEnabled: false,
    maxZoom: 14,
    minZoom: 3,
    fadeDuration: 0,
    locale: { "Map.Title": options.title },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();

  const paint = (colours: MapColours): void => {
    for (const [name, image] of signs(colours)) {
      if (map.hasImage(name)) map.updateImage(name, image);
      else map.addImage(name, image, { pixelRatio: signScale });
    }
  };
  const missing = new Set<() => void>();
  map.on("error", () => {
    for (const listener of missing) listener();
  });
  await new Promise<void>((resolve) => map.once("style.load", () => resolve()));
  paint(options.colours);

  const canvas = map.getCanvas();
  canvas.addEventListener("focus", () => canvas.setAttribute("role", "application"));
  canvas.addEventListener("blur", () => canvas.setAttribute("role", "region"));

  return {
    setSource(name, data) {
      map.getSource<GeoJSONSource>(name)?.setData(data);
    },
    setColours(colours) {
      paint(colours);
      for (const layer of mapLayers(colours, options.language)) {
        for (const [property, value] of Object.entries(layer.paint ?? {})) {
          map.setPaintProperty(layer.id, property as never, value as never);
        }
      }
    },
    setShown(group: LayerGroup, shown) {
      for (const id of layersOf[group]) {
        map.setLayoutProperty(id, "visibility", shown ? "visible" : "none");
      }
    },
    fit([w, s, e, n]) {
      map.fitBounds([w, s, e, n], { padding: fitPaddingPx, animate: false });
    },
    centre([lon, lat]) {
      map.jumpTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), nearZoom) });
    },
    zoomBy(steps) {
      map.zoomTo(map.getZoom() + steps, { duration: 0 });
    },
    sight: () => sightOf(map),
    onSight(listener) {
      const moved = (): void => listener(sightOf(map));
      map.on("move", moved);
      map.on("resize", moved);
      return () => {
        map.off("move", moved);
        map.off("resize", moved);
      };
    },
    onPick(listener) {
      const clicked = ({ point: { x, y } }: { point: { x: number; y: number } }): void => {
        const around: [[number, number], [number, number]] = [
          [x - pickReachPx, y - pickReachPx],
          [x + pickReachPx, y + pickReachPx],
        ];
        const [first] = map.queryRenderedFeatures(around, { layers: pickLayers });
        const id: unknown = first?.properties["id"];
        listener(typeof id === "string" ? id : null);
      };
      map.on("click", clicked);
      return () => map.off("click", clicked);
    },
    onGround(listener) {
      const clicked = ({ lngLat }: { lngLat: { lng: number; lat: number } }): void =>
        listener(lonLat(lngLat.lng, lngLat.lat));
      map.on("click", clicked);
      return () => map.off("click", clicked);
    },
    onDrag: (listener) => dragPlanned(map, listener),
    setKeyboard(on) {
      if (on) map.keyboard.enable();
      else map.keyboard.disable();
    },
    onMissing(listener) {
      missing.add(listener);
      return () => missing.delete(listener);
    },
    askBaseAgain: () => map.refreshTiles(baseSource),
    remove: () => map.remove(),
  };
}

function sightOf(map: LibraryMap): MapSight {
  const bounds = map.getBounds();
  const metresPerPixel =
    (40_075_016.7 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / (512 * 2 ** map.getZoom());
  return {
    box: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
    metresPerPixel,
  };
}
