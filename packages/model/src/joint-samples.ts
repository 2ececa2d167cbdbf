import type { Area } from "./area.ts";
import type { ObservationKind, WeaponClass } from "./observation.ts";

/** One alternative for where it was: each end is an area, only described by the samples, or unknown. */
export interface PlaceFactor {
  /** Probability of the alternative. */
  readonly p: number;
  /** `samples`: several areas were multiplied and only the samples describe the result. */
  readonly firedFrom: Area | "samples" | null;
  readonly effect: Area | "samples" | null;
  /** The samples of this alternative: from this number (inclusive) … */
  readonly fromIndex: number;
  /** … to this one (exclusive). */
  readonly toIndex: number;
}

/** One alternative for what it was; kind, nature, class and calibre belong together. */
export interface WhatFactor {
  readonly p: number;
  readonly kind: ObservationKind;
  readonly nature: string;
  readonly weapon: WeaponClass;
  /** Null where nobody gave one. */
  readonly calibreMm: number | null;
}

/**
 * The joint posterior of an incident as weighted samples: what fusion draws and verification asks.
 *
 * Shape: arrays of `count` entries; places are pairs [lonDeg, latDeg], NaN where that end is unknown.
 * The samples are the posterior. `factors` describe the same one where place, time and what are
 * independent of each other, so that the exact formulas can be used; null where they are not.
 */
export interface JointSamples {
  readonly count: number;
  /** Sum 1, none negative. */
  readonly weights: Float64Array;
  readonly firedFrom: Float64Array;
  readonly effect: Float64Array;
  readonly atMs: Float64Array;
  /** Number of the sample's entry in `what`. */
  readonly whatIndex: Uint16Array;
  readonly what: readonly WhatFactor[];
  readonly factors: {
    readonly places: readonly PlaceFactor[];
    /** Uniform in it; an instant where both are equal. */
    readonly time: { readonly fromMs: number; readonly toMs: number };
  } | null;
}
