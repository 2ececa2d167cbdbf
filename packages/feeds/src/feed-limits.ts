import type { Quota } from "./token-bucket.ts";

/** Bounds of one feed. Each has its count in the feed's status. */
export interface FeedLimits {
  /** Records read and not yet taken; above it the source waits, or refuses what it cannot keep waiting. */
  readonly queuedCountMax: number;
  /** Bytes of the same. */
  readonly queuedByteCountMax: number;
  /** Senders read at the same time; one more ends the one that was heard longest ago. */
  readonly channelCountMax: number;
  /** Stations whose clock and place are watched; one more forgets the one heard longest ago. */
  readonly stationCountMax: number;
  /** Each sender's. */
  readonly quota: Quota;
  /** What waited longer came at an instant nobody knows: 250 m/s make 1.25 km of it. */
  readonly waitedMsMax: number;
  /** A sender that is held back for longer may be gone: its feed is not up. */
  readonly heldMsMax: number;
  /** Faulty messages kept in quarantine a minute; more are counted only. */
  readonly faultsKeptPerMinute: number;
}

export const feedLimits: FeedLimits = {
  queuedCountMax: 5_000,
  queuedByteCountMax: 8 * 1_048_576,
  channelCountMax: 1_024,
  stationCountMax: 1_024,
  quota: { perSecond: 200, burstCount: 2_000 },
  waitedMsMax: 5_000,
  heldMsMax: 20_000,
  faultsKeptPerMinute: 60,
};
