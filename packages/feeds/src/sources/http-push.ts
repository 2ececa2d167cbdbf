import { FeedsError } from "../errors.ts";
import type { ByteSource, SourceSink } from "./byte-source.ts";

/** What became of what was pushed. */
interface PushOutcome {
  readonly byteCount: number;
}

/**
 * Takes documents that senders push to a route. Whoever pushes is answered once what came is durable, and
 * asked to come again where there is no room: nothing has been kept then.
 */
export class HttpPush implements ByteSource {
  readonly address: string;
  #sink: SourceSink | undefined;
  /** Ends what waits to be answered. */
  readonly #unanswered = new Set<() => void>();
  #count = 0;

  /** @param id Of the feed, under which its route is found. */
  constructor(id: string) {
    this.address = `http push to /api/v1/feeds/${id}/messages`;
  }

  run(sink: SourceSink, signal: AbortSignal): Promise<void> {
    this.#sink = sink;
    return new Promise((resolve) => {
      const done = () => {
        this.#sink = undefined;
        for (const giveUp of this.#unanswered) giveUp();
        this.#unanswered.clear();
        resolve();
      };
      if (signal.aborted) done();
      else signal.addEventListener("abort", done, { once: true });
    });
  }

  /**
   * One document of a sender. Resolves once every record of it is durable.
   * @throws FeedsError `TL_FEEDS_FULL` where there is no room now, `TL_FEEDS_STOPPED` where it is not running, or ends
   *   before it is durable
   */
  push(sender: string, bytes: Uint8Array): Promise<PushOutcome> {
    const sink = this.#sink;
    if (sink === undefined) throw new FeedsError("TL_FEEDS_STOPPED");
    sink.linkIsUp();
    this.#count += 1;
    // One sender has one quota, whatever it pushes; each document is read by itself.
    const { promise, resolve, reject } = Promise.withResolvers<PushOutcome>();
    const giveUp = () => reject(new FeedsError("TL_FEEDS_STOPPED"));
    this.#unanswered.add(giveUp);
    const isTaken = sink.offer({
      channel: sender,
      name: `${sender} #${this.#count}`,
      bytes,
      isWhole: true,
      onTaken: () => {
        this.#unanswered.delete(giveUp);
        resolve({ byteCount: bytes.length });
      },
    });
    if (isTaken) return promise;
    this.#unanswered.delete(giveUp);
    throw new FeedsError("TL_FEEDS_FULL");
  }
}
