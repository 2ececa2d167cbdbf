import { MEAN_RADIUS_M, WGS84_MAJOR_M, WGS84_MINOR_M } from "./geodesic.ts";
import type { Position } from "./geometry.ts";
import { PieceRanges, RUN_NOT_YET, runEnd, runStart } from "./piece-ranges.ts";

const DEG = Math.PI / 180;
const LEAF_SIZE = 4;
const A2 = WGS84_MAJOR_M * WGS84_MAJOR_M;
const B2 = WGS84_MINOR_M * WGS84_MINOR_M;
const E2 = 1 - B2 / A2;
/** Of a chord, half way along, below the surface: s²/8R; with the two shares of it, s² a (1-a) / 2R. */
const SINK_PER_SQUARE = 1 / (2 * MEAN_RADIUS_M);
/** How much chords to lifted feet may differ from what boxes and triangles say. */
const SLACK_M = 1;

/** The pieces of a line: each runs to the start of the next one; the last has an end of its own. */
export interface ChordPieces {
  /** Starts of all pieces, then the end of the last: one more than there are pieces. */
  readonly positions: readonly Position[];
  /** Number of the edge that a piece belongs to. */
  readonly edge: Int32Array;
  /** From the start of its edge to the start of a piece. */
  readonly fromM: Float64Array;
  /** From the start of its edge to the end of a piece. */
  readonly toM: Float64Array;
}

/**
 * The nearest piece of a line to a place, fast: pieces are chords in earth-centred space under a
 * binary tree of boxes, and a search allocates nothing.
 *
 * Accuracy: for pieces of at most 5 km, 5 cm up to 200 km from the line and 1e-5 of the distance
 * beyond, up to 1,000 km. The chord to the foot is turned into a length along the ellipsoid by the
 * radius of curvature in its direction (Euler).
 */
export class ChordSearch {
  /** Of the last search: the nearest piece, and the share of it that lies before the foot. */
  piece = 0;
  along = 0;
  readonly #points: Float64Array;
  readonly #pieceEdge: Int32Array;
  readonly #pieceFromM: Float64Array;
  readonly #pieceToM: Float64Array;
  readonly #pieceCount: number;
  /** Boxes (min x, y, z, max x, y, z) of the tree; node n has the children 2n + 1 and 2n + 2. */
  readonly #boxes: Float64Array;
  readonly #leafBase: number;
  readonly #stack = new Int32Array(128);
  readonly #ranges: PieceRanges;

