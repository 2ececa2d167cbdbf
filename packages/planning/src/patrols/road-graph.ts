import { distanceM, type Position } from "@truceline/geo";
import { PlanningError } from "../errors.ts";
import { footOnSegment, type PlaneSegment, SegmentGrid } from "./segment-grid.ts";

/** A road as it was given: a line with the class that its speed goes by. */
export interface Road {
  readonly id: string;
  readonly coordinates: readonly Position[];
  /** `primary`, `track`; any word that the table of speeds has. */
  readonly roadClass: string;
}

/** Where a place meets the roads. */
export interface RoadPoint {
  /** Number of the arc pair, see `RoadGraph.pieces`. */
  readonly piece: number;
  /** Along the piece, 0 … 1. */
  readonly alongRatio: number;
  /** From the place to the road, straight. */
  readonly offRoadM: number;
}

/** One straight piece of road between two junctions or bends. */
export interface RoadPiece {
  readonly from: number;
  readonly to: number;
  readonly lengthM: number;
  readonly roadClass: string;
}

const roadVertexCountMax = 200_000;
const METRES_PER_DEGREE = 111_195;
/** Ends nearer than this to another road are held to meet it. */
export const JOIN_M = 25;

/**
 * Roads as a graph that can be driven in both directions.
 *
 * Two roads meet where they have a place in common, and where one ends within 25 m of the other. Lines
 * that merely cross are not joined, as one may pass over the other; `crossingCount` tells how many.
 * Lengths are geodesic, within 1 mm a piece; nearness is judged on a plane, within 0.5 % up to 200 km
 * of the middle. Roads across the 180th meridian are not joined.
 *
 * @throws PlanningError `TL_PLAN_ROADS` without a road, above 200,000 places, or for a position that
 *   is none.
 */
export class RoadGraph {
  readonly nodes: readonly Position[];
  readonly pieces: readonly RoadPiece[];
  /** Of each node, the number of its connected part: 0 is the part with most road. */
  readonly partOf: Int32Array;
  /** Length of road in each part, longest first. */
  readonly partLengthsM: readonly number[];
  readonly crossingCount: number;
  /** Numbers of pieces at each node. */
  readonly piecesAt: readonly (readonly number[])[];
  readonly #plane: Plane;
  readonly #grid: SegmentGrid;

