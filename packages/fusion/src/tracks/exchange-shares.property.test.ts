import fc from "fast-check";
import { expect, test } from "vitest";
import { exchangedShares, PART_SIZE, type TrackParts } from "./exchange-shares.ts";

const parts = fc
  .record({
    trackCount: fc.integer({ min: 2, max: 4 }),
    drawn: fc.array(
      fc.record({
        owner: fc.nat(3),
        chance: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        where: fc.array(fc.double({ min: -500, max: 500, noNaN: true }), {
          minLength: PART_SIZE,
          maxLength: PART_SIZE,
        }),
      }),
      { minLength: 2, maxLength: 14 },
    ),
  })
  .map(
    ({ trackCount, drawn }): TrackParts => ({
      trackCount,
      partCount: drawn.length,
      owners: drawn.map(({ owner }) => owner % trackCount),
      chances: drawn.map(({ chance }) => chance),
      whereabouts: drawn.flatMap(({ where }) => where),
      rivals: Array.from({ length: trackCount }, (_, one) =>
        Array.from({ length: trackCount - one - 1 }, (_unused, at) => [one, one + at + 1] as const),
      ).flat(),
    }),
  );

function unchanged({ trackCount, partCount, owners, chances }: TrackParts) {
  return Array.from({ length: trackCount }, (_, track) =>
    Float64Array.from({ length: partCount }, (_unused, part) =>
      owners[part] === track ? (chances[part] as number) : 0,
    ),
  );
}

/** Expected squared distance of the parts from the mean of their track. */
function spreadOf({ whereabouts }: TrackParts, shares: readonly Float64Array[]): number {
  let spread = 0;
  for (const share of shares) {
    const sum = share.reduce((all, each) => all + each, 0);
    if (sum === 0) continue;
    for (let at = 0; at < PART_SIZE; at++) {
      const value = (part: number) => whereabouts[part * PART_SIZE + at] as number;
      let mean = 0;
      for (const [part, each] of share.entries()) mean += (each * value(part)) / sum;
      for (const [part, each] of share.entries()) spread += each * (value(part) - mean) ** 2;
    }
  }
  return spread;
}

test("[FUS-200] exchanging parts keeps the chance of each part and of each track, and never spreads them", () => {
  fc.assert(
    fc.property(parts, (given) => {
      const before = unchanged(given);
      const after = exchangedShares(given);
      for (let part = 0; part < given.partCount; part++) {
        const sum = after.reduce((all, share) => all + (share[part] as number), 0);
        expect(sum).toBeCloseTo(given.chances[part] as number, 9);
      }
      for (const [track, share] of after.entries()) {
        for (const each of share) expect(each).toBeGreaterThanOrEqual(0);
        const own = (before[track] as Float64Array).reduce((all, each) => all + each, 0);
        expect(share.reduce((all, each) => all + each, 0)).toBeCloseTo(own, 9);
      }
      const spread = spreadOf(given, before);
      expect(spreadOf(given, after)).toBeLessThanOrEqual(spread * (1 + 1e-9) + 1e-9);
    }),
    { numRuns: 500 },
  );
});

test("[FUS-200] two tracks, each half here and half there, become one here and one there", () => {
  const shares = exchangedShares({
    trackCount: 2,
    partCount: 4,
    owners: [0, 0, 1, 1],
    chances: [0.5, 0.5, 0.5, 0.5],
    whereabouts: [0, 0, 0, 0, 80, 0, 80, 0, 0, 0, 0, 0, 80, 0, 80, 0],
    rivals: [[0, 1]],
  });
  const whole = shares.map((share) => Array.from(share)).sort();
  expect(whole).toEqual([
    [0, 0.5, 0, 0.5],
    [0.5, 0, 0.5, 0],
  ]);
});
