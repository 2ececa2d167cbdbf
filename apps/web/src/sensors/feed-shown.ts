/** A feed as the server tells of it: `GET /api/v1/feeds`. */
export interface ShownFeed {
  readonly id: string;
  readonly url: string;
  readonly format: string;
  readonly state: "starting" | "up" | "silent" | "down" | "ended";
  readonly sinceMs: number;
  readonly reason?: string;
  readonly lastHeardAtMs?: number;
  readonly messageCount: number;
  readonly messageCountByType: Readonly<Record<string, number>>;
  readonly takenCount: number;
  readonly faultCount: number;
  readonly lastFaults: readonly {
    readonly code: string;
    readonly message: string;
    readonly line?: number;
    readonly bytesHex?: string;
  }[];
  readonly refusedCount: number;
  readonly refusedCountByReason: Readonly<Record<string, number>>;
  readonly heldBackMs: number;
  readonly lastMinuteCount: number;
  readonly delayMs?: number;
  readonly reconnectCount: number;
  readonly channelCount: number;
  readonly queuedCount: number;
  readonly quota: { readonly perSecond: number };
  readonly sensors: readonly { readonly id: string; readonly state: string }[];
  readonly notices: readonly { readonly atMs: number; readonly text: string }[];
}

export interface FeedList {
  readonly items: readonly ShownFeed[];
}
