import type { MixedIntegerModel, ModelColumn, ModelRow } from "../solver.ts";
import type { MedianTask } from "./median-problem.ts";

/** A median problem as a mixed-integer model: a column a site, then one for each way from demand to site. */
export function medianModel(task: MedianTask): MixedIntegerModel {
  const { siteCount, demandCount, distances, weights, reach, minimum, rows, fixed } = task;
  const columns: ModelColumn[] = [];
  const modelRows: ModelRow[] = [];
  for (let site = 0; site < siteCount; site++) {
    const fixing = fixed[site] ?? 0;
    const [lower, upper] = [fixing === 1 ? 1 : 0, fixing === -1 ? 0 : 1];
    columns.push({ name: `site ${site}`, objective: 0, lower, upper, integer: true });
  }
  for (const [index, { costs, limit }] of rows.entries()) {
    const entries = Array.from(costs, (cost, site) => [site, cost] as const);
    modelRows.push({
      name: `budget ${index}`,
      lower: Number.NEGATIVE_INFINITY,
      upper: limit,
      entries: entries.filter(([, cost]) => cost !== 0),
    });
  }
  const lead: [number, number][] = [];
  for (let demand = 0; demand < demandCount; demand++) {
    const ways: [number, number][] = [];
    for (let site = 0; site < siteCount; site++) {
      const distance = distances[site * demandCount + demand] ?? Infinity;
      if (distance === Infinity) continue;
      const column = columns.length;
      const objective = -(weights[demand] ?? 0) * distance + 0;
      columns.push({
        name: `way ${demand} ${site}`,
        objective,
        lower: 0,
        upper: 1,
        integer: false,
      });
      ways.push([column, 1]);
      modelRows.push({
        name: `open ${demand} ${site}`,
        lower: 0,
        upper: Infinity,
        entries: [
          [site, 1],
          [column, -1],
        ],
      });
      const lean = (task.lean?.[demand] ?? 0) * distance;
      if (lean !== 0) lead.push([column, lean]);
    }
    modelRows.push({ name: `served ${demand}`, lower: 1, upper: 1, entries: ways });
    modelRows.push({
      name: `reach ${demand}`,
      lower: minimum[demand] ?? 0,
      upper: Infinity,
      entries: Array.from(
        reach.sites.subarray(reach.demandStart[demand] ?? 0, reach.demandStart[demand + 1] ?? 0),
        (site) => [site, 1] as const,
      ),
    });
  }
  // With fairness a demand could be sent further than need be to even things out, so its bound is looser
  // than the truth, never tighter; the plan itself is valued by the nearest site.
  if (task.lean !== undefined && lead.length > 0) {
    const { differenceMax } = task;
    modelRows.push({ name: "fair", lower: -differenceMax, upper: differenceMax, entries: lead });
  }
  return { sense: "max", columns, rows: modelRows };
}
