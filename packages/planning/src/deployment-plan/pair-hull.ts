/**
 * Bounds from above on the chance that at least two of some independent posts detect, by sums over the
 * posts.
 *
 * With chances p_j let l_j = −ln(1 − p_j), o_j = p_j / (1 − p_j), L = Σ l_j, O = Σ o_j. Then
 *   P[at least two] = 1 − e^−L (1 + O),
 * and for every c from 0 to 1
 *   P[at least two] ≤ c + Σ l_j T_c(o_j / l_j),   T_c(r) = sup over L > 0 of (1 − e^−L (1 + r L) − c) / L.
 * Proof: T_c is a supremum of linear functions of r, so it is convex; the mean of T_c(o_j / l_j) by the
 * weights l_j / L is at least T_c(O / L) (Jensen), and L T_c(O / L) ≥ 1 − e^−L (1 + O) − c by the
 * definition of T_c. Each of these bounds is linear in the posts, so the least of them over several c is
 * concave; for posts of one chance, parts of them allowed, it is the least concave function above.
 *
 * T_c falls with r, so a chance may be taken for the lower end of its class: the bound only rises.
 */

/** Classes of chances by their lower ends; the ratio r of a class is that of its lower end. */
const classWidth = 1 / 16;
export const chanceClassCount = 16;
/** The values of c that are tried; with c = 1 the bound is 1. */
const intercepts: readonly number[] = [
  0, 0.01, 0.02, 0.04, 0.06, 0.08, 0.11, 0.14, 0.17, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55,
  0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.96, 0.98, 0.99, 0.995, 1,
];
/** Slopes are kept a hair too large, so that rounding them never lowers a bound. */
const roundUp = 1 + 1e-9;

export const classOf = (chance: number): number =>
  Math.min(chanceClassCount - 1, Math.floor(chance / classWidth));

/** T_c(r): where a line through (0, c) touches 1 − e^−L (1 + r L) from above. */
export function touchingSlope(c: number, r: number): number {
  const chance = (sum: number) => 1 - Math.exp(-sum) * (1 + r * sum);
  const slope = (sum: number) => Math.exp(-sum) * (1 + r * sum - r);
  // Beyond its turning point the curve is concave, and the line touches there.
  let low = 2 - 1 / r;
  let high = 4;
  const isBefore = (sum: number) => sum * slope(sum) > chance(sum) - c;
  while (isBefore(high)) high *= 2;
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (isBefore(middle)) low = middle;
    else high = middle;
  }
  return Math.max(0, slope(low), (chance(high) - c) / high);
}

/** T_c by [c][class]: `pairSlopes[line × 16 + class]`. */
export const pairSlopes: Float64Array = Float64Array.from(
  { length: intercepts.length * chanceClassCount },
  (_, at) => {
    const c = intercepts[Math.floor(at / chanceClassCount)] as number;
    const p = (at % chanceClassCount) * classWidth;
    const r = p === 0 ? 1 : p / (1 - p) / -Math.log1p(-p);
    return c === 1 ? 0 : touchingSlope(c, r) * roundUp;
  },
);

/** The bound by one line for sums of l_j by class of chance, `sums[from … from + 16)`. */
export function pairBoundBy(line: number, sums: Float64Array, from: number): number {
  let value = intercepts[line] as number;
  const first = line * chanceClassCount;
  for (let index = 0; index < chanceClassCount; index++) {
    value += (sums[from + index] as number) * (pairSlopes[first + index] as number);
  }
  return value;
}

/**
 * The line that bounds least. T_c is convex in c, so the bounds fall to the least and rise again: from
 * where the search begins it goes downhill.
 */
export function leastPairLine(sums: Float64Array, from: number, begin: number): number {
  let line = begin;
  let value = pairBoundBy(line, sums, from);
  for (const step of [-1, 1]) {
    for (let next = line + step; next >= 0 && next < intercepts.length; next += step) {
      const other = pairBoundBy(next, sums, from);
      if (other >= value) break;
      value = other;
      line = next;
    }
  }
  return line;
}
