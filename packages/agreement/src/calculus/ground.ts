import { type BoundingBox, boundingBox, MEAN_RADIUS_M, type PreparedLine } from "@truceline/geo";
import type { Polygons } from "../compiled.ts";
import type { PreparedArea } from "../prepared-area.ts";

const METRES_PER_DEG = (MEAN_RADIUS_M * Math.PI) / 180;
const RUN_LENGTH = 16;
/** Bounds of the error of the fast distance of a line. */
const FAST_ERROR_M = 0.5;
const FAST_ERROR_RATIO = 1e-5;

/** A piece of the map, straight in longitude and latitude. */
export interface MapCell extends BoundingBox {
  readonly lonDeg: number;
  readonly latDeg: number;
  /** No place of the cell is farther from its middle. */
  readonly radiusM: number;
}

export function mapCell(
  westDeg: number,
  southDeg: number,
  eastDeg: number,
  northDeg: number,
): MapCell {
  const lonDeg = (westDeg + eastDeg) / 2;
  const latDeg = (southDeg + northDeg) / 2;
  const leastLatDeg =
    southDeg <= 0 && northDeg >= 0 ? 0 : Math.min(Math.abs(southDeg), Math.abs(northDeg));
  const acrossM =
    ((eastDeg - westDeg) / 2) * METRES_PER_DEG * Math.cos((leastLatDeg * Math.PI) / 180);
  const upM = ((northDeg - southDeg) / 2) * METRES_PER_DEG;
  // A sphere for the ellipsoid: 0.7 % covers the difference.
  return {
    westDeg,
    southDeg,
    eastDeg,
    northDeg,
    lonDeg,
    latDeg,
    radiusM: Math.hypot(acrossM, upM) * 1.007,
  };
}

/** The side of a straight edge: places for which `dx · (lat − y) − dy · (lon − x)` is not negative. */
export interface HalfPlane {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

/** What can be proved of a cell: all of it lies in the ground, none of it, or neither is proved. */
export type CellVerdict = "in" | "out" | "mixed";

/** Ground that can be searched: what it holds, and what can be proved of whole cells. */
export interface Ground {
  /** Distinguishes grounds; two with the same key hold the same places. */
  readonly key: string;
  /** Null: without bounds. */
  readonly box: BoundingBox | null;
  /** Exact, as the rules are assessed. */
  contains(lonDeg: number, latDeg: number): boolean;
  judge(cell: MapCell): CellVerdict;
  /**
   * The ground within the cell as one half of the plane, where a single straight edge runs through it;
   * null where it is not so simple. Valid after `judge` answered `mixed` for that cell.
   */
  half(cell: MapCell): HalfPlane | null;
}

/** Every place. */
export const allGround: Ground = {
  key: "everywhere",
  box: null,
  contains: () => true,
  judge: () => "in",
  half: () => null,
};

/** Ground by outlines whose edges are straight in longitude and latitude. Exact. */
export class OutlinedGround implements Ground {
  readonly key: string;
  readonly box: BoundingBox;
  readonly #area: PreparedArea;
  /** x1, y1, x2, y2 of each edge. */
  readonly #edges: Float64Array;
  /** West, south, east, north of each run of edges. */
  readonly #runs: Float64Array;
  /** The only edge in the cell last judged; -1 where there are none or several. */
  #soleEdge = -1;

  constructor(key: string, polygons: Polygons, area: PreparedArea) {
    this.key = key;
    this.#area = area;
    const edges = edgesOf(polygons);
    this.box = boundingBox(polygons.flat(2));
    this.#edges = edges;
    this.#runs = runBoxes(edges);
  }

  contains(lonDeg: number, latDeg: number): boolean {
    return this.#area.contains(lonDeg, latDeg);
  }

  judge(cell: MapCell): CellVerdict {
    const { westDeg, southDeg, eastDeg, northDeg } = cell;
    const { box } = this;
    if (
      westDeg > box.eastDeg ||
      eastDeg < box.westDeg ||
      southDeg > box.northDeg ||
      northDeg < box.southDeg
    ) {
      return "out";
    }
    const runs = this.#runs;
    const edges = this.#edges;
    let edgeCount = 0;
    let lastEdge = -1;
    for (let run = 0; run < runs.length; run += 4) {
      if (
        (runs[run] as number) > eastDeg ||
        (runs[run + 2] as number) < westDeg ||
        (runs[run + 1] as number) > northDeg ||
        (runs[run + 3] as number) < southDeg
      ) {
        continue;
      }
      const end = Math.min(edges.length, (run + 4) * RUN_LENGTH);
      for (let edge = run * RUN_LENGTH; edge < end; edge += 4) {
        if (!meets(edges, edge, cell)) continue;
        edgeCount += 1;
        lastEdge = edge;
      }
    }
    this.#soleEdge = edgeCount === 1 ? lastEdge : -1;
    if (edgeCount > 0) return "mixed";
    return this.contains(cell.lonDeg, cell.latDeg) ? "in" : "out";
  }

