import type { BudgetRow } from "./cover-problem.ts";

/** The verifiability problem as it is solved; see `siteVerifiability` for the formula. */
export interface VerifiabilityTask {
  readonly siteCount: number;
  readonly cellCount: number;
  readonly stateCount: number;
  /** Share of the whole weight that each cell is; all add up to 1. */
  readonly weights: Float64Array;
  /** Groups that must detect in each cell. */
  readonly needed: Uint8Array;
  readonly neededMax: number;
  /** Probability of each state of the world; all add up to 1. */
  readonly states: Float64Array;
  /** Sites of cell c: `cellStart[c] … cellStart[c + 1] − 1`, and the entry's chances by state. */
  readonly cellStart: Int32Array;
  readonly sites: Int32Array;
  /** Entry e, state z: `chances[e × stateCount + z]`. */
  readonly chances: Float64Array;
  /** Cells of site s, and their entries: `cells[k]`, `entries[k]`. */
  readonly siteStart: Int32Array;
  readonly cells: Int32Array;
  readonly entries: Int32Array;
  /** Sites of one group count as one source, and are lost together. */
  readonly groups: Int32Array;
  /** Least probability of each cell; 0 where none is asked. */
  readonly minimum: Float64Array;
  readonly survivesLoss: boolean;
  readonly rows: readonly BudgetRow[];
  readonly fixed: Int8Array;
  readonly lean: Float64Array | undefined;
  readonly differenceMax: number;
}

/**
 * P[at least n groups detect] in one cell, averaged over the states, by the chosen sites without those of
 * one group.
 */
export function cellProbability(
  task: VerifiabilityTask,
  cell: number,
  chosen: ArrayLike<number>,
  withoutGroup = -1,
): number {
  const { cellStart, sites, chances, groups, states, stateCount, needed } = task;
  const n = needed[cell] ?? 1;
  const entries: number[] = [];
  for (let k = cellStart[cell] ?? 0; k < (cellStart[cell + 1] ?? 0); k++) {
    const site = sites[k] ?? 0;
    if (chosen[site] === 1 && groups[site] !== withoutGroup) entries.push(k);
  }
  let total = 0;
  for (let state = 0; state < stateCount; state++) {
    const few = new Float64Array(n);
    fewDetections(
      entries.map((k) => [groups[sites[k] ?? 0] ?? 0, chances[k * stateCount + state] ?? 0]),
      few,
    );
    let below = 0;
    for (const each of few) below += each;
    total += (states[state] ?? 0) * (1 - below);
  }
  return total;
}

/** P[exactly k groups detect] for k below the length of `few`, from pairs of group and chance. */
function fewDetections(pairs: readonly (readonly [number, number])[], few: Float64Array): void {
  const missed = new Map<number, number>();
  for (const [group, chance] of pairs) {
    missed.set(group, (missed.get(group) ?? 1) * (1 - chance));
  }
  few.fill(0);
  few[0] = 1;
  for (const miss of missed.values()) addGroup(few, 0, few.length, 1 - miss);
}

/** One group more that detects with this chance: moves P[exactly k] on, in place. */
export function addGroup(few: Float64Array, at: number, length: number, chance: number): void {
  for (let k = length - 1; k > 0; k--) {
    few[at + k] = (few[at + k] ?? 0) * (1 - chance) + (few[at + k - 1] ?? 0) * chance;
  }
  few[at] = (few[at] ?? 0) * (1 - chance);
}

/** Weighted mean over the cells, summed anew. */
export function verifiabilityOf(task: VerifiabilityTask, chosen: ArrayLike<number>): number {
  let total = 0;
  for (let cell = 0; cell < task.cellCount; cell++) {
    const weight = task.weights[cell] ?? 0;
    if (weight > 0) total += weight * cellProbability(task, cell, chosen);
  }
  return total;
}