  constructor(roads: readonly Road[]) {
    checkRoads(roads);
    this.#plane = planeOf(roads.flatMap(({ coordinates }) => coordinates));
    const lines = withEndsJoined(roads, this.#plane);
    const joined = joinVertices(lines, this.#plane);
    this.nodes = joined.nodes;
    this.pieces = joined.pieces;
    this.piecesAt = piecesByNode(this.nodes.length, this.pieces);
    this.#grid = new SegmentGrid(
      this.pieces.map(({ from, to }) => segmentOf(this.nodes[from], this.nodes[to], this.#plane)),
    );
    this.crossingCount = countCrossings(this.#grid, this.pieces);
    const parts = partsOf(this.nodes.length, this.pieces);
    this.partOf = parts.partOf;
    this.partLengthsM = parts.lengthsM;
  }

  /** The nearest place of a road. */
  nearest(position: Position): RoadPoint {
    const [x, y] = this.#plane(position);
    const foot = this.#grid.nearest(x, y);
    if (foot === undefined) throw new PlanningError("TL_PLAN_ROADS", { position });
    const piece = this.pieces[foot.index] as RoadPiece;
    const onRoad = between(
      this.nodes[piece.from] as Position,
      this.nodes[piece.to] as Position,
      foot.alongRatio,
    );
    return {
      piece: foot.index,
      alongRatio: foot.alongRatio,
      offRoadM: distanceM(position, onRoad),
    };
  }

  /** Number of the connected part that a point of a road lies in. */
  partAt(point: RoadPoint): number {
    return this.partOf[(this.pieces[point.piece] as RoadPiece).from] as number;
  }
}

type Plane = (position: Position) => readonly [x: number, y: number];

function checkRoads(roads: readonly Road[]): void {
  let vertexCount = 0;
  for (const { id, coordinates } of roads) {
    vertexCount += coordinates.length;
    const isSound = coordinates.every(
      ([lonDeg, latDeg]) => Math.abs(lonDeg) <= 180 && Math.abs(latDeg) <= 90,
    );
    if (!isSound) throw new PlanningError("TL_PLAN_ROADS", { road: id, reason: "position" });
  }
  const hasPiece = roads.some(({ coordinates }) => coordinates.length > 1);
  if (!hasPiece) throw new PlanningError("TL_PLAN_ROADS", { reason: "no road of two places" });
  if (vertexCount > roadVertexCountMax) {
    throw new PlanningError("TL_PLAN_ROADS", { reason: "too many places", vertexCount });
  }
}

/** Metres east and north of the middle of the positions. */
function planeOf(positions: readonly Position[]): Plane {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lonDeg, latDeg] of positions) {
    west = Math.min(west, lonDeg);
    east = Math.max(east, lonDeg);
    south = Math.min(south, latDeg);
    north = Math.max(north, latDeg);
  }
  const middleLon = (west + east) / 2;
  const middleLat = (south + north) / 2;
  const perLon = METRES_PER_DEGREE * Math.cos((middleLat * Math.PI) / 180);
  return ([lonDeg, latDeg]) => [
    (lonDeg - middleLon) * perLon,
    (latDeg - middleLat) * METRES_PER_DEGREE,
  ];
}

function segmentOf(from: Position | undefined, to: Position | undefined, plane: Plane) {
  const [x1, y1] = plane(from as Position);
  const [x2, y2] = plane(to as Position);
  return { x1, y1, x2, y2 };
}

function between(from: Position, to: Position, ratio: number): Position {
  return [from[0] + (to[0] - from[0]) * ratio, from[1] + (to[1] - from[1]) * ratio];
}

/** The roads with a place of their own wherever another road ends at them. */
function withEndsJoined(roads: readonly Road[], plane: Plane): readonly Road[] {
  const owner: { readonly road: number; readonly edge: number }[] = [];
  const segments: PlaneSegment[] = [];
  for (const [road, { coordinates }] of roads.entries()) {
    for (let edge = 0; edge + 1 < coordinates.length; edge++) {
      owner.push({ road, edge });
      segments.push(segmentOf(coordinates[edge], coordinates[edge + 1], plane));
    }
  }
  const grid = new SegmentGrid(segments);
  const added = new Map<number, { readonly ratio: number; readonly position: Position }[]>();
  for (const [road, { coordinates }] of roads.entries()) {
    for (const end of [coordinates[0], coordinates.at(-1)]) {
      if (end === undefined) continue;
      const [x, y] = plane(end);
      for (const index of grid.near(x, y, JOIN_M)) {
        if (owner[index]?.road === road) continue;
        const segment = segments[index] as PlaneSegment;
        const foot = footOnSegment(segment, x, y);
        const lengthM = Math.hypot(segment.x2 - segment.x1, segment.y2 - segment.y1);
        const isAtVertex = Math.min(foot.alongRatio, 1 - foot.alongRatio) * lengthM <= JOIN_M;
        if (foot.distanceM > JOIN_M || isAtVertex) continue;
        added.set(index, [...(added.get(index) ?? []), { ratio: foot.alongRatio, position: end }]);
      }
    }
  }
  if (added.size === 0) return roads;
  const lines = roads.map(({ coordinates }) => coordinates.map((position) => [position]));
  for (const [index, places] of added) {
    const { road, edge } = owner[index] as { road: number; edge: number };
    const sorted = [...places].sort((a, b) => a.ratio - b.ratio).map(({ position }) => position);
    lines[road]?.[edge]?.push(...sorted);
  }
  return roads.map((road, index) => ({ ...road, coordinates: (lines[index] ?? []).flat() }));
}

/** Places within 25 m of each other that end or begin a road become one node; others by being equal. */
function joinVertices(roads: readonly Road[], plane: Plane) {
  const nodes: Position[] = [];
  const pieces: RoadPiece[] = [];
  const exact = new Map<string, number>();
  const ends = new Map<string, number[]>();
  const cellOf = (value: number) => Math.floor(value / JOIN_M);
  const nodeAt = (position: Position, isEnd: boolean): number => {
    const key = `${position[0]} ${position[1]}`;
    const same = exact.get(key);
    if (same !== undefined) return same;
    const [x, y] = plane(position);
    for (let dx = -1; isEnd && dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const node of ends.get(`${cellOf(x) + dx} ${cellOf(y) + dy}`) ?? []) {
          const [ox, oy] = plane(nodes[node] as Position);
          if (Math.hypot(ox - x, oy - y) > JOIN_M) continue;
          exact.set(key, node);
          return node;
        }
      }
    }
    const node = nodes.push(position) - 1;
    exact.set(key, node);
    const cell = `${cellOf(x)} ${cellOf(y)}`;
    ends.set(cell, [...(ends.get(cell) ?? []), node]);
    return node;
  };
  // Inner places first, so that ends snap to them and never the other way round.
  for (const { coordinates } of roads) {
    for (const position of coordinates.slice(1, -1)) nodeAt(position, false);
  }
  for (const { coordinates, roadClass } of roads) {
    let previous: number | undefined;
    for (const [index, position] of coordinates.entries()) {
      const node = nodeAt(position, index === 0 || index === coordinates.length - 1);
      if (previous !== undefined && previous !== node) {
        const lengthM = distanceM(nodes[previous] as Position, nodes[node] as Position);
        pieces.push({ from: previous, to: node, lengthM, roadClass });
      }
      previous = node;
    }
  }
  if (pieces.length === 0) throw new PlanningError("TL_PLAN_ROADS", { reason: "no length" });
  return { nodes, pieces };
}

