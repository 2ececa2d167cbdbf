/** A stretch of line with posts in equal distances, and what of it a person at a post sees. */
export interface PostsAlong {
  /** Where posts stand, from the start of the stretch. */
  readonly postsKm: readonly number[];
  /** Stretches in sight of a post, in order, none touching another. */
  readonly seenKm: readonly (readonly [fromKm: number, toKm: number])[];
  /** Share of the stretch that is in sight. */
  readonly seenRatio: number;
}

/** No picture needs more strokes than it has pixels. */
const postCountMax = 2_000;

/**
 * Posts every `spacingKm` along `lengthKm`, the first half a gap in, each seeing `sightKm` to both
 * sides. Spacing and length are above 0; posts closer than a pixel are drawn a pixel apart.
 */
export function postsAlong(spacingKm: number, lengthKm: number, sightKm: number): PostsAlong {
  const postsKm: number[] = [];
  const seenKm: [number, number][] = [];
  const gapKm = Math.max(spacingKm, lengthKm / postCountMax);
  for (let index = 0; index < postCountMax; index++) {
    const atKm = (index + 0.5) * gapKm;
    if (atKm > lengthKm) break;
    postsKm.push(atKm);
    const [fromKm, toKm] = [Math.max(0, atKm - sightKm), Math.min(lengthKm, atKm + sightKm)];
    const last = seenKm.at(-1);
    if (last !== undefined && fromKm <= last[1]) last[1] = toKm;
    else seenKm.push([fromKm, toKm]);
  }
  const sumKm = seenKm.reduce((sum, [fromKm, toKm]) => sum + toKm - fromKm, 0);
  return { postsKm, seenKm, seenRatio: sumKm / lengthKm };
}

/** The end of an axis that begins at 0: 1, 2 or 5 times a power of ten, not below the largest value. */
export function axisEnd(largest: number): number {
  if (!(largest > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 2, 5, 10].find((one) => one * power >= largest * (1 - 1e-9)) ?? 10;
  return step * power;
}
