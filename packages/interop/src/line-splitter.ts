/** What a line is handed to; `bytes` are valid during the call only and lie at `from` to `to`. */
export type TakeLine = (bytes: Uint8Array, from: number, to: number, line: number) => void;

const lineFeed = 0x0a;

/**
 * Cuts a stream of bytes into lines that end with LF or CRLF, without copying those that lie whole in a
 * piece. A line longer than allowed is told by its beginning and skipped to its end, so that a sender who
 * never breaks a line cannot fill memory.
 */
export class LineSplitter {
  readonly #rest: Uint8Array;
  readonly #take: TakeLine;
  readonly #tellLong: (beginning: Uint8Array, line: number) => void;
  #restLength = 0;
  #isSkipping = false;
  #line = 0;

  constructor(
    lengthMax: number,
    take: TakeLine,
    tellLong: (beginning: Uint8Array, line: number) => void,
  ) {
    this.#rest = new Uint8Array(lengthMax);
    this.#take = take;
    this.#tellLong = tellLong;
  }

  push(bytes: Uint8Array): void {
    let from = 0;
    while (from < bytes.length) {
      // A loop, not `indexOf`: lines are short, and the call costs more than the search.
      let to = from;
      while (to < bytes.length && bytes[to] !== lineFeed) to += 1;
      const isEnded = to < bytes.length;
      if (isEnded && this.#restLength === 0 && !this.#isSkipping) {
        this.#line += 1;
        if (to - from > this.#rest.length) this.#tellLong(bytes.subarray(from, to), this.#line);
        else this.#take(bytes, from, to, this.#line);
      } else {
        this.#keep(bytes, from, to);
        if (isEnded) this.finish();
      }
      from = to + 1;
    }
  }

  /** The last line, if the stream does not end with a line break. */
  finish(): void {
    if (this.#restLength > 0 || this.#isSkipping) {
      this.#line += 1;
      const length = this.#restLength;
      this.#restLength = 0;
      if (this.#isSkipping) this.#tellLong(this.#rest.subarray(0, length), this.#line);
      else this.#take(this.#rest, 0, length, this.#line);
    }
    this.#isSkipping = false;
  }

  #keep(bytes: Uint8Array, from: number, to: number): void {
    if (this.#isSkipping) return;
    const room = this.#rest.length - this.#restLength;
    const length = Math.min(room, to - from);
    this.#rest.set(bytes.subarray(from, from + length), this.#restLength);
    this.#restLength += length;
    if (to - from > room) this.#isSkipping = true;
  }
}
