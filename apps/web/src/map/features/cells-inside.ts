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
  const outlines = zones
    .filter(({ assessed }) => assessed)
    .flatMap(({ polygons }) => polygons)
    .map((rings) => rings.map((ring) => ring.map(([lon, lat]): Position => [lon, lat])));
  const places = cells.map(({ ring }, index): Place => {
    const outline = counterClockwise(ring.map(([lon, lat]): Position => [lon, lat]));
    return { index, outline, box: boxOf(outline) };
  });
  const found = places.map((): Rings[] => []);
  for (const rings of outlines) cutInto(rings, places, found);
  return places.map(({ index, outline }) => ({ polygons: merged(found[index] ?? [], outline) }));
}

interface Place {
  readonly index: number;
  readonly outline: Ring;
  readonly box: Box4;
}

/** So few cells are cut one by one. */
const handfulCount = 6;

/**
 * Cuts a zone into cells by halves: the zone is first cut to the box of each half of the cells, so
 * that a cell meets only the part of a long zone near it.
 */
function cutInto(rings: Rings, places: readonly Place[], found: Rings[][]): void {
  const box = unionOf(places.map((place) => place.box));
  if (rings.length === 0 || !overlap(boxOf(rings[0] ?? []), box)) return;
  if (places.length <= handfulCount) {
    for (const { index, outline, box: near } of places) {
      const part = touches(rings, near)
        ? cut(rings, outline)
        : inside(rings, outline)
          ? [outline]
          : [];
      if (part.length > 0) found[index]?.push(part);
    }
    return;
  }
  const axis = box[2] - box[0] > box[3] - box[1] ? 0 : 1;
  const ordered = [...places].sort((one, other) => one.box[axis] - other.box[axis]);
  const middle = Math.floor(ordered.length / 2);
  for (const half of [ordered.slice(0, middle), ordered.slice(middle)]) {
    cutInto(cut(rings, boxRing(unionOf(half.map((place) => place.box)))), half, found);
  }
}

/** Zones that overlap would darken a cell twice: if one holds all of it, that one is enough. */
function merged(polygons: readonly Rings[], cell: Ring): readonly Rings[] {
  const whole = Math.abs(area(cell));
  const full = polygons.find(
    (rings) => rings.length === 1 && Math.abs(area(rings[0] ?? [])) > 0.999 * whole,
  );
  return full === undefined ? polygons : [full];
}

const cut = (rings: Rings, cell: Ring): Rings =>
  rings.map((one) => cutToCell(one, cell)).filter((one) => one.length >= 4);

/** Whether any side of the rings comes near the box; if none does, the cell is all in or all out. */
function touches(rings: Rings, [west, south, east, north]: Box4): boolean {
  return rings.some((ring) => {
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay, bx, by] = [x(ring[i - 1]), y(ring[i - 1]), x(ring[i]), y(ring[i])];
      if (ax < west && bx < west) continue;
      if (ax > east && bx > east) continue;
      if (ay < south && by < south) continue;
      if (ay > north && by > north) continue;
      return true;
    }
    return false;
  });
}

/** Whether the cell's first corner lies inside, by crossings of a ray to the east. */
function inside(rings: Rings, cell: Ring): boolean {
  const [px, py] = [x(cell[0]), y(cell[0])];
  let crossings = 0;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const ay = y(ring[i - 1]);
      const by = y(ring[i]);
      if (ay > py === by > py) continue;
      const ax = x(ring[i - 1]);
      if (px < ax + ((py - ay) / (by - ay)) * (x(ring[i]) - ax)) crossings++;
    }
  }
  return crossings % 2 === 1;
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
  let before = walk.at(-1) ?? from;
  let sideBefore = side(before, from, to);
  for (const here of walk) {
    const sideHere = side(here, from, to);
    if (sideBefore >= 0 !== sideHere >= 0) {
      const t = sideBefore / (sideBefore - sideHere);
      out.push([x(before) + t * (x(here) - x(before)), y(before) + t * (y(here) - y(before))]);
    }
    if (sideHere >= 0) out.push(here);
    before = here;
    sideBefore = sideHere;
  }
  return out;
}

// Read by index: these run millions of times, and taking a pair apart by pattern is slow.
const x = (p: Position | undefined): number => p?.[0] ?? 0;
const y = (p: Position | undefined): number => p?.[1] ?? 0;

/** Positive left of the side, negative right of it. */
const side = (p: Position, from: Position, to: Position): number =>
  (x(to) - x(from)) * (y(p) - y(from)) - (y(to) - y(from)) * (x(p) - x(from));

function area(ring: Ring): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    twice += x(ring[i - 1]) * y(ring[i]) - x(ring[i]) * y(ring[i - 1]);
  }
  return twice / 2;
}

function counterClockwise(ring: Position[]): Ring {
  return area(ring) < 0 ? ring.reverse() : ring;
}

type Box4 = readonly [west: number, south: number, east: number, north: number];

function boxOf(ring: Ring): Box4 {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const p of ring) {
    box[0] = Math.min(box[0], x(p));
    box[1] = Math.min(box[1], y(p));
    box[2] = Math.max(box[2], x(p));
    box[3] = Math.max(box[3], y(p));
  }
  return box;
}

const unionOf = (boxes: readonly Box4[]): Box4 => [
  Math.min(...boxes.map(([west]) => west)),
  Math.min(...boxes.map(([, south]) => south)),
  Math.max(...boxes.map(([, , east]) => east)),
  Math.max(...boxes.map(([, , , north]) => north)),
];

const boxRing = ([west, south, east, north]: Box4): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

const overlap = (a: Box4, b: Box4): boolean =>
  a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
