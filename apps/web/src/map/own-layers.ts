import type { LayerSpecification } from "maplibre-gl";
import type { MapColours } from "./map-colours.ts";
import type { SourceName } from "./map-surface.ts";

const layer = (id: string, source: SourceName, rest: object): LayerSpecification =>
  ({ id, source, ...rest }) as LayerSpecification;

const font = ["Noto Sans"];
const halo = (c: MapColours) => ({ "text-halo-color": c.halo, "text-halo-width": 1.6 });

/** Zone ground, lit; over it the veil of what we cannot see; then edges. */
export function zoneLayers(c: MapColours): LayerSpecification[] {
  const grade = (name: string) => ["==", ["get", "grade"], name];
  const shade = (name: string, opacity: number): LayerSpecification =>
    layer(`shade-${name}`, "cells", {
      type: "fill",
      filter: grade(name),
      paint: { "fill-color": c.shade, "fill-opacity": opacity, "fill-antialias": false },
    });
  const veil = (name: string): LayerSpecification =>
    layer(`veil-${name}`, "cells", {
      type: "fill",
      filter: grade(name),
      paint: { "fill-pattern": `veil-${name}`, "fill-antialias": false },
    });
  return [
    layer("zone-lit", "zones", {
      type: "fill",
      filter: ["all", ["==", ["get", "assessed"], true], ["!=", ["get", "kind"], "label"]],
      paint: { "fill-color": c.lit, "fill-opacity": 0.8, "fill-antialias": false },
    }),
    shade("part", 0.12),
    shade("little", 0.38),
    shade("unseen", 0.58),
    veil("part"),
    veil("little"),
    veil("unseen"),
    layer("zone-edge", "zones", {
      type: "line",
      filter: [
        "all",
        ["!=", ["get", "kind"], "disengagement-area"],
        ["==", ["geometry-type"], "Polygon"],
      ],
      paint: {
        "line-color": c.zone,
        "line-opacity": 0.85,
        "line-width": 1,
        "line-dasharray": [7, 3, 1.5, 3],
      },
    }),
    layer("area-edge", "zones", {
      type: "line",
      filter: ["==", ["get", "kind"], "disengagement-area"],
      paint: { "line-color": c.zone, "line-width": 1.4 },
    }),
  ];
}

/** Versions of the line: held by whom is told by dash and label. Older ones thin. */
export function lineLayers(c: MapColours): LayerSpecification[] {
  const inForce = ["==", ["get", "inForce"], true];
  const dashes = { agreed: null, first: [3.75, 1.7], second: [0.85, 1.9], nobody: [6, 2, 2, 2] };
  return [
    layer("between", "between", {
      type: "fill",
      paint: { "fill-pattern": "between", "fill-antialias": false },
    }),
    layer("line-older", "lines", {
      type: "line",
      filter: ["!=", ["get", "inForce"], true],
      layout: { "line-join": "round" },
      paint: { "line-color": c.line, "line-opacity": 0.6, "line-width": 1.1 },
    }),
    layer("line-case", "lines", {
      type: "line",
      filter: inForce,
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": c.casing, "line-width": 6 },
    }),
    ...Object.entries(dashes).map(([dash, pattern]) =>
      layer(`line-${dash}`, "lines", {
        type: "line",
        filter: ["all", inForce, ["==", ["get", "dash"], dash]],
        layout: { "line-join": "round", "line-cap": pattern === null ? "round" : "butt" },
        paint: {
          "line-color": c.line,
          "line-width": 2.4,
          ...(pattern === null ? {} : { "line-dasharray": pattern }),
        },
      }),
    ),
  ];
}

/** What people read on top of the line, before the signs. */
export function labelLayers(c: MapColours): LayerSpecification[] {
  return [
    layer("area-name", "zones", {
      type: "symbol",
      filter: ["==", ["get", "kind"], "label"],
      minzoom: 8,
      layout: {
        "text-field": ["get", "name"],
        "text-font": font,
        "text-size": 11,
        "text-anchor": "bottom",
        "text-offset": [0, -0.3],
      },
      paint: { "text-color": c.sensor, ...halo(c) },
    }),
    layer("line-label", "lines", {
      type: "symbol",
      filter: ["==", ["get", "inForce"], true],
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 420,
        "text-field": ["get", "label"],
        "text-font": font,
        "text-size": 11,
        "text-rotation-alignment": "viewport",
        "text-offset": [0, -1.2],
        "text-padding": 6,
      },
      paint: { "text-color": c.line, ...halo(c) },
    }),
    layer("sector-name", "sectors", {
      type: "symbol",
      layout: {
        "text-field": ["upcase", ["get", "name"]],
        "text-font": font,
        "text-size": 11,
        "text-letter-spacing": 0.08,
        "text-max-width": 24,
        "text-padding": 2,
        // Beside the band, where there is room: the name must not lie on what it names.
        "text-variable-anchor": ["right", "left", "top", "bottom"],
        "text-radial-offset": ["interpolate", ["linear"], ["zoom"], 5, 2.4, 8, 4],
        "text-justify": "auto",
      },
      paint: { "text-color": c.caption, ...halo(c) },
    }),
  ];
}

