import type { QueuedMessage, WireFeed } from "@truceline/feeds";
import type { Feed } from "@truceline/watch";

/** A feed as it is taken from, and what of it was given and is not stored yet. One taker at a time. */
export class FeedInHand implements Feed {
  readonly #feed: WireFeed;
  readonly #given = new Set<QueuedMessage>();
  #next: Promise<QueuedMessage | undefined> = Promise.resolve(undefined);

  constructor(feed: WireFeed) {
    this.#feed = feed;
  }

  get id(): string {
    return this.#feed.id;
  }

  next(signal: AbortSignal): Promise<QueuedMessage | undefined> {
    this.#next = this.#give(signal);
    return this.#next;
  }

  /**
   * Once nobody takes any more and the feed has stopped: what was read and is not stored, in its order, but
   * for what comes again. Where a message has no time of its own, both would be stored, each at another.
   */
  async left(): Promise<readonly QueuedMessage[]> {
    await this.#next.catch(() => {}); // Whoever took it has its failure.
    const left = [...this.#given, ...this.#feed.left()];
    return left.filter(({ comesAgain }) => comesAgain !== true);
  }

  async #give(signal: AbortSignal): Promise<QueuedMessage | undefined> {
    const message = await this.#feed.next(signal);
    if (message === undefined) return undefined;
    const given = {
      ...message,
      onTaken: () => {
        this.#given.delete(given);
        message.onTaken?.();
      },
    };
    this.#given.add(given);
    return given;
  }
}
