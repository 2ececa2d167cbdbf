/**
 * Chance that at least `needed` of some independent groups detect.
 *
 * Shape: `chances[from … to)` are the groups' own chances, 0..1; the answer is 0..1. `needed` 0 gives
 * 1; more than there are gives 0.
 * Accuracy: a sum of products of non-negative terms, within a few units of the last digit.
 * Source: Poisson-binomial distribution by convolution, cut off at `needed`.
 *
 * @param scratch at least `needed` long; overwritten. Given by the caller so that nothing is allocated.
 */
export function atLeastChance(
  chances: Float64Array,
  from: number,
  to: number,
  needed: number,
  scratch: Float64Array,
): number {
  if (needed <= 0) return 1;
  if (to - from < needed) return 0;
  if (needed === 1) {
    let miss = 1;
    for (let index = from; index < to; index++) miss *= 1 - (chances[index] as number);
    return 1 - miss;
  }
  // scratch[k] = chance that exactly k have detected so far, k < needed; `reached` takes the rest.
  // Adding what reaches, not subtracting what does not, keeps small answers exact.
  scratch.fill(0, 0, needed);
  scratch[0] = 1;
  let reached = 0;
  for (let index = from; index < to; index++) {
    const p = chances[index] as number;
    if (p === 0) continue;
    const q = 1 - p;
    reached += (scratch[needed - 1] as number) * p;
    for (let count = needed - 1; count > 0; count--) {
      scratch[count] = (scratch[count] as number) * q + (scratch[count - 1] as number) * p;
    }
    scratch[0] = (scratch[0] as number) * q;
  }
  return Math.min(1, reached);
}
