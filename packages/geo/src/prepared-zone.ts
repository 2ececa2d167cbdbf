import type { Area } from "@truceline/model";
import { type AreaMass, areaMass, type NearPlane, type RadialArea } from "./area-mass.ts";
import { radialMassInZone } from "./ellipse-in-zone.ts";
import { MEAN_RADIUS_M } from "./geodesic.ts";
import { type Position, polygonsOf, type ZoneGeometry } from "./geometry.ts";
import { sampleArea, shareWhere } from "./observation-area.ts";
import { edgesOf, ZoneRows } from "./zone-rows.ts";

const DEG = Math.PI / 180;
const METRES_PER_DEG = MEAN_RADIUS_M * DEG;
/** Edges are looked at in runs of so many, each with a box. */
const RUN_LENGTH = 16;
/** Near edges are cut to this, so that straight in degrees and straight in the plane agree. */
const PIECE_M = 2_000;
/** Nearer to an edge than this, "inside" depends on rounding: the whole outline is summed then. */
const ON_EDGE_M = 1;
const SAMPLE_COUNT = 4096;

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
    if (area.shape === "polygon" || area.shape === "cell") {
      return shareWhere(sampleArea(area, SAMPLE_COUNT), (lonDeg, latDeg) =>
        this.contains(lonDeg, latDeg),
      );
    }
    return this.#radialShare(area);
  }

  /**
   * Were the whole mass on the side of the zone on which the centre lies, the share would be 0 or
   * 1; each edge within reach corrects that by what lies beyond it. Edges out of reach need no look.
   */
  #radialShare(area: RadialArea): number {
    const around = areaMass(area);
    const isInside = this.contains(area.centre[0], area.centre[1]) ? 1 : 0;
    if (around === null) return isInside;
    const { near } = around;
    if (near === null) return this.#wholeShare(around);
    const boxes = this.#runBoxes;
    let total = isInside;
    for (let run = 0; run < boxes.length; run += 4) {
      if (
        (boxes[run] as number) > near.eastDeg ||
        (boxes[run + 2] as number) < near.westDeg ||
        (boxes[run + 1] as number) > near.northDeg ||
        (boxes[run + 3] as number) < near.southDeg
      ) {
        continue;
      }
      const end = Math.min(this.#edges.length, (run + 4) * RUN_LENGTH);
      const beyond = this.#beyondEdges(run * RUN_LENGTH, end, around, near);
      if (Number.isNaN(beyond)) return this.#wholeShare(around);
      total += beyond;
    }
    return Math.min(1, Math.max(0, total));
  }

  /** Mass beyond some edges; NaN where the centre lies so near one that the whole must be summed. */
  #beyondEdges(
    from: number,
    end: number,
    { reachM, mass, whitening }: AreaMass,
    near: NearPlane,
  ): number {
    const { plane, cosLat, westDeg, southDeg, eastDeg, northDeg } = near;
    const edges = this.#edges;
    let total = 0;
    /** The place last projected is the end of the edge before this one. */
    let isChained = false;
    for (let edge = from; edge < end; edge += 4) {
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
        isChained = false;
        continue;
      }
      // The part of the edge that lies in the box, in pieces.
      clip(x1, y1, x2, y2, near);
      const start = clipped[0] as number;
      const stop = clipped[1] as number;
      if (start >= stop) {
        isChained = false;
        continue;
      }
      const dx = x2 - x1;
      const dy = y2 - y1;
      const xM = dx * cosLat;
      const lengthM = Math.sqrt(xM * xM + dy * dy) * (stop - start) * METRES_PER_DEG;
      const count = Math.max(1, Math.ceil(lengthM / PIECE_M));
      if (!isChained || start > 0) {
        plane.toPlane(x1 + start * dx, y1 + start * dy, flat, 0);
      }
      for (let piece = 1; piece <= count; piece++) {
        const along = start + ((stop - start) * piece) / count;
        plane.toPlane(x1 + along * dx, y1 + along * dy, flat, 2);
        const ax = flat[0] as number;
        const ay = flat[1] as number;
        const bx = flat[2] as number;
        const by = flat[3] as number;
        flat[0] = bx;
        flat[1] = by;
        const nearSquare = segmentSquare(ax, ay, bx, by);
        if (nearSquare > reachM * reachM) continue;
        if (nearSquare < ON_EDGE_M * ON_EDGE_M) return Number.NaN;
        const px = whitening.xx * ax + whitening.xy * ay;
        const py = whitening.yx * ax + whitening.yy * ay;
        const qx = whitening.xx * bx + whitening.xy * by;
        const qy = whitening.yx * bx + whitening.yy * by;
        if (segmentSquare(px, py, qx, qy) > mass.reach * mass.reach) continue;
        total += mass.beyond(px, py, qx, qy);
      }
      isChained = stop === 1 && isNext(edges, edge, end);
    }
    return total;
  }

  #wholeShare({ centre, mass, whitening }: AreaMass): number {
    return radialMassInZone(centre, this.geometry, mass, whitening);
  }
}

/** Plane coordinates of the last two places; kept so that nothing is allocated. */
const flat = new Float64Array(4);
/** Which part of an edge `clip` left. */
const clipped = new Float64Array(2);

/** Does the next edge begin where this one ends? */
function isNext(edges: Float64Array, edge: number, end: number): boolean {
  return (
    edge + 4 < end && edges[edge + 4] === edges[edge + 2] && edges[edge + 5] === edges[edge + 3]
  );
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

/** Writes which part of a segment lies in the box, as shares from its start. Source: Liang and Barsky. */
function clip(x1: number, y1: number, x2: number, y2: number, box: NearPlane): void {
  clipped[0] = 0;
  clipped[1] = 1;
  cut(x1 - x2, x1 - box.westDeg);
  cut(x2 - x1, box.eastDeg - x1);
  cut(y1 - y2, y1 - box.southDeg);
  cut(y2 - y1, box.northDeg - y1);
}

function cut(rate: number, room: number): void {
  if (rate === 0) {
    if (room < 0) clipped[1] = -1;
    return;
  }
  const share = room / rate;
  if (rate < 0) {
    if (share > (clipped[0] as number)) clipped[0] = share;
  } else if (share < (clipped[1] as number)) clipped[1] = share;
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
      const run = isTurned ? ring.toReversed() : ring;
      // One after another, so that each begins where the last one ended.
      for (let at = 1; at < run.length; at++) {
        const [x1, y1] = run[at - 1] as Position;
        const [x2, y2] = run[at] as Position;
        edges.push(x1, y1, x2, y2);
      }
    }
  }
  return Float64Array.from(edges);
}
