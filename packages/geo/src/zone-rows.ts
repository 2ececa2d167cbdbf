import { boundingBox, ringsOf, type ZoneGeometry } from "./geometry.ts";

const ROW_COUNT_MAX = 8192;
/** A zone's rows hold at most this many edges for each of its edges; fewer rows if it were more. */
const ROW_FILL_MAX = 24;

/**
 * The edges of one zone, sorted into rows of equal height, each row with copies of the edges that
 * reach into it. A test looks at one row only and does the same arithmetic as `isInsideZone`, so
 * the answers are the same to the last bit.
 */
export class ZoneRows {
  readonly #southDeg: number;
  readonly #northDeg: number;
  readonly #westDeg: number;
  readonly #eastDeg: number;
  readonly #rowsPerDeg: number;
  readonly #rowMax: number;
  readonly #rowStart: Int32Array;
  /** x1, y1, x2, y2 of each copy, rows one after another. */
  readonly #edges: Float64Array;

  constructor(edges: Float64Array, geometry: ZoneGeometry) {
    const box = boundingBox(ringsOf(geometry).flat());
    this.#southDeg = box.southDeg;
    this.#northDeg = box.northDeg;
    this.#westDeg = box.westDeg;
    this.#eastDeg = box.eastDeg;
    const edgeCount = edges.length / 4;
    const heightDeg = box.northDeg - box.southDeg;
    let rowCount = Math.min(ROW_COUNT_MAX, Math.max(8, edgeCount * 2));
    let starts = new Int32Array(0);
    let perDeg = 0;
    for (; ; rowCount = Math.max(1, rowCount >> 1)) {
      perDeg = heightDeg > 0 ? rowCount / heightDeg : 0;
      starts = countRows(edges, box.southDeg, perDeg, rowCount);
      const copyCount = starts[rowCount] as number;
      if (rowCount === 1 || copyCount <= edgeCount * ROW_FILL_MAX) break;
    }
    this.#rowsPerDeg = perDeg;
    this.#rowMax = rowCount - 1;
    const copies = new Float64Array((starts[rowCount] as number) * 4);
    const next = starts.slice(0, rowCount);
    for (let edge = 0; edge < edges.length; edge += 4) {
      const [low, high] = rowSpan(edges, edge, box.southDeg, perDeg, rowCount - 1);
      for (let row = low; row <= high; row++) {
        const slot = next[row] as number;
        next[row] = slot + 1;
        copies.set(edges.subarray(edge, edge + 4), slot * 4);
      }
    }
    this.#rowStart = starts;
    this.#edges = copies;
  }

  isInside(lonDeg: number, latDeg: number): boolean {
    if (
      !(
        latDeg >= this.#southDeg &&
        latDeg <= this.#northDeg &&
        lonDeg >= this.#westDeg &&
        lonDeg <= this.#eastDeg
      )
    ) {
      return false;
    }
    const raw = ((latDeg - this.#southDeg) * this.#rowsPerDeg) | 0;
    const row = raw > this.#rowMax ? this.#rowMax : raw;
    const edges = this.#edges;
    const end = (this.#rowStart[row + 1] as number) * 4;
    let inside = false;
    for (let edge = (this.#rowStart[row] as number) * 4; edge < end; edge += 4) {
      const y1 = edges[edge + 1] as number;
      const y2 = edges[edge + 3] as number;
      if (y1 > latDeg !== y2 > latDeg) {
        const x1 = edges[edge] as number;
        const x2 = edges[edge + 2] as number;
        if (lonDeg < ((x2 - x1) * (latDeg - y1)) / (y2 - y1) + x1) inside = !inside;
      }
    }
    return inside;
  }
}

function rowSpan(
  edges: Float64Array,
  edge: number,
  southDeg: number,
  perDeg: number,
  rowMax: number,
): [low: number, high: number] {
  const y1 = edges[edge + 1] as number;
  const y2 = edges[edge + 3] as number;
  const low = ((Math.min(y1, y2) - southDeg) * perDeg) | 0;
  const high = ((Math.max(y1, y2) - southDeg) * perDeg) | 0;
  return [Math.min(low, rowMax), Math.min(high, rowMax)];
}

function countRows(edges: Float64Array, southDeg: number, perDeg: number, rowCount: number) {
  const starts = new Int32Array(rowCount + 1);
  for (let edge = 0; edge < edges.length; edge += 4) {
    const [low, high] = rowSpan(edges, edge, southDeg, perDeg, rowCount - 1);
    for (let row = low; row <= high; row++) starts[row + 1] = (starts[row + 1] as number) + 1;
  }
  for (let row = 0; row < rowCount; row++) {
    starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
  }
  return starts;
}

/** x1, y1, x2, y2 of each edge, in the order and direction in which `isInsideZone` takes them. */
export function edgesOf(geometry: ZoneGeometry): Float64Array {
  const flat: number[] = [];
  for (const ring of ringsOf(geometry)) {
    let previous = ring.at(-1);
    for (const position of ring) {
      if (previous === undefined) break;
      flat.push(position[0], position[1], previous[0], previous[1]);
      previous = position;
    }
  }
  return Float64Array.from(flat);
}
