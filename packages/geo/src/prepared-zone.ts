import type { Area } from "@truceline/model";
import { wedgesOf } from "./compass.ts";
import {
  type EllipseArea,
  radialMassInZone,
  type Whitening,
  whiteningOf,
} from "./ellipse-in-zone.ts";
import { MEAN_RADIUS_M } from "./geodesic.ts";
import { type Position, polygonsOf, type ZoneGeometry } from "./geometry.ts";
import { LocalPlane } from "./local-plane.ts";
import { ELLIPSE_95_SIGMA, sampleArea, shareWhere } from "./observation-area.ts";
import { normalMass, type RadialMass, ringMass } from "./radial-mass.ts";
import { edgesOf, ZoneRows } from "./zone-rows.ts";

const DEG = Math.PI / 180;
const METRES_PER_DEG = MEAN_RADIUS_M * DEG;
/** Edges are looked at in runs of so many, each with a box. */
const RUN_LENGTH = 16;
/** Near edges are cut to this, so that straight in degrees and straight in the plane agree. */
const PIECE_M = 2_000;
/** Nearer to an edge than this, "inside" depends on rounding: the whole outline is summed then. */
const ON_EDGE_M = 1;
const FAST_REACH_M = 150_000;
const FAST_LATITUDE_DEG = 70;
const SAMPLE_COUNT = 4096;
const PLAIN: Whitening = { xx: 1, xy: 0, yx: 0, yy: 1 };

/**
 * A zone prepared for many questions: does it hold a place, and which share of an area lies in it?
 * Edges are straight in longitude and latitude, as for `isInsideZone`.
 */
export class PreparedZone {
  readonly geometry: ZoneGeometry;
  readonly #rows: ZoneRows;
  /** x1, y1, x2, y2 of each edge, run so that the zone's inside is on the left. */
  readonly #edges: Float64Array;
  /** West, south, east, north of each run of edges. */
  readonly #runBoxes: Float64Array;
  readonly #projected = new Float64Array(4);

  constructor(geometry: ZoneGeometry) {
    this.geometry = geometry;
    this.#rows = new ZoneRows(edgesOf(geometry), geometry);
    this.#edges = insideLeftEdges(geometry);
    const runCount = Math.ceil(this.#edges.length / 4 / RUN_LENGTH);
    this.#runBoxes = new Float64Array(runCount * 4);
    for (let run = 0; run < runCount; run++) {
      const run4 = this.#edges.subarray(run * RUN_LENGTH * 4, (run + 1) * RUN_LENGTH * 4);
      const lonDeg = run4.filter((_, index) => index % 2 === 0);
      const latDeg = run4.filter((_, index) => index % 2 === 1);
      this.#runBoxes.set(
        [Math.min(...lonDeg), Math.min(...latDeg), Math.max(...lonDeg), Math.max(...latDeg)],
        run * 4,
      );
    }
  }

  /** The same answer as `isInsideZone`, to the last bit. */
  contains(lonDeg: number, latDeg: number): boolean {
    return this.#rows.isInside(lonDeg, latDeg);
  }

  /**
   * Share of an area that lies in the zone, 0 to 1: of the probability for an ellipse, of the
   * extent for the others.
   *
   * Accuracy: sectors, circles and ellipses 1e-6 (closed form, no chance), polygons and cells
   * 0.003 (4,096 even places). Some 1 to 10 µs for an area of a few kilometres.
   */
  shareOf(area: Area): number {
    switch (area.shape) {
      case "ellipse":
        return this.#ellipseShare(area);
      case "circle":
        return this.#ringShare(area.centre, 0, area.radiusM, [], 180);
      case "sector": {
        const { centre, minM, maxM, bearingsDeg, halfWidthDeg } = area;
        const innerM = Math.min(minM, maxM);
        return this.#ringShare(centre, innerM, Math.max(minM, maxM), bearingsDeg, halfWidthDeg);
      }
      case "polygon":
      case "cell":
        return shareWhere(sampleArea(area, SAMPLE_COUNT), (lonDeg, latDeg) =>
          this.contains(lonDeg, latDeg),
        );
    }
  }

