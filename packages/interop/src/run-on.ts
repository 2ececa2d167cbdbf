/** What goes on without an end is told anew from here on, each time it is twice as long. */
const againLeast = 65_536;

/**
 * When something that goes on without an end is told: once it is longer than allowed, so that a sender who
 * never ends anything does not look quiet, and then ever more seldom, so that it fills nothing.
 */
export class RunOn {
  readonly #allowed: number;
  #next: number;

  /** @param allowed Bytes it may have untold. */
  constructor(allowed: number) {
    this.#allowed = allowed;
    this.#next = allowed;
  }

  /** Whether it was told since it began. */
  get isTold(): boolean {
    return this.#next > this.#allowed;
  }

  /** Whether it is to be told, now that it is so many bytes long. */
  isDue(byteCount: number): boolean {
    if (byteCount <= this.#next) return false;
    while (byteCount > this.#next) this.#next = Math.max(againLeast, 2 * this.#next);
    return true;
  }

  /** It has ended. */
  reset(): void {
    this.#next = this.#allowed;
  }
}
