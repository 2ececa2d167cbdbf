import type { Motion } from "./motion.ts";

/** How places of one scan are given to tracks. */
export const associations = ["nearest", "global-nearest", "probabilistic"] as const;
/**
 * `nearest`: each track, the surest first, takes the nearest place in its gate. `global-nearest`: the
 * likeliest pairing of all. `probabilistic`: every place in the gate with its chance, over all pairings;
 * which of two things without names is which is left open where they contest places.
 */
export type AssociationKind = (typeof associations)[number];

export interface PlaneTrackerOptions {
  readonly association: AssociationKind;
  readonly motion: Motion;
  /** Of each coordinate of a place received. */
  readonly positionSigmaM: number;
  /** Chance that something that is there is received in a scan, below 1. */
  readonly detectionRatio: number;
  /** Places from nothing, per square metre and scan. */
  readonly clutterPerM2: number;
  /** Things there before the first scan, per square metre. */
  readonly presentPerM2: number;
  /** New things, per square metre and scan after the first. */
  readonly birthPerM2: number;
  /** Chance to be still there at the next scan. */
  readonly survivalRatio: number;
  /** Told as a track from this chance of being something on. */
  readonly toldRatio: number;
  readonly trackCountMax: number;
}