  #ellipseShare(ellipse: EllipseArea): number {
    const reachM = (normalMass.reach * Math.max(ellipse.semiMajorM, 0.01)) / ELLIPSE_95_SIGMA;
    return this.#share(ellipse.centre, reachM, normalMass, whiteningOf(ellipse));
  }

  #ringShare(
    centre: Position,
    minM: number,
    maxM: number,
    bearingsDeg: readonly number[],
    halfWidthDeg: number,
  ): number {
    if (maxM === 0) return this.contains(centre[0], centre[1]) ? 1 : 0;
    // A ring without width is taken as one of a ten-thousandth of its radius.
    const innerM = Math.min(minM, maxM * 0.9999);
    const wedges = wedgesOf(bearingsDeg, halfWidthDeg);
    return this.#share(centre, maxM, ringMass(innerM, maxM, wedges), PLAIN);
  }

  /**
   * Were the whole mass on the side of the zone on which the centre lies, the share would be 0 or
   * 1; each edge within reach corrects that by what lies beyond it. Edges out of reach need no look.
   */
  #share(centre: Position, reachM: number, mass: RadialMass, whitening: Whitening): number {
    const [lonDeg, latDeg] = centre;
    const isFast = reachM <= FAST_REACH_M && Math.abs(latDeg) <= FAST_LATITUDE_DEG;
    if (!isFast || Math.abs(lonDeg) > 175) return this.#wholeShare(centre, mass, whitening);
    const plane = new LocalPlane(lonDeg, latDeg);
    const tallDeg = (reachM / METRES_PER_DEG) * 1.02;
    const wideDeg = tallDeg / Math.cos((Math.abs(latDeg) + tallDeg) * DEG);
    const westDeg = lonDeg - wideDeg;
    const eastDeg = lonDeg + wideDeg;
    const southDeg = latDeg - tallDeg;
    const northDeg = latDeg + tallDeg;
    const cosLat = Math.cos(latDeg * DEG);
    const edges = this.#edges;
    const boxes = this.#runBoxes;
    const flat = this.#projected;
    let total = this.contains(lonDeg, latDeg) ? 1 : 0;
    for (let run = 0; run < boxes.length; run += 4) {
      if (
        (boxes[run] as number) > eastDeg ||
        (boxes[run + 2] as number) < westDeg ||
        (boxes[run + 1] as number) > northDeg ||
        (boxes[run + 3] as number) < southDeg
      ) {
        continue;
      }
      const end = Math.min(edges.length, (run + 4) * RUN_LENGTH);
      for (let edge = run * RUN_LENGTH; edge < end; edge += 4) {
        const x1 = edges[edge] as number;
        const y1 = edges[edge + 1] as number;
        const x2 = edges[edge + 2] as number;
        const y2 = edges[edge + 3] as number;
        if (
          (x1 > eastDeg && x2 > eastDeg) ||
          (x1 < westDeg && x2 < westDeg) ||
          (y1 > northDeg && y2 > northDeg) ||
          (y1 < southDeg && y2 < southDeg)
        ) {
          continue;
        }
        // The part of the edge that lies in the box, in pieces.
        const [from, to] = clip(x1, y1, x2, y2, westDeg, southDeg, eastDeg, northDeg);
        if (from >= to) continue;
        const dx = x2 - x1;
        const dy = y2 - y1;
        const lengthM = Math.hypot(dx * cosLat, dy) * (to - from) * METRES_PER_DEG;
        const count = Math.max(1, Math.ceil(lengthM / PIECE_M));
        plane.toPlane(x1 + from * dx, y1 + from * dy, flat, 0);
        for (let piece = 1; piece <= count; piece++) {
          const along = from + ((to - from) * piece) / count;
          plane.toPlane(x1 + along * dx, y1 + along * dy, flat, 2);
          const ax = flat[0] as number;
          const ay = flat[1] as number;
          const bx = flat[2] as number;
          const by = flat[3] as number;
          flat[0] = bx;
          flat[1] = by;
          const nearSquare = segmentSquare(ax, ay, bx, by);
          if (nearSquare > reachM * reachM) continue;
          if (nearSquare < ON_EDGE_M * ON_EDGE_M) return this.#wholeShare(centre, mass, whitening);
          const px = whitening.xx * ax + whitening.xy * ay;
          const py = whitening.yx * ax + whitening.yy * ay;
          const qx = whitening.xx * bx + whitening.xy * by;
          const qy = whitening.yx * bx + whitening.yy * by;
          if (segmentSquare(px, py, qx, qy) > mass.reach * mass.reach) continue;
          total += mass.beyond(px, py, qx, qy);
        }
      }
    }
    return Math.min(1, Math.max(0, total));
  }

  #wholeShare(centre: Position, mass: RadialMass, whitening: Whitening): number {
    return radialMassInZone(centre, this.geometry, mass, whitening);
  }
}

/** Squared distance from the origin to a segment. */
function segmentSquare(ax: number, ay: number, bx: number, by: number): number {
  const ux = bx - ax;
  const uy = by - ay;
  const square = ux * ux + uy * uy;
  const raw = square > 0 ? -(ax * ux + ay * uy) / square : 0;
  const along = raw < 0 ? 0 : raw > 1 ? 1 : raw;
  const x = ax + along * ux;
  const y = ay + along * uy;
  return x * x + y * y;
}

/** Which part of a segment lies in a box, as shares from its start. Source: Liang and Barsky. */
function clip(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  west: number,
  south: number,
  east: number,
  north: number,
): [from: number, to: number] {
  let from = 0;
  let to = 1;
  const cut = (rate: number, room: number) => {
    if (rate === 0) {
      if (room < 0) to = -1;
    } else if (rate < 0) from = Math.max(from, room / rate);
    else to = Math.min(to, room / rate);
  };
  cut(x1 - x2, x1 - west);
  cut(x2 - x1, east - x1);
  cut(y1 - y2, y1 - south);
  cut(y2 - y1, north - y1);
  return [from, to];
}

/** Outlines anticlockwise, holes clockwise, whatever the winding they came with. */
function insideLeftEdges(geometry: ZoneGeometry): Float64Array {
  const edges: number[] = [];
  for (const rings of polygonsOf(geometry)) {
    for (const [index, ring] of rings.entries()) {
      let doubleArea = 0;
      const [first] = ring;
      for (const [at, position] of ring.entries()) {
        const next = ring[at + 1] ?? first ?? position;
        doubleArea +=
          (position[0] - (first?.[0] ?? 0)) * (next[1] - (first?.[1] ?? 0)) -
          (next[0] - (first?.[0] ?? 0)) * (position[1] - (first?.[1] ?? 0));
      }
      const isTurned = doubleArea > 0 !== (index === 0);
      for (let at = 1; at < ring.length; at++) {
        const a = ring[at - 1] as Position;
        const b = ring[at] as Position;
        if (isTurned) edges.push(b[0], b[1], a[0], a[1]);
        else edges.push(a[0], a[1], b[0], b[1]);
      }
    }
  }
  return Float64Array.from(edges);
}
