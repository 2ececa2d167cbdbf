import { Gauge, Registry } from "prom-client";
import type { ManagedFeedStatus } from "./feed-manager.ts";

/** One figure of each feed, by the feed's name. */
interface Figure {
  readonly name: string;
  readonly help: string;
  of(feed: ManagedFeedStatus): number | undefined;
}

const figures: readonly Figure[] = [
  {
    name: "truceline_feed_up",
    help: "1 while a feed is heard, else 0.",
    of: ({ state }) => (state === "up" ? 1 : 0),
  },
  {
    name: "truceline_feed_messages",
    help: "Messages a feed has brought since it was started.",
    of: ({ messageCount }) => messageCount,
  },
  {
    name: "truceline_feed_messages_last_minute",
    help: "Messages a feed has brought in the last minute.",
    of: ({ lastMinuteCount }) => lastMinuteCount,
  },
  {
    name: "truceline_feed_faults",
    help: "Messages of a feed that could not be read.",
    of: ({ faultCount }) => faultCount,
  },
  {
    name: "truceline_feed_refused",
    help: "Messages of a feed that were over its quota or beyond its buffers and not taken.",
    of: ({ refusedCount }) => refusedCount,
  },
  {
    name: "truceline_feed_held_back_seconds",
    help: "For how long the senders of a feed were made to wait.",
    of: ({ heldBackMs }) => heldBackMs / 1_000,
  },
  {
    name: "truceline_feed_queued",
    help: "Messages of a feed that are read and not yet stored.",
    of: ({ queuedCount }) => queuedCount,
  },
  {
    name: "truceline_feed_reconnects",
    help: "How often the way to a feed's sender was opened again.",
    of: ({ reconnectCount }) => reconnectCount,
  },
  {
    name: "truceline_feed_restarts",
    help: "How often a feed ended by itself and was started again.",
    of: ({ restartCount }) => restartCount,
  },
  {
    name: "truceline_feed_last_heard_timestamp_seconds",
    help: "When a feed was heard last.",
    of: ({ lastHeardAtMs }) => (lastHeardAtMs === undefined ? undefined : lastHeardAtMs / 1_000),
  },
  {
    name: "truceline_feed_delay_seconds",
    help: "How long the last messages of a feed were under way, by what they say themselves.",
    of: ({ delayMs }) => (delayMs === undefined ? undefined : delayMs / 1_000),
  },
];

/** What an operator watches of the feeds. Apart from other metrics: it says where nothing is heard now. */
export class FeedMetrics {
  readonly #registry = new Registry();
  readonly #gauges: readonly { readonly figure: Figure; readonly gauge: Gauge }[];

  constructor() {
    this.#gauges = figures.map((figure) => ({
      figure,
      gauge: new Gauge({
        name: figure.name,
        help: figure.help,
        labelNames: ["feed"],
        registers: [this.#registry],
      }),
    }));
  }

  /** The figures of these feeds, as Prometheus reads them. */
  text(feeds: readonly ManagedFeedStatus[]): Promise<string> {
    for (const { figure, gauge } of this.#gauges) {
      // A room that was changed has other feeds.
      gauge.reset();
      for (const feed of feeds) {
        const value = figure.of(feed);
        if (value !== undefined) gauge.set({ feed: feed.id }, value);
      }
    }
    return this.#registry.metrics();
  }
}