/** Sensors, sites and incidents: signs keep their size, areas are ground. */
export function signLayers(c: MapColours): LayerSpecification[] {
  const colour = [
    "match",
    ["get", "shape"],
    "met",
    c.met,
    ["breached", "found"],
    c.breached,
    "cannot-see",
    c.attention,
    c.undetermined,
  ];
  return [
    layer("range", "ranges", {
      type: "line",
      minzoom: 9.4,
      paint: {
        "line-color": c.sensor,
        "line-opacity": 0.5,
        "line-width": 0.9,
        "line-dasharray": [1.2, 3],
      },
    }),
    layer("site", "sites", {
      type: "symbol",
      minzoom: 5,
      layout: {
        "icon-image": "site",
        "icon-optional": false,
        "text-optional": true,
        "text-field": ["get", "name"],
        "text-font": font,
        "text-size": 11,
        "text-anchor": "left",
        "text-offset": [0.7, 0],
      },
      paint: { "text-color": c.label, ...halo(c) },
    }),
    ...["down", "up"]
      .map((state) =>
        layer(`sensor-${state}`, "sensors", {
          type: "symbol",
          // From afar only what cannot see is shown.
          minzoom: state === "up" ? 6 : 3,
          filter: ["==", ["get", "up"], state === "up"],
          layout: {
            "icon-image": ["get", "icon"],
            "icon-offset": [
              "match",
              ["get", "shift"],
              0,
              ["literal", [0, 0]],
              1,
              ["literal", [18, 0]],
              ["literal", [36, 0]],
            ],
            "icon-padding": 1,
            "text-optional": true,
            "text-field": ["step", ["zoom"], "", 8, ["get", "label"]],
            "text-font": font,
            "text-size": 11,
            "text-anchor": "left",
            "text-offset": [0.95, 0],
          },
          paint: { "text-color": c.sensor, ...halo(c) },
        }),
      )
      .reverse(),
    // Hundreds of posts on one line: points from afar, their signs from near.
    layer("planned-dot", "planned", {
      type: "circle",
      maxzoom: 8,
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 5, 0.9, 8, 2.6],
        "circle-color": c.sensor,
        "circle-opacity": 0.75,
      },
    }),
    layer("planned", "planned", {
      type: "symbol",
      minzoom: 8,
      layout: {
        "icon-image": ["get", "icon"],
        "icon-padding": 1,
        "text-optional": true,
        "text-field": ["step", ["zoom"], "", 9.5, ["get", "label"]],
        "text-font": font,
        "text-size": 11,
        "text-anchor": "left",
        "text-offset": [0.95, 0],
      },
      paint: { "text-color": c.sensor, ...halo(c) },
    }),
    layer("patrol", "patrols", {
      type: "symbol",
      layout: {
        "icon-image": ["get", "icon"],
        "icon-allow-overlap": true,
        "text-optional": true,
        "text-field": ["step", ["zoom"], "", 7, ["get", "label"]],
        "text-font": font,
        "text-size": 11,
        "text-anchor": "left",
        "text-offset": [0.95, 0],
      },
      paint: { "text-color": c.sensor, ...halo(c) },
    }),
    layer("area-fill", "areas", {
      type: "fill",
      filter: ["==", ["get", "share"], "50"],
      paint: { "fill-color": colour, "fill-opacity": 0.28 },
    }),
    layer("area-line", "areas", {
      type: "line",
      filter: ["==", ["get", "share"], "95"],
      paint: { "line-color": colour, "line-width": 1.4 },
    }),
    layer("incident", "incidents", {
      type: "symbol",
      layout: {
        "icon-image": ["concat", "state-", ["get", "shape"]],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    }),
    layer("logged-before", "logged-before", {
      type: "line",
      paint: {
        "line-color": c.sensor,
        "line-opacity": 0.8,
        "line-width": 1,
        "line-dasharray": [3, 3],
      },
    }),
    layer("logged-fill", "logged", {
      type: "fill",
      paint: { "fill-color": c.accent, "fill-opacity": 0.2 },
    }),
    layer("logged-line", "logged", {
      type: "line",
      paint: { "line-color": c.accent, "line-width": 1.4 },
    }),
    layer("logged-number", "logged", {
      type: "symbol",
      layout: {
        "text-field": ["get", "label"],
        "text-font": font,
        "text-size": 13,
        "text-allow-overlap": true,
      },
      paint: { "text-color": c.accent, ...halo(c) },
    }),
    layer("selection-reach", "selection", {
      type: "line",
      paint: { "line-color": c.accent, "line-width": 1.2, "line-dasharray": [1.2, 3] },
    }),
    layer("selection", "selection", {
      type: "symbol",
      filter: ["==", ["geometry-type"], "Point"],
      layout: {
        "icon-image": "selection",
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    }),
  ];
}
