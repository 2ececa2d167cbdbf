/** One way a track may have run: what it gains over there being no track, and the places it takes. */
export interface Leaf {
  readonly gain: number;
  /** −1 where it took none. */
  readonly taken: readonly number[];
}

const ROUND_COUNT_MAX = 60;

/**
 * At most one leaf of each tree, no place twice, so that the sum of gains is as large as can be.
 *
 * Places have prices that rise while several trees want them (Lagrangian relaxation); each round also
 * gives a choice that may be taken, and a bound on every choice. Ends when the two meet, which shows
 * that the choice is the best one; or after sixty rounds, and then leaves are exchanged while that gains.
 */
export function chooseLeaves<T extends Leaf>(trees: readonly (readonly T[])[]): readonly T[] {
  const prices = new Map<number, number>();
  let best: readonly T[] = [];
  let bestGain = Number.NEGATIVE_INFINITY;
  for (let round = 0; round < ROUND_COUNT_MAX; round++) {
    const wanted = wantedLeaves(trees, prices);
    const uses = usesOf(wanted.map(({ leaf }) => leaf));
    const chosen = repaired(trees, wanted);
    const gain = chosen.reduce((sum, leaf) => sum + leaf.gain, 0);
    if (gain > bestGain) {
      best = chosen;
      bestGain = gain;
    }
    let bound = 0;
    for (const { value } of wanted) bound += value;
    for (const price of prices.values()) bound += price;
    if (bound - bestGain < 1e-9) return best;
    let slope = 0;
    const places = new Set([...prices.keys(), ...uses.keys()]);
    for (const place of places) slope += ((uses.get(place) ?? 0) - 1) ** 2;
    if (slope === 0) break;
    const step = (bound - bestGain) / slope;
    for (const place of places) {
      const price = (prices.get(place) ?? 0) + step * ((uses.get(place) ?? 0) - 1);
      if (price > 0) prices.set(place, price);
      else prices.delete(place);
    }
  }
  return exchanged(trees, best);
}

interface Wanted<T> {
  readonly tree: number;
  readonly leaf: T;
  /** Gain less prices, above 0. */
  readonly value: number;
}

function wantedLeaves<T extends Leaf>(
  trees: readonly (readonly T[])[],
  prices: ReadonlyMap<number, number>,
): readonly Wanted<T>[] {
  const wanted: Wanted<T>[] = [];
  for (const [tree, leaves] of trees.entries()) {
    let most = 0;
    let leaf: T | undefined;
    for (const each of leaves) {
      let value = each.gain;
      if (value <= most) continue;
      for (const place of each.taken) value -= prices.get(place) ?? 0;
      if (value > most) {
        most = value;
        leaf = each;
      }
    }
    if (leaf !== undefined) wanted.push({ tree, leaf, value: most });
  }
  return wanted;
}

function usesOf(leaves: readonly Leaf[]): Map<number, number> {
  const uses = new Map<number, number>();
  for (const { taken } of leaves) {
    for (const place of taken) if (place !== -1) uses.set(place, (uses.get(place) ?? 0) + 1);
  }
  return uses;
}

/** Beyond so many leaves exchanges would take longer than they are worth. */
const EXCHANGE_LEAF_COUNT_MAX = 400;

/** Each leaf put in instead of those in its way, and the trees left over filled up, while that gains. */
function exchanged<T extends Leaf>(
  trees: readonly (readonly T[])[],
  from: readonly T[],
): readonly T[] {
  const leafCount = trees.reduce((sum, leaves) => sum + leaves.length, 0);
  if (leafCount > EXCHANGE_LEAF_COUNT_MAX) return from;
  const gainOf = (leaves: readonly T[]) => leaves.reduce((sum, leaf) => sum + leaf.gain, 0);
  let best = from;
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    const chosen = new Set(best);
    for (const [tree, leaves] of trees.entries()) {
      for (const leaf of leaves) {
        if (chosen.has(leaf)) continue;
        const wanted = trees.flatMap((others, at): Wanted<T>[] => {
          if (at === tree) return [{ tree, leaf, value: Number.POSITIVE_INFINITY }];
          const own = others.find((each) => chosen.has(each));
          return own === undefined ? [] : [{ tree: at, leaf: own, value: own.gain }];
        });
        const other = repaired(trees, wanted);
        if (gainOf(other) > gainOf(best) + 1e-9) {
          best = other;
          isBetter = true;
          break;
        }
      }
      if (isBetter) break;
    }
  }
  return best;
}

/** The leaves wanted, most valuable first, each replaced by the best of its tree that is still free. */
function repaired<T extends Leaf>(
  trees: readonly (readonly T[])[],
  wanted: readonly Wanted<T>[],
): readonly T[] {
  const used = new Set<number>();
  const chosen: T[] = [];
  const isFree = (leaf: T) => leaf.taken.every((place) => place === -1 || !used.has(place));
  const done = new Set<number>();
  const take = (tree: number, leaf: T | undefined) => {
    if (leaf === undefined) return;
    done.add(tree);
    chosen.push(leaf);
    for (const place of leaf.taken) if (place !== -1) used.add(place);
  };
  for (const { tree, leaf } of wanted.toSorted((one, other) => other.value - one.value)) {
    take(tree, isFree(leaf) ? leaf : bestFree(trees[tree] ?? [], isFree));
  }
  const rest = trees
    .map((leaves, tree) => ({ leaves, tree }))
    .filter(({ tree, leaves }) => !done.has(tree) && (leaves[0]?.gain ?? 0) > 0)
    .sort((one, other) => (other.leaves[0]?.gain ?? 0) - (one.leaves[0]?.gain ?? 0));
  for (const { tree, leaves } of rest) take(tree, bestFree(leaves, isFree));
  return chosen;
}

function bestFree<T extends Leaf>(
  leaves: readonly T[],
  isFree: (leaf: T) => boolean,
): T | undefined {
  let best: T | undefined;
  for (const leaf of leaves) {
    if (leaf.gain > (best?.gain ?? 0) && isFree(leaf)) best = leaf;
  }
  return best;
}