  constructor(pieces: ChordPieces) {
    this.#points = Float64Array.from(pieces.positions.flatMap(earthCentred));
    this.#pieceEdge = pieces.edge;
    this.#pieceFromM = pieces.fromM;
    this.#pieceToM = pieces.toM;
    this.#pieceCount = pieces.edge.length;
    const leafCount = 2 ** Math.ceil(Math.log2(Math.ceil(this.#pieceCount / LEAF_SIZE)));
    this.#leafBase = leafCount - 1;
    this.#boxes = this.#boxesOver(leafCount);
    const lengthM = pieces.toM.reduce((sum, toM, piece) => {
      return sum + toM - (pieces.fromM[piece] as number);
    }, 0);
    this.#ranges = new PieceRanges(lengthM / this.#pieceCount);
  }

  #boxesOver(leafCount: number): Float64Array {
    const boxes = new Float64Array((2 * leafCount - 1) * 6);
    for (let node = 2 * leafCount - 2; node >= 0; node--) {
      const at = node * 6;
      for (let axis = 0; axis < 3; axis++) {
        let low = Number.POSITIVE_INFINITY;
        let high = Number.NEGATIVE_INFINITY;
        if (node >= this.#leafBase) {
          const first = (node - this.#leafBase) * LEAF_SIZE;
          const last = Math.min(first + LEAF_SIZE, this.#pieceCount);
          for (let point = first; point <= last && first < this.#pieceCount; point++) {
            const value = this.#points[point * 3 + axis] as number;
            if (value < low) low = value;
            if (value > high) high = value;
          }
        } else {
          const left = (2 * node + 1) * 6 + axis;
          low = Math.min(boxes[left] as number, boxes[left + 6] as number);
          high = Math.max(boxes[left + 3] as number, boxes[left + 9] as number);
        }
        boxes[at + axis] = low;
        boxes[at + axis + 3] = high;
      }
    }
    return boxes;
  }

  #boxSquare(node: number): number {
    const boxes = this.#boxes;
    const at = node * 6;
    const x = here[0] as number;
    const y = here[1] as number;
    const z = here[2] as number;
    const dx = Math.max((boxes[at] as number) - x, 0, x - (boxes[at + 3] as number));
    const dy = Math.max((boxes[at + 1] as number) - y, 0, y - (boxes[at + 4] as number));
    const dz = Math.max((boxes[at + 2] as number) - z, 0, z - (boxes[at + 5] as number));
    return dx * dx + dy * dy + dz * dz;
  }

  /** Looks at a run of pieces; takes each that is nearer than the best so far, and gives the best. */
  #nearer(from: number, to: number, bestSoFar: number): number {
    let best = bestSoFar;
    for (let piece = from; piece < to; piece++) {
      const square = this.#pieceSquare(piece);
      if (square < best) {
        best = square;
        this.piece = piece;
        this.along = foot[0] as number;
      }
    }
    return best;
  }

  /** Squared chord from the place to a piece; leaves the share along the piece in `foot`. */
  #pieceSquare(piece: number): number {
    const points = this.#points;
    const at = piece * 3;
    const ax = points[at] as number;
    const ay = points[at + 1] as number;
    const az = points[at + 2] as number;
    const ux = (points[at + 3] as number) - ax;
    const uy = (points[at + 4] as number) - ay;
    const uz = (points[at + 5] as number) - az;
    const px = (here[0] as number) - ax;
    const py = (here[1] as number) - ay;
    const pz = (here[2] as number) - az;
    const square = ux * ux + uy * uy + uz * uz;
    let along = (px * ux + py * uy + pz * uz) / square;
    along = along < 0 ? 0 : along > 1 ? 1 : along;
    foot[0] = along;
    const dx = px - along * ux;
    const dy = py - along * uy;
    const dz = pz - along * uz;
    // The chord runs this much below the surface; lift its foot up again.
    const sinkM = along * (1 - along) * square * SINK_PER_SQUARE;
    const lifted = dx * dx + dy * dy + dz * dz - sinkM * sinkM;
    return lifted > 0 ? lifted : 0;
  }

  /** Finds the nearest piece; returns the distance along the surface. */
  search(lonDeg: number, latDeg: number): number {
    const ranges = this.#ranges;
    const slot = ranges.slotOf(lonDeg, latDeg);
    let run = slot < 0 ? RUN_NOT_YET : ranges.run(slot);
    if (slot >= 0 && run === RUN_NOT_YET) run = this.#fillRange(slot, lonDeg, latDeg);
    locate(lonDeg, latDeg);
    const best =
      run < 0
        ? this.#searchTree()
        : this.#nearer(runStart(run), runEnd(run), Number.POSITIVE_INFINITY);
    return this.#surfaceM(best);
  }

  /** All pieces that are the nearest one of any place in a cell lie in its run. */
  #fillRange(slot: number, lonDeg: number, latDeg: number): number {
    locate(this.#ranges.middleDeg(lonDeg), this.#ranges.middleDeg(latDeg));
    // From one place to another each chord changes by no more than the way between them.
    const limitM = Math.sqrt(this.#searchTree()) + 2 * (this.#ranges.reachM(latDeg) + SLACK_M);
    let from = this.#pieceCount;
    let to = 0;
    this.#withinChord(limitM, (piece) => {
      if (piece < from) from = piece;
      if (piece >= to) to = piece + 1;
    });
    return this.#ranges.set(slot, from, to);
  }