  half(cell: MapCell): HalfPlane | null {
    const edge = this.#soleEdge;
    if (edge < 0) return null;
    const edges = this.#edges;
    const x = edges[edge] as number;
    const y = edges[edge + 1] as number;
    const dx = (edges[edge + 2] as number) - x;
    const dy = (edges[edge + 3] as number) - y;
    // The corner farthest from the edge tells which side is in.
    let farthest = 0;
    let isIn = false;
    for (const lonDeg of [cell.westDeg, cell.eastDeg]) {
      for (const latDeg of [cell.southDeg, cell.northDeg]) {
        const aside = dx * (latDeg - y) - dy * (lonDeg - x);
        if (Math.abs(aside) <= Math.abs(farthest)) continue;
        farthest = aside;
        isIn = this.contains(lonDeg, latDeg);
      }
    }
    return farthest > 0 === isIn ? { x, y, dx, dy } : { x, y, dx: -dx, dy: -dy };
  }
}

/** Does an edge meet a cell, its border included? By separating axes: exact but for rounding. */
function meets(edges: Float64Array, edge: number, cell: MapCell): boolean {
  const x1 = edges[edge] as number;
  const y1 = edges[edge + 1] as number;
  const x2 = edges[edge + 2] as number;
  const y2 = edges[edge + 3] as number;
  if ((x1 < cell.westDeg && x2 < cell.westDeg) || (x1 > cell.eastDeg && x2 > cell.eastDeg))
    return false;
  if ((y1 < cell.southDeg && y2 < cell.southDeg) || (y1 > cell.northDeg && y2 > cell.northDeg)) {
    return false;
  }
  const dx = x2 - x1;
  const dy = y2 - y1;
  const middle = dx * (cell.latDeg - y1) - dy * (cell.lonDeg - x1);
  const reach =
    (Math.abs(dx) * (cell.northDeg - cell.southDeg) +
      Math.abs(dy) * (cell.eastDeg - cell.westDeg)) /
    2;
  // Rounding must not lose an edge that only touches.
  return Math.abs(middle) <= reach * (1 + 1e-9) + 1e-18;
}

function runBoxes(edges: Float64Array): Float64Array {
  const runCount = Math.ceil(edges.length / 4 / RUN_LENGTH);
  const boxes = new Float64Array(runCount * 4);
  for (let run = 0; run < runCount; run++) {
    let [west, south, east, north] = [
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ];
    const end = Math.min(edges.length, (run + 1) * RUN_LENGTH * 4);
    for (let at = run * RUN_LENGTH * 4; at < end; at += 2) {
      const x = edges[at] as number;
      const y = edges[at + 1] as number;
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < south) south = y;
      if (y > north) north = y;
    }
    boxes.set([west, south, east, north], run * 4);
  }
  return boxes;
}

/**
 * The edges of outlines, x1, y1, x2, y2 of each. An edge that two parts of one ground share bounds
 * nothing and is left out.
 */
function edgesOf(polygons: Polygons): Float64Array {
  const edges: number[] = [];
  for (const ring of polygons.flat()) {
    for (let index = 1; index < ring.length; index++) {
      const [x1 = 0, y1 = 0] = ring[index - 1] ?? [];
      const [x2 = 0, y2 = 0] = ring[index] ?? [];
      if (x1 !== x2 || y1 !== y2) edges.push(x1, y1, x2, y2);
    }
  }
  if (polygons.length < 2) return Float64Array.from(edges);
  const single = new Map<string, readonly number[]>();
  for (let at = 0; at < edges.length; at += 4) {
    const edge = edges.slice(at, at + 4);
    const ends = [`${edge[0]} ${edge[1]}`, `${edge[2]} ${edge[3]}`].sort().join(" ");
    if (!single.delete(ends)) single.set(ends, edge);
  }
  return Float64Array.from([...single.values()].flat());
}

/**
 * Ground by distance from a line, each side with its own reach. Whole cells are judged by the distance
 * of their middle: that of any other place differs by no more than the way there. Where the reaches
 * differ and the side decides, a cell counts as all on one side if its middle and its corners are.
 */
