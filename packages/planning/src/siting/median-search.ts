import { BudgetLedger } from "./budget-ledger.ts";
import { farthest, type MedianTask } from "./median-problem.ts";
import type { SiteSearch } from "./site-search.ts";

/**
 * Search state of a median problem: for each demand its nearest and second nearest chosen site.
 * Source: R. A. Whitaker, "A fast algorithm for the greedy interchange of large-scale clustering and median
 * location problems", INFOR 21 (1983).
 */
export class MedianSearch implements SiteSearch {
  readonly siteCount: number;
  readonly chosen: Uint8Array;
  readonly fixed: Int8Array;
  readonly #task: MedianTask;
  readonly #nearest: Int32Array;
  readonly #near: Float64Array;
  readonly #second: Int32Array;
  readonly #next: Float64Array;
  readonly #reached: Int32Array;
  readonly #budgets: BudgetLedger;
  readonly #far: number;
  readonly #shortagePenalty: number;
  readonly #unfairPenalty: number;
  #value = 0;
  #lead = 0;
  #shortage = 0;

  constructor(task: MedianTask, fixed: Int8Array) {
    const { siteCount, demandCount, distances, weights, minimum } = task;
    this.#task = task;
    this.siteCount = siteCount;
    this.fixed = fixed;
    this.chosen = new Uint8Array(siteCount);
    this.#nearest = new Int32Array(demandCount).fill(-1);
    this.#second = new Int32Array(demandCount).fill(-1);
    this.#far = 2 * farthest(distances) + 1;
    this.#near = new Float64Array(demandCount).fill(this.#far);
    this.#next = new Float64Array(demandCount).fill(this.#far);
    this.#reached = new Int32Array(demandCount);
    this.#budgets = new BudgetLedger(task.rows);
    let total = 0;
    for (const weight of weights) total += weight;
    this.#shortagePenalty = 1 + total * this.#far;
    this.#unfairPenalty = this.#shortagePenalty;
    this.#value = -total * this.#far;
    for (const asked of minimum) this.#shortage += asked;
    for (let site = 0; site < siteCount; site++) if (fixed[site] === 1) this.add(site);
  }

  get value(): number {
    return this.#value;
  }

  get score(): number {
    const unfair = this.#unfairPenalty * this.#excess(this.#lead);
    return this.#value - this.#shortagePenalty * this.#shortage - unfair;
  }

  isFeasible(): boolean {
    return this.#budgets.isWithin() && this.#shortage === 0 && this.#excess(this.#lead) === 0;
  }

