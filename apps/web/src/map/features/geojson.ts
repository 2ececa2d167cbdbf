import type { LonLat } from "@truceline/model";
import type { Feature, FeatureCollection, Geometry, Position } from "geojson";

export type Properties = Readonly<Record<string, string | number | boolean>>;

export const collection = (features: Feature[]): FeatureCollection => ({
  type: "FeatureCollection",
  features,
});

export const feature = (geometry: Geometry, properties: Properties): Feature => ({
  type: "Feature",
  properties: { ...properties },
  geometry,
});

export const position = (p: LonLat): Position => [p[0], p[1]];
export const positions = (line: readonly LonLat[]): Position[] => line.map(position);

export const pointFeature = (at: LonLat, properties: Properties): Feature =>
  feature({ type: "Point", coordinates: position(at) }, properties);

/** Outside this page's needs it is empty, never absent: a layer that shows nothing says so. */
export const nothing: FeatureCollection = collection([]);
