import { assign } from "./assignment.ts";

/** A point of a plane, metres. */
export type PlanePoint = readonly [eastM: number, northM: number];

export interface SetDistanceOptions {
  /** c: a distance counts for no more than this, metres, above 0. */
  readonly cutOffM: number;
  /** p: 1 or more. */
  readonly order: number;
}

export interface GospaOptions extends SetDistanceOptions {
  /** In ]0, 2]; 2 unless said: only then the value splits into its parts. */
  readonly alpha?: number;
}

export interface Gospa {
  /** Metres. */
  readonly value: number;
  /** With alpha 2: `value^p = localisationToP + c^p/2 · (missedCount + falseCount)`. */
  readonly split?: {
    /** [estimate, truth], nearer than the cut-off. */
    readonly pairs: readonly (readonly [number, number])[];
    readonly localisationToP: number;
    readonly missedCount: number;
    readonly falseCount: number;
  };
}

/**
 * Generalised optimal sub-pattern assignment distance between estimates and truths, base distance
 * Euclidean (Rahmathullah, García-Fernández and Svensson 2017). Exact.
 */
export function gospa(
  estimates: readonly PlanePoint[],
  truths: readonly PlanePoint[],
  options: GospaOptions,
): Gospa {
  const { cutOffM, order, alpha = 2 } = options;
  const cutToP = cutOffM ** order;
  const { sumToP, pairs } = leastInjection(estimates, truths, options);
  const surplus = Math.abs(estimates.length - truths.length);
  const value = (sumToP + (cutToP / alpha) * surplus) ** (1 / order);
  if (alpha !== 2) return { value };
  const near = pairs.filter((pair) => pair.distanceM < cutOffM);
  return {
    value,
    split: {
      pairs: near.map((pair) => [pair.estimate, pair.truth] as const),
      localisationToP: near.reduce((sum, pair) => sum + pair.distanceM ** order, 0),
      missedCount: truths.length - near.length,
      falseCount: estimates.length - near.length,
    },
  };
}

/**
 * Optimal sub-pattern assignment distance, metres, 0..cutOffM; 0 between two empty sets
 * (Schuhmacher, Vo and Vo 2008). Exact.
 */
export function ospa(
  estimates: readonly PlanePoint[],
  truths: readonly PlanePoint[],
  options: SetDistanceOptions,
): number {
  const { cutOffM, order } = options;
  const most = Math.max(estimates.length, truths.length);
  if (most === 0) return 0;
  const { sumToP } = leastInjection(estimates, truths, options);
  const surplus = Math.abs(estimates.length - truths.length);
  return ((sumToP + cutOffM ** order * surplus) / most) ** (1 / order);
}

interface Pair {
  readonly estimate: number;
  readonly truth: number;
  readonly distanceM: number;
}

/** Every point of the smaller set goes to one of the larger, cut distances to the p least. */
function leastInjection(
  estimates: readonly PlanePoint[],
  truths: readonly PlanePoint[],
  { cutOffM, order }: SetDistanceOptions,
): { readonly sumToP: number; readonly pairs: readonly Pair[] } {
  const isEstimateRow = estimates.length <= truths.length;
  const rows = isEstimateRow ? estimates : truths;
  const columns = isEstimateRow ? truths : estimates;
  const costs = new Float64Array(rows.length * columns.length);
  for (const [row, [rowEastM, rowNorthM]] of rows.entries()) {
    for (const [column, [eastM, northM]] of columns.entries()) {
      const distanceM = Math.hypot(rowEastM - eastM, rowNorthM - northM);
      costs[row * columns.length + column] = Math.min(distanceM, cutOffM) ** order;
    }
  }
  const { columnOfRow, costTotal } = assign({
    rowCount: rows.length,
    columnCount: columns.length,
    costs,
    unmatchedRowCost: Number.POSITIVE_INFINITY,
    unmatchedColumnCost: 0,
  });
  const pairs = [...columnOfRow].map((column, row) => {
    const [eastM, northM] = columns[column] as PlanePoint;
    const [rowEastM, rowNorthM] = rows[row] as PlanePoint;
    const distanceM = Math.hypot(rowEastM - eastM, rowNorthM - northM);
    return isEstimateRow
      ? { estimate: row, truth: column, distanceM }
      : { estimate: column, truth: row, distanceM };
  });
  pairs.sort((one, other) => one.estimate - other.estimate);
  return { sumToP: costTotal, pairs };
}
