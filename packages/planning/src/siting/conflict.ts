/** Whether requirements can be kept together; undefined where that could not be decided. */
export type Decide<T> = (kept: readonly T[]) => Promise<boolean | undefined>;

/** Up to so many requirements, every set of them is tried, the smallest first. */
const enumeratedMax = 6;
const defaultCheckMax = 120;

/**
 * The smallest set of requirements that cannot be kept together, given that all of them cannot. With more
 * than six, a set that is smallest in that none of it can be spared (deletion filter).
 * Source: J. W. Chinneck, E. W. Dravnieks, "Locating minimal infeasible constraint sets in linear
 * programs", ORSA Journal on Computing 3 (1991).
 */
export async function smallestConflict<T>(
  items: readonly T[],
  decide: Decide<T>,
): Promise<readonly T[]> {
  if (items.length > enumeratedMax) return thinnedConflict(items, decide);
  const sets = Array.from({ length: 2 ** items.length }, (_, mask) =>
    items.filter((_item, index) => (mask >> index) & 1),
  ).sort((a, b) => a.length - b.length);
  for (const set of sets) {
    if (set.length === items.length) break;
    if ((await decide(set)) === false) return set;
  }
  return items;
}

/**
 * A set of requirements that cannot be kept together and of which none can be spared: whole halves are
 * tried first, then quarters, down to single ones. What could not be decided stays in, as does what is left
 * when the checks are used up.
 */
export async function thinnedConflict<T>(
  items: readonly T[],
  decide: Decide<T>,
  checkMax = defaultCheckMax,
): Promise<readonly T[]> {
  let kept = items;
  let checks = 0;
  for (let size = Math.ceil(items.length / 2); size >= 1 && kept.length > 1; ) {
    let isThinner = false;
    for (let from = 0; from < kept.length && checks < checkMax; ) {
      const rest = kept.toSpliced(from, size);
      checks += 1;
      if ((await decide(rest)) === false) {
        kept = rest;
        isThinner = true;
      } else from += size;
    }
    if (checks >= checkMax) return kept;
    if (size === 1) {
      if (!isThinner) return kept;
    } else size = Math.ceil(size / 2);
  }
  return kept;
}