  gainOfAdding(site: number): number {
    const { demandCount, distances, weights, lean } = this.#task;
    const from = site * demandCount;
    let gain = 0;
    let lead = 0;
    for (let demand = 0; demand < demandCount; demand++) {
      const nearer = (this.#near[demand] ?? 0) - (distances[from + demand] ?? Infinity);
      if (!(nearer > 0)) continue;
      gain += nearer * (weights[demand] ?? 0);
      if (lean !== undefined) lead -= nearer * (lean[demand] ?? 0);
    }
    if (this.#shortage > 0) gain += this.#shortagePenalty * this.#relieved(site);
    return lean === undefined ? gain : gain + this.#fairGain(lead);
  }

  gainOfDropping(site: number): number {
    const { demandCount, weights, lean, minimum, reach } = this.#task;
    let gain = 0;
    let lead = 0;
    for (let demand = 0; demand < demandCount; demand++) {
      if (this.#nearest[demand] !== site) continue;
      const farther = (this.#next[demand] ?? 0) - (this.#near[demand] ?? 0);
      gain -= farther * (weights[demand] ?? 0);
      if (lean !== undefined) lead += farther * (lean[demand] ?? 0);
    }
    for (let k = reach.siteStart[site] ?? 0; k < (reach.siteStart[site + 1] ?? 0); k++) {
      const demand = reach.demands[k] ?? 0;
      if ((this.#reached[demand] ?? 0) <= (minimum[demand] ?? 0)) gain -= this.#shortagePenalty;
    }
    return lean === undefined ? gain : gain + this.#fairGain(lead);
  }

  add(site: number): void {
    const { demandCount, distances } = this.#task;
    const from = site * demandCount;
    this.chosen[site] = 1;
    this.#account(site, 1);
    for (let demand = 0; demand < demandCount; demand++) {
      const distance = distances[from + demand] ?? Infinity;
      if (distance < (this.#near[demand] ?? 0)) {
        this.#second[demand] = this.#nearest[demand] ?? -1;
        this.#next[demand] = this.#near[demand] ?? 0;
        this.#setNearest(demand, site, distance);
      } else if (distance < (this.#next[demand] ?? 0)) {
        this.#second[demand] = site;
        this.#next[demand] = distance;
      }
    }
  }

  drop(site: number): void {
    const { demandCount } = this.#task;
    this.chosen[site] = 0;
    this.#account(site, -1);
    const left: number[] = [];
    for (let each = 0; each < this.siteCount; each++) if (this.chosen[each] === 1) left.push(each);
    for (let demand = 0; demand < demandCount; demand++) {
      const isNearest = this.#nearest[demand] === site;
      if (!isNearest && this.#second[demand] !== site) continue;
      if (isNearest) {
        this.#setNearest(demand, this.#second[demand] ?? -1, this.#next[demand] ?? this.#far);
      }
      this.#findSecond(demand, left);
    }
  }

  hasRoomFor(site: number): boolean {
    return this.#budgets.hasRoomFor(site);
  }

  weightOf(site: number): number {
    return this.#budgets.shareOf(site) || 1e-9;
  }

  #setNearest(demand: number, site: number, distance: number): void {
    const { weights, lean } = this.#task;
    const nearer = (this.#near[demand] ?? 0) - distance;
    this.#value += nearer * (weights[demand] ?? 0);
    if (lean !== undefined) this.#lead -= nearer * (lean[demand] ?? 0);
    this.#nearest[demand] = site;
    this.#near[demand] = distance;
  }

  #findSecond(demand: number, left: readonly number[]): void {
    const { demandCount, distances } = this.#task;
    const nearest = this.#nearest[demand];
    let second = -1;
    let next = this.#far;
    for (const site of left) {
      const distance = distances[site * demandCount + demand] ?? Infinity;
      if (site !== nearest && distance < next) {
        second = site;
        next = distance;
      }
    }
    this.#second[demand] = second;
    this.#next[demand] = next;
  }

  #account(site: number, by: 1 | -1): void {
    const { reach, minimum } = this.#task;
    this.#budgets.account(site, by);
    for (let k = reach.siteStart[site] ?? 0; k < (reach.siteStart[site + 1] ?? 0); k++) {
      const demand = reach.demands[k] ?? 0;
      const before = this.#reached[demand] ?? 0;
      const asked = minimum[demand] ?? 0;
      this.#reached[demand] = before + by;
      this.#shortage += Math.max(0, asked - before - by) - Math.max(0, asked - before);
    }
  }

  #relieved(site: number): number {
    const { reach, minimum } = this.#task;
    let count = 0;
    for (let k = reach.siteStart[site] ?? 0; k < (reach.siteStart[site + 1] ?? 0); k++) {
      const demand = reach.demands[k] ?? 0;
      if ((this.#reached[demand] ?? 0) < (minimum[demand] ?? 0)) count += 1;
    }
    return count;
  }

  #excess(lead: number): number {
    const excess = Math.abs(lead) - this.#task.differenceMax;
    return excess > 1e-9 * this.#far ? excess : 0;
  }

  #fairGain(lead: number): number {
    return this.#unfairPenalty * (this.#excess(this.#lead) - this.#excess(this.#lead + lead));
  }
}
