import type { Ground } from "@truceline/watch";
import type { Position } from "geojson";

/** A cell as it is drawn: what of it lies inside the assessed zones. */
export interface DrawnCell {
  /** Polygons, each an outline with holes. */
  readonly polygons: readonly (readonly (readonly Position[])[])[];
}

type Ring = readonly Position[];
type Rings = readonly Ring[];

/**
 * Cells cut to the assessed zones, in the order of the ground, so that the veil ends where the zone
 * does. Sutherland and Hodgman (1974): a ring against the convex cell, side by side. Lines along a
 * cell's side may remain where a zone leaves and comes back: they have no area and are not drawn.
 */
export function cellsInside(cells: Ground["cells"], zones: Ground["zones"]): readonly DrawnCell[] {
  const outlines: { rings: Rings; box: Box4 }[] = zones
    .filter(({ assessed }) => assessed)
    .flatMap(({ polygons }) => polygons)
    .map((rings) => {
      const copied = rings.map((ring) => ring.map(([lon, lat]): Position => [lon, lat]));
      return { rings: copied, box: boxOf(copied[0] ?? []) };
    });
  return cells.map(({ ring }) => {
    const cell = counterClockwise(ring.map(([lon, lat]): Position => [lon, lat]));
    const box = boxOf(cell);
    const polygons = outlines
      .filter((outline) => overlap(outline.box, box))
      .map(({ rings }) => rings.map((one) => cutToCell(one, cell)).filter((one) => one.length >= 4))
      .filter((rings) => rings.length > 0);
    return { polygons: merged(polygons, cell) };
  });
}

/** Zones that overlap would darken a cell twice: if one holds all of it, that one is enough. */
function merged(polygons: readonly Rings[], cell: Ring): readonly Rings[] {
  const whole = Math.abs(area(cell));
  const full = polygons.find(
    (rings) => rings.length === 1 && Math.abs(area(rings[0] ?? [])) > 0.999 * whole,
  );
  return full === undefined ? polygons : [full];
}

function cutToCell(ring: Ring, cell: Ring): Position[] {
  let kept: readonly Position[] = ring.slice(0, -1);
  for (let i = 0; i + 1 < cell.length && kept.length > 0; i++) {
    const [from, to] = [cell[i], cell[i + 1]];
    if (from === undefined || to === undefined) break;
    kept = cutToSide(kept, from, to);
  }
  const first = kept[0];
  return first === undefined ? [] : [...kept, first];
}

/** What of a closed walk lies left of a side. */
function cutToSide(walk: readonly Position[], from: Position, to: Position): Position[] {
  const out: Position[] = [];
  walk.forEach((here, index) => {
    const before = walk[(index + walk.length - 1) % walk.length] ?? here;
    const [sideBefore, sideHere] = [side(before, from, to), side(here, from, to)];
    if (sideBefore >= 0 !== sideHere >= 0) {
      const t = sideBefore / (sideBefore - sideHere);
      out.push([
        (before[0] ?? 0) + t * ((here[0] ?? 0) - (before[0] ?? 0)),
        (before[1] ?? 0) + t * ((here[1] ?? 0) - (before[1] ?? 0)),
      ]);
    }
    if (sideHere >= 0) out.push(here);
  });
  return out;
}

/** Positive left of the side, negative right of it. */
function side([x = 0, y = 0]: Position, [ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position) {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
}

function area(ring: Ring): number {
  return ring.slice(1).reduce((sum, [x = 0, y = 0], index) => {
    const [px = 0, py = 0] = ring[index] ?? [];
    return sum + (px * y - x * py) / 2;
  }, 0);
}

function counterClockwise(ring: Position[]): Ring {
  return area(ring) < 0 ? ring.reverse() : ring;
}

type Box4 = readonly [west: number, south: number, east: number, north: number];

function boxOf(ring: Ring): Box4 {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = 0, y = 0] of ring) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

const overlap = (a: Box4, b: Box4): boolean =>
  a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
