import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { LayerGroup } from "../state/address.ts";
import { baseSource, groundLayers, placeLayers } from "./base-layers.ts";
import { evidenceLayers } from "./evidence-layers.ts";
import { nothing } from "./features/geojson.ts";
import type { MapColours } from "./map-colours.ts";
import { sourceNames } from "./map-surface.ts";
import { labelLayers, lineLayers, signLayers, zoneLayers } from "./own-layers.ts";
import { trafficLayers } from "./traffic-layers.ts";

/** Which layers a switch of the page turns on and off. */
export const layersOf: Readonly<Record<LayerGroup, readonly string[]>> = {
  veil: ["shade-part", "shade-little", "shade-unseen", "veil-part", "veil-little", "veil-unseen"],
  incidents: ["area-fill", "area-line", "incident"],
  sensors: ["sensor-up", "sensor-down", "patrol"],
  ranges: ["range"],
  traffic: ["track", "traffic"],
  sites: ["site"],
  places: ["places"],
  older: ["line-older"],
};

/** All layers, bottom to top: ground, zones, veil, edges, line, ranges, names, signs, selection. */
export function mapLayers(colours: MapColours, language: string): LayerSpecification[] {
  const signs = signLayers(colours);
  const range = signs.filter(({ id }) => id === "range");
  return [
    ...groundLayers(colours),
    ...zoneLayers(colours),
    ...lineLayers(colours),
    ...range,
    ...placeLayers(colours, language),
    ...labelLayers(colours),
    ...trafficLayers(colours),
    ...evidenceLayers(colours),
    ...signs.filter(({ id }) => id !== "range"),
  ];
}

/** The whole style. No glyph address: names are drawn from the page's own font. */
export function mapStyle(
  colours: MapColours,
  language: string,
  baseUrl: string,
): StyleSpecification {
  return {
    version: 8,
    sources: {
      [baseSource]: { type: "vector", url: baseUrl },
      ...Object.fromEntries(
        sourceNames.map((name) => [name, { type: "geojson" as const, data: nothing }]),
      ),
    },
    layers: mapLayers(colours, language),
  };
}
