import { type QuestionTerms, questionTerms, type RowAmounts } from "./bound-terms.ts";
import type { Budget, OptionCosts } from "./choose-posts.ts";
import type { TermWeights } from "./coverage-tally.ts";
import type { DetectionMatrix, MatrixQuestion, OptionRow, PlanOption } from "./detection-matrix.ts";
import { chanceClassCount, classOf } from "./pair-hull.ts";

/** Mixes of the two budgets that are tried: share of the people's. */
const mixes = [0, 0.15, 0.3, 0.5, 0.7, 0.85, 1];

/**
 * What no choice within the budgets can exceed: the weighted sum of coverage over all terms.
 *
 * Chance that at least n of the independent posts S detect, p_j each:
 * - n = 1: 1 − e^−L with L = Σ −ln(1 − p_j), equal.
 * - n = 2: the least of linear bounds by sums for each class of chances (`leastPairLine`).
 * - n > 2: at most that of a Poisson number with mean L (each post's number of detections, a Bernoulli,
 *   lies below a Poisson number with mean −ln(1 − p_j)), and of that the least concave function above;
 *   or, where single posts are nearly certain, at most Σ p_j / n (Markov).
 *
 * Each is a concave function of a sum over the posts chosen. So for any x ≥ 0 the value is at most
 * U(x) + max_y ∇U(x) · (y − x) over all y within the budgets, whole posts or parts of them; the
 * maximum for two budgets is at most that for any mix of them. Steps of Frank and Wolfe (1956) bring x
 * to where that is small. Of a means that is limited only as many posts count as may stand: those with
 * the largest gains, since posts of one pattern cost alike.
 *
 * @param start indexes of a good choice
 * @returns the bound, never below the value of any choice within the budgets; and the parts of posts at
 *   which the steps ended, from which a choice of whole ones may begin
 */
export function upperBound(
  matrix: DetectionMatrix,
  weights: TermWeights,
  budget: Budget,
  costs: OptionCosts,
  eligible: readonly number[],
  start: readonly number[],
  rounds: number,
): { readonly bound: number; readonly parts: ReadonlyMap<number, number> } {
  const terms = matrix.questions.map((question, index) =>
    questionTerms(question, weights[index] as Float64Array, matrix, index, eligible),
  );
  const amounts = amountsBefore(matrix);
  for (const option of eligible) {
    if (!amounts.has(option)) amounts.set(option, amountsOf(matrix, terms, option));
  }
  const x = new Map<number, number>(start.map((option) => [option, 1]));
  const sums = terms.map(({ length }) => new Float64Array(length));
  for (const [option, part] of x) addOption(matrix, amounts, sums, option, part);
  let bound = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    let value = 0;
    for (const [index, own] of terms.entries()) value += own.evaluate(sums[index] as Float64Array);
    const gains = new Float64Array(matrix.options.length);
    for (const option of eligible) {
      const { rows } = matrix.options[option] as PlanOption;
      const own = amounts.get(option) as readonly RowAmounts[];
      let gain = 0;
      for (let index = 0; index < rows.length; index++) {
        const row = rows[index] as OptionRow;
        gain += (terms[row.question] as QuestionTerms).gain(row, own[index] as RowAmounts);
      }
      gains[option] = gain;
    }
    const offered = withinLimits(matrix, gains, budget, eligible);
    let atX = 0;
    for (const [option, part] of x) atX += part * (gains[option] as number);
    let best = Number.POSITIVE_INFINITY;
    let direction: ReadonlyMap<number, number> = new Map();
    for (const mix of mixesFor(budget)) {
      const filled = fill(gains, costs, budget, offered, mix);
      if (filled.value >= best) continue;
      best = filled.value;
      direction = filled.parts;
    }
    bound = Math.min(bound, value + best - atX);
    // A step towards the best corner, shorter each time.
    const step = 2 / (round + 3);
    for (const own of sums) {
      for (let term = 0; term < own.length; term++) own[term] = (own[term] as number) * (1 - step);
    }
    for (const [option, part] of x) x.set(option, part * (1 - step));
    for (const [option, part] of direction) {
      x.set(option, (x.get(option) ?? 0) + part * step);
      addOption(matrix, amounts, sums, option, part * step);
    }
  }
  return { bound, parts: x };
}

/** For each row of each option what it adds, and to which sum of its terms. */
type Amounts = ReadonlyMap<number, readonly RowAmounts[]>;

const kept = new WeakMap<DetectionMatrix, Map<number, readonly RowAmounts[]>>();

