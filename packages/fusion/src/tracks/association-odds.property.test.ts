import { seededRng } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type AssociationGraph,
  type AssociationOdds,
  associationOdds,
} from "./association-odds.ts";

type Matrix = readonly (readonly number[])[];

/** All joint events, one after the other. */
function byEnumeration({ trackCount, placeCount, firstPair, places, weights }: AssociationGraph) {
  const pairChances = new Float64Array(weights.length);
  const trackAlone = new Float64Array(trackCount);
  const placeAlone = new Float64Array(placeCount);
  let total = 0;
  const pairOf = new Int32Array(trackCount).fill(-1);
  const isUsed = new Uint8Array(placeCount);
  function from(track: number, weight: number): void {
    if (track === trackCount) {
      total += weight;
      for (let each = 0; each < trackCount; each++) {
        const pair = pairOf[each] as number;
        if (pair === -1) trackAlone[each] = (trackAlone[each] as number) + weight;
        else pairChances[pair] = (pairChances[pair] as number) + weight;
      }
      for (let place = 0; place < placeCount; place++) {
        if (isUsed[place] === 0) placeAlone[place] = (placeAlone[place] as number) + weight;
      }
      return;
    }
    from(track + 1, weight);
    for (let pair = firstPair[track] as number; pair < (firstPair[track + 1] as number); pair++) {
      const place = places[pair] as number;
      if (isUsed[place] === 1) continue;
      isUsed[place] = 1;
      pairOf[track] = pair;
      from(track + 1, weight * (weights[pair] as number));
      pairOf[track] = -1;
      isUsed[place] = 0;
    }
  }
  from(0, 1);
  const share = (sums: Float64Array) => sums.map((sum) => sum / total);
  return {
    pairChances: share(pairChances),
    trackAlone: share(trackAlone),
    placeAlone: share(placeAlone),
  };
}

function graphOf(weights: Matrix): AssociationGraph {
  const rows = weights.map((row) =>
    row.flatMap((weight, place) => (weight > 0 ? [{ place, weight }] : [])),
  );
  const firstPair = new Int32Array(rows.length + 1);
  for (const [track, row] of rows.entries()) {
    firstPair[track + 1] = (firstPair[track] as number) + row.length;
  }
  const pairs = rows.flat();
  return {
    trackCount: weights.length,
    placeCount: weights[0]?.length ?? 0,
    firstPair,
    places: Int32Array.from(pairs, (pair) => pair.place),
    weights: Float64Array.from(pairs, (pair) => pair.weight),
  };
}

type Chances = Pick<AssociationOdds, "pairChances" | "trackAlone" | "placeAlone">;

/** The largest difference between chances. */
function apart(one: Chances, other: Chances): number {
  let most = 0;
  for (const key of ["pairChances", "trackAlone", "placeAlone"] as const) {
    for (const [at, chance] of one[key].entries()) {
      most = Math.max(most, Math.abs(chance - (other[key][at] as number)));
    }
  }
  return most;
}

// From a place that is almost surely from elsewhere to one that is almost surely the track's.
const weight = fc.oneof(
  fc.constant(0),
  fc.double({ min: -8, max: 8, noNaN: true }).map((power) => 10 ** power),
);

function matrices(trackCountMax: number, placeCountMax: number) {
  return fc
    .record({
      tracks: fc.integer({ min: 1, max: trackCountMax }),
      places: fc.integer({ min: 1, max: placeCountMax }),
    })
    .chain(({ tracks, places }) =>
      fc.array(fc.array(weight, { minLength: places, maxLength: places }), {
        minLength: tracks,
        maxLength: tracks,
      }),
    );
}

test("[FUS-170] chances of pairings are those of all joint events, to 1e-9", () => {
  fc.assert(
    fc.property(matrices(6, 6), (weights) => {
      const graph = graphOf(weights);
      expect(apart(associationOdds(graph), byEnumeration(graph))).toBeLessThan(1e-9);
    }),
    { numRuns: 300 },
  );
});

test("[FUS-170] so they are with many places and few tracks, and the other way round", () => {
  fc.assert(
    fc.property(matrices(3, 12), (weights) => {
      for (const matrix of [weights, turned(weights)]) {
        const graph = graphOf(matrix);
        expect(apart(associationOdds(graph), byEnumeration(graph))).toBeLessThan(1e-9);
      }
    }),
    { numRuns: 100 },
  );
});

function turned(weights: Matrix): Matrix {
  return (weights[0] ?? []).map((_, place) => weights.map((row) => row[place] as number));
}

test("[FUS-170] and with seven tracks and seven places, all joined, the largest such group", () => {
  const rng = seededRng("odds/seven");
  const joined = (count: number) =>
    graphOf(Array.from({ length: count }, () => Array.from({ length: count }, () => power(rng))));
  const seven = joined(7);
  const odds = associationOdds(seven);
  expect(odds.exactGroups).toHaveLength(1);
  expect(apart(odds, byEnumeration(seven))).toBeLessThan(1e-9);
  expect(associationOdds(joined(8)).exactGroups).toHaveLength(0);
});

