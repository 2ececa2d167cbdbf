import { PlanningError } from "../errors.ts";
import { type SiteCoverage, siteCoverage } from "./coverage.ts";
import { type MaximalCoverProblem, siteMaximalCover } from "./maximal-cover.ts";
import { readEach, readNumbers } from "./read-siting.ts";
import type { SitingAnswer, SitingOptions } from "./siting-problem.ts";

/** Places along a line: how far along it, and how far from it (signed by side), metres. */
export interface BandPlaces {
  readonly chainageM: ArrayLike<number>;
  readonly offsetM: ArrayLike<number>;
}

export interface BandProblem extends Omit<MaximalCoverProblem, "coverage"> {
  readonly sites: BandPlaces;
  readonly demands: BandPlaces;
  /** How far a site sees; one number for all sites or one each. */
  readonly reachM: number | ArrayLike<number>;
}

const lengthMaxM = 1e8;

/**
 * Maximal covering along a band: thousands of candidate sites beside a line, each serving what is near it.
 *
 * Shape: places of sites and demands by chainage and offset in, as `siteMaximalCover` out. Distances are
 * taken in the plane of chainage and offset: exact for a straight line, some percent off where the line
 * bends within a site's reach; coverage by true distances or terrain goes to `siteMaximalCover`.
 *
 * @throws PlanningError `TL_PLAN_SITING` for numbers that cannot be.
 */
export function siteBand(problem: BandProblem, options: SitingOptions): Promise<SitingAnswer> {
  const { sites, demands, reachM, ...cover } = problem;
  return siteMaximalCover({ ...cover, coverage: bandCoverage(sites, demands, reachM) }, options);
}

/** Which site of a band sees which demand; sparse, by one sweep along the line. */
export function bandCoverage(
  sites: BandPlaces,
  demands: BandPlaces,
  reachM: number | ArrayLike<number>,
): SiteCoverage {
  const siteCount = sites.chainageM.length;
  const demandCount = demands.chainageM.length;
  const read = (what: string, values: ArrayLike<number>, count: number) =>
    readNumbers(what, values, count, -lengthMaxM, lengthMaxM);
  const siteAlong = read("chainage of sites", sites.chainageM, siteCount);
  const siteAside = read("offset of sites", sites.offsetM, siteCount);
  const along = read("chainage of demands", demands.chainageM, demandCount);
  const aside = read("offset of demands", demands.offsetM, demandCount);
  const reach = readEach("reach of sites", reachM, siteCount, 0, lengthMaxM);
  const farthestM = reach.reduce((most, each) => Math.max(most, each), 0);
  if (siteCount > 0 && farthestM === 0) {
    throw new PlanningError("TL_PLAN_SITING", { what: "reach of sites", value: 0 });
  }
  const order = Int32Array.from(siteAlong.keys()).sort(
    (a, b) => (siteAlong[a] ?? 0) - (siteAlong[b] ?? 0) || a - b,
  );
  const firstAtOrAfter = (chainageM: number): number => {
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((siteAlong[order[middle] ?? 0] ?? 0) < chainageM) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return siteCoverage(
    siteCount,
    Array.from(along, (chainageM, demand) => {
      const seen: number[] = [];
      for (let k = firstAtOrAfter(chainageM - farthestM); k < order.length; k++) {
        const site = order[k] ?? 0;
        const apart = (siteAlong[site] ?? 0) - chainageM;
        if (apart > farthestM) break;
        const across = (siteAside[site] ?? 0) - (aside[demand] ?? 0);
        const reached = reach[site] ?? 0;
        if (apart * apart + across * across <= reached * reached) seen.push(site);
      }
      return seen;
    }),
  );
}
