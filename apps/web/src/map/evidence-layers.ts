import type { LayerSpecification } from "maplibre-gl";
import type { MapColours } from "./map-colours.ts";

/** The evidence of the chosen incident: thin lines under the signs, told apart by dash, not by colour. */
export function evidenceLayers(c: MapColours): LayerSpecification[] {
  const line = (kind: string, dash: number[] | null, width = 1.1): LayerSpecification => ({
    id: `evidence-${kind}`,
    source: "evidence",
    type: "line",
    filter: ["==", ["get", "kind"], kind],
    paint: {
      "line-color": c.accent,
      "line-opacity": 0.75,
      "line-width": width,
      ...(dash === null ? {} : { "line-dasharray": dash }),
    },
  });
  return [
    {
      id: "evidence-fill",
      source: "evidence",
      type: "fill",
      filter: ["in", ["get", "kind"], ["literal", ["wedge", "area", "trace"]]],
      paint: { "fill-color": c.accent, "fill-opacity": 0.07 },
    },
    line("area", [1, 2]),
    line("trace", [1, 1]),
    line("wedge", [4, 2]),
    line("circle", [2, 2]),
    line("hyperbola", null),
    line("ellipse", null, 2),
    line("alternative", [3, 3], 1.6),
    {
      id: "evidence-share",
      source: "evidence",
      type: "symbol",
      filter: ["all", ["==", ["get", "kind"], "alternative"], ["==", ["geometry-type"], "Point"]],
      layout: {
        "text-field": ["get", "label"],
        "text-font": ["Noto Sans"],
        "text-size": 12,
        "text-allow-overlap": true,
      },
      paint: { "text-color": c.accent, "text-halo-color": c.halo, "text-halo-width": 1.6 },
    },
  ];
}