/** What was worked out for the same matrix before; not where it depends on who is eligible. */
function amountsBefore(matrix: DetectionMatrix): Map<number, readonly RowAmounts[]> {
  if (matrix.questions.some(({ needed }) => needed > 2)) return new Map();
  const known = kept.get(matrix) ?? new Map<number, readonly RowAmounts[]>();
  kept.set(matrix, known);
  return known;
}

/** Amounts are kept a hair too large, so that rounding them never lowers the bound. */
const roundUp = 1 + 1e-6;

function amountsOf(
  matrix: DetectionMatrix,
  terms: readonly QuestionTerms[],
  option: number,
): readonly RowAmounts[] {
  return (matrix.options[option] as PlanOption).rows.map(({ question, points, chances }) => {
    const { stateCount } = matrix.questions[question] as MatrixQuestion;
    const { amount: amountOf, isByClass } = terms[question] as QuestionTerms;
    const amount = new Float32Array(chances.length);
    const classes = isByClass ? new Uint8Array(chances.length) : null;
    let at = 0;
    for (const point of points) {
      for (let term = point * stateCount; term < (point + 1) * stateCount; term++, at++) {
        const chance = chances[at] as number;
        if (chance === 0) continue;
        amount[at] = amountOf(chance, term) * roundUp;
        if (classes !== null) classes[at] = classOf(chance);
      }
    }
    return { amount, classes };
  });
}

function addOption(
  matrix: DetectionMatrix,
  amounts: Amounts,
  sums: readonly Float64Array[],
  option: number,
  part: number,
): void {
  const rowAmounts = amounts.get(option) as readonly RowAmounts[];
  for (const [index, row] of (matrix.options[option] as PlanOption).rows.entries()) {
    const { stateCount } = matrix.questions[row.question] as MatrixQuestion;
    const own = sums[row.question] as Float64Array;
    const { amount, classes } = rowAmounts[index] as RowAmounts;
    let at = 0;
    for (const point of row.points) {
      for (let term = point * stateCount; term < (point + 1) * stateCount; term++, at++) {
        const place = classes === null ? term : term * chanceClassCount + (classes[at] as number);
        own[place] = (own[place] as number) + part * (amount[at] as number);
      }
    }
  }
}

function mixesFor({ people, eur }: Budget): readonly number[] {
  if (Number.isFinite(people) && Number.isFinite(eur)) return mixes;
  return Number.isFinite(eur) ? [0] : [1];
}

/** Options that can matter where means are limited: of each pattern the best by gain, as many as may stand. */
function withinLimits(
  { patterns, options }: DetectionMatrix,
  gains: Float64Array,
  { atMost }: Budget,
  eligible: readonly number[],
): readonly number[] {
  if (atMost.size === 0) return eligible;
  const most = patterns.map(({ pattern }) =>
    Math.min(
      ...pattern.sensors.map(({ means, count }) =>
        Math.floor((atMost.get(means) ?? Number.POSITIVE_INFINITY) / count),
      ),
    ),
  );
  const patternOf = (option: number) => options[option]?.site.patternIndex ?? 0;
  const taken = patterns.map(() => 0);
  return [...eligible]
    .sort((a, b) => (gains[b] as number) - (gains[a] as number))
    .filter((option) => {
      const index = patternOf(option);
      const rank = taken[index] as number;
      taken[index] = rank + 1;
      return rank < (most[index] as number);
    });
}

/** The most that gains can add up to within one mixed budget, whole options or a part of the last. */
function fill(
  gains: Float64Array,
  costs: OptionCosts,
  { people, eur }: Budget,
  eligible: readonly number[],
  mix: number,
): { readonly value: number; readonly parts: ReadonlyMap<number, number> } {
  const shareOf = (option: number) => {
    const ofPeople = Number.isFinite(people) ? (costs.people[option] as number) / people : 0;
    const ofEur = Number.isFinite(eur) ? (costs.eur[option] as number) / eur : 0;
    return mix * ofPeople + (1 - mix) * ofEur;
  };
  const ranked = eligible
    .filter((option) => (gains[option] as number) > 0)
    .map((option) => ({ option, gain: gains[option] as number, share: shareOf(option) }))
    .sort((a, b) => b.gain * a.share - a.gain * b.share);
  const parts = new Map<number, number>();
  let left = 1;
  let value = 0;
  for (const { option, gain, share } of ranked) {
    const part = share <= left ? 1 : Math.max(0, left / share);
    if (part <= 0) break;
    parts.set(option, part);
    value += gain * part;
    left -= share * part;
    if (part < 1) break;
  }
  return { value, parts };
}
