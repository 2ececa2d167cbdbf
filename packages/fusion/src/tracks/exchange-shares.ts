/** Numbers that say where a part would be: east and north now and some time later, metres. */
export const PART_SIZE = 4;

/** What some tracks may be: each part is one track with one of the places, or with none. */
export interface TrackParts {
  readonly trackCount: number;
  readonly partCount: number;
  /** Index of the track that each part comes from. */
  readonly owners: ArrayLike<number>;
  /** Chance of each part, above 0. */
  readonly chances: ArrayLike<number>;
  /** Where each part would be, `PART_SIZE` numbers a part. */
  readonly whereabouts: ArrayLike<number>;
  /** Tracks between which parts may be exchanged. */
  readonly rivals: readonly (readonly [number, number])[];
}

const TURN_COUNT_MAX = 4;
const AXIS_ROUND_COUNT = 4;
/** Of the spread of two tracks, how much an exchange must take away to be made. */
const GAIN_LEAST_RATIO = 1e-3;

/**
 * Exchanges parts between tracks so that each track lies closer together, its chance staying what it
 * was: of things without names nobody can say which is which, and a track that is half here and half
 * there is nowhere (set JPDA: Svensson, Svensson, Guerriero and Willett 2011). The expected squared
 * distance from the tracks' means never grows; pairs of tracks are gone through once, so it is not
 * proved least. Returns of each track, its share of each part; shares of a part add up to its chance.
 */
export function exchangedShares(parts: TrackParts): readonly Float64Array[] {
  const { trackCount, partCount, owners, chances } = parts;
  const shares = Array.from({ length: trackCount }, () => new Float64Array(partCount));
  for (let part = 0; part < partCount; part++) {
    (shares[owners[part] as number] as Float64Array)[part] = chances[part] as number;
  }
  for (const [one, other] of parts.rivals) {
    exchange(parts.whereabouts, shares[one] as Float64Array, shares[other] as Float64Array);
  }
  return shares;
}

/**
 * Parts of two tracks as they lie about their joint mean. With the chances of both tracks fixed, the
 * expected squared distance is least where the sum over the first track's parts is longest; and for
 * a given direction of that sum, the first track takes the parts that lie furthest along it.
 */
interface Pool {
  readonly parts: readonly number[];
  readonly chances: readonly number[];
  /** From the joint mean, `PART_SIZE` numbers a part. */
  readonly offsets: Float64Array;
  readonly oneChance: number;
}

function exchange(whereabouts: ArrayLike<number>, one: Float64Array, other: Float64Array): void {
  const pool = poolOf(whereabouts, one, other);
  if (pool === undefined) return;
  const { parts, chances, offsets, oneChance } = pool;
  let chance = 0;
  let spread = 0;
  const now = new Float64Array(PART_SIZE);
  for (let index = 0; index < parts.length; index++) {
    const own = chances[index] as number;
    chance += own;
    for (let at = 0; at < PART_SIZE; at++) {
      const offset = offsets[index * PART_SIZE + at] as number;
      spread += own * offset * offset;
      now[at] = (now[at] as number) + (one[parts[index] as number] as number) * offset;
    }
  }
  const scale = 1 / oneChance + 1 / (chance - oneChance);
  const main = mainAxis(pool);
  // Of its two ends the one that leaves more as it was.
  if (dot(main, now) < 0) for (let at = 0; at < PART_SIZE; at++) main[at] = -(main[at] as number);
  let most = squared(now) * scale + GAIN_LEAST_RATIO * spread;
  let best: Float64Array | undefined;
  // Two with like chances for everything have no direction between them, but the pool has one.
  for (let axis of [now, main]) {
    for (let turn = 0; turn < TURN_COUNT_MAX && squared(axis) > 0; turn++) {
      const { taken, sum } = furthestAlong(pool, axis);
      const gain = squared(sum) * scale;
      if (gain <= most) break;
      most = gain;
      best = taken;
      axis = sum;
    }
  }
  if (best === undefined) return;
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as number;
    one[part] = best[index] as number;
    other[part] = Math.max(0, (chances[index] as number) - (best[index] as number));
  }
}

