import { setImmediate as nextTurn } from "node:timers/promises";
import { type Clock, canonicalBytes } from "@truceline/model";
import type { ExerciseMessage, ExerciseWorld } from "@truceline/simulation";
import type { Feed, FeedMessage } from "@truceline/watch";
import { waitUntil } from "./wait-until.ts";

export interface ExerciseFeedOptions {
  readonly world: ExerciseWorld;
  /** Where the exercise begins or goes on; what lies before now is told as fast as it is taken. */
  readonly fromMs: number;
  /** True: tell the state of every sensor first. */
  readonly opening: boolean;
  readonly wallClock: Clock;
}

const stretchMs = 600_000;
const waitStretchMs = 1_000;
const encoder = new TextEncoder();

/**
 * The exercise world as a feed. Until it has caught up with the wall clock its messages follow each
 * other without waiting, each with the instant at which it would have been received.
 */
export class ExerciseFeed implements Feed, Clock {
  readonly id = "exercise";
  readonly #options: ExerciseFeedOptions;
  #queue: ExerciseMessage[] = [];
  #askedToMs: number;
  #lastMs: number;
  #caughtUp = false;

  constructor(options: ExerciseFeedOptions) {
    this.#options = options;
    this.#askedToMs = options.fromMs;
    this.#lastMs = options.fromMs;
    if (options.opening) this.#queue = [...options.world.statesAt(options.fromMs)];
  }

  /** The exercise's own time: that of the last message until it has caught up, then the wall's. */
  nowMs(): number {
    return this.#caughtUp ? this.#options.wallClock.nowMs() : this.#lastMs;
  }

  async next(signal: AbortSignal): Promise<FeedMessage | undefined> {
    const { world, wallClock } = this.#options;
    const wallMs = () => wallClock.nowMs();
    while (!signal.aborted) {
      const message = this.#queue.shift();
      if (message !== undefined) {
        await waitUntil(message.receivedAtMs, wallMs, signal);
        if (signal.aborted) return undefined;
        this.#lastMs = message.receivedAtMs;
        const { receivedAtMs } = message;
        // A faulty message is told as it came: the intake refuses it, as it would any other.
        if (message.kind === "malformed") {
          return { receivedAtMs, kind: "observation", bytes: encoder.encode(message.text) };
        }
        const kind = message.kind === "edit" ? message.of : message.kind;
        return { receivedAtMs, kind, bytes: canonicalBytes(message.record) };
      }
      const nowMs = wallMs();
      if (this.#askedToMs >= nowMs) {
        this.#caughtUp = true;
        // Only what has been received by now may be known: ask second by second.
        await waitUntil(nowMs + waitStretchMs, wallMs, signal);
        continue;
      }
      // Making up a stretch takes milliseconds; whoever waits for an answer goes between.
      await nextTurn();
      const toMs = Math.min(nowMs, this.#askedToMs + stretchMs);
      this.#queue = [...world.messagesBetween(this.#askedToMs, toMs)];
      this.#askedToMs = toMs;
      this.#lastMs = Math.max(this.#lastMs, this.#queue[0]?.receivedAtMs ?? toMs);
    }
    return undefined;
  }
}
