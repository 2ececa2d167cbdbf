import type { Deployment } from "@truceline/model";
import type { FeatureCollection } from "geojson";
import { collection, pointFeature } from "./geojson.ts";
import { glyphOf } from "./sensor-features.ts";

/** Records → GeoJSON: a dashed sign for each post of a plan, with what is most at home there. */
export function plannedFeatures({ posts, sensors }: Deployment): FeatureCollection {
  const firstOf = new Map<string, string>();
  for (const { post, means } of sensors) if (!firstOf.has(post)) firstOf.set(post, means);
  return collection(
    posts.map(({ id, name, kind, position }) =>
      pointFeature(position, {
        id,
        icon: `sensor-${glyphOf(firstOf.get(id) ?? "", kind)}-planned`,
        label: name ?? id,
      }),
    ),
  );
}
