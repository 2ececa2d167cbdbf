import { lengthM } from "@truceline/geo";
import type { DailyArea } from "./read-daily-area.ts";

/**
 * A daily area as GeoJSON: the area, and each piece of the line of contact that was cut out of it. Each
 * feature says who drew it, from when on it holds, and that no party accepted it, so that it can stand
 * beside an agreement as a dated drawing.
 */
export function dailyAreaGeojson(area: DailyArea): string {
  const about = {
    drawnBy: area.drawnBy,
    acceptedBy: area.acceptedBy,
    validFrom: new Date(area.validFromMs).toISOString(),
  };
  const pieces = (area.pieces ?? []).map((coordinates, index) => ({
    type: "Feature",
    properties: {
      ...about,
      what: "line-of-contact",
      piece: index + 1,
      lengthM: Math.round(lengthM(coordinates)),
    },
    geometry: { type: "LineString", coordinates },
  }));
  const ground = {
    type: "Feature",
    properties: { ...about, what: "area" },
    geometry: area.polygons,
  };
  return `${JSON.stringify({ type: "FeatureCollection", features: [ground, ...pieces] })}\n`;
}
