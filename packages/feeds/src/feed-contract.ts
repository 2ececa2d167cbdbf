import type { Feed, FeedMessage } from "@truceline/watch";
import { describe, expect, test } from "vitest";

/** The promises of `Feed`, as tests. Every adapter runs all of them. `open` gives a feed that ends or waits. */
export function feedContract(name: string, open: () => Promise<Feed>): void {
  describe(`Feed contract: ${name}`, () => {
    test("[FED-001] messages come one at a time, never earlier than the one before", async () => {
      const feed = await open();
      const stop = new AbortController();
      const messages: FeedMessage[] = [];
      for (let index = 0; index < 5; index++) {
        const message = await feed.next(stop.signal);
        if (message === undefined) break;
        messages.push(message);
      }
      expect(messages.length).toBeGreaterThan(1);
      const received = messages.map(({ receivedAtMs }) => receivedAtMs);
      expect(received).toEqual(received.toSorted((a, b) => a - b));
      for (const { bytes } of messages) expect(bytes.length).toBeGreaterThan(0);
    });

    test("[FED-002] a feed that is stopped ends at once, whatever it waits for", async () => {
      const feed = await open();
      const stop = new AbortController();
      stop.abort();
      expect(await feed.next(stop.signal)).toBeUndefined();
    });
  });
}