  /** Squared chord to the nearest piece, over all of them. */
  #searchTree(): number {
    const stack = this.#stack;
    let best = Number.POSITIVE_INFINITY;
    let depth = 1;
    stack[0] = 0;
    while (depth > 0) {
      depth -= 1;
      const node = stack[depth] as number;
      if (node >= this.#leafBase) {
        const first = (node - this.#leafBase) * LEAF_SIZE;
        best = this.#nearer(first, Math.min(first + LEAF_SIZE, this.#pieceCount), best);
        continue;
      }
      const left = 2 * node + 1;
      const leftSquare = this.#boxSquare(left);
      const rightSquare = this.#boxSquare(left + 1);
      const isLeftNearer = leftSquare <= rightSquare;
      const far = isLeftNearer ? rightSquare : leftSquare;
      const near = isLeftNearer ? leftSquare : rightSquare;
      // One metre of slack: a piece's surface may be nearer than its chord's box.
      if (far < best + 1) {
        stack[depth] = isLeftNearer ? left + 1 : left;
        depth += 1;
      }
      if (near < best + 1) {
        stack[depth] = isLeftNearer ? left : left + 1;
        depth += 1;
      }
    }
    return best;
  }

  /** Calls `visit` for each piece nearer than a chord to the place last located. */
  #withinChord(chordM: number, visit: (piece: number, square: number) => void): void {
    const limit = chordM * chordM;
    const open = [0];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (this.#boxSquare(node) > limit) continue;
      if (node < this.#leafBase) {
        open.push(2 * node + 1, 2 * node + 2);
        continue;
      }
      const first = (node - this.#leafBase) * LEAF_SIZE;
      for (let piece = first; piece < Math.min(first + LEAF_SIZE, this.#pieceCount); piece++) {
        const square = this.#pieceSquare(piece);
        if (square <= limit) visit(piece, square);
      }
    }
  }

  /** Length along the ellipsoid of the chord from the place to the best foot. */
  #surfaceM(square: number): number {
    const chordM = Math.sqrt(square);
    if (chordM < 1) return chordM;
    const points = this.#points;
    const at = this.piece * 3;
    const along = this.along;
    const fx = (points[at] as number) * (1 - along) + (points[at + 3] as number) * along;
    const fy = (points[at + 1] as number) * (1 - along) + (points[at + 4] as number) * along;
    const fz = (points[at + 2] as number) * (1 - along) + (points[at + 5] as number) * along;
    // Radius of curvature of the normal section along the chord, at its middle.
    const mx = (fx + (here[0] as number)) / 2;
    const my = (fy + (here[1] as number)) / 2;
    const mz = (fz + (here[2] as number)) / 2;
    const dx = (here[0] as number) - fx;
    const dy = (here[1] as number) - fy;
    const dz = (here[2] as number) - fz;
    const gradient = Math.sqrt((mx * mx + my * my) / (A2 * A2) + (mz * mz) / (B2 * B2));
    const radiusM =
      (gradient * (dx * dx + dy * dy + dz * dz)) / ((dx * dx + dy * dy) / A2 + (dz * dz) / B2);
    const half = chordM / (2 * radiusM);
    return half >= 1 ? Math.PI * radiusM : 2 * radiusM * Math.asin(half);
  }

  /** Side of the place last searched for, at the foot last found. */
  isLeft(): boolean {
    const piece = this.piece;
    const along = this.along;
    const vertexPiece = along <= 0 ? piece : along >= 1 ? piece + 1 : -1;
    const isInnerVertex =
      vertexPiece > 0 &&
      vertexPiece < this.#pieceCount &&
      this.#pieceEdge[vertexPiece] !== this.#pieceEdge[vertexPiece - 1];
    if (!isInnerVertex) return this.#turn(piece, along >= 1 ? piece + 1 : piece) > 0;
    // Anticlockwise from the outgoing edge o to the way back b: is the place q in between?
    const oq = this.#turn(vertexPiece, vertexPiece);
    const iq = this.#turn(vertexPiece - 1, vertexPiece);
    const io = this.#turnOfPieces(vertexPiece - 1, vertexPiece);
    // With i the incoming direction, b = -i: cross(o, b) = cross(i, o), cross(b, q) = -cross(i, q).
    return io > 0 ? oq > 0 && iq > 0 : oq > 0 || iq > 0;
  }

