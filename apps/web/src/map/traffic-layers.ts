import type { LayerSpecification } from "maplibre-gl";
import type { MapColours } from "./map-colours.ts";

/** Vessels and aircraft: a thin line of where they were, a sign at the last report, nothing beyond. */
export function trafficLayers(c: MapColours): LayerSpecification[] {
  return [
    {
      id: "track",
      source: "tracks",
      type: "line",
      minzoom: 5,
      layout: { "line-join": "round" },
      paint: { "line-color": c.sensor, "line-opacity": 0.55, "line-width": 1.2 },
    },
    {
      id: "traffic",
      source: "traffic",
      type: "symbol",
      minzoom: 4,
      layout: {
        "icon-image": ["get", "icon"],
        "icon-rotate": ["get", "courseDeg"],
        "icon-rotation-alignment": "map",
        "icon-allow-overlap": true,
        "text-optional": true,
        "text-field": ["step", ["zoom"], "", 8, ["get", "label"]],
        "text-font": ["Noto Sans"],
        "text-size": 11,
        "text-anchor": "left",
        "text-offset": [0.9, 0],
      },
      paint: {
        "icon-opacity": ["case", ["get", "isEnded"], 0.45, 1],
        "text-color": c.sensor,
        "text-halo-color": c.halo,
        "text-halo-width": 1.6,
      },
    },
  ];
}
