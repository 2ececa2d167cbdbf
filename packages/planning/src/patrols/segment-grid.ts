/** A straight piece in the plane, metres. */
export interface PlaneSegment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** The nearest point of a segment: how far it is, and where along the segment (0 … 1). */
export interface SegmentFoot {
  readonly distanceM: number;
  readonly alongRatio: number;
}

/** Cells along the longer side of the area. */
const CELLS_ALONG = 256;

/** Nearest point of a segment to a place, in the plane. */
export function footOnSegment(segment: PlaneSegment, x: number, y: number): SegmentFoot {
  const dx = segment.x2 - segment.x1;
  const dy = segment.y2 - segment.y1;
  const square = dx * dx + dy * dy;
  const ratio = square === 0 ? 0 : ((x - segment.x1) * dx + (y - segment.y1) * dy) / square;
  const alongRatio = Math.min(1, Math.max(0, ratio));
  const footX = segment.x1 + alongRatio * dx;
  const footY = segment.y1 + alongRatio * dy;
  return { distanceM: Math.hypot(x - footX, y - footY), alongRatio };
}

/** Segments by the cells of a square grid, for questions about what lies near. */
export class SegmentGrid {
  readonly segments: readonly PlaneSegment[];
  readonly #cells = new Map<number, number[]>();
  readonly #west: number;
  readonly #south: number;
  readonly #cellM: number;
  readonly #spanM: number;

  constructor(segments: readonly PlaneSegment[]) {
    this.segments = segments;
    let west = Number.POSITIVE_INFINITY;
    let south = Number.POSITIVE_INFINITY;
    let east = Number.NEGATIVE_INFINITY;
    let north = Number.NEGATIVE_INFINITY;
    for (const { x1, y1, x2, y2 } of segments) {
      west = Math.min(west, x1, x2);
      east = Math.max(east, x1, x2);
      south = Math.min(south, y1, y2);
      north = Math.max(north, y1, y2);
    }
    this.#west = Number.isFinite(west) ? west : 0;
    this.#south = Number.isFinite(south) ? south : 0;
    this.#spanM = Math.max(1, east - west, north - south);
    this.#cellM = this.#spanM / CELLS_ALONG;
    for (const [index, { x1, y1, x2, y2 }] of segments.entries()) {
      const box = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)] as const;
      this.#eachCell(...box, (key) => {
        const list = this.#cells.get(key);
        if (list === undefined) this.#cells.set(key, [index]);
        else list.push(index);
      });
    }
  }

  /** Numbers of the segments that may come within `reachM` of a place, each once, ascending. */
  near(x: number, y: number, reachM: number): readonly number[] {
    return this.within(x - reachM, y - reachM, x + reachM, y + reachM);
  }

  /** Numbers of the segments that may touch a box, each once, ascending. */
  within(west: number, south: number, east: number, north: number): readonly number[] {
    const found = new Set<number>();
    this.#eachCell(west, south, east, north, (key) => {
      for (const index of this.#cells.get(key) ?? []) found.add(index);
    });
    return [...found].sort((a, b) => a - b);
  }

  /** The segment nearest to a place and its foot; undefined without segments. Of equals the first. */
  nearest(x: number, y: number): ({ readonly index: number } & SegmentFoot) | undefined {
    if (this.segments.length === 0) return undefined;
    for (let reachM = this.#cellM; ; reachM *= 2) {
      let best: ({ readonly index: number } & SegmentFoot) | undefined;
      for (const index of this.near(x, y, reachM)) {
        const foot = footOnSegment(this.segments[index] as PlaneSegment, x, y);
        if (best === undefined || foot.distanceM < best.distanceM) best = { index, ...foot };
      }
      if (best !== undefined && best.distanceM <= reachM) return best;
      if (reachM > this.#distanceToAllM(x, y)) return best;
    }
  }

  /** No segment is farther than this. */
  #distanceToAllM(x: number, y: number): number {
    return Math.abs(x - this.#west) + Math.abs(y - this.#south) + 4 * this.#spanM;
  }

  #eachCell(
    west: number,
    south: number,
    east: number,
    north: number,
    visit: (key: number) => void,
  ): void {
    const clamp = (value: number) => Math.min(CELLS_ALONG, Math.max(0, value));
    const fromX = clamp(Math.floor((west - this.#west) / this.#cellM));
    const toX = clamp(Math.floor((east - this.#west) / this.#cellM));
    const fromY = clamp(Math.floor((south - this.#south) / this.#cellM));
    const toY = clamp(Math.floor((north - this.#south) / this.#cellM));
    for (let column = fromX; column <= toX; column++) {
      for (let row = fromY; row <= toY; row++) visit(column * (CELLS_ALONG + 1) + row);
    }
  }
}
