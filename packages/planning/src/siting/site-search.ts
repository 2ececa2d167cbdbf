import type { Rng } from "@truceline/model";

/**
 * A choice of sites that is changed one site at a time and knows what each change would bring.
 *
 * The score is the objective, larger is better, less a large penalty for each requirement that is not
 * kept; budgets are kept always.
 */
export interface SiteSearch {
  readonly siteCount: number;
  /** 1 for a chosen site. */
  readonly chosen: Uint8Array;
  /** 1: must be chosen; −1: may not. */
  readonly fixed: Int8Array;
  readonly score: number;
  /** The objective alone, larger is better. */
  readonly value: number;
  /** Whether all requirements are kept. */
  isFeasible(): boolean;
  /** Change of the score. */
  gainOfAdding(site: number): number;
  gainOfDropping(site: number): number;
  add(site: number): void;
  drop(site: number): void;
  /** Whether the budgets allow one site more. */
  hasRoomFor(site: number): boolean;
  /** What a site takes of what is scarce, > 0: of two sites that bring the same, the lighter comes first. */
  weightOf(site: number): number;
}

/** Changes smaller than this share of the score are rounding. */
const relativeStep = 1e-10;

/** Adds what brings most for what it takes, until nothing brings anything or nothing has room. */
export function fillSites(search: SiteSearch): void {
  const { siteCount, chosen, fixed } = search;
  for (;;) {
    const step = relativeStep * Math.max(1, Math.abs(search.score));
    let best = -1;
    let bestRate = 0;
    for (let site = 0; site < siteCount; site++) {
      if (chosen[site] === 1 || fixed[site] === -1 || !search.hasRoomFor(site)) continue;
      const gain = search.gainOfAdding(site);
      if (gain <= step) continue;
      const rate = gain / search.weightOf(site);
      if (rate > bestRate) {
        bestRate = rate;
        best = site;
      }
    }
    if (best < 0) return;
    search.add(best);
  }
}

/** Drops what costs more than it brings, the worst first. */
function trimSites(search: SiteSearch): void {
  const { siteCount, chosen, fixed } = search;
  for (;;) {
    const step = relativeStep * Math.max(1, Math.abs(search.score));
    let best = -1;
    let bestGain = step;
    for (let site = 0; site < siteCount; site++) {
      if (chosen[site] !== 1 || fixed[site] === 1) continue;
      const gain = search.gainOfDropping(site);
      if (gain > bestGain) {
        bestGain = gain;
        best = site;
      }
    }
    if (best < 0) return;
    search.drop(best);
  }
}

/**
 * Interchange: takes each chosen site out in a drawn order and puts in what serves best in its place,
 * then fills what room is left, until a whole pass changes nothing.
 * Source: M. B. Teitz, P. Bart, "Heuristic methods for estimating the generalized vertex median of a
 * weighted graph", Operations Research 16 (1968).
 */
export function interchangeSites(search: SiteSearch, rng: Rng, passMax: number): void {
  const { siteCount, chosen, fixed } = search;
  fillSites(search);
  trimSites(search);
  for (let pass = 0; pass < passMax; pass++) {
    const before = search.score;
    for (const out of shuffled(chosenSites(chosen), rng)) {
      if (fixed[out] === 1 || chosen[out] !== 1) continue;
      search.drop(out);
      const step = relativeStep * Math.max(1, Math.abs(search.score));
      let best = search.gainOfAdding(out) > -step ? out : -1;
      let bestGain = best < 0 ? 0 : search.gainOfAdding(out);
      for (let site = 0; site < siteCount; site++) {
        if (chosen[site] === 1 || fixed[site] === -1 || site === out) continue;
        const gain = search.gainOfAdding(site);
        if (gain > bestGain + step && search.hasRoomFor(site)) {
          bestGain = gain;
          best = site;
        }
      }
      if (best >= 0) search.add(best);
    }
    fillSites(search);
    trimSites(search);
    if (search.score <= before + relativeStep * Math.max(1, Math.abs(before))) return;
  }
}

/** Changes the choice to a given one, as far as the budgets go. */
export function loadSites(search: SiteSearch, wanted: ArrayLike<number>): void {
  const { siteCount, chosen, fixed } = search;
  for (let site = 0; site < siteCount; site++) {
    if (chosen[site] === 1 && fixed[site] !== 1 && !((wanted[site] ?? 0) > 0.5)) search.drop(site);
  }
  for (let site = 0; site < siteCount; site++) {
    const isWanted = (wanted[site] ?? 0) > 0.5 || fixed[site] === 1;
    if (chosen[site] === 1 || fixed[site] === -1 || !isWanted) continue;
    if (search.hasRoomFor(site) || fixed[site] === 1) search.add(site);
  }
}

export function chosenSites(chosen: ArrayLike<number>): number[] {
  return Array.from(chosen, (_, index) => index).filter((index) => chosen[index] === 1);
}

function shuffled(sites: number[], rng: Rng): number[] {
  for (let at = sites.length - 1; at > 0; at--) {
    const other = Math.floor(rng.nextUnit() * (at + 1));
    [sites[at], sites[other]] = [sites[other] ?? 0, sites[at] ?? 0];
  }
  return sites;
}