/** Undefined where there is nothing to exchange. */
function poolOf(
  whereabouts: ArrayLike<number>,
  one: Float64Array,
  other: Float64Array,
): Pool | undefined {
  const parts: number[] = [];
  const chances: number[] = [];
  const mean = new Float64Array(PART_SIZE);
  let oneChance = 0;
  let chance = 0;
  for (let part = 0; part < one.length; part++) {
    const own = (one[part] as number) + (other[part] as number);
    if (own === 0) continue;
    parts.push(part);
    chances.push(own);
    oneChance += one[part] as number;
    chance += own;
    for (let at = 0; at < PART_SIZE; at++) {
      mean[at] = (mean[at] as number) + own * (whereabouts[part * PART_SIZE + at] as number);
    }
  }
  if (parts.length < 3 || oneChance <= 0 || chance - oneChance <= 0) return undefined;
  const offsets = new Float64Array(parts.length * PART_SIZE);
  for (let index = 0; index < parts.length; index++) {
    for (let at = 0; at < PART_SIZE; at++) {
      offsets[index * PART_SIZE + at] =
        (whereabouts[(parts[index] as number) * PART_SIZE + at] as number) -
        (mean[at] as number) / chance;
    }
  }
  return { parts, chances, offsets, oneChance };
}

/** The parts furthest along a direction, as many as the first track's chance holds, and their sum. */
function furthestAlong({ parts, chances, offsets, oneChance }: Pool, axis: Float64Array) {
  const count = parts.length;
  const along = new Float64Array(count);
  const order = new Int32Array(count);
  // Sorted as they come: there are a dozen.
  for (let index = 0; index < count; index++) {
    const length = dot(axis, offsets, index * PART_SIZE);
    let at = index;
    for (; at > 0 && (along[at - 1] as number) < length; at--) {
      along[at] = along[at - 1] as number;
      order[at] = order[at - 1] as number;
    }
    along[at] = length;
    order[at] = index;
  }
  const taken = new Float64Array(count);
  const sum = new Float64Array(PART_SIZE);
  let left = oneChance;
  for (let rank = 0; rank < count && left > 0; rank++) {
    const index = order[rank] as number;
    const share = Math.min(left, chances[index] as number);
    taken[index] = share;
    left -= share;
    for (let at = 0; at < PART_SIZE; at++) {
      sum[at] = (sum[at] as number) + share * (offsets[index * PART_SIZE + at] as number);
    }
  }
  return { taken, sum };
}

/** The direction along which the pool is longest, nearly; by repeated multiplication. */
function mainAxis({ parts, chances, offsets }: Pool): Float64Array {
  // Begins askew, so that it is at right angles to nothing in particular.
  let axis = Float64Array.of(1, 0.9, 0.8, 0.7);
  for (let round = 0; round < AXIS_ROUND_COUNT; round++) {
    const next = new Float64Array(PART_SIZE);
    for (let index = 0; index < parts.length; index++) {
      const weight = (chances[index] as number) * dot(axis, offsets, index * PART_SIZE);
      for (let at = 0; at < PART_SIZE; at++) {
        next[at] = (next[at] as number) + weight * (offsets[index * PART_SIZE + at] as number);
      }
    }
    const length = Math.sqrt(squared(next));
    if (length === 0) return next;
    for (let at = 0; at < PART_SIZE; at++) next[at] = (next[at] as number) / length;
    axis = next;
  }
  return axis;
}

function dot(one: Float64Array, other: Float64Array, from = 0): number {
  let sum = 0;
  for (let at = 0; at < PART_SIZE; at++) {
    sum += (one[at] as number) * (other[from + at] as number);
  }
  return sum;
}

function squared(vector: Float64Array): number {
  return dot(vector, vector);
}