export class BandGround implements Ground {
  readonly key: string;
  readonly box: BoundingBox;
  readonly #area: PreparedArea;
  readonly #line: PreparedLine;
  /** Two bands with the same are measured from the same drawing of a line. */
  readonly lineKey: string;
  readonly leftM: number;
  readonly rightM: number;

  constructor(
    lineKey: string,
    area: PreparedArea,
    line: PreparedLine,
    leftM: number,
    rightM: number,
  ) {
    this.key = `band ${leftM} ${rightM} of ${lineKey}`;
    this.#area = area;
    this.box = area.box;
    this.#line = line;
    this.lineKey = lineKey;
    this.leftM = leftM;
    this.rightM = rightM;
  }

  contains(lonDeg: number, latDeg: number): boolean {
    return this.#area.contains(lonDeg, latDeg);
  }

  judge(cell: MapCell): CellVerdict {
    const signedM = this.#line.fastSignedDistanceM(cell.lonDeg, cell.latDeg);
    const distanceM = Math.abs(signedM);
    const slackM = cell.radiusM + FAST_ERROR_M + distanceM * FAST_ERROR_RATIO;
    const mostM = Math.max(this.leftM, this.rightM);
    const leastM = Math.min(this.leftM, this.rightM);
    if (distanceM - slackM > mostM) return "out";
    if (distanceM + slackM <= leastM) return "in";
    if (mostM === leastM) return "mixed";
    const limitM = signedM > 0 ? this.leftM : this.rightM;
    if (distanceM <= slackM || !this.#isOneSide(cell, signedM > 0)) return "mixed";
    if (distanceM - slackM > limitM) return "out";
    return distanceM + slackM <= limitM ? "in" : "mixed";
  }

  #isOneSide(cell: MapCell, isLeft: boolean): boolean {
    for (const lonDeg of [cell.westDeg, cell.eastDeg]) {
      for (const latDeg of [cell.southDeg, cell.northDeg]) {
        if (this.#line.fastSignedDistanceM(lonDeg, latDeg) > 0 !== isLeft) return false;
      }
    }
    return true;
  }

  half(): null {
    return null;
  }
}

/** A ground without others. */
export class GroundWithout implements Ground {
  readonly key: string;
  readonly box: BoundingBox | null;
  readonly whole: Ground;
  readonly taken: readonly Ground[];

  constructor(whole: Ground, taken: readonly Ground[]) {
    this.key = `${whole.key} without ${taken.map(({ key }) => key).join(" ")}`;
    this.box = whole.box;
    this.whole = whole;
    this.taken = taken;
  }

  contains(lonDeg: number, latDeg: number): boolean {
    return (
      this.whole.contains(lonDeg, latDeg) &&
      !this.taken.some((ground) => ground.contains(lonDeg, latDeg))
    );
  }

  judge(cell: MapCell): CellVerdict {
    let verdict = this.whole.judge(cell);
    if (verdict === "out") return "out";
    for (const ground of this.taken) {
      const taken = ground.judge(cell);
      if (taken === "in") return "out";
      if (taken === "mixed") verdict = "mixed";
    }
    return verdict;
  }

  half(): null {
    return null;
  }
}

/**
 * Ground of which only the membership of single places is known, such as a stretch of a line. Beyond
 * its box a cell is out; within, it is taken for what its middle and its corners are once it is no
 * wider than `sureM`.
 */
export class ProbedGround implements Ground {
  readonly key: string;
  readonly box: BoundingBox;
  readonly #area: PreparedArea;
  readonly #sureM: number;

  constructor(key: string, area: PreparedArea, sureM: number) {
    this.key = key;
    this.#area = area;
    this.box = area.box;
    this.#sureM = sureM;
  }

  contains(lonDeg: number, latDeg: number): boolean {
    return this.#area.contains(lonDeg, latDeg);
  }

  judge(cell: MapCell): CellVerdict {
    const { box } = this;
    if (
      cell.westDeg > box.eastDeg ||
      cell.eastDeg < box.westDeg ||
      cell.southDeg > box.northDeg ||
      cell.northDeg < box.southDeg
    ) {
      return "out";
    }
    if (cell.radiusM > this.#sureM) return "mixed";
    const isIn = this.contains(cell.lonDeg, cell.latDeg);
    for (const lonDeg of [cell.westDeg, cell.eastDeg]) {
      for (const latDeg of [cell.southDeg, cell.northDeg]) {
        if (this.contains(lonDeg, latDeg) !== isIn) return "mixed";
      }
    }
    return isIn ? "in" : "out";
  }

  half(): null {
    return null;
  }
}
