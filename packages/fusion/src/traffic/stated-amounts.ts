import { sphericalDistanceM } from "../tracks/spherical.ts";
import type { TrackPoint } from "../tracks/track.ts";

/** In whole minutes, for people. */
export function minutes(ms: number): string {
  return `${Math.round(ms / 60_000)} min`;
}

/** Between two points, to a tenth, for people. */
export function km(from: TrackPoint, to: TrackPoint): string {
  return (sphericalDistanceM(from.position, to.position) / 1000).toFixed(1);
}
