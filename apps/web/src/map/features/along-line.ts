import type { LonLat } from "@truceline/model";
import type { Box } from "../map-surface.ts";

const radiusM = 6_371_008.8;
const rad = (deg: number): number => (deg * Math.PI) / 180;

/** Great-circle distance on a mean sphere; within 0.5 % of the ellipsoid, for the screen only. */
export function screenDistanceM(a: LonLat, b: LonLat): number {
  const h =
    Math.sin(rad(b[1] - a[1]) / 2) ** 2 +
    Math.cos(rad(a[1])) * Math.cos(rad(b[1])) * Math.sin(rad(b[0] - a[0]) / 2) ** 2;
  return 2 * radiusM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Distance from the start at each vertex. */
export function cumulativeM(line: readonly LonLat[]): number[] {
  const along = [0];
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1], line[i]];
    if (from === undefined || to === undefined) break;
    along.push((along[i - 1] ?? 0) + screenDistanceM(from, to));
  }
  return along;
}

/** The position at a distance along the line; its ends beyond them. */
export function positionAt(
  line: readonly LonLat[],
  along: readonly number[],
  atM: number,
): readonly [number, number] {
  const end: readonly [number, number] = line.at(-1) ?? [0, 0];
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1], line[i]];
    const [fromM, toM] = [along[i - 1], along[i]];
    if (from === undefined || to === undefined || fromM === undefined || toM === undefined) break;
    if (atM <= toM) {
      const t = toM === fromM ? 0 : Math.max(0, (atM - fromM) / (toM - fromM));
      return [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
    }
  }
  return end;
}

/** First and last metre of the line that lie in the box, looked up every 500 m; null if none does. */
export function stretchInBox(
  line: readonly LonLat[],
  along: readonly number[],
  [west, south, east, north]: Box,
): { readonly fromM: number; readonly toM: number } | null {
  const totalM = along.at(-1) ?? 0;
  const stepM = Math.max(500, totalM / 2000);
  let fromM: number | null = null;
  let toM = 0;
  for (let atM = 0; atM <= totalM; atM += stepM) {
    const [lon, lat] = positionAt(line, along, atM);
    if (lon < west || lon > east || lat < south || lat > north) continue;
    fromM ??= atM;
    toM = atM;
  }
  return fromM === null ? null : { fromM, toM };
}
