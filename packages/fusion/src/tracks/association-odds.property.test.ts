import fc from "fast-check";
import { expect, test } from "vitest";
import { type AssociationGraph, associationOdds } from "./association-odds.ts";

/** All joint events, one after the other. */
function byEnumeration(graph: AssociationGraph): Float64Array {
  const sums = new Float64Array(graph.pairCount);
  let total = 0;
  const chosen: number[] = [];
  const usedPlaces = new Set<number>();
  function from(track: number, weight: number): void {
    if (track === graph.trackCount) {
      total += weight;
      for (const pair of chosen) sums[pair] = (sums[pair] as number) + weight;
      return;
    }
    from(track + 1, weight);
    for (let pair = 0; pair < graph.pairCount; pair++) {
      const place = graph.places[pair] as number;
      if (graph.tracks[pair] !== track || usedPlaces.has(place)) continue;
      usedPlaces.add(place);
      chosen.push(pair);
      from(track + 1, weight * (graph.weights[pair] as number));
      chosen.pop();
      usedPlaces.delete(place);
    }
  }
  from(0, 1);
  return sums.map((sum) => sum / total);
}

function graphOf(weights: readonly (readonly number[])[]): AssociationGraph {
  const pairs = weights.flatMap((row, track) =>
    row.flatMap((weight, place) => (weight > 0 ? [{ track, place, weight }] : [])),
  );
  return {
    trackCount: weights.length,
    placeCount: weights[0]?.length ?? 0,
    pairCount: pairs.length,
    tracks: Int32Array.from(pairs, (pair) => pair.track),
    places: Int32Array.from(pairs, (pair) => pair.place),
    weights: Float64Array.from(pairs, (pair) => pair.weight),
  };
}

const weight = fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 100, noNaN: true }));
const matrices = fc
  .record({ tracks: fc.integer({ min: 1, max: 4 }), places: fc.integer({ min: 1, max: 4 }) })
  .chain(({ tracks, places }) =>
    fc.array(fc.array(weight, { minLength: places, maxLength: places }), {
      minLength: tracks,
      maxLength: tracks,
    }),
  );

test("[FUS-170] chances of pairings are those of all joint events, exactly where no ring is", () => {
  fc.assert(
    fc.property(fc.array(weight, { minLength: 1, maxLength: 5 }), (row) => {
      // One track, or one place: never a ring.
      for (const graph of [graphOf([row]), graphOf(row.map((each) => [each]))]) {
        const exact = byEnumeration(graph);
        const { pairChances } = associationOdds(graph);
        for (const [pair, chance] of pairChances.entries()) {
          expect(Math.abs(chance - (exact[pair] as number))).toBeLessThan(1e-3);
        }
      }
    }),
  );
});

test("[FUS-170] elsewhere they are within 0.3 and never above one in all", () => {
  fc.assert(
    fc.property(matrices, (weights) => {
      const graph = graphOf(weights);
      const exact = byEnumeration(graph);
      const { pairChances, trackAlone } = associationOdds(graph);
      const sums = Float64Array.from(trackAlone);
      for (const [pair, chance] of pairChances.entries()) {
        expect(Math.abs(chance - (exact[pair] as number))).toBeLessThan(0.3);
        const track = graph.tracks[pair] as number;
        sums[track] = (sums[track] as number) + chance;
      }
      for (const sum of sums) expect(sum).toBeCloseTo(1, 6);
    }),
    { numRuns: 500 },
  );
});
