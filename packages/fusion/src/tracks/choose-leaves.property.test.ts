import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseLeaves, type Leaf } from "./choose-leaves.ts";

function bestByEnumeration(trees: readonly (readonly Leaf[])[]): number {
  const used = new Set<number>();
  function from(tree: number): number {
    if (tree === trees.length) return 0;
    let most = from(tree + 1);
    for (const leaf of trees[tree] ?? []) {
      const taken = leaf.taken.filter((place) => place !== -1);
      if (taken.some((place) => used.has(place))) continue;
      for (const place of taken) used.add(place);
      most = Math.max(most, leaf.gain + from(tree + 1));
      for (const place of taken) used.delete(place);
    }
    return most;
  }
  return from(0);
}

const leaf = fc.record({
  gain: fc.integer({ min: -5, max: 30 }),
  // A place of each of three scans, or none.
  taken: fc
    .tuple(
      fc.integer({ min: -1, max: 3 }),
      fc.integer({ min: -1, max: 3 }),
      fc.integer({ min: -1, max: 3 }),
    )
    .map((places) => places.map((place, scan) => (place === -1 ? -1 : scan * 10 + place))),
});
const trees = fc.array(fc.array(leaf, { minLength: 1, maxLength: 5 }), { maxLength: 6 });

test("[FUS-176] chosen ways never share a place, and gain at least nine tenths of the best choice", () => {
  let exactCount = 0;
  let count = 0;
  fc.assert(
    fc.property(trees, (given) => {
      const chosen = chooseLeaves(given);
      const places = chosen.flatMap(({ taken }) => taken.filter((place) => place !== -1));
      expect(new Set(places).size).toBe(places.length);
      const gain = chosen.reduce((sum, each) => sum + each.gain, 0);
      const best = bestByEnumeration(given);
      expect(gain).toBeLessThanOrEqual(best);
      expect(gain).toBeGreaterThanOrEqual(0.9 * best);
      count += 1;
      exactCount += Number(gain === best);
    }),
    { numRuns: 400, seed: 7 },
  );
  expect(exactCount / count).toBeGreaterThan(0.95);
});
