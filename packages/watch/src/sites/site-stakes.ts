import type { CompiledSite } from "@truceline/agreement";

/** What hangs on a kind of site, and how near fire puts it at risk unless the agreement says so. */
export interface SiteStake {
  /** 0 = the most is at stake. Sites of one rank are equals. */
  readonly rank: number;
  /** In words, for people who decide where to look first. */
  readonly atStake: string;
  readonly safetyRadiusM: number;
}

/**
 * Ranks and radii by kind. The order is by how many people far from the site a failure reaches, and how
 * fast. **Assumed** throughout: no mission published such a table. The radius of a nuclear plant is the
 * upper end of the inner emergency zone of large reactors (3 to 5 km, IAEA EPR-NPP 2013; unconfirmed
 * here); the others are the reach of fragments and of a miss by ordinary artillery. An agreement that
 * gives a `safetyRadius` is followed instead.
 */
const stakes: Readonly<Record<string, SiteStake>> = {
  "nuclear-plant": {
    rank: 0,
    atStake: "A release of radioactivity, across borders.",
    safetyRadiusM: 5_000,
  },
  dam: { rank: 1, atStake: "A flood on all who live below it.", safetyRadiusM: 2_000 },
  "chemical-plant": { rank: 1, atStake: "A poisonous cloud.", safetyRadiusM: 3_000 },
  hospital: { rank: 2, atStake: "Patients who cannot be moved.", safetyRadiusM: 1_000 },
  city: { rank: 3, atStake: "People at home.", safetyRadiusM: 5_000 },
  "water-works": { rank: 3, atStake: "Water for a town.", safetyRadiusM: 1_000 },
  "crossing-point": { rank: 4, atStake: "People in the open, waiting.", safetyRadiusM: 1_000 },
  port: { rank: 5, atStake: "Food, fuel and those who work there.", safetyRadiusM: 3_000 },
  bridge: { rank: 5, atStake: "The only way for people and help.", safetyRadiusM: 1_000 },
};
const otherStake: SiteStake = {
  rank: 6,
  atStake: "What the agreement names it for.",
  safetyRadiusM: 2_000,
};

/** The stake of a site, with the agreement's own radius where it gives one. */
export function stakeOf({ kind, safetyRadiusM }: CompiledSite): SiteStake & {
  readonly isRadiusAssumed: boolean;
} {
  const stake = stakes[kind] ?? otherStake;
  return {
    ...stake,
    safetyRadiusM: safetyRadiusM ?? stake.safetyRadiusM,
    isRadiusAssumed: safetyRadiusM === undefined,
  };
}
