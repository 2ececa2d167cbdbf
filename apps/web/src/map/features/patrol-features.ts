import type { MapPatrol } from "@truceline/watch";
import type { FeatureCollection } from "geojson";
import { collection, pointFeature } from "./geojson.ts";

/** Records → GeoJSON: patrols that are out, where they were last seen; overdue ones with their mark. */
export function patrolFeatures(patrols: readonly MapPatrol[]): FeatureCollection {
  return collection(
    patrols.flatMap(({ id, name, state, position, overdueMs }) => {
      if (state !== "out" || position === null) return [];
      const icon = overdueMs > 0 ? "patrol-overdue" : "patrol";
      return [pointFeature(position, { id, icon, label: name })];
    }),
  );
}
