import type { ShownTrack } from "@truceline/watch";
import type { FeatureCollection } from "geojson";
import { collection, feature, pointFeature, positions } from "./geojson.ts";

/** How many degrees apart two places may be before the way between them is not drawn: the date line. */
const jumpDeg = 180;

/** Records → GeoJSON: where vessels and aircraft were, as lines that end at the last report. */
export function trackFeatures(tracks: readonly ShownTrack[]): FeatureCollection {
  return collection(
    tracks.flatMap(({ id, medium, past }) => {
      const believed = past.filter(({ isDoubted }) => !isDoubted).map(({ position }) => position);
      const parts: (typeof believed)[] = [[]];
      for (const place of believed) {
        const last = parts.at(-1)?.at(-1);
        if (last !== undefined && Math.abs(last[0] - place[0]) > jumpDeg) parts.push([]);
        parts.at(-1)?.push(place);
      }
      return parts
        .filter((part) => part.length > 1)
        .map((part) =>
          feature({ type: "LineString", coordinates: positions(part) }, { id, medium }),
        );
    }),
  );
}

/** Records → GeoJSON: the last reports themselves, turned the way the sender went. */
export function trafficFeatures(tracks: readonly ShownTrack[]): FeatureCollection {
  return collection(
    tracks.map(({ id, medium, name, identity, position, courseDeg, isEnded, faults }) =>
      pointFeature(position, {
        id,
        icon: `${medium}${faults.length > 0 ? "-doubted" : ""}`,
        label: name ?? identity ?? "",
        courseDeg,
        isEnded,
      }),
    ),
  );
}
