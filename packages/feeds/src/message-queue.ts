import type { FeedMessage } from "@truceline/watch";

export interface QueuedMessage extends FeedMessage {
  /** Its sender keeps it until it is told that it is durable, and sends it again after a stop. */
  readonly comesAgain?: boolean;
}

/** What a feed has read and nobody has taken yet, bounded by what it says about its room. */
export class MessageQueue {
  readonly #countMax: number;
  readonly #byteCountMax: number;
  readonly #messages: QueuedMessage[] = [];
  readonly #waiting: (() => void)[] = [];
  #byteCount = 0;
  #wakeTaker: (() => void) | undefined;

  constructor(countMax: number, byteCountMax: number) {
    this.#countMax = countMax;
    this.#byteCountMax = byteCountMax;
  }

  get count(): number {
    return this.#messages.length;
  }

  get byteCount(): number {
    return this.#byteCount;
  }

  /** False: whoever can wait does so before adding more. */
  hasRoom(): boolean {
    return this.#messages.length < this.#countMax && this.#byteCount < this.#byteCountMax;
  }

  add(message: QueuedMessage): void {
    this.#messages.push(message);
    this.#byteCount += message.bytes.length;
    this.wake();
  }

  take(): QueuedMessage | undefined {
    const message = this.#messages.shift();
    if (message === undefined) return undefined;
    this.#byteCount -= message.bytes.length;
    if (this.hasRoom()) for (const wake of this.#waiting.splice(0)) wake();
    return message;
  }

  /** Whoever waits for a message looks again. */
  wake(): void {
    this.#wakeTaker?.();
  }

  /** Resolves when there may be something to take, or the signal aborts. One at a time. */
  filled(signal: AbortSignal): Promise<void> {
    return woken(signal, (wake) => {
      this.#wakeTaker = wake;
    });
  }

  /** Resolves once there is room, or the signal aborts. */
  async room(signal: AbortSignal): Promise<void> {
    while (!this.hasRoom() && !signal.aborted) {
      await woken(signal, (wake) => this.#waiting.push(wake));
    }
  }
}

function woken(signal: AbortSignal, listen: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      signal.removeEventListener("abort", done);
      resolve();
    };
    signal.addEventListener("abort", done, { once: true });
    listen(done);
  });
}
