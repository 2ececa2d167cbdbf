/** A system read brings at most so much: less of it, and nothing more was waiting. */
const readLength = 65_536;
/** Handing on that takes no longer is no holding back. */
const heldLeastMs = 50;
/** Who has to be waited for was not waiting; longer than we may be busy with something else. */
const liveAfterMs = 1_000;

/**
 * How long bytes of one connection may have waited with the system because nothing was read meanwhile: from
 * the beginning of the pause until they were read, and so is what comes after them until a read brings less
 * than it could. Pure: instants are passed in, of a clock that only runs forwards.
 */
export class WaitedBytes {
  #sinceMs: number | undefined;
  #readFromMs: number;

  constructor(nowMs: number) {
    this.#readFromMs = nowMs;
  }

  /** Bytes were read: at most how long they may have waited, in ms. */
  read(length: number, nowMs: number): number {
    const sinceMs = this.#sinceMs;
    const isAwaited = nowMs - this.#readFromMs >= liveAfterMs;
    if (sinceMs === undefined || isAwaited || length < readLength) this.#sinceMs = undefined;
    return sinceMs === undefined || isAwaited ? 0 : nowMs - sinceMs;
  }

  /** They were handed on from one instant to another: nothing was read in between. */
  handedOn(fromMs: number, toMs: number): void {
    if (toMs - fromMs >= heldLeastMs) this.#sinceMs ??= fromMs;
    this.#readFromMs = toMs;
  }
}