function piecesByNode(nodeCount: number, pieces: readonly RoadPiece[]): number[][] {
  const at: number[][] = Array.from({ length: nodeCount }, () => []);
  for (const [index, { from, to }] of pieces.entries()) {
    at[from]?.push(index);
    at[to]?.push(index);
  }
  return at;
}

/** Connected parts, numbered by length of road, longest first; of equals the one that begins first. */
function partsOf(nodeCount: number, pieces: readonly RoadPiece[]) {
  const parent = Int32Array.from({ length: nodeCount }, (_, index) => index);
  const rootOf = (node: number): number => {
    let root = node;
    while (parent[root] !== root) root = parent[root] as number;
    for (let at = node; at !== root; ) {
      const next = parent[at] as number;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  for (const { from, to } of pieces) {
    const [a, b] = [rootOf(from), rootOf(to)];
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }
  const lengthOf = new Map<number, number>();
  for (const { from, lengthM } of pieces) {
    const root = rootOf(from);
    lengthOf.set(root, (lengthOf.get(root) ?? 0) + lengthM);
  }
  const roots = [...lengthOf.entries()].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const numberOf = new Map(roots.map(([root], index) => [root, index]));
  const partOf = Int32Array.from(
    { length: nodeCount },
    (_, node) => numberOf.get(rootOf(node)) ?? -1,
  );
  return { partOf, lengthsM: roots.map(([, sum]) => sum) };
}

/** Pairs of pieces that cross inside both, without a node there. */
function countCrossings(grid: SegmentGrid, pieces: readonly RoadPiece[]): number {
  let count = 0;
  for (const [index, one] of grid.segments.entries()) {
    const west = Math.min(one.x1, one.x2);
    const east = Math.max(one.x1, one.x2);
    const south = Math.min(one.y1, one.y2);
    const north = Math.max(one.y1, one.y2);
    for (const other of grid.within(west, south, east, north)) {
      if (other <= index) continue;
      const [a, b] = [pieces[index], pieces[other]] as [RoadPiece, RoadPiece];
      const isSharing = a.from === b.from || a.from === b.to || a.to === b.from || a.to === b.to;
      if (!isSharing && isCrossing(one, grid.segments[other] as PlaneSegment)) count += 1;
    }
  }
  return count;
}

function isCrossing(a: PlaneSegment, b: PlaneSegment): boolean {
  const side = (s: PlaneSegment, x: number, y: number) =>
    Math.sign((s.x2 - s.x1) * (y - s.y1) - (s.y2 - s.y1) * (x - s.x1));
  return (
    side(a, b.x1, b.y1) * side(a, b.x2, b.y2) < 0 && side(b, a.x1, a.y1) * side(b, a.x2, a.y2) < 0
  );
}
