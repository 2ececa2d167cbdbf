import { BudgetLedger } from "./budget-ledger.ts";
import type { SiteSearch } from "./site-search.ts";
import { addGroup, type VerifiabilityTask } from "./verifiability-problem.ts";

/** What a cell that falls short of its minimum costs, for each hundredth it is short, against all else. */
const shortagePenalty = 1_000;
const unfairPenalty = 1_000;

/**
 * Search state of a verifiability problem: for each cell and state the chances that exactly 0, 1 … groups
 * detect, below the number that is needed.
 */
export class VerifiabilitySearch implements SiteSearch {
  readonly siteCount: number;
  readonly chosen: Uint8Array;
  readonly fixed: Int8Array;
  readonly #task: VerifiabilityTask;
  readonly #credit: number;
  /** Cell c, state z, count k: `few[(c × states + z) × neededMax + k]`. */
  readonly #few: Float64Array;
  readonly #scratch: Float64Array;
  readonly #probability: Float64Array;
  readonly #part: Float64Array;
  /** What counts against a cell's minimum: its probability, or that after the worst loss. */
  readonly #sure: Float64Array;
  readonly #inGroup: Map<number, number>;
  readonly #budgets: BudgetLedger;
  #value = 0;
  #credited = 0;
  #shortage = 0;
  #lead = 0;

