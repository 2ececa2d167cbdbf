import { GeoError } from "./errors.ts";
import { boundingBox, ringsOf, type ZoneGeometry } from "./geometry.ts";
import { edgesOf, ZoneRows } from "./zone-rows.ts";

/** A zone as the index takes it. */
export interface IndexedZone {
  readonly id: string;
  readonly geometry: ZoneGeometry;
}

const EDGE_COUNT_MAX = 4_000_000;
const GRID_SIDE_MAX = 1024;
const GRID_ENTRY_COUNT_MAX = 8_000_000;

/**
 * Which zones hold a place? Built once over many zones, then some 50 ns an answer.
 *
 * Exact: the answer is that of `isInsideZone` to the last bit. A grid knows for each of its cells
 * which zones cover it wholly; only zones whose edge passes through the cell are looked at closer.
 *
 * @throws GeoError `TL_GEO_VERTEX_LIMIT` for more than 4 million edges in all.
 */
export class ZoneIndex {
  readonly ids: readonly string[];
  readonly #rows: readonly ZoneRows[];
  readonly #westDeg: number;
  readonly #southDeg: number;
  readonly #eastDeg: number;
  readonly #northDeg: number;
  readonly #columnsPerDeg: number;
  readonly #rowsPerDeg: number;
  readonly #columnCount: number;
  readonly #rowCount: number;
  readonly #cellStart: Int32Array;
  /** Zone number times two, plus one where the zone's edge passes through the cell. */
  readonly #entries: Int32Array;

  constructor(zones: readonly IndexedZone[]) {
    this.ids = zones.map((zone) => zone.id);
    const edgeLists = zones.map((zone) => edgesOf(zone.geometry));
    const edgeCount = edgeLists.reduce((sum, edges) => sum + edges.length / 4, 0);
    if (edgeCount > EDGE_COUNT_MAX) throw new GeoError("TL_GEO_VERTEX_LIMIT", { edgeCount });
    this.#rows = zones.map(
      (zone, index) => new ZoneRows(edgeLists[index] ?? new Float64Array(0), zone.geometry),
    );
    const box = boundingBox(zones.flatMap((zone) => ringsOf(zone.geometry).flat()));
    this.#westDeg = box.westDeg;
    this.#southDeg = box.southDeg;
    this.#eastDeg = box.eastDeg;
    this.#northDeg = box.northDeg;
    let side = Math.min(GRID_SIDE_MAX, Math.max(32, Math.ceil(Math.sqrt(edgeCount * 8))));
    for (; ; side >>= 1) {
      const grid = gridOf(edgeLists, this.#rows, box, side);
      if (grid.entries.length <= GRID_ENTRY_COUNT_MAX || side <= 32) {
        this.#columnCount = side;
        this.#rowCount = side;
        this.#columnsPerDeg = grid.columnsPerDeg;
        this.#rowsPerDeg = grid.rowsPerDeg;
        this.#cellStart = grid.cellStart;
        this.#entries = grid.entries;
        break;
      }
    }
  }

  get zoneCount(): number {
    return this.ids.length;
  }

  /** Does the zone with this number (its place in the list given) hold the place? */
  isInside(zone: number, lonDeg: number, latDeg: number): boolean {
    return this.#rows[zone]?.isInside(lonDeg, latDeg) ?? false;
  }

