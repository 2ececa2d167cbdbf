import type { LonLat } from "@truceline/model";
import type { Position } from "geojson";

const metresPerDegree = 111_195;

/** A point at a distance and bearing, on a sphere flattened here: for drawing, under 50 km. */
export function offset(from: LonLat, distanceM: number, bearingDeg: number): Position {
  const bearing = (bearingDeg * Math.PI) / 180;
  const [lon, lat] = from;
  const east = (distanceM * Math.sin(bearing)) / Math.cos((lat * Math.PI) / 180);
  return [lon + east / metresPerDegree, lat + (distanceM * Math.cos(bearing)) / metresPerDegree];
}

export function circleRing(centre: LonLat, radiusM: number): Position[] {
  return Array.from({ length: 65 }, (_, step) => offset(centre, radiusM, (step * 360) / 64));
}

/** Out from the centre, along the arc, and back. A view of 360° is the circle. */
export function wedgeRing(
  centre: LonLat,
  radiusM: number,
  bearingDeg: number,
  fieldOfViewDeg: number,
): Position[] {
  if (fieldOfViewDeg >= 360) return circleRing(centre, radiusM);
  const steps = Math.max(4, Math.ceil(fieldOfViewDeg / 5));
  const arc = Array.from({ length: steps + 1 }, (_, step) =>
    offset(centre, radiusM, bearingDeg - fieldOfViewDeg / 2 + (fieldOfViewDeg * step) / steps),
  );
  const apex: Position = [centre[0], centre[1]];
  return [apex, ...arc, apex];
}
