import type { Wedge } from "./compass.ts";
import { gaussLegendre } from "./gauss-legendre.ts";
import { owensT } from "./owens-t.ts";

const DEG = Math.PI / 180;

/**
 * A distribution round the origin of a plane, and how much of it lies in the triangle of the
 * origin and an edge. Summed over the edges of a closed ring this is the mass inside the ring:
 * positive for an anticlockwise one.
 */
export interface RadialMass {
  /** Signed mass of the triangle (0, a, b): positive if a, b turn anticlockwise. */
  triangle(ax: number, ay: number, bx: number, by: number): number;
  /** Signed mass beyond the edge, seen from the origin: the triangle's less the endless wedge's. */
  beyond(ax: number, ay: number, bx: number, by: number): number;
  /** Nothing that matters lies farther from the origin. */
  readonly reach: number;
}

const few = gaussLegendre(5);
const more = gaussLegendre(8);

/**
 * Normal mass beyond an edge: -exp(-r²/2) / 2π over the angle under which it is seen, by nodes along it.
 * Accuracy: 1e-9 with five nodes for edges half as long as their middle is far, with eight for edges as
 * long as that.
 */
function beyondByNodes(
  { node, weight }: typeof few,
  ax: number,
  ay: number,
  ux: number,
  uy: number,
): number {
  let sum = 0;
  for (let index = 0; index < node.length; index++) {
    const along = node[index] as number;
    const x = ax + along * ux;
    const y = ay + along * uy;
    const radiusSquare = x * x + y * y;
    sum += ((weight[index] as number) * Math.exp(-radiusSquare / 2)) / radiusSquare;
  }
  return (-sum * (ax * uy - ay * ux)) / (2 * Math.PI);
}

/** The standard normal distribution of the plane. */
export const normalMass: RadialMass = {
  triangle(ax, ay, bx, by) {
    const cross = ax * by - ay * bx;
    const ux = bx - ax;
    const uy = by - ay;
    const length = Math.sqrt(ux * ux + uy * uy);
    const h = Math.abs(cross) / length;
    if (!(h > 0)) return 0;
    const ta = (ax * ux + ay * uy) / length;
    const tb = (bx * ux + by * uy) / length;
    const turn = (Math.atan2(tb, h) - Math.atan2(ta, h)) / (2 * Math.PI);
    const mass = turn - (owensT(h, tb) - owensT(h, ta));
    return cross > 0 ? mass : -mass;
  },
  beyond(ax, ay, bx, by) {
    const ux = bx - ax;
    const uy = by - ay;
    const square = ux * ux + uy * uy;
    const mx = ax + ux / 2;
    const my = ay + uy / 2;
    const farSquare = mx * mx + my * my;
    if (square < farSquare) {
      return beyondByNodes(square * 4 < farSquare ? few : more, ax, ay, ux, uy);
    }
    const cross = ax * by - ay * bx;
    const length = Math.sqrt(square);
    const h = Math.abs(cross) / length;
    if (!(h > 0)) return 0;
    const ta = (ax * ux + ay * uy) / length;
    const tb = (bx * ux + by * uy) / length;
    const mass = owensT(h, ta) - owensT(h, tb);
    return cross > 0 ? mass : -mass;
  },
  reach: 6,
};

/** Signed area of the triangle (0, a, b) inside the circle of radius `r` round the origin. */
function triangleInCircle(ax: number, ay: number, bx: number, by: number, r: number): number {
  const cross = ax * by - ay * bx;
  const ux = bx - ax;
  const uy = by - ay;
  const length = Math.sqrt(ux * ux + uy * uy);
  const h = Math.abs(cross) / length;
  if (!(h > 0) || r === 0) return 0;
  const ta = (ax * ux + ay * uy) / length;
  const tb = (bx * ux + by * uy) / length;
  let area = 0;
  if (h >= r) {
    area = (r * r * (Math.atan2(tb, h) - Math.atan2(ta, h))) / 2;
  } else {
    // Outside the chord the circle bounds, inside it the edge does.
    const chord = Math.sqrt(r * r - h * h);
    const from = Math.min(chord, Math.max(-chord, ta));
    const to = Math.min(chord, Math.max(-chord, tb));
    const outsideRad =
      Math.atan2(tb, h) - Math.atan2(to, h) + Math.atan2(from, h) - Math.atan2(ta, h);
    area = (h * (to - from) + r * r * outsideRad) / 2;
  }
  return cross > 0 ? area : -area;
}

