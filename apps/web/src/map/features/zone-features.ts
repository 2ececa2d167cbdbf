import type { LonLat } from "@truceline/model";
import type { Ground } from "@truceline/watch";
import type { FeatureCollection } from "geojson";
import { collection, feature, pointFeature, positions } from "./geojson.ts";

/** Small boxes with their name; the wide bands are known by their edge. */
const namedKinds = new Set(["disengagement-area"]);

/** Records → GeoJSON: zones as polygons; a named one also as a point at its northern end. */
export function zoneFeatures(zones: Ground["zones"]): FeatureCollection {
  return collection(
    zones.flatMap((zone) => {
      const properties = { kind: zone.kind, name: zone.name, assessed: zone.assessed };
      const outline = feature(
        { type: "MultiPolygon", coordinates: zone.polygons.map((rings) => rings.map(positions)) },
        properties,
      );
      if (!namedKinds.has(zone.kind)) return [outline];
      const north = zone.polygons
        .flatMap((rings) => rings[0] ?? [])
        .reduce<LonLat | null>((best, p) => (best === null || p[1] > best[1] ? p : best), null);
      return north === null
        ? [outline]
        : [outline, pointFeature(north, { kind: "label", name: zone.name })];
    }),
  );
}

/** Records → GeoJSON: the names of the sectors where the agreement puts them. */
export function sectorFeatures(sectors: Ground["sectors"]): FeatureCollection {
  return collection(sectors.map(({ id, name, label }) => pointFeature(label, { id, name })));
}

/** Places the base map names itself: a sign of ours would name them twice. */
const unsigned = new Set(["city", "town", "village"]);

/** Records → GeoJSON: plants, ports and other places under an article. */
export function siteFeatures(sites: Ground["sites"]): FeatureCollection {
  return collection(
    sites
      .filter(({ kind }) => !unsigned.has(kind))
      .map(({ id, name, kind, position }) => pointFeature(position, { id, name, kind })),
  );
}
