import type { Ground, MapSensor } from "@truceline/watch";
import type { FeatureCollection } from "geojson";
import { collection, feature, pointFeature } from "./geojson.ts";
import { circleRing, wedgeRing } from "./rings.ts";

/** The glyphs there are. A neutral frame holds each; no friendly or hostile frame exists. */
export const sensorGlyphs = ["camera", "arcs", "dish", "post", "base", "dot"] as const;
export type SensorGlyph = (typeof sensorGlyphs)[number];

const glyphOfMeans: Readonly<Record<string, SensorGlyph>> = {
  camera: "camera",
  "day-camera": "camera",
  "thermal-camera": "camera",
  array: "arcs",
  "acoustic-array": "arcs",
  "seismic-string": "arcs",
  "seismic-array": "arcs",
  ear: "arcs",
  radar: "dish",
  "ground-radar": "dish",
  "ais-receiver": "dish",
  "adsb-receiver": "dish",
  "interference-monitor": "dish",
  eye: "dot",
};

/** People hear and see at their post: one sign for the post, not one for each sense. */
export function glyphOf(means: string, postKind: string | undefined): SensorGlyph {
  if (means === "ear" || means === "eye") {
    if (postKind === "observation-post") return "post";
    if (postKind === "patrol-base") return "base";
  }
  return glyphOfMeans[means] ?? "dot";
}

interface Sign {
  readonly id: string;
  readonly glyph: SensorGlyph;
  readonly label: string;
  readonly sensors: MapSensor[];
}

/** Sensors gathered as they are drawn: one sign for each post and glyph. */
export function sensorSigns(
  sensors: readonly MapSensor[],
  posts: Ground["posts"],
): readonly Sign[] {
  const postOf = new Map(posts.map((post) => [post.id, post]));
  const signs = new Map<string, Sign>();
  for (const sensor of sensors) {
    const post = postOf.get(sensor.postId);
    const glyph = glyphOf(sensor.means, post?.kind);
    const key = `${sensor.postId} ${glyph}`;
    const sign = signs.get(key);
    if (sign !== undefined) sign.sensors.push(sensor);
    else {
      const label = post?.name ?? sensor.id;
      signs.set(key, { id: sensor.id, glyph, label, sensors: [sensor] });
    }
  }
  return [...signs.values()];
}

/** Records → GeoJSON: signs in their neutral frame; crossed where anything of it cannot see. */
export function sensorFeatures(
  sensors: readonly MapSensor[],
  posts: Ground["posts"],
): FeatureCollection {
  const atPlace = new Map<string, number>();
  const features = sensorSigns(sensors, posts).flatMap(({ id, glyph, label, sensors: held }) => {
    const first = held.find(({ state }) => state !== "up") ?? held[0];
    if (first === undefined) return [];
    const place = first.position.join(" ");
    const before = atPlace.get(place) ?? 0;
    atPlace.set(place, before + 1);
    const up = held.every(({ state }) => state === "up");
    return [
      pointFeature(first.position, {
        id: up ? id : first.id,
        icon: up ? `sensor-${glyph}` : `sensor-${glyph}-down`,
        label: before === 0 ? label : "",
        /** Signs of one post stand side by side. */
        shift: before,
        up,
      }),
    ];
  });
  return collection(features);
}

/** Records → GeoJSON: how far those that are up reach. What is down reaches nowhere. */
export function rangeFeatures(sensors: readonly MapSensor[]): FeatureCollection {
  return reachFeatures(sensors.filter(({ state }) => state === "up"));
}

/** Records → GeoJSON: how far each would reach, as a circle or the wedge of its view. */
export function reachFeatures(sensors: readonly MapSensor[]): FeatureCollection {
  return collection(
    sensors
      .filter(({ rangeM }) => rangeM > 0)
      .map(({ id, position, rangeM, view }) =>
        feature(
          {
            type: "LineString",
            coordinates:
              view === null
                ? circleRing(position, rangeM)
                : wedgeRing(position, rangeM, view.bearingDeg, view.fieldOfViewDeg),
          },
          { id },
        ),
      ),
  );
}
