import { PlanningError } from "../errors.ts";
import type { BudgetRow } from "./cover-problem.ts";
import type { ProofEffort } from "./prove-sites.ts";
import {
  defaultGapRatio,
  defaultNodeMax,
  defaultRoundMax,
  type SitingFairness,
  type SitingOptions,
  type SitingRequirements,
} from "./siting-problem.ts";

/** @throws PlanningError `TL_PLAN_SITING`, always. */
function refuse(what: string, details: Record<string, unknown> = {}): never {
  throw new PlanningError("TL_PLAN_SITING", { what, ...details });
}

/** Numbers from outside, one for each of `count` things, within limits. */
export function readNumbers(
  what: string,
  values: ArrayLike<number>,
  count: number,
  least = 0,
  most = Number.MAX_VALUE,
): Float64Array {
  if (values.length !== count) refuse(what, { length: values.length, expected: count });
  return Float64Array.from(values, (value, index) => {
    if (!(value >= least && value <= most)) refuse(what, { index, value, least, most });
    return value;
  });
}

/** One number for all, or one for each. */
export function readEach(
  what: string,
  value: number | ArrayLike<number>,
  count: number,
  least: number,
  most: number,
): Float64Array {
  const each = typeof value === "number" ? new Float64Array(count).fill(value) : value;
  if (typeof value === "number" && count === 0) return new Float64Array(0);
  return readNumbers(what, each, count, least, most);
}

/** Budget rows: the number of sites first, where it is limited, then the budgets in their order. */
export function readRows(
  { countMax, budgets = [] }: SitingRequirements,
  siteCount: number,
): BudgetRow[] {
  const rows: BudgetRow[] = [];
  if (countMax !== undefined) {
    if (!(Number.isInteger(countMax) && countMax >= 0)) refuse("countMax", { value: countMax });
    if (countMax < siteCount) {
      rows.push({ costs: new Float64Array(siteCount).fill(1), limit: countMax });
    }
  }
  const ids = new Set<string>();
  for (const { id, costs, limit } of budgets) {
    if (ids.has(id)) refuse("budget named twice", { id });
    ids.add(id);
    if (!(limit >= 0)) refuse("limit of a budget", { id, value: limit });
    const row = readNumbers(`costs of budget ${id}`, costs, siteCount);
    if (limit < Infinity) rows.push({ costs: row, limit });
  }
  return rows;
}

/** 1 for a site that stands, −1 for one that may not be used, 0 for the others. */
export function readFixed(
  { fixedIn = [], fixedOut = [] }: SitingRequirements,
  siteCount: number,
): Int8Array {
  const fixed = new Int8Array(siteCount);
  for (const [sites, value] of [
    [fixedOut, -1],
    [fixedIn, 1],
  ] as const) {
    for (const site of sites) {
      if (fixed[site] === undefined) refuse("fixed site", { site });
      if ((fixed[site] ?? 0) * value < 0) refuse("site fixed in and out", { site });
      fixed[site] = value;
    }
  }
  return fixed;
}

/** Share of its side's weight that each demand is, signed by the side; undefined without fairness. */
export function readLean(
  fairness: SitingFairness | undefined,
  weights: Float64Array,
): Float64Array | undefined {
  if (fairness === undefined) return undefined;
  const { sides, differenceMax } = fairness;
  if (!(differenceMax >= 0)) refuse("fair difference", { value: differenceMax });
  const each = readNumbers("sides of demands", sides, weights.length, -1, 1);
  const totals = [0, 0];
  for (const [demand, side] of each.entries()) {
    if (!Number.isInteger(side)) refuse("side of a demand", { demand, side });
    if (side >= 0) totals[side] = (totals[side] ?? 0) + (weights[demand] ?? 0);
  }
  return each.map((side, demand) => {
    const total = totals[side] ?? 0;
    if (side < 0 || total === 0) return 0;
    return ((side === 0 ? 1 : -1) * (weights[demand] ?? 0)) / total;
  });
}

export function readEffort(options: SitingOptions): ProofEffort {
  const { rng, gapRatio = defaultGapRatio } = options;
  const { roundMax = defaultRoundMax, nodeMax = defaultNodeMax } = options;
  if (!(gapRatio >= 0 && gapRatio < 1)) refuse("gapRatio", { value: gapRatio });
  if (!(Number.isInteger(roundMax) && roundMax >= 1)) refuse("roundMax", { value: roundMax });
  if (!(Number.isInteger(nodeMax) && nodeMax >= 0)) refuse("nodeMax", { value: nodeMax });
  return { rng, gapRatio, roundMax, nodeMax };
}

export function areWhole(...lists: readonly ArrayLike<number>[]): boolean {
  return lists.every((list) => Array.prototype.every.call(list, Number.isInteger));
}
