import type { DetectionMatrix, MatrixQuestion, PlanOption } from "./detection-matrix.ts";

/** Weight of every point and state, by question: how much its coverage counts in what is maximised. */
export type TermWeights = readonly Float64Array[];

/** Mean over cell-hours and over the worst tenth of them, by clause. */
export interface ClauseFigures {
  readonly mean: number;
  readonly worstTenth: number;
}

/** Share of cell-hours that the worst of them are. */
const worstShare = 0.1;
/** A chance nearer to 1 than this cannot be taken out again without losing digits. */
const certainFrom = 1 - 1e-9;

/**
 * How likely 0, 1 … n − 1 independent groups detect, at every point and in every state, for the posts
 * chosen so far; n is what the question needs. A post more, or one less, is a step of the convolution.
 */
export class CoverageTally {
  readonly #matrix: DetectionMatrix;
  /** [question][(point × states + state) × needed + detected] */
  readonly #exactly: readonly Float64Array[];

  constructor(matrix: DetectionMatrix) {
    this.#matrix = matrix;
    this.#exactly = matrix.questions.map(({ pointCount, stateCount, needed }) => {
      const exactly = new Float64Array(pointCount * stateCount * needed);
      for (let term = 0; term < exactly.length; term += needed) exactly[term] = 1;
      return exactly;
    });
  }

  reset(): void {
    for (const [index, exactly] of this.#exactly.entries()) {
      const { needed } = this.#matrix.questions[index] as MatrixQuestion;
      exactly.fill(0);
      for (let term = 0; term < exactly.length; term += needed) exactly[term] = 1;
    }
  }

  add(option: PlanOption): void {
    for (const { question, points, chances } of option.rows) {
      this.addChances(question, points, chances);
    }
  }

  /** Adds one group with the chances given, by [point][state]. */
  addChances(question: number, points: Int32Array, chances: ArrayLike<number>): void {
    const { stateCount, needed } = this.#matrix.questions[question] as MatrixQuestion;
    const exactly = this.#exactly[question] as Float64Array;
    let at = 0;
    for (const point of points) {
      let term = point * stateCount * needed;
      for (let state = 0; state < stateCount; state++, at++, term += needed) {
        const detects = chances[at] as number;
        if (detects === 0) continue;
        for (let count = needed - 1; count > 0; count--) {
          exactly[term + count] =
            (exactly[term + count] as number) * (1 - detects) +
            (exactly[term + count - 1] as number) * detects;
        }
        exactly[term] = (exactly[term] as number) * (1 - detects);
      }
    }
  }

  /** Takes a post out that was added before. False where chances were certain: build anew then. */
  remove(option: PlanOption): boolean {
    if (option.rows.some(({ chances }) => chances.some((chance) => chance > certainFrom))) {
      return false;
    }
    for (const { question, points, chances } of option.rows) {
      const { stateCount, needed } = this.#matrix.questions[question] as MatrixQuestion;
      const exactly = this.#exactly[question] as Float64Array;
      let at = 0;
      for (const point of points) {
        let term = point * stateCount * needed;
        for (let state = 0; state < stateCount; state++, at++, term += needed) {
          const detects = chances[at] as number;
          if (detects === 0) continue;
          let below = 0;
          for (let count = 0; count < needed; count++) {
            const own = ((exactly[term + count] as number) - below * detects) / (1 - detects);
            const sound = Math.min(1, Math.max(0, own));
            exactly[term + count] = sound;
            below = sound;
          }
        }
      }
    }
    return true;
  }

  /**
   * What a post would add. `spread` 0: coverage by the standard alone; above 0 a share goes to groups
   * that do not suffice yet, so that the first of two has a value.
   */
  gain(option: PlanOption, weights: TermWeights, spread: number): number {
    let sum = 0;
    for (const { question, points, chances } of option.rows) {
      const { stateCount, needed } = this.#matrix.questions[question] as MatrixQuestion;
      const exactly = this.#exactly[question] as Float64Array;
      const own = weights[question] as Float64Array;
      sum +=
        needed === 1
          ? gainOfOne(points, chances, own, exactly, stateCount)
          : gainOfMany(points, chances, own, exactly, stateCount, needed, spread);
    }
    return sum;
  }

  /** Mean by what `gain` adds up, with `spread` 0. */
  total(weights: TermWeights): number {
    let sum = 0;
    for (const [index, exactly] of this.#exactly.entries()) {
      const { needed } = this.#matrix.questions[index] as MatrixQuestion;
      const own = weights[index] as Float64Array;
      for (let term = 0; term < own.length; term++) {
        let missed = 0;
        for (let count = 0; count < needed; count++) {
          missed += exactly[term * needed + count] as number;
        }
        sum += (own[term] as number) * (1 - missed);
      }
    }
    return sum;
  }

  /**
   * Coverage of each cell in each part of the day, by [cell][time].
   * @param stateShare of the question's states, where the weather is another than the matrix has
   * @param cells those asked about, by place among the question's cells; the others stay 0
   */
  cellTimes(question: number, stateShare?: Float64Array, cells?: Iterable<number>): Float64Array {
    const own = this.#matrix.questions[question] as MatrixQuestion;
    const { stateCount, needed, pointStart, times, stateTime } = own;
    const share = stateShare ?? own.stateShare;
    const exactly = this.#exactly[question] as Float64Array;
    const timeCount = times.length;
    const covered = new Float64Array(own.cells.length * timeCount);
    for (const cell of cells ?? own.cells.keys()) {
      const from = pointStart[cell] as number;
      const to = pointStart[cell + 1] as number;
      for (let term = from * stateCount; term < to * stateCount; term++) {
        const state = term % stateCount;
        let missed = 0;
        for (let count = 0; count < needed; count++) {
          missed += exactly[term * needed + count] as number;
        }
        const at = cell * timeCount + (stateTime[state] as number);
        covered[at] =
          (covered[at] as number) + ((share[state] as number) * (1 - missed)) / (to - from);
      }
    }
    return covered;
  }

  /**
   * What a post would add to each cell of one of its questions, by part of the day; pairs of the cell's
   * place among the question's cells and its gains, ascending.
   */
  cellGains(option: PlanOption, row: number): readonly (readonly [number, Float64Array])[] {
    const { question, points, chances } = option.rows[row] as PlanOption["rows"][number];
    const own = this.#matrix.questions[question] as MatrixQuestion;
    const { stateCount, needed, pointStart, times, stateTime, stateShare } = own;
    const exactly = this.#exactly[question] as Float64Array;
    const found: [number, Float64Array][] = [];
    let place = 0;
    let gains: Float64Array | undefined;
    let at = 0;
    for (const point of points) {
      while ((pointStart[place + 1] as number) <= point) {
        place += 1;
        gains = undefined;
      }
      if (gains === undefined) {
        gains = new Float64Array(times.length);
        found.push([place, gains]);
      }
      const each = 1 / ((pointStart[place + 1] as number) - (pointStart[place] as number));
      let term = point * stateCount * needed + needed - 1;
      for (let state = 0; state < stateCount; state++, at++, term += needed) {
        const time = stateTime[state] as number;
        gains[time] =
          (gains[time] as number) +
          each *
            (stateShare[state] as number) *
            (chances[at] as number) *
            (exactly[term] as number);
      }
    }
    return found;
  }

  /** Figures of each clause, by its index; see `clauseFigures`. */
  figures(clauseCount: number, stateShares?: readonly Float64Array[]): readonly ClauseFigures[] {
    const found: ClauseFigures[] = Array.from({ length: clauseCount }, () => ({
      mean: 0,
      worstTenth: 0,
    }));
    for (const [index, question] of this.#matrix.questions.entries()) {
      const covered = this.cellTimes(index, stateShares?.[index]);
      for (const { clause, cells } of question.clauses) {
        found[clause] = clauseFigures(cells, covered, question);
      }
    }
    return found;
  }
}

