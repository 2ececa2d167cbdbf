import type { LayerSpecification } from "maplibre-gl";
import type { MapColours } from "./map-colours.ts";

export const baseSource = "base";

/** Between two `#rrggbb` colours. */
export function mix(one: string, other: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [a, b] = [one, other].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16));
    return Math.round((a ?? 0) * (1 - share) + (b ?? 0) * share)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${channels.join("")}`;
}

const layer = (id: string, rest: object): LayerSpecification =>
  ({ id, source: baseSource, "source-layer": id, ...rest }) as LayerSpecification;

/** The ground: sea, land, water, roads, recognised borders. No country is filled. */
export function groundLayers(c: MapColours): LayerSpecification[] {
  return [
    {
      id: "sea",
      type: "background",
      paint: { "background-color": mix(c.water, c.land, 0.62) },
    },
    layer("land", { type: "fill", paint: { "fill-color": c.land, "fill-antialias": false } }),
    layer("water", {
      type: "fill",
      filter: ["!=", ["get", "kind"], "former-reservoir"],
      paint: { "fill-color": c.water },
    }),
    {
      ...layer("water-former", {
        type: "line",
        filter: ["==", ["get", "kind"], "former-reservoir"],
        paint: { "line-color": c.water, "line-dasharray": [2, 2] },
      }),
      "source-layer": "water",
    } as LayerSpecification,
    layer("roads", {
      type: "line",
      layout: { "line-join": "round" },
      paint: {
        "line-color": c.road,
        "line-opacity": 0.75,
        "line-width": ["interpolate", ["linear"], ["zoom"], 5, 0.5, 9, 1.3, 12, 2],
      },
    }),
    layer("rivers", {
      type: "line",
      layout: { "line-join": "round", "line-cap": "round" },
      paint: {
        "line-color": c.water,
        "line-width": [
          "interpolate",
          ["linear"],
          ["zoom"],
          5,
          ["match", ["get", "rank"], 1, 1.6, 2, 0.9, 0.5],
          10,
          ["match", ["get", "rank"], 1, 5, 2, 3, 1.8],
        ],
      },
    }),
    layer("borders", {
      type: "line",
      filter: ["!=", ["get", "disputed"], 1],
      layout: { "line-join": "round" },
      paint: { "line-color": c.label, "line-opacity": 0.75, "line-width": 1 },
    }),
    {
      ...layer("borders-disputed", {
        type: "line",
        filter: ["==", ["get", "disputed"], 1],
        paint: { "line-color": c.label, "line-width": 1, "line-dasharray": [4, 3] },
      }),
      "source-layer": "borders",
    } as LayerSpecification,
  ];
}

/** Towns, by size; rarer ones give way. Names in the reader's language where the map has them. */
export function placeLayers(c: MapColours, language: string): LayerSpecification[] {
  const name = ["coalesce", ["get", language], ["get", "name"]];
  const kind = ["get", "kind"];
  return [
    layer("places", {
      type: "symbol",
      filter: ["!=", kind, "sea"],
      layout: {
        "text-field": name,
        "text-font": ["Noto Sans"],
        "text-size": ["match", kind, "capital", 13, "city", 12.5, 11],
        "text-padding": 4,
        "symbol-sort-key": ["-", 0, ["coalesce", ["get", "pop"], 0]],
      },
      paint: { "text-color": c.label, "text-halo-color": c.halo, "text-halo-width": 1.6 },
    }),
    {
      ...layer("seas", {
        type: "symbol",
        filter: ["==", kind, "sea"],
        layout: {
          "text-field": name,
          "text-font": ["Noto Sans"],
          "text-size": 11,
          "text-letter-spacing": 0.1,
        },
        paint: { "text-color": c.label, "text-opacity": 0.8 },
      }),
      "source-layer": "places",
    } as LayerSpecification,
  ];
}
