import { RunOn } from "./run-on.ts";

/** What a line is handed to; `bytes` are valid during the call only and lie at `from` to `to`. */
export type TakeLine = (bytes: Uint8Array, from: number, to: number, line: number) => void;

const lineFeed = 0x0a;

/**
 * Cuts a stream of bytes into lines that end with LF or CRLF, without copying those that lie whole in a
 * piece. A line longer than allowed is told by its beginning as soon as it is and skipped to its end, so that
 * a sender who never breaks a line neither fills memory nor passes for quiet; one that goes on is told again.
 */
export class LineSplitter {
  readonly #rest: Uint8Array;
  readonly #take: TakeLine;
  readonly #tellLong: (beginning: Uint8Array, line: number) => void;
  readonly #runOn: RunOn;
  #restLength = 0;
  /** Bytes so far of a line that came in more than one piece. */
  #length = 0;
  #line = 0;

  constructor(
    lengthMax: number,
    take: TakeLine,
    tellLong: (beginning: Uint8Array, line: number) => void,
  ) {
    this.#rest = new Uint8Array(lengthMax);
    this.#take = take;
    this.#tellLong = tellLong;
    this.#runOn = new RunOn(lengthMax);
  }

  push(bytes: Uint8Array): void {
    let from = 0;
    while (from < bytes.length) {
      // A loop, not `indexOf`: lines are short, and the call costs more than the search.
      let to = from;
      while (to < bytes.length && bytes[to] !== lineFeed) to += 1;
      const isEnded = to < bytes.length;
      if (isEnded && this.#length === 0) {
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
    if (this.#length === 0) return;
    this.#line += 1;
    const isTold = this.#runOn.isTold;
    const length = this.#restLength;
    this.#restLength = 0;
    this.#length = 0;
    this.#runOn.reset();
    if (!isTold) this.#take(this.#rest, 0, length, this.#line);
  }

  #keep(bytes: Uint8Array, from: number, to: number): void {
    const room = this.#rest.length - this.#restLength;
    const length = Math.min(room, to - from);
    this.#rest.set(bytes.subarray(from, from + length), this.#restLength);
    this.#restLength += length;
    this.#length += to - from;
    if (this.#runOn.isDue(this.#length)) {
      this.#tellLong(this.#rest.subarray(0, this.#restLength), this.#line + 1);
    }
  }
}