  /**
   * Writes the numbers of all zones that hold the place into `out`, in ascending order, and
   * returns how many there are; `out` needs room for as many as `zoneCount`.
   */
  zonesAt(lonDeg: number, latDeg: number, out: Int32Array): number {
    if (
      !(
        lonDeg >= this.#westDeg &&
        lonDeg <= this.#eastDeg &&
        latDeg >= this.#southDeg &&
        latDeg <= this.#northDeg
      )
    ) {
      return 0;
    }
    let column = ((lonDeg - this.#westDeg) * this.#columnsPerDeg) | 0;
    if (column >= this.#columnCount) column = this.#columnCount - 1;
    let row = ((latDeg - this.#southDeg) * this.#rowsPerDeg) | 0;
    if (row >= this.#rowCount) row = this.#rowCount - 1;
    const cell = row * this.#columnCount + column;
    const entries = this.#entries;
    const end = this.#cellStart[cell + 1] as number;
    let count = 0;
    for (let index = this.#cellStart[cell] as number; index < end; index++) {
      const entry = entries[index] as number;
      const zone = entry >> 1;
      if ((entry & 1) === 0 || (this.#rows[zone] as ZoneRows).isInside(lonDeg, latDeg)) {
        out[count] = zone;
        count += 1;
      }
    }
    return count;
  }
}

interface Grid {
  readonly columnsPerDeg: number;
  readonly rowsPerDeg: number;
  readonly cellStart: Int32Array;
  readonly entries: Int32Array;
}

function gridOf(
  edgeLists: readonly Float64Array[],
  rows: readonly ZoneRows[],
  box: ReturnType<typeof boundingBox>,
  side: number,
): Grid {
  const widthDeg = box.eastDeg - box.westDeg;
  const heightDeg = box.northDeg - box.southDeg;
  const columnsPerDeg = widthDeg > 0 ? side / widthDeg : 0;
  const rowsPerDeg = heightDeg > 0 ? side / heightDeg : 0;
  const cells: number[][] = [];
  const counts = new Int32Array(side * side + 1);
  // Per zone: mark the cells its edges touch, then ask once for each run of untouched cells.
  const touched = new Uint8Array(side * side);
  for (const [zone, edges] of edgeLists.entries()) {
    const window = markEdges(edges, touched, box, columnsPerDeg, rowsPerDeg, side);
    const own: number[] = [];
    for (let row = window.low; row <= window.high; row++) {
      let known = -1;
      for (let column = window.left; column <= window.right; column++) {
        const cell = row * side + column;
        if (touched[cell] === 1) {
          touched[cell] = 0;
          known = -1;
          own.push(cell * 2 + 1);
        } else {
          if (known === -1) {
            const lonDeg = box.westDeg + (column + 0.5) / columnsPerDeg;
            const latDeg = box.southDeg + (row + 0.5) / rowsPerDeg;
            known = rows[zone]?.isInside(lonDeg, latDeg) === true ? 1 : 0;
          }
          if (known === 1) own.push(cell * 2);
        }
      }
    }
    for (const entry of own) counts[(entry >> 1) + 1] = (counts[(entry >> 1) + 1] as number) + 1;
    cells.push(own);
  }
  for (let cell = 0; cell < side * side; cell++) {
    counts[cell + 1] = (counts[cell + 1] as number) + (counts[cell] as number);
  }
  const entries = new Int32Array(counts[side * side] as number);
  const next = counts.slice(0, side * side);
  for (const [zone, own] of cells.entries()) {
    for (const entry of own) {
      const slot = next[entry >> 1] as number;
      next[entry >> 1] = slot + 1;
      entries[slot] = zone * 2 + (entry & 1);
    }
  }
  return { columnsPerDeg, rowsPerDeg, cellStart: counts, entries };
}

/** Marks every cell an edge may touch, generously, and returns the rows and columns concerned. */
function markEdges(
  edges: Float64Array,
  touched: Uint8Array,
  box: ReturnType<typeof boundingBox>,
  columnsPerDeg: number,
  rowsPerDeg: number,
  side: number,
) {
  const window = { low: side, high: -1, left: side, right: -1 };
  const slack = 1e-6; // of a cell: far above rounding, far below what costs time
  const clamp = (value: number) => Math.min(side - 1, Math.max(0, Math.floor(value)));
  for (let edge = 0; edge < edges.length; edge += 4) {
    const xa = ((edges[edge] as number) - box.westDeg) * columnsPerDeg;
    const ya = ((edges[edge + 1] as number) - box.southDeg) * rowsPerDeg;
    const xb = ((edges[edge + 2] as number) - box.westDeg) * columnsPerDeg;
    const yb = ((edges[edge + 3] as number) - box.southDeg) * rowsPerDeg;
    const low = clamp(Math.min(ya, yb) - slack);
    const high = clamp(Math.max(ya, yb) + slack);
    const slope = (xb - xa) / (yb - ya);
    const xLow = Math.min(xa, xb);
    const xHigh = Math.max(xa, xb);
    for (let row = low; row <= high; row++) {
      // A level edge has no slope: it fills its row from end to end.
      const isLevel = ya === yb;
      const x1 = isLevel ? xLow : Math.min(xHigh, Math.max(xLow, xa + (row - slack - ya) * slope));
      const x2 = isLevel
        ? xHigh
        : Math.min(xHigh, Math.max(xLow, xa + (row + 1 + slack - ya) * slope));
      const left = clamp(Math.min(x1, x2) - slack);
      const right = clamp(Math.max(x1, x2) + slack);
      touched.fill(1, row * side + left, row * side + right + 1);
      window.left = Math.min(window.left, left);
      window.right = Math.max(window.right, right);
    }
    window.low = Math.min(window.low, low);
    window.high = Math.max(window.high, high);
  }
  return window;
}
