import type { WeaponSelector } from "@truceline/agreement";
import type { WeaponClass } from "@truceline/model";

/** Whether something is so, or cannot be told. */
export type Answer = "yes" | "no" | "unknown";

/** How far a weapon's fire goes at most, with the share of weapons it holds for. */
export interface Reach {
  readonly p: number;
  readonly reachM: number;
}

interface WeaponFact {
  readonly calibreMinMm: number;
  readonly calibreMaxMm: number;
  /**
   * Shares sum to 1. Greatest ranges of common types, rounded up; the shares are ours (declared, not
   * measured): most mortars are 60 to 120 mm, most tube artillery fires without rocket assistance.
   */
  readonly reaches: readonly Reach[];
}

const facts: Readonly<Record<WeaponClass, WeaponFact>> = {
  "small-arms": { calibreMinMm: 4.5, calibreMaxMm: 9.5, reaches: [{ p: 1, reachM: 4_000 }] },
  "machine-gun": { calibreMinMm: 5, calibreMaxMm: 15, reaches: [{ p: 1, reachM: 8_000 }] },
  "grenade-launcher": { calibreMinMm: 30, calibreMaxMm: 105, reaches: [{ p: 1, reachM: 3_000 }] },
  "recoilless-gun": { calibreMinMm: 57, calibreMaxMm: 107, reaches: [{ p: 1, reachM: 8_000 }] },
  "anti-aircraft-gun": { calibreMinMm: 12, calibreMaxMm: 130, reaches: [{ p: 1, reachM: 13_000 }] },
  "ifv-cannon": { calibreMinMm: 20, calibreMaxMm: 100, reaches: [{ p: 1, reachM: 8_000 }] },
  tank: { calibreMinMm: 75, calibreMaxMm: 130, reaches: [{ p: 1, reachM: 13_000 }] },
  mortar: {
    calibreMinMm: 50,
    calibreMaxMm: 240,
    reaches: [
      { p: 0.9, reachM: 8_500 },
      { p: 0.1, reachM: 20_000 },
    ],
  },
  artillery: {
    calibreMinMm: 100,
    calibreMaxMm: 240,
    reaches: [
      { p: 0.7, reachM: 25_000 },
      { p: 0.3, reachM: 50_000 },
    ],
  },
  mlrs: {
    calibreMinMm: 70,
    calibreMaxMm: 400,
    reaches: [
      { p: 0.6, reachM: 22_000 },
      { p: 0.4, reachM: 90_000 },
    ],
  },
  missile: { calibreMinMm: 60, calibreMaxMm: 1_000, reaches: [{ p: 1, reachM: 500_000 }] },
  "uncrewed-aircraft": { calibreMinMm: 0, calibreMaxMm: 0, reaches: [{ p: 1, reachM: 500_000 }] },
  undetermined: {
    calibreMinMm: 0,
    calibreMaxMm: 1_000,
    reaches: [
      { p: 0.6, reachM: 8_500 },
      { p: 0.25, reachM: 25_000 },
      { p: 0.12, reachM: 50_000 },
      { p: 0.03, reachM: 90_000 },
    ],
  },
};

/** How far apart the two ends of its fire can be: bounds, each with the share it holds for. */
export function reachesOf(weapon: WeaponClass): readonly Reach[] {
  return facts[weapon].reaches;
}

/**
 * Does the rule mean this weapon? A class it does not name: no. A calibre nobody gave is taken from
 * what the class can have; where only some of that is meant, or the class is undetermined: unknown. So
is the range, unless the class reaches not that far at all.
 */
export function isMeant(
  selector: WeaponSelector | null,
  weapon: WeaponClass,
  calibreMm: number | null,
): Answer {
  if (selector === null) return "yes";
  const minMm = selector.calibreMinMm ?? 0;
  const maxMm = selector.calibreMaxMm ?? Number.POSITIVE_INFINITY;
  if (weapon === "undetermined") {
    const isExcluded = calibreMm !== null && (calibreMm < minMm || calibreMm > maxMm);
    return isExcluded ? "no" : "unknown";
  }
  if (!selector.classes.includes(weapon)) return "no";
  const byRange = isRangeMeant(selector, weapon);
  if (byRange === "no") return "no";
  if (calibreMm !== null) return calibreMm >= minMm && calibreMm <= maxMm ? byRange : "no";
  const { calibreMinMm, calibreMaxMm } = facts[weapon];
  if (calibreMinMm >= minMm && calibreMaxMm <= maxMm) return byRange;
  return calibreMaxMm < minMm || calibreMinMm > maxMm ? "no" : "unknown";
}

/**
 * Does the rule mean weapons of such a range? Observers give no ranges, and `facts` holds the greatest
 * of a class: one that reaches not so far is not meant, of all others it cannot be told.
 */
function isRangeMeant({ rangeMinM, rangeMaxM }: WeaponSelector, weapon: WeaponClass): Answer {
  if (rangeMinM === undefined && rangeMaxM === undefined) return "yes";
  const farthestM = Math.max(...facts[weapon].reaches.map(({ reachM }) => reachM));
  if (rangeMinM !== undefined && farthestM < rangeMinM) return "no";
  return rangeMinM === undefined && rangeMaxM !== undefined && farthestM <= rangeMaxM
    ? "yes"
    : "unknown";
}
