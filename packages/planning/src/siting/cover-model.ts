import type { MixedIntegerModel, ModelColumn, ModelRow } from "../solver.ts";
import type { CoverProblem } from "./cover-problem.ts";

/**
 * A covering problem as a mixed-integer model: a column a site, in their order, then one for each demand of
 * some weight. With fairness a demand may not be counted unserved while it is served.
 */
export function coverModel(problem: CoverProblem): MixedIntegerModel {
  const { coverage, weights, need, minimum, siteCosts, rows, fixed, fairness } = problem;
  const { siteCount, demandCount, demandStart, sites } = coverage;
  const columns: ModelColumn[] = [];
  const modelRows: ModelRow[] = [];
  for (let site = 0; site < siteCount; site++) {
    const fixing = fixed[site] ?? 0;
    columns.push({
      name: `site ${site}`,
      objective: -(siteCosts[site] ?? 0) + 0,
      lower: fixing === 1 ? 1 : 0,
      upper: fixing === -1 ? 0 : 1,
      integer: true,
    });
  }
  for (const [index, { costs, limit }] of rows.entries()) {
    modelRows.push({
      name: `budget ${index}`,
      lower: Number.NEGATIVE_INFINITY,
      upper: limit,
      entries: Array.from(costs, (cost, site) => [site, cost] as const).filter(([, c]) => c !== 0),
    });
  }
  const lean: [number, number][] = [];
  for (let demand = 0; demand < demandCount; demand++) {
    const serving = Array.from(
      sites.subarray(demandStart[demand] ?? 0, demandStart[demand + 1] ?? 0),
      (site) => [site, 1] as const,
    );
    const asked = minimum[demand] ?? 0;
    if (asked > 0) {
      modelRows.push({
        name: `minimum ${demand}`,
        lower: asked,
        upper: Infinity,
        entries: serving,
      });
    }
    const weight = weights[demand] ?? 0;
    const each = fairness?.lean[demand] ?? 0;
    if ((weight === 0 && each === 0) || serving.length < need) continue;
    const served = columns.length;
    // The links leave no other value than 0 or 1 in an optimum, unless the sides are to be even.
    columns.push({
      name: `served ${demand}`,
      objective: weight,
      lower: 0,
      upper: 1,
      integer: fairness !== undefined,
    });
    // Served by two means: by the others, whichever is left out. Tighter than half the sum.
    const left = need === 1 ? [-1] : serving.map(([site]) => site);
    for (const out of left) {
      modelRows.push({
        name: `link ${demand}`,
        lower: 0,
        upper: Infinity,
        entries: [...serving.filter(([site]) => site !== out), [served, -1]],
      });
    }
    if (each === 0) continue;
    lean.push([served, each]);
    modelRows.push({
      name: `counted ${demand}`,
      lower: Number.NEGATIVE_INFINITY,
      upper: need - 1,
      entries: [...serving, [served, -(serving.length - need + 1)]],
    });
  }
  if (fairness !== undefined && lean.length > 0) {
    const { differenceMax } = fairness;
    modelRows.push({ name: "fair", lower: -differenceMax, upper: differenceMax, entries: lean });
  }
  return { sense: "max", columns, rows: modelRows };
}
