import type { Position, Ring } from "./geometry.ts";

/** A place where a zone's outline crosses or touches itself, and the two edges concerned. */
export interface RingCrossing {
  readonly position: Position;
  /** Ring and edge numbers, counted from 0; edge n runs from position n to n + 1. */
  readonly firstRing: number;
  readonly firstEdge: number;
  readonly secondRing: number;
  readonly secondEdge: number;
}

interface Edge {
  readonly ring: number;
  readonly edge: number;
  /** Its place among the ring's edges that have a length, and how many those are. */
  readonly order: number;
  readonly orderCount: number;
  readonly a: Position;
  readonly b: Position;
  /** Its extent along the axis of the sweep. */
  readonly from: number;
  readonly to: number;
}

/**
 * Places where edges of the rings meet that should not: within one ring any meeting of edges that
 * are not neighbours, and neighbours that run back over each other; between two rings only a true
 * crossing (a hole may touch its outline). At most `countMax` are given.
 *
 * Edges are straight in longitude and latitude. Sorted along the axis on which they are shorter
 * and swept, so that only edges side by side are compared.
 */
export function ringCrossings(rings: readonly Ring[], countMax: number): RingCrossing[] {
  const axis = sweepAxis(rings);
  const edges = rings.flatMap((ring, index) => edgesOf(ring, index, axis));
  edges.sort((first, second) => first.from - second.from);
  const found: RingCrossing[] = [];
  const active: Edge[] = [];
  for (const edge of edges) {
    let kept = 0;
    for (const other of active) {
      if (other.to < edge.from) continue;
      active[kept] = other;
      kept += 1;
      const position = meeting(other, edge);
      if (position === undefined || found.length >= countMax) continue;
      const isInOrder =
        other.ring < edge.ring || (other.ring === edge.ring && other.edge < edge.edge);
      const [first, second] = isInOrder ? [other, edge] : [edge, other];
      found.push({
        position,
        firstRing: first.ring,
        firstEdge: first.edge,
        secondRing: second.ring,
        secondEdge: second.edge,
      });
    }
    if (found.length >= countMax) return found;
    active.length = kept;
    active.push(edge);
  }
  return found;
}

/** 0 to sweep by longitude, 1 by latitude: along the one in which the edges add up to less. */
function sweepAxis(rings: readonly Ring[]): 0 | 1 {
  let more = 0;
  for (const ring of rings) {
    for (const [index, [lonDeg, latDeg]] of ring.entries()) {
      const next = ring[index + 1];
      if (next !== undefined) more += Math.abs(next[0] - lonDeg) - Math.abs(next[1] - latDeg);
    }
  }
  return more > 0 ? 1 : 0;
}

function edgesOf(ring: Ring, ringIndex: number, axis: 0 | 1): Edge[] {
  const long = ring.slice(0, -1).flatMap((a, edge) => {
    const b = ring[edge + 1] ?? a;
    return a[0] === b[0] && a[1] === b[1] ? [] : [{ edge, a, b }];
  });
  return long.map(({ edge, a, b }, order) => ({
    ring: ringIndex,
    edge,
    order,
    orderCount: long.length,
    a,
    b,
    from: Math.min(a[axis], b[axis]),
    to: Math.max(a[axis], b[axis]),
  }));
}

/** Twice the signed area of a triangle: positive if p, q, r turn anticlockwise. */
function turn(p: Position, q: Position, r: Position): number {
  return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
}

function isWithinBox(p: Position, a: Position, b: Position): boolean {
  return (
    p[0] >= Math.min(a[0], b[0]) &&
    p[0] <= Math.max(a[0], b[0]) &&
    p[1] >= Math.min(a[1], b[1]) &&
    p[1] <= Math.max(a[1], b[1])
  );
}

function meeting(first: Edge, second: Edge): Position | undefined {
  const { a, b } = first;
  const { a: c, b: d } = second;
  if (Math.max(a[1], b[1]) < Math.min(c[1], d[1]) || Math.max(c[1], d[1]) < Math.min(a[1], b[1])) {
    return undefined;
  }
  if (Math.max(a[0], b[0]) < Math.min(c[0], d[0]) || Math.max(c[0], d[0]) < Math.min(a[0], b[0])) {
    return undefined;
  }
  const abc = turn(a, b, c);
  const abd = turn(a, b, d);
  const cda = turn(c, d, a);
  const cdb = turn(c, d, b);
  if (abc > 0 !== abd > 0 && abc * abd !== 0 && cda > 0 !== cdb > 0 && cda * cdb !== 0) {
    const share = cda / (cda - cdb);
    return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
  }
  if (first.ring !== second.ring) return undefined;
  const step = Math.abs(first.order - second.order);
  if (step === 1 || step === first.orderCount - 1) {
    // Neighbours share one place; they may only lie on one line if they go on straight.
    const isForward = b[0] === c[0] && b[1] === c[1];
    const [before, joint, after] = isForward ? [a, b, d] : [c, d, b];
    const isBack =
      turn(before, joint, after) === 0 &&
      (before[0] - joint[0]) * (after[0] - joint[0]) +
        (before[1] - joint[1]) * (after[1] - joint[1]) >
        0;
    return isBack ? joint : undefined;
  }
  if (abc === 0 && isWithinBox(c, a, b)) return c;
  if (abd === 0 && isWithinBox(d, a, b)) return d;
  if (cda === 0 && isWithinBox(a, c, d)) return a;
  if (cdb === 0 && isWithinBox(b, c, d)) return b;
  return undefined;
}
