import { PlanningError } from "../errors.ts";
import { coverEntryCountMax, demandCountMax, siteCountMax } from "./siting-problem.ts";

/**
 * Which site serves which demand, sparse, in both directions.
 *
 * Sites of demand i: `sites[demandStart[i]] … sites[demandStart[i + 1] − 1]`, ascending; demands of site j
 * likewise.
 */
export interface SiteCoverage {
  readonly siteCount: number;
  readonly demandCount: number;
  readonly demandStart: Int32Array;
  readonly sites: Int32Array;
  readonly siteStart: Int32Array;
  readonly demands: Int32Array;
}

/**
 * Coverage from, for each demand, the sites that serve it.
 *
 * @throws PlanningError `TL_PLAN_SITING` for sites that do not exist or are named twice for one demand.
 */
export function siteCoverage(
  siteCount: number,
  sitesOfDemand: readonly ArrayLike<number>[],
): SiteCoverage {
  const demandCount = sitesOfDemand.length;
  const entryCount = sitesOfDemand.reduce((sum, { length }) => sum + length, 0);
  if (!Number.isInteger(siteCount) || siteCount < 0 || siteCount > siteCountMax) {
    throw new PlanningError("TL_PLAN_SITING", { what: "number of sites", value: siteCount });
  }
  if (demandCount > demandCountMax || entryCount > coverEntryCountMax) {
    throw new PlanningError("TL_PLAN_SITING", { what: "size", demandCount, entryCount });
  }
  const demandStart = new Int32Array(demandCount + 1);
  const sites = new Int32Array(entryCount);
  const siteStart = new Int32Array(siteCount + 1);
  const lastDemand = new Int32Array(siteCount).fill(-1);
  let at = 0;
  for (let demand = 0; demand < demandCount; demand++) {
    for (const site of Float64Array.from(sitesOfDemand[demand] ?? []).sort()) {
      if (lastDemand[site] === undefined || lastDemand[site] === demand) {
        throw new PlanningError("TL_PLAN_SITING", { what: "site of a demand", demand, site });
      }
      lastDemand[site] = demand;
      sites[at++] = site;
      siteStart[site + 1] = (siteStart[site + 1] ?? 0) + 1;
    }
    demandStart[demand + 1] = at;
  }
  for (let site = 0; site < siteCount; site++) {
    siteStart[site + 1] = (siteStart[site + 1] ?? 0) + (siteStart[site] ?? 0);
  }
  const next = siteStart.slice();
  const demands = new Int32Array(entryCount);
  for (let demand = 0; demand < demandCount; demand++) {
    for (let k = demandStart[demand] ?? 0; k < (demandStart[demand + 1] ?? 0); k++) {
      const site = sites[k] ?? 0;
      const place = next[site] ?? 0;
      demands[place] = demand;
      next[site] = place + 1;
    }
  }
  return { siteCount, demandCount, demandStart, sites, siteStart, demands };
}

/**
 * Coverage by plane distance: a site serves a demand at most `radius` away. Exact for whole coordinates.
 *
 * Shape: pairs [x, y] of one unit; sites are sorted into squares of the radius, so far ones are not asked.
 */
export function coverageWithin(
  sites: readonly (readonly [number, number])[],
  demands: readonly (readonly [number, number])[],
  radius: number,
): SiteCoverage {
  if (!(radius > 0 && Number.isFinite(radius))) {
    throw new PlanningError("TL_PLAN_SITING", { what: "radius", value: radius });
  }
  const square = (x: number, y: number, right = 0, up = 0) =>
    `${Math.floor(x / radius) + right} ${Math.floor(y / radius) + up}`;
  const inSquare = new Map<string, number[]>();
  for (const [index, [x, y]] of sites.entries()) {
    const key = square(x, y);
    const list = inSquare.get(key);
    if (list === undefined) inSquare.set(key, [index]);
    else list.push(index);
  }
  const steps = [-1, 0, 1];
  return siteCoverage(
    sites.length,
    demands.map(([x, y]) =>
      steps.flatMap((right) =>
        steps.flatMap((up) =>
          (inSquare.get(square(x, y, right, up)) ?? []).filter((index) => {
            const [siteX, siteY] = sites[index] ?? [Number.NaN, Number.NaN];
            return (siteX - x) ** 2 + (siteY - y) ** 2 <= radius * radius;
          }),
        ),
      ),
    ),
  );
}
