import type { DetectionMatrix, MatrixQuestion, OptionRow } from "./detection-matrix.ts";
import { chanceClassCount, leastPairLine, pairBoundBy, pairSlopes } from "./pair-hull.ts";

/** Stands for −ln(1 − p) where p is 1. */
const certainLog = 40;
/** From this chance of one post on, counting chances bounds better than counting their logarithms. */
const markovFrom = 0.68;
/** What one row of an option adds, entry by entry. */
export interface RowAmounts {
  readonly amount: Float32Array;
  /** Class of each chance; null where a term has one sum. */
  readonly classes: Uint8Array | null;
}

/** The concave function above each term of a question; see `upperBound`. */
export interface QuestionTerms {
  /** Of the sums: one, or one for each class of chances, for each term. */
  readonly length: number;
  /** What a post adds to a term's sum, from its chance there. */
  amount(chance: number, term: number): number;
  /** Sum of weight × concave function at some sums; its slopes are those of `gain` from then on. */
  evaluate(sums: Float64Array): number;
  /** What a row would add by the slopes. */
  gain(row: OptionRow, amounts: RowAmounts): number;
  readonly isByClass: boolean;
}

/** @see QuestionTerms */
export function questionTerms(
  question: MatrixQuestion,
  weights: Float64Array,
  matrix: DetectionMatrix,
  index: number,
  eligible: readonly number[],
): QuestionTerms {
  const { needed, pointCount, stateCount } = question;
  const length = pointCount * stateCount;
  if (needed === 1) {
    const slope = new Float64Array(length);
    return {
      length,
      isByClass: false,
      amount: logOf,
      evaluate(sums) {
        let value = 0;
        for (let term = 0; term < length; term++) {
          const weight = weights[term] as number;
          const missed = Math.exp(-(sums[term] as number));
          value += weight * (1 - missed);
          slope[term] = weight * missed;
        }
        return value;
      },
      gain: (row, { amount }) => gainBySlope(row, amount, slope, stateCount),
    };
  }
  if (needed === 2) {
    const lines = new Uint8Array(length);
    return {
      length: length * chanceClassCount,
      isByClass: true,
      amount: logOf,
      evaluate(sums) {
        let value = 0;
        for (let term = 0; term < length; term++) {
          const weight = weights[term] as number;
          if (weight === 0) continue;
          const from = term * chanceClassCount;
          const line = leastPairLine(sums, from, lines[term] as number);
          lines[term] = line;
          value += weight * pairBoundBy(line, sums, from);
        }
        return value;
      },
      gain: (row, amounts) => gainByLine(row, amounts, lines, weights, stateCount),
    };
  }
  return manyTerms(question, weights, matrix, index, eligible);
}

const logOf = (chance: number) => (chance >= 1 ? certainLog : -Math.log1p(-chance));

/** Three and more: by the number that detect, of Poisson or, where single posts are nearly certain, its mean. */
function manyTerms(
  { needed, pointCount, stateCount }: MatrixQuestion,
  weights: Float64Array,
  matrix: DetectionMatrix,
  index: number,
  eligible: readonly number[],
): QuestionTerms {
  const length = pointCount * stateCount;
  const isMarkov = new Uint8Array(length);
  for (const option of eligible) {
    for (const { question, points, chances } of matrix.options[option]?.rows ?? []) {
      if (question !== index) continue;
      let at = 0;
      for (const point of points) {
        for (let term = point * stateCount; term < (point + 1) * stateCount; term++, at++) {
          if ((chances[at] as number) >= markovFrom) isMarkov[term] = 1;
        }
      }
    }
  }
  const hull = poissonHull(needed);
  const slope = new Float64Array(length);
  return {
    length,
    isByClass: false,
    amount: (chance, term) => (isMarkov[term] === 1 ? chance : logOf(chance)),
    evaluate(sums) {
      let value = 0;
      for (let term = 0; term < length; term++) {
        const weight = weights[term] as number;
        const sum = sums[term] as number;
        if (isMarkov[term] === 1) {
          value += weight * Math.min(1, sum / needed);
          slope[term] = sum < needed ? weight / needed : 0;
        } else {
          value += weight * hull.value(sum);
          slope[term] = weight * hull.slope(sum);
        }
      }
      return value;
    },
    gain: (row, { amount }) => gainBySlope(row, amount, slope, stateCount),
  };
}

/**
 * The least concave function above P[N ≥ n], N Poisson with mean L: straight from 0 to where the line
 * touches, the chance itself beyond (it is concave from L = n − 1 on, and touches after that).
 */
export function poissonHull(needed: number): {
  value(mean: number): number;
  slope(mean: number): number;
} {
  const tail = (mean: number): number => {
    let term = Math.exp(-mean);
    let below = term;
    for (let count = 1; count < needed; count++) {
      term *= mean / count;
      below += term;
    }
    return 1 - below;
  };
  const density = (mean: number): number => {
    let term = Math.exp(-mean);
    for (let count = 1; count < needed; count++) term *= mean / count;
    return term;
  };
  let low = Math.max(needed - 1, 1e-6);
  let high = needed * 4 + 4;
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (tail(middle) < middle * density(middle)) low = middle;
    else high = middle;
  }
  const touch = high;
  const straight = tail(touch) / touch;
  return {
    value: (mean) => (mean < touch ? straight * mean : tail(mean)),
    slope: (mean) => (mean < touch ? straight : density(mean)),
  };
}

function gainBySlope(
  { points }: OptionRow,
  amount: Float32Array,
  slope: Float64Array,
  stateCount: number,
): number {
  let gain = 0;
  let at = 0;
  for (let index = 0; index < points.length; index++) {
    let term = (points[index] as number) * stateCount;
    for (const end = term + stateCount; term < end; term++, at++) {
      gain += (slope[term] as number) * (amount[at] as number);
    }
  }
  return gain;
}

function gainByLine(
  { points }: OptionRow,
  { amount, classes }: RowAmounts,
  lines: Uint8Array,
  weights: Float64Array,
  stateCount: number,
): number {
  if (classes === null) return 0;
  let gain = 0;
  let at = 0;
  for (let index = 0; index < points.length; index++) {
    let term = (points[index] as number) * stateCount;
    for (const end = term + stateCount; term < end; term++, at++) {
      const place = (lines[term] as number) * chanceClassCount + (classes[at] as number);
      gain += (weights[term] as number) * (pairSlopes[place] as number) * (amount[at] as number);
    }
  }
  return gain;
}
