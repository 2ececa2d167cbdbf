import { textDigest } from "./text-digest.ts";

/** Seeded random numbers. A child stream depends on its label only, not on earlier draws. */
export interface Rng {
  /** Uniform in [0, 1). */
  nextUnit(): number;
  fork(label: string): Rng;
}

/**
 * The `Rng` that all of Truceline uses: sfc32 seeded by SHA-256 of the seed text.
 * Source: C. Doty-Humphrey, PractRand, "sfc32" (small fast chaotic, 32 bit).
 */
export function seededRng(seed: string): Rng {
  let [a = 0, b = 0, c = 0, counter = 0] = textDigest(seed);
  const next = (): number => {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + result) | 0;
    return result >>> 0;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) next();
  return {
    nextUnit: () => ((next() >>> 5) * 67_108_864 + (next() >>> 6)) / 9_007_199_254_740_992,
    fork: (label) => seededRng(`${seed}\u001f${label}`),
  };
}