/** Mean and worst tenth of a clause's cell-hours from the coverage of its question's cells. */
function clauseFigures(
  cells: Int32Array,
  covered: Float64Array,
  { times }: MatrixQuestion,
): ClauseFigures {
  const values: [number, number][] = [];
  let mean = 0;
  for (const cell of cells) {
    for (const [time, { weight }] of times.entries()) {
      const ratio = covered[cell * times.length + time] as number;
      const share = weight / cells.length;
      values.push([ratio, share]);
      mean += ratio * share;
    }
  }
  return { mean, worstTenth: worstOf(values) };
}

/** Mean over the tenth with the lowest values; pairs of value and share, shares adding up to 1. */
export function worstOf(values: [number, number][]): number {
  values.sort((a, b) => a[0] - b[0]);
  let left = worstShare;
  let sum = 0;
  for (const [ratio, share] of values) {
    const taken = Math.min(left, share);
    sum += ratio * taken;
    left -= taken;
    if (left <= 0) break;
  }
  return sum / (worstShare - Math.max(0, left));
}

function gainOfOne(
  points: Int32Array,
  chances: Float32Array,
  weights: Float64Array,
  exactly: Float64Array,
  stateCount: number,
): number {
  let sum = 0;
  let at = 0;
  for (let index = 0; index < points.length; index++) {
    let term = (points[index] as number) * stateCount;
    for (let state = 0; state < stateCount; state++, at++, term++) {
      sum += (weights[term] as number) * (exactly[term] as number) * (chances[at] as number);
    }
  }
  return sum;
}

