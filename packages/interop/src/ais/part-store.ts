import type { TagBlock } from "./tag-block.ts";

/** One sentence of a message of several. */
export interface Part {
  /** Says to which message it belongs: kind, number of parts, sequence, channel, packed. */
  readonly key: number;
  readonly total: number;
  readonly number: number;
  readonly sextets: Uint8Array;
  /** The line, for faults. */
  readonly bytes: Uint8Array;
  readonly line: number;
  readonly tag: TagBlock | undefined;
  /** How many sentences had come. */
  readonly sentence: number;
  readonly atMs: number;
  readonly fill: number;
}

export interface WholeMessage {
  /** The first `count` of them; valid until the next part is added. */
  readonly sextets: Uint8Array;
  readonly count: number;
  readonly fill: number;
  /** Lines of its parts in their order, for faults. */
  readonly lines: readonly Uint8Array[];
  readonly tag: TagBlock | undefined;
}

type TellMissing = (bytes: Uint8Array, line: number, missing: string) => void;

/**
 * Keeps parts until their message is whole. Never more messages than allowed, none longer than allowed
 * (by sentences and by time; a clock that jumps either way ends the waiting): what is dropped is told.
 */
export class PartStore {
  readonly #open = new Map<number, Part[]>();
  /** Nine parts, each no longer than a line. */
  readonly #whole = new Uint8Array(9 * 1024);
  readonly #openCountMax: number;
  readonly #waitSentenceCount: number;
  readonly #waitMs: number;
  readonly #tell: TellMissing;

  constructor(openCountMax: number, waitSentenceCount: number, waitMs: number, tell: TellMissing) {
    this.#openCountMax = openCountMax;
    this.#waitSentenceCount = waitSentenceCount;
    this.#waitMs = waitMs;
    this.#tell = tell;
  }

  /** Adds a part; the message, if it is whole now. */
  add(part: Part): WholeMessage | undefined {
    this.dropOld(part.sentence, part.atMs);
    let parts = this.#open.get(part.key);
    const same = parts?.find(({ number }) => number === part.number);
    if (parts !== undefined && same !== undefined) {
      // Two receivers may hear the same; another content under the same number is another message.
      if (isSame(same.sextets, part.sextets)) return undefined;
      this.#drop(part.key);
      parts = undefined;
    }
    if (parts === undefined) {
      if (this.#open.size >= this.#openCountMax) {
        for (const oldest of this.#open.keys()) {
          this.#drop(oldest);
          break;
        }
      }
      this.#open.set(part.key, [part]);
      return undefined;
    }
    parts.push(part);
    if (parts.length < part.total) return undefined;
    this.#open.delete(part.key);
    parts.sort((a, b) => a.number - b.number);
    let count = 0;
    for (const { sextets } of parts) {
      for (let at = 0; at < sextets.length; at++) this.#whole[count + at] = sextets[at] ?? 0;
      count += sextets.length;
    }
    return {
      sextets: this.#whole,
      count,
      fill: parts.at(-1)?.fill ?? 0,
      lines: parts.map(({ bytes }) => bytes),
      tag: parts[0]?.tag,
    };
  }

  /** Drops what was waited for too long. */
  dropOld(sentence: number, atMs: number): void {
    for (const [key, [first]] of this.#open) {
      if (first === undefined) continue;
      const isOld =
        sentence - first.sentence > this.#waitSentenceCount ||
        Math.abs(atMs - first.atMs) > this.#waitMs;
      if (!isOld) return;
      this.#drop(key);
    }
  }

  dropAll(): void {
    for (const key of [...this.#open.keys()]) this.#drop(key);
  }

  #drop(key: number): void {
    const parts = this.#open.get(key) ?? [];
    this.#open.delete(key);
    const there = parts.map(({ number }) => number).toSorted((a, b) => a - b);
    const [first] = parts;
    if (first === undefined) return;
    const bytes = joined(parts.map((part) => part.bytes));
    this.#tell(bytes, first.line, `${there.join(", ")} of ${first.total} came`);
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

const blockLength = 65_536;

/**
 * Copies of short pieces of bytes, cut from blocks: one buffer for each would cost more than all else that
 * is done with a sentence. A block lives as long as one of its pieces.
 */
export class ByteBlocks {
  #block = new Uint8Array(blockLength);
  #at = 0;

  /** A copy of `bytes` from `from` to `to`, at most 4 KB. */
  copy(bytes: Uint8Array, from: number, to: number): Uint8Array {
    const length = to - from;
    if (this.#at + length > blockLength) {
      this.#block = new Uint8Array(blockLength);
      this.#at = 0;
    }
    const block = this.#block;
    const start = this.#at;
    for (let at = 0; at < length; at++) block[start + at] = bytes[from + at] ?? 0;
    this.#at = start + length;
    return block.subarray(start, start + length);
  }
}

/** Pieces in one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    for (let index = 0; index < piece.length; index++) whole[at + index] = piece[index] ?? 0;
    at += piece.length;
  }
  return whole;
}