  /** Up · (direction of a piece × from a point of the line to the place): positive if left. */
  #turn(piece: number, point: number): number {
    const points = this.#points;
    const at = piece * 3;
    const ux = (points[at + 3] as number) - (points[at] as number);
    const uy = (points[at + 4] as number) - (points[at + 1] as number);
    const uz = (points[at + 5] as number) - (points[at + 2] as number);
    const from = point * 3;
    const vx = points[from] as number;
    const vy = points[from + 1] as number;
    const vz = points[from + 2] as number;
    return upDotCross(
      vx,
      vy,
      vz,
      ux,
      uy,
      uz,
      (here[0] as number) - vx,
      (here[1] as number) - vy,
      (here[2] as number) - vz,
    );
  }

  #turnOfPieces(first: number, second: number): number {
    const points = this.#points;
    const at = first * 3;
    const on = second * 3;
    return upDotCross(
      points[on] as number,
      points[on + 1] as number,
      points[on + 2] as number,
      (points[at + 3] as number) - (points[at] as number),
      (points[at + 4] as number) - (points[at + 1] as number),
      (points[at + 5] as number) - (points[at + 2] as number),
      (points[on + 3] as number) - (points[on] as number),
      (points[on + 4] as number) - (points[on + 1] as number),
      (points[on + 5] as number) - (points[on + 2] as number),
    );
  }

  /** The edges with a piece nearer than `reachM`, each with a first guess of the foot. */
  candidates(lonDeg: number, latDeg: number, reachM: number): { edge: number; guessM: number }[] {
    locate(lonDeg, latDeg);
    const found = new Map<number, { edge: number; guessM: number; square: number }>();
    // A chord is never longer than the way along the surface.
    this.#withinChord(reachM + SLACK_M, (piece, square) => {
      const edge = this.#pieceEdge[piece] as number;
      if (square >= (found.get(edge)?.square ?? Number.POSITIVE_INFINITY)) return;
      const fromM = this.#pieceFromM[piece] as number;
      const guessM = fromM + (foot[0] as number) * ((this.#pieceToM[piece] as number) - fromM);
      found.set(edge, { edge, guessM, square });
    });
    return [...found.values()].sort((a, b) => a.edge - b.edge);
  }
}

/** Earth-centred place last located, then its longitude and latitude: shared, as lines ask of the same. */
const here = new Float64Array(5).fill(Number.NaN);
/** Share along the piece last looked at. */
const foot = new Float64Array(1);

function locate(lonDeg: number, latDeg: number): void {
  if (here[3] === lonDeg && here[4] === latDeg) return;
  const sinLat = Math.sin(latDeg * DEG);
  const cosLat = Math.cos(latDeg * DEG);
  const radiusM = WGS84_MAJOR_M / Math.sqrt(1 - E2 * sinLat * sinLat);
  here[0] = radiusM * cosLat * Math.cos(lonDeg * DEG);
  here[1] = radiusM * cosLat * Math.sin(lonDeg * DEG);
  here[2] = radiusM * (1 - E2) * sinLat;
  here[3] = lonDeg;
  here[4] = latDeg;
}

/** Earth-centred coordinates of a place on the ellipsoid, metres. */
function earthCentred([lonDeg, latDeg]: Position): [x: number, y: number, z: number] {
  const sinLat = Math.sin(latDeg * DEG);
  const cosLat = Math.cos(latDeg * DEG);
  const radiusM = WGS84_MAJOR_M / Math.sqrt(1 - E2 * sinLat * sinLat);
  return [
    radiusM * cosLat * Math.cos(lonDeg * DEG),
    radiusM * cosLat * Math.sin(lonDeg * DEG),
    radiusM * (1 - E2) * sinLat,
  ];
}

/** Sign of the turn from u to q as seen from above the ellipsoid at v. */
function upDotCross(
  vx: number,
  vy: number,
  vz: number,
  ux: number,
  uy: number,
  uz: number,
  qx: number,
  qy: number,
  qz: number,
): number {
  const nz = (vz * A2) / B2;
  return vx * (uy * qz - uz * qy) + vy * (uz * qx - ux * qz) + nz * (ux * qy - uy * qx);
}