/** A convex wedge by the directions of its anticlockwise first and second side. */
interface Cone {
  readonly fx: number;
  readonly fy: number;
  readonly sx: number;
  readonly sy: number;
}

/** Wedges (clockwise from north) as cones of at most 90°; none at all if they go all round. */
function conesOf(wedges: readonly Wedge[]): Cone[] {
  if (wedges.some((wedge) => wedge.widthDeg >= 360)) return [];
  return wedges.flatMap((wedge) => {
    const count = Math.ceil(wedge.widthDeg / 90);
    const stepDeg = wedge.widthDeg / count;
    return Array.from({ length: count }, (_, index) => {
      const laterRad = (wedge.fromDeg + (index + 1) * stepDeg) * DEG;
      const earlierRad = (wedge.fromDeg + index * stepDeg) * DEG;
      return {
        fx: Math.sin(laterRad),
        fy: Math.cos(laterRad),
        sx: Math.sin(earlierRad),
        sy: Math.cos(earlierRad),
      };
    });
  });
}

/** Uniform in a ring, or in sectors of one: metres, `minM` < `maxM`, wedges that do not overlap. */
export function ringMass(minM: number, maxM: number, wedges: readonly Wedge[]): RadialMass {
  const cones = conesOf(wedges);
  const turnDeg = wedges.reduce((sum, wedge) => sum + wedge.widthDeg, 0);
  const totalM2 = ((maxM * maxM - minM * minM) * turnDeg * DEG) / 2;
  const turnRad = turnDeg * DEG;
  const inRing = (ax: number, ay: number, bx: number, by: number) =>
    (triangleInCircle(ax, ay, bx, by, maxM) - triangleInCircle(ax, ay, bx, by, minM)) / totalM2;
  const beyondRing = (ax: number, ay: number, bx: number, by: number) =>
    inRing(ax, ay, bx, by) - Math.atan2(ax * by - ay * bx, ax * bx + ay * by) / turnRad;

  /** Sum over the cones of a function of the part of the edge in each. */
  const overCones = (
    mass: typeof inRing,
    ax: number,
    ay: number,
    bx: number,
    by: number,
  ): number => {
    if (cones.length === 0) return mass(ax, ay, bx, by);
    let sum = 0;
    for (const { fx, fy, sx, sy } of cones) {
      // Inside: anticlockwise of the first side, clockwise of the second.
      let from = 0;
      let to = 1;
      const a1 = fx * ay - fy * ax;
      const b1 = fx * by - fy * bx;
      const a2 = ax * sy - ay * sx;
      const b2 = bx * sy - by * sx;
      if ((a1 < 0 && b1 < 0) || (a2 < 0 && b2 < 0)) continue;
      if (a1 < 0) from = Math.max(from, a1 / (a1 - b1));
      else if (b1 < 0) to = Math.min(to, a1 / (a1 - b1));
      if (a2 < 0) from = Math.max(from, a2 / (a2 - b2));
      else if (b2 < 0) to = Math.min(to, a2 / (a2 - b2));
      if (from >= to) continue;
      const ux = bx - ax;
      const uy = by - ay;
      sum += mass(ax + from * ux, ay + from * uy, ax + to * ux, ay + to * uy);
    }
    return sum;
  };
  return {
    triangle: (ax, ay, bx, by) => overCones(inRing, ax, ay, bx, by),
    beyond: (ax, ay, bx, by) => overCones(beyondRing, ax, ay, bx, by),
    reach: maxM,
  };
}
