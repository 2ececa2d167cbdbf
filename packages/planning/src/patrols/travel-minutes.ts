import { distanceM, type Position } from "@truceline/geo";
import type { RoadGraph, RoadPiece, RoadPoint } from "./road-graph.ts";
import { type Light, metresPerMinute, type RangeEnd, type RoadSpeeds } from "./road-speeds.ts";

/** A place that is driven to: where it meets the roads, or null if too far from any. */
export interface RoadStop {
  readonly position: Position;
  readonly point: RoadPoint | null;
}

/** Minutes between places: `minutes[from][to]`; infinite where no road leads. */
export type MinuteTable = readonly Float64Array[];

/** Beyond this from a road a place counts as unreachable by car, unless told otherwise. */
export const OFF_ROAD_MAX_M = 5_000;

/** Where places meet the roads. */
export function roadStops(
  graph: RoadGraph,
  positions: readonly Position[],
  offRoadMaxM = OFF_ROAD_MAX_M,
): readonly RoadStop[] {
  return positions.map((position) => {
    const point = graph.nearest(position);
    return { position, point: point.offRoadM <= offRoadMaxM ? point : null };
  });
}

/**
 * Shortest driving times from each of some places to each of others, minutes.
 *
 * From a place straight to the nearest road at the speed `off-road`, then along roads at the speed of
 * their class, and straight again. Two places within reach of each other may be driven straight as well.
 * Exact on the graph (E. W. Dijkstra, Numerische Mathematik 1, 1959). Times fall when speeds rise, so
 * the ends `slow` and `fast` are the true extremes over all speeds in their ranges.
 *
 * @throws PlanningError `TL_PLAN_SPEED`
 */
export function travelMinutes(
  graph: RoadGraph,
  from: readonly RoadStop[],
  to: readonly RoadStop[],
  speeds: RoadSpeeds,
  light: Light,
  end: RangeEnd,
): MinuteTable {
  const classes = new Map<string, number>();
  const pieceMinutes = Float64Array.from(graph.pieces, ({ lengthM, roadClass }) => {
    const known = classes.get(roadClass) ?? metresPerMinute(speeds, roadClass, light, end);
    classes.set(roadClass, known);
    return lengthM / known;
  });
  const offRoad = metresPerMinute(speeds, "off-road", light, end);
  return from.map((start) => {
    const out = new Float64Array(to.length).fill(Number.POSITIVE_INFINITY);
    const reached = start.point === null ? null : minutesToNodes(graph, start.point, pieceMinutes);
    for (const [index, stop] of to.entries()) {
      if (start.point === null || stop.point === null) {
        out[index] = isSame(start.position, stop.position) ? 0 : Number.POSITIVE_INFINITY;
        continue;
      }
      const alongRoads = toPoint(graph, start.point, stop.point, reached, pieceMinutes);
      const byRoad = alongRoads + (start.point.offRoadM + stop.point.offRoadM) / offRoad;
      const straightM = distanceM(start.position, stop.position);
      const isNear = straightM <= start.point.offRoadM + stop.point.offRoadM;
      out[index] = isNear ? Math.min(byRoad, straightM / offRoad) : byRoad;
    }
    return out;
  });
}

function isSame(one: Position, other: Position): boolean {
  return one[0] === other[0] && one[1] === other[1];
}

/** Minutes from a point of a road to a point of a road, both on the road. */
function toPoint(
  graph: RoadGraph,
  start: RoadPoint,
  stop: RoadPoint,
  reached: Float64Array | null,
  pieceMinutes: Float64Array,
): number {
  const piece = graph.pieces[stop.piece] as RoadPiece;
  const minutes = pieceMinutes[stop.piece] as number;
  const viaFrom = (reached?.[piece.from] as number) + stop.alongRatio * minutes;
  const viaTo = (reached?.[piece.to] as number) + (1 - stop.alongRatio) * minutes;
  const direct =
    start.piece === stop.piece
      ? Math.abs(start.alongRatio - stop.alongRatio) * minutes
      : Number.POSITIVE_INFINITY;
  return Math.min(viaFrom, viaTo, direct);
}

/** Minutes from a point of a road to every node. */
function minutesToNodes(
  graph: RoadGraph,
  start: RoadPoint,
  pieceMinutes: Float64Array,
): Float64Array {
  const minutes = new Float64Array(graph.nodes.length).fill(Number.POSITIVE_INFINITY);
  const heap = new NodeHeap(minutes);
  const piece = graph.pieces[start.piece] as RoadPiece;
  const whole = pieceMinutes[start.piece] as number;
  heap.offer(piece.from, start.alongRatio * whole);
  heap.offer(piece.to, (1 - start.alongRatio) * whole);
  for (let node = heap.take(); node !== undefined; node = heap.take()) {
    const sofar = minutes[node] as number;
    for (const index of graph.piecesAt[node] ?? []) {
      const next = graph.pieces[index] as RoadPiece;
      heap.offer(next.from === node ? next.to : next.from, sofar + (pieceMinutes[index] as number));
    }
  }
  return minutes;
}

/** Nodes by their least minutes so far: a binary heap that lets stale entries lie. */
class NodeHeap {
  readonly #minutes: Float64Array;
  readonly #nodes: number[] = [];
  readonly #keys: number[] = [];

  constructor(minutes: Float64Array) {
    this.#minutes = minutes;
  }

  /** Takes note of a way to a node, unless a way as short is known. */
  offer(node: number, minutes: number): void {
    if (!(minutes < (this.#minutes[node] as number))) return;
    this.#minutes[node] = minutes;
    let at = this.#nodes.push(node) - 1;
    this.#keys.push(minutes);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((this.#keys[above] as number) <= minutes) break;
      this.#swap(at, above);
      at = above;
    }
  }

  /** The node with the least minutes whose way is final; undefined once there is none. */
  take(): number | undefined {
    while (this.#nodes.length > 0) {
      const node = this.#nodes[0] as number;
      const key = this.#keys[0] as number;
      this.#dropFirst();
      if (key === this.#minutes[node]) return node;
    }
    return undefined;
  }

  #dropFirst(): void {
    const lastNode = this.#nodes.pop() as number;
    const lastKey = this.#keys.pop() as number;
    if (this.#nodes.length === 0) return;
    this.#nodes[0] = lastNode;
    this.#keys[0] = lastKey;
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const right = left + 1;
      let least = at;
      if (left < this.#keys.length && this.#key(left) < this.#key(least)) least = left;
      if (right < this.#keys.length && this.#key(right) < this.#key(least)) least = right;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #key(at: number): number {
    return this.#keys[at] as number;
  }

  #swap(a: number, b: number): void {
    [this.#nodes[a], this.#nodes[b]] = [this.#nodes[b] as number, this.#nodes[a] as number];
    [this.#keys[a], this.#keys[b]] = [this.#keys[b] as number, this.#keys[a] as number];
  }
}
