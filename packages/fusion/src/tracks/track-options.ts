import type { TrafficMedium } from "@truceline/model";
import type { Motion } from "./motion.ts";

/** What is taken for granted of everything that moves in one medium. */
export interface MediumLimits {
  /** Nothing of the medium is faster. */
  readonly speedMaxMps: number;
  /** Where a report states no accuracy: radius that holds 95 %. */
  readonly accuracyM: number;
  /** Without a report for so long a track has ended. */
  readonly endAfterMs: number;
  /** Between two reports not further apart than this, it is taken to have gone straight. */
  readonly bridgeMaxMs: number;
  readonly motion: Motion;
}

export interface TrackOptions {
  readonly vessel: MediumLimits;
  readonly aircraft: MediumLimits;
  /** Reports of one identity may come in any order within this time. */
  readonly latenessMs: number;
  /** How far clocks of senders may be ahead of the receiver's. */
  readonly clockAheadMs: number;
  readonly identityCountMax: number;
  /** Unsettled points of one identity; more settle early. */
  readonly openCountMax: number;
  /** Points of the past kept to be drawn, a track. */
  readonly pastCountMax: number;
  /** Settled events kept, all identities together. */
  readonly eventCountMax: number;
}

const MINUTE_MS = 60_000;

/** Vessels to 50 m/s (97 knots), aircraft to 700 m/s; half an hour of disorder. */
export const defaultTrackOptions: TrackOptions = {
  vessel: {
    speedMaxMps: 50,
    accuracyM: 50,
    endAfterMs: 60 * MINUTE_MS,
    bridgeMaxMs: 20 * MINUTE_MS,
    motion: {
      turnRateRadPerS: 0.01,
      accelerationMps2: 0.05,
      changeTimeS: 300,
      speedSigmaMps: 8,
    },
  },
  aircraft: {
    speedMaxMps: 700,
    accuracyM: 200,
    endAfterMs: 10 * MINUTE_MS,
    bridgeMaxMs: 3 * MINUTE_MS,
    motion: {
      turnRateRadPerS: 0.05,
      accelerationMps2: 1.5,
      changeTimeS: 60,
      speedSigmaMps: 150,
    },
  },
  latenessMs: 30 * MINUTE_MS,
  clockAheadMs: 2 * MINUTE_MS,
  identityCountMax: 5_000,
  openCountMax: 600,
  pastCountMax: 120,
  eventCountMax: 20_000,
};

export function limitsOf(options: TrackOptions, medium: TrafficMedium): MediumLimits {
  return medium === "vessel" ? options.vessel : options.aircraft;
}