  /**
   * `credit`: worth of the mean number of groups that detect (up to what is needed, as a share of it)
   * beside the objective, so that a search that needs two groups finds its first step.
   */
  constructor(task: VerifiabilityTask, fixed: Int8Array, credit = 0) {
    const { siteCount, cellCount, stateCount, neededMax } = task;
    this.#task = task;
    this.#credit = credit;
    this.siteCount = siteCount;
    this.fixed = fixed;
    this.chosen = new Uint8Array(siteCount);
    this.#few = new Float64Array(cellCount * stateCount * neededMax);
    for (let at = 0; at < this.#few.length; at += neededMax) this.#few[at] = 1;
    this.#scratch = new Float64Array(stateCount * neededMax);
    this.#probability = new Float64Array(cellCount);
    this.#part = new Float64Array(cellCount);
    this.#sure = new Float64Array(cellCount);
    this.#inGroup = new Map();
    this.#budgets = new BudgetLedger(task.rows);
    for (const each of task.minimum) this.#shortage += each;
    for (let site = 0; site < siteCount; site++) if (fixed[site] === 1) this.add(site);
  }

  get value(): number {
    return this.#value;
  }

  get score(): number {
    return (
      this.#value +
      this.#credit * this.#credited -
      shortagePenalty * this.#shortage -
      unfairPenalty * this.#excess(this.#lead)
    );
  }

  isFeasible(): boolean {
    const { minimum } = this.#task;
    const isServed = minimum.every((_, cell) => this.isSure(cell));
    return this.#budgets.isWithin() && isServed && this.#excess(this.#lead) === 0;
  }

  /** Whether a cell has its minimum, after the worst loss where that is asked. */
  isSure(cell: number): boolean {
    return (this.#sure[cell] ?? 0) >= (this.#task.minimum[cell] ?? 0) - 1e-9;
  }

  gainOfAdding(site: number): number {
    const { siteStart, cells, entries, weights, minimum, lean, survivesLoss } = this.#task;
    const isFresh = !this.#sharesGroup(site);
    let gain = 0;
    let lead = 0;
    for (let k = siteStart[site] ?? 0; k < (siteStart[site + 1] ?? 0); k++) {
      const cell = cells[k] ?? 0;
      const asked = minimum[cell] ?? 0;
      const sure = this.#sure[cell] ?? 0;
      if (!isFresh || (survivesLoss && sure < asked)) {
        this.chosen[site] = 1;
        const anew = this.#changeAnew(cell);
        this.chosen[site] = 0;
        gain += anew.score;
        lead += anew.lead;
        continue;
      }
      const rise = this.#rise(cell, entries[k] ?? 0);
      gain += (weights[cell] ?? 0) * (rise.probability + this.#credit * rise.credit);
      if (sure < asked) gain += shortagePenalty * Math.min(asked - sure, rise.probability);
      if (lean !== undefined) lead += (lean[cell] ?? 0) * rise.probability;
    }
    return gain + this.#fairGain(lead);
  }

  gainOfDropping(site: number): number {
    const { siteStart, cells } = this.#task;
    this.chosen[site] = 0;
    let gain = 0;
    let lead = 0;
    for (let k = siteStart[site] ?? 0; k < (siteStart[site + 1] ?? 0); k++) {
      const anew = this.#changeAnew(cells[k] ?? 0);
      gain += anew.score;
      lead += anew.lead;
    }
    this.chosen[site] = 1;
    return gain + this.#fairGain(lead);
  }

  add(site: number): void {
    const { siteStart, cells, entries, stateCount, neededMax } = this.#task;
    const isFresh = !this.#sharesGroup(site);
    this.#account(site, 1);
    for (let k = siteStart[site] ?? 0; k < (siteStart[site + 1] ?? 0); k++) {
      const cell = cells[k] ?? 0;
      if (isFresh) this.#join(cell, entries[k] ?? 0);
      else this.#recount(cell, this.#few, cell * stateCount * neededMax);
      this.#settle(cell);
    }
  }

  drop(site: number): void {
    const { siteStart, cells, stateCount, neededMax } = this.#task;
    this.#account(site, -1);
    for (let k = siteStart[site] ?? 0; k < (siteStart[site + 1] ?? 0); k++) {
      const cell = cells[k] ?? 0;
      this.#recount(cell, this.#few, cell * stateCount * neededMax);
      this.#settle(cell);
    }
  }

  hasRoomFor(site: number): boolean {
    return this.#budgets.hasRoomFor(site);
  }

  weightOf(site: number): number {
    return this.#budgets.shareOf(site) || 1e-9;
  }

  #sharesGroup(site: number): boolean {
    return (this.#inGroup.get(this.#task.groups[site] ?? 0) ?? 0) > 0;
  }

  #account(site: number, by: 1 | -1): void {
    const { groups } = this.#task;
    this.chosen[site] = by === 1 ? 1 : 0;
    const group = groups[site] ?? 0;
    this.#inGroup.set(group, (this.#inGroup.get(group) ?? 0) + by);
    this.#budgets.account(site, by);
  }

  /** What a group of its own would add in a cell. */
  #rise(cell: number, entry: number): { readonly probability: number; readonly credit: number } {
    const { stateCount, neededMax, needed, states, chances } = this.#task;
    const n = needed[cell] ?? 1;
    let probability = 0;
    let credit = 0;
    for (let state = 0; state < stateCount; state++) {
      const chance = (states[state] ?? 0) * (chances[entry * stateCount + state] ?? 0);
      if (chance === 0) continue;
      const at = (cell * stateCount + state) * neededMax;
      probability += chance * (this.#few[at + n - 1] ?? 0);
      if (this.#credit === 0) continue;
      for (let k = 0; k < n; k++) credit += (chance * (this.#few[at + k] ?? 0)) / n;
    }
    return { probability, credit };
  }

  #join(cell: number, entry: number): void {
    const { stateCount, neededMax, needed, chances } = this.#task;
    const n = needed[cell] ?? 1;
    for (let state = 0; state < stateCount; state++) {
      const chance = chances[entry * stateCount + state] ?? 0;
      if (chance > 0) addGroup(this.#few, (cell * stateCount + state) * neededMax, n, chance);
    }
  }

  /** Chances of a cell from its chosen sites anew: after a site left, or joined its group. */
  #recount(cell: number, few: Float64Array, from: number, withoutGroup = -1): void {
    const { cellStart, sites, chances, groups, stateCount, neededMax, needed } = this.#task;
    const n = needed[cell] ?? 1;
    const missed = new Map<number, Float64Array>();
    for (let k = cellStart[cell] ?? 0; k < (cellStart[cell + 1] ?? 0); k++) {
      const site = sites[k] ?? 0;
      const group = groups[site] ?? 0;
      if (this.chosen[site] !== 1 || group === withoutGroup) continue;
      const each = missed.get(group) ?? new Float64Array(stateCount).fill(1);
      for (let state = 0; state < stateCount; state++) {
        each[state] = (each[state] ?? 1) * (1 - (chances[k * stateCount + state] ?? 0));
      }
      missed.set(group, each);
    }
    for (let state = 0; state < stateCount; state++) {
      const at = from + state * neededMax;
      few.fill(0, at, at + neededMax);
      few[at] = 1;
      for (const each of missed.values()) addGroup(few, at, n, 1 - (each[state] ?? 1));
    }
  }

  /** P[enough groups] of a cell, and the mean number of groups up to enough as a share of it. */
  #figures(cell: number, few: Float64Array, from: number): readonly [number, number] {
    const { stateCount, neededMax, needed, states } = this.#task;
    const n = needed[cell] ?? 1;
    let probability = 0;
    let part = 0;
    for (let state = 0; state < stateCount; state++) {
      const at = from + state * neededMax;
      let below = 0;
      let lacking = 0;
      for (let k = 0; k < n; k++) {
        below += few[at + k] ?? 0;
        lacking += (1 - k / n) * (few[at + k] ?? 0);
      }
      probability += (states[state] ?? 0) * (1 - below);
      part += (states[state] ?? 0) * (1 - lacking);
    }
    return [probability, part];
  }

  /** What counts against the minimum: the probability, or the least of it after the loss of one group. */
  #sureOf(cell: number, probability: number): number {
    const { survivesLoss, minimum, cellStart, sites, groups } = this.#task;
    if (!survivesLoss || (minimum[cell] ?? 0) === 0) return probability;
    let least = probability;
    const seen = new Set<number>();
    for (let k = cellStart[cell] ?? 0; k < (cellStart[cell + 1] ?? 0); k++) {
      const site = sites[k] ?? 0;
      const group = groups[site] ?? 0;
      if (this.chosen[site] !== 1 || seen.has(group)) continue;
      seen.add(group);
      this.#recount(cell, this.#scratch, 0, group);
      least = Math.min(least, this.#figures(cell, this.#scratch, 0)[0]);
    }
    return least;
  }

  /** What the present choice, not yet counted, changes in a cell. */
  #changeAnew(cell: number): { readonly score: number; readonly lead: number } {
    const { weights, minimum, lean } = this.#task;
    this.#recount(cell, this.#scratch, 0);
    const [probability, part] = this.#figures(cell, this.#scratch, 0);
    const asked = minimum[cell] ?? 0;
    const rise = probability - (this.#probability[cell] ?? 0);
    const more = this.#credit * (part - (this.#part[cell] ?? 0));
    const sure = asked > 0 ? this.#sureOf(cell, probability) : 0;
    const short = Math.max(0, asked - sure) - Math.max(0, asked - (this.#sure[cell] ?? 0));
    return {
      score: (weights[cell] ?? 0) * (rise + more) - shortagePenalty * short,
      lead: (lean?.[cell] ?? 0) * rise,
    };
  }

  /** Brings the figures of a cell in line with its chances. */
  #settle(cell: number): void {
    const { weights, minimum, lean, stateCount, neededMax } = this.#task;
    const [probability, part] = this.#figures(cell, this.#few, cell * stateCount * neededMax);
    const rise = probability - (this.#probability[cell] ?? 0);
    this.#value += (weights[cell] ?? 0) * rise;
    this.#credited += (weights[cell] ?? 0) * (part - (this.#part[cell] ?? 0));
    if (lean !== undefined) this.#lead += (lean[cell] ?? 0) * rise;
    const asked = minimum[cell] ?? 0;
    const short = Math.max(0, asked - (this.#sure[cell] ?? 0));
    this.#probability[cell] = probability;
    this.#part[cell] = part;
    this.#sure[cell] = this.#sureOf(cell, probability);
    this.#shortage += Math.max(0, asked - (this.#sure[cell] ?? 0)) - short;
  }

  #excess(lead: number): number {
    const excess = Math.abs(lead) - this.#task.differenceMax;
    return excess > 1e-9 ? excess : 0;
  }

  #fairGain(lead: number): number {
    if (lead === 0 || this.#task.lean === undefined) return 0;
    return unfairPenalty * (this.#excess(this.#lead) - this.#excess(this.#lead + lead));
  }
}
