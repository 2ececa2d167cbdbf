import { LocalPlane } from "@truceline/geo";
import { type Area, type LonLat, lonLat } from "@truceline/model";

const sideCount = 32;

/** The closed ring of an ellipse, for drawing; empty for anything else. */
export function outlineOf(area: Area | undefined): readonly LonLat[] {
  if (area?.shape !== "ellipse") return [];
  const plane = new LocalPlane(area.centre[0], area.centre[1]);
  const turnRad = (area.orientationDeg * Math.PI) / 180;
  const [sin, cos] = [Math.sin(turnRad), Math.cos(turnRad)];
  const out = new Float64Array(2);
  const ring: LonLat[] = [];
  for (let side = 0; side < sideCount; side++) {
    const angleRad = (2 * Math.PI * side) / sideCount;
    const along = area.semiMajorM * Math.cos(angleRad);
    const across = area.semiMinorM * Math.sin(angleRad);
    plane.toPosition(along * sin + across * cos, along * cos - across * sin, out, 0);
    ring.push(lonLat(rounded(out[0] ?? 0), rounded(out[1] ?? 0)));
  }
  const [first] = ring;
  return first === undefined ? [] : [...ring, first];
}

function rounded(valueDeg: number): number {
  return Math.round(valueDeg * 1e6) / 1e6;
}
