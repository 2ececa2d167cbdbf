import type { HeardFault } from "@truceline/interop";
import type { ToldSensor } from "./sensor-book.ts";
import type { Quota } from "./token-bucket.ts";

/** `silent`: the way is open and nothing was read for longer than the heartbeat, or than a sender may be held back. */
export type FeedState = "starting" | "up" | "silent" | "down" | "ended";

/** Something a person should know of the feed, once. */
export interface FeedNotice {
  readonly atMs: number;
  readonly text: string;
}

/** How a feed is, now and since it was started. */
export interface FeedStatus {
  readonly id: string;
  /** Without secrets. */
  readonly address: string;
  readonly state: FeedState;
  readonly sinceMs: number;
  /** Why it is not up, or that nothing has been read yet. */
  readonly reason?: string | undefined;
  readonly lastHeardAtMs?: number | undefined;
  readonly byteCount: number;
  readonly messageCount: number;
  /** At most 100 types by name, the others under "other". */
  readonly messageCountByType: Readonly<Record<string, number>>;
  /** Records given to the intake. */
  readonly recordCount: number;
  /** Records that the intake has taken or refused durably. */
  readonly takenCount: number;
  readonly faultCount: number;
  readonly faultCountByCode: Readonly<Record<string, number>>;
  /** The newest faults, with their bytes where there are any. */
  readonly lastFaults: readonly HeardFault[];
  /** Messages that could not be kept waiting and were not taken. */
  readonly refusedCount: number;
  readonly refusedCountByReason: Readonly<Record<string, number>>;
  /** For how long senders were made to wait, all together. */
  readonly heldBackMs: number;
  /** Messages of the last 60 seconds. */
  readonly lastMinuteCount: number;
  /** Of the last messages that name their instant: how long they were under way, in the middle. */
  readonly delayMs?: number | undefined;
  /** How often the way was opened again after it was lost. */
  readonly reconnectCount: number;
  readonly channelCount: number;
  readonly stationCount: number;
  readonly queuedCount: number;
  readonly queuedByteCount: number;
  readonly quota: Quota;
  readonly heartbeatMs?: number | undefined;
  readonly sensors: readonly ToldSensor[];
  /** The newest last, at most 20. */
  readonly notices: readonly FeedNotice[];
}
