import type { IncidentEvidence } from "@truceline/watch";
import type { Feature, FeatureCollection } from "geojson";
import type { Box } from "../map-surface.ts";
import { collection, feature, pointFeature, positions } from "./geojson.ts";

/** The ground that the lines of the evidence cover; null where there are none to fit. */
export function evidenceBox(evidence: IncidentEvidence): Box | null {
  const { wedges, hyperbolas, circles, ellipse } = evidence;
  const places = [
    ...wedges.flatMap(({ ring: line }) => line),
    ...hyperbolas.flatMap(({ line }) => line),
    ...circles.flatMap(({ ring: line }) => line),
    ...(ellipse?.ring ?? []),
  ];
  if (places.length === 0) return null;
  const lons = places.map(([lonDeg]) => lonDeg);
  const lats = places.map(([, latDeg]) => latDeg);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

const ring = (line: Parameters<typeof positions>[0], kind: string): Feature =>
  feature({ type: "Polygon", coordinates: [positions(line)] }, { kind });

/**
 * Records → GeoJSON: what bears the place of one incident. Bearings as wedges, differences of arrival as
 * hyperbolas, distances as circles, words as the area they leave, what follows as an ellipse; another
 * place that fits about as well is drawn beside it.
 */
export function evidenceFeatures(evidence: IncidentEvidence | null): FeatureCollection {
  if (evidence === null) return collection([]);
  const { wedges, hyperbolas, circles, areas, ellipse, alternatives } = evidence;
  return collection([
    ...areas.map(({ rings, isTrace }) =>
      feature(
        { type: "Polygon", coordinates: rings.map(positions) },
        { kind: isTrace ? "trace" : "area" },
      ),
    ),
    ...wedges.map((wedge) => ring(wedge.ring, "wedge")),
    ...circles.map((circle) => ring(circle.ring, "circle")),
    ...hyperbolas.map(({ line }) =>
      feature({ type: "LineString", coordinates: positions(line) }, { kind: "hyperbola" }),
    ),
    ...(ellipse === null ? [] : [ring(ellipse.ring, "ellipse")]),
    ...alternatives.flatMap((other) => [
      ring(other.ring, "alternative"),
      pointFeature(other.position, {
        kind: "alternative",
        label: `${Math.round(other.p * 100)} %`,
      }),
    ]),
  ]);
}
