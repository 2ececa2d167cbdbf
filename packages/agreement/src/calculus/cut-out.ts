import type { HalfPlane, MapCell } from "./ground.ts";

const METRES_PER_DEG = 111_195;

/** What several half planes leave of a cell. */
export interface Remainder {
  /** Area over the longest way across; 0 where nothing is left. */
  readonly widthM: number;
  /** A place in its middle. */
  readonly lonDeg: number;
  readonly latDeg: number;
}

/**
 * Cuts half planes out of a cell, one after another (Sutherland and Hodgman): what is left is convex.
 * Exact but for rounding, some 1e-13 of a degree.
 */
export function cutOut(cell: MapCell, halves: readonly HalfPlane[]): Remainder {
  let ring: number[] = [
    cell.westDeg,
    cell.southDeg,
    cell.eastDeg,
    cell.southDeg,
    cell.eastDeg,
    cell.northDeg,
    cell.westDeg,
    cell.northDeg,
  ];
  for (const half of halves) {
    ring = clipped(ring, half);
    if (ring.length < 6) return { widthM: 0, lonDeg: cell.lonDeg, latDeg: cell.latDeg };
  }
  return measured(ring, cell);
}

function clipped(ring: readonly number[], { x, y, dx, dy }: HalfPlane): number[] {
  const left: number[] = [];
  let fromX = ring[ring.length - 2] as number;
  let fromY = ring[ring.length - 1] as number;
  let fromSide = dx * (fromY - y) - dy * (fromX - x);
  for (let at = 0; at < ring.length; at += 2) {
    const toX = ring[at] as number;
    const toY = ring[at + 1] as number;
    const toSide = dx * (toY - y) - dy * (toX - x);
    if (fromSide >= 0 !== toSide >= 0) {
      const share = fromSide / (fromSide - toSide);
      left.push(fromX + share * (toX - fromX), fromY + share * (toY - fromY));
    }
    if (toSide >= 0) left.push(toX, toY);
    fromX = toX;
    fromY = toY;
    fromSide = toSide;
  }
  return left;
}

function measured(ring: readonly number[], { latDeg: middleDeg }: MapCell): Remainder {
  const eastM = METRES_PER_DEG * Math.cos((middleDeg * Math.PI) / 180);
  const [originX = 0, originY = 0] = ring;
  let doubleArea = 0;
  let sumX = 0;
  let sumY = 0;
  let longestM = 0;
  for (let at = 0; at < ring.length; at += 2) {
    const x = ((ring[at] as number) - originX) * eastM;
    const y = ((ring[at + 1] as number) - originY) * METRES_PER_DEG;
    const nextX = ((ring[(at + 2) % ring.length] as number) - originX) * eastM;
    const nextY = ((ring[(at + 3) % ring.length] as number) - originY) * METRES_PER_DEG;
    const cross = x * nextY - nextX * y;
    doubleArea += cross;
    sumX += (x + nextX) * cross;
    sumY += (y + nextY) * cross;
    for (let other = at + 2; other < ring.length; other += 2) {
      const awayX = ((ring[other] as number) - (ring[at] as number)) * eastM;
      const awayY = ((ring[other + 1] as number) - (ring[at + 1] as number)) * METRES_PER_DEG;
      longestM = Math.max(longestM, Math.hypot(awayX, awayY));
    }
  }
  if (!(doubleArea > 0) || longestM === 0) return { widthM: 0, lonDeg: originX, latDeg: originY };
  return {
    widthM: doubleArea / 2 / longestM,
    lonDeg: originX + sumX / (3 * doubleArea) / eastM,
    latDeg: originY + sumY / (3 * doubleArea) / METRES_PER_DEG,
  };
}
