const METRES_PER_DEG = 111_700; // a degree is nowhere longer
const DEG = Math.PI / 180;
const SLOT_BITS = 12;
const SLOT_COUNT = 2 ** SLOT_BITS;
/** Rows of cells by latitude: more than there are. */
const ROW_COUNT = 24_001;
/** Spreads keys over the slots (Knuth: 2^32 over the golden ratio). */
const SPREAD = 0x9e3779b1;
const CELLS_PER_DEG_MIN = 8;
const CELLS_PER_DEG_MAX = 128;
/** A look at more pieces than this takes as long as the search it saves. */
const RANGE_LENGTH_MAX = 24;
/** A run is one number: its first piece, and in the last five bits how many there are. */
const LENGTH_BITS = 5;
const LENGTH_MASK = 2 ** LENGTH_BITS - 1;
export const RUN_NOT_YET = -1;
const TOO_MANY = -2;

/**
 * Which pieces of a line can be the nearest, for small cells of longitude and latitude: a run of them,
 * as the pieces near a cell mostly follow each other.
 *
 * A table of fixed size, filled by the questions themselves: a cell is worked out when it is asked for
 * the second time, and gives way to another one of the same slot.
 */
export class PieceRanges {
  readonly #perDeg: number;
  readonly #keys = new Int32Array(SLOT_COUNT).fill(-1);
  readonly #runs = new Int32Array(SLOT_COUNT);

  /** @param pieceM length of a piece, about: cells are as large */
  constructor(pieceM: number) {
    // Whole, so that cells begin at the same places from wherever degrees are counted.
    const perDeg = Math.round(METRES_PER_DEG / pieceM);
    this.#perDeg = Math.min(CELLS_PER_DEG_MAX, Math.max(CELLS_PER_DEG_MIN, perDeg));
  }

  /** The slot of the place's cell; -1 where nobody asked for it before, so that it stays unknown. */
  slotOf(lonDeg: number, latDeg: number): number {
    const column = Math.floor((lonDeg + 540) * this.#perDeg);
    const key = (column * ROW_COUNT + Math.floor((latDeg + 90) * this.#perDeg)) | 0;
    const slot = Math.imul(key, SPREAD) >>> (32 - SLOT_BITS);
    if (this.#keys[slot] === key) return slot;
    this.#keys[slot] = key;
    this.#runs[slot] = RUN_NOT_YET;
    return -1;
  }

  /** The run of a slot; below 0 where there is none. */
  run(slot: number): number {
    return this.#runs[slot] as number;
  }

  /** Keeps the run and gives it; below 0 where it is too long to be worth a look. */
  set(slot: number, from: number, to: number): number {
    const length = to - from;
    const run = length > RANGE_LENGTH_MAX ? TOO_MANY : (from << LENGTH_BITS) | length;
    this.#runs[slot] = run;
    return run;
  }

  /** Middle of a coordinate's cell. */
  middleDeg(deg: number): number {
    return (Math.floor(deg * this.#perDeg) + 0.5) / this.#perDeg;
  }

  /** No place of a cell at this latitude lies farther from its middle. */
  reachM(latDeg: number): number {
    const nearestDeg = Math.max(0, Math.abs(latDeg) - 1 / this.#perDeg);
    const wide = Math.cos(nearestDeg * DEG);
    return (METRES_PER_DEG / this.#perDeg / 2) * Math.sqrt(1 + wide * wide);
  }
}

/** First piece of a run. */
export function runStart(run: number): number {
  return run >> LENGTH_BITS;
}

/** The piece after a run. */
export function runEnd(run: number): number {
  return (run >> LENGTH_BITS) + (run & LENGTH_MASK);
}