function power(rng: { nextUnit(): number }): number {
  return 10 ** (rng.nextUnit() * 9 - 3);
}

test("[FUS-170] a row of two hundred tracks, each sharing places with the next, is exact too", () => {
  const rng = seededRng("odds/row");
  const count = 200;
  const weights = Array.from({ length: count }, (_, track) =>
    Array.from({ length: count }, (_unused, place) =>
      Math.abs(track - place) <= 1 ? power(rng) : 0,
    ),
  );
  const { exactGroups, pairChances, trackAlone } = associationOdds(graphOf(weights));
  expect(exactGroups.map((group) => group.length)).toEqual([count]);
  // The far end does not tell: as of the first ten tracks alone, which can be enumerated.
  const near = byEnumeration(graphOf(weights.slice(0, 10).map((row) => row.slice(0, 10))));
  expect(trackAlone[0]).toBeCloseTo(near.trackAlone[0] as number, 3);
  expect(pairChances[0]).toBeCloseTo(near.pairChances[0] as number, 3);
});

/** Tracks and places on a plane, crowded, as a tracker meets them. */
function crowd(seed: number): Matrix {
  const rng = seededRng(`odds/crowd/${seed}`);
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - rng.nextUnit())) * Math.cos(2 * Math.PI * rng.nextUnit());
  const trackCount = 6 + Math.floor(rng.nextUnit() * 5);
  const sizeM = 100 + 400 * rng.nextUnit();
  const clutterPerM2 = 10 ** (-8 + 3 * rng.nextUnit());
  const tracks = Array.from({ length: trackCount }, () => ({
    eastM: sizeM * rng.nextUnit(),
    northM: sizeM * rng.nextUnit(),
    sigmaM: 30 + 90 * rng.nextUnit(),
  }));
  const places = [
    ...tracks.map(({ eastM, northM }) => [eastM + 40 * normal(), northM + 40 * normal()] as const),
    ...Array.from(
      { length: Math.floor(rng.nextUnit() * 3) },
      () => [sizeM * rng.nextUnit(), sizeM * rng.nextUnit()] as const,
    ),
  ];
  return tracks.map(({ eastM, northM, sigmaM }) =>
    places.map(([east, north]) => {
      const squared = ((east - eastM) ** 2 + (north - northM) ** 2) / sigmaM ** 2;
      const density = Math.exp(-squared / 2) / (2 * Math.PI * sigmaM ** 2);
      return squared > 16 ? 0 : (9 * density) / clutterPerM2;
    }),
  );
}

function joinedBy(seed: number): Matrix {
  const rng = seededRng(`odds/joined/${seed}`);
  const filled = 0.3 + 0.7 * rng.nextUnit();
  const trackCount = 7 + Math.floor(rng.nextUnit() * 4);
  const placeCount = 7 + Math.floor(rng.nextUnit() * 4);
  return Array.from({ length: trackCount }, () =>
    Array.from({ length: placeCount }, () => (rng.nextUnit() < filled ? power(rng) : 0)),
  );
}

test.each([
  ["crowds on a plane", crowd],
  ["tracks and places joined at random", joinedBy],
])("[FUS-170] above the bound, of %s, they are within a half, and mostly within 0.1", (_, make) => {
  const errors: number[] = [];
  for (let seed = 0; seed < 400; seed++) {
    const graph = graphOf(make(seed));
    const odds = associationOdds(graph);
    const exact = associationOdds(graph, Number.POSITIVE_INFINITY);
    if (odds.exactGroups.length === exact.exactGroups.length) continue;
    errors.push(apart(odds, exact));
    for (let track = 0; track < graph.trackCount; track++) {
      const from = graph.firstPair[track] as number;
      const own = odds.pairChances.subarray(from, graph.firstPair[track + 1]);
      const sum = own.reduce((all, chance) => all + chance, odds.trackAlone[track] as number);
      expect(sum).toBeCloseTo(1, 9);
    }
  }
  expect(errors.length).toBeGreaterThan(50);
  expect(Math.max(...errors)).toBeLessThan(0.5);
  expect(errors.filter((error) => error < 0.1).length / errors.length).toBeGreaterThan(0.6);
});

test("[FUS-170] of two pairings nearly as likely as each other messages settle for one, sums do not", () => {
  // Two pairings nearly as likely as each other, of two tracks and two places surely theirs.
  const graph = graphOf([
    [1.2e6, 1e6],
    [1e6, 1e6],
  ]);
  expect(associationOdds(graph).pairChances[0]).toBeCloseTo(0.545, 3);
  expect(associationOdds(graph, 0).pairChances[0]).toBeGreaterThan(0.98);
});
