import type { MapIncident } from "@truceline/watch";
import type { FeatureCollection } from "geojson";
import { collection, feature, pointFeature, positions } from "./geojson.ts";

/** Records → GeoJSON: where an incident was, as the areas of 95 % and 50 %, never as a dot alone. */
export function areaFeatures(incidents: readonly MapIncident[]): FeatureCollection {
  return collection(
    incidents.flatMap(({ id, shape, outline95, outline50 }) =>
      (
        [
          ["95", outline95],
          ["50", outline50],
        ] as const
      )
        .filter(([, ring]) => ring.length >= 4)
        .map(([share, ring]) =>
          feature({ type: "Polygon", coordinates: [positions(ring)] }, { id, shape, share }),
        ),
    ),
  );
}

/** Records → GeoJSON: the state's shape at the median; later ones on top. */
export function incidentFeatures(incidents: readonly MapIncident[]): FeatureCollection {
  return collection(
    [...incidents]
      .sort((one, other) => one.atMs - other.atMs)
      .map(({ id, shape, title, median }) => pointFeature(median, { id, shape, title })),
  );
}