function gainOfMany(
  points: Int32Array,
  chances: Float32Array,
  weights: Float64Array,
  exactly: Float64Array,
  stateCount: number,
  needed: number,
  spread: number,
): number {
  let sum = 0;
  let at = 0;
  const each = spread / needed;
  for (let index = 0; index < points.length; index++) {
    let term = (points[index] as number) * stateCount;
    for (let state = 0; state < stateCount; state++, at++, term++) {
      const detects = chances[at] as number;
      if (detects === 0) continue;
      const first = term * needed;
      let below = 0;
      for (let count = 0; count < needed; count++) below += exactly[first + count] as number;
      const last = exactly[first + needed - 1] as number;
      sum += (weights[term] as number) * detects * ((1 - spread) * last + each * below);
    }
  }
  return sum;
}

/**
 * Weights by which the sum over terms is the mean over clauses by weight of their mean over cell-hours.
 * @param focus by clause, for each of its cells and parts of the day a factor with mean 1; absent: 1
 */
export function meanWeights(
  matrix: DetectionMatrix,
  clauseWeights: readonly number[],
  focus?: readonly (Float64Array | null)[],
): TermWeights {
  return matrix.questions.map((question) => {
    const { stateCount, stateShare, stateTime, times, pointStart, pointCount } = question;
    const weights = new Float64Array(pointCount * stateCount);
    for (const { clause, cells } of question.clauses) {
      const own = clauseWeights[clause] as number;
      const factors = focus?.[clause] ?? null;
      for (const [place, cell] of cells.entries()) {
        const from = pointStart[cell] as number;
        const to = pointStart[cell + 1] as number;
        const each = own / cells.length / (to - from);
        for (let point = from; point < to; point++) {
          for (let state = 0; state < stateCount; state++) {
            const time = stateTime[state] as number;
            const factor = factors === null ? 1 : (factors[place * times.length + time] as number);
            const term = point * stateCount + state;
            weights[term] =
              (weights[term] as number) +
              each * (times[time]?.weight ?? 0) * (stateShare[state] as number) * factor;
          }
        }
      }
    }
    return weights;
  });
}
