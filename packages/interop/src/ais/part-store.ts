import type { TagBlock } from "./tag-block.ts";

/** One sentence of a message of several. */
export interface Part {
  /** Says to which message it belongs: kind, number of parts, sequence, packed. */
  readonly key: number;
  /** Character of the channel; 0 where it is left out, as senders may from the second part on. */
  readonly channel: number;
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
  /** Of the first part that says it. */
  readonly channel: number;
  /** Of the first part that has one. */
  readonly tag: TagBlock | undefined;
}

type TellMissing = (bytes: Uint8Array, line: number, missing: string) => void;

/**
 * Keeps parts until their message is whole. Never more messages than allowed, none longer than allowed
 * (by sentences and by time; a clock that jumps either way ends the waiting): what is dropped is told.
 */
export class PartStore {
  /** Parts of one message each, those of which the first came longest ago first. */
  readonly #open = new Set<Part[]>();
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
    let parts = this.#messageOf(part);
    const same = parts?.find(({ number }) => number === part.number);
    if (parts !== undefined && same !== undefined) {
      // Two receivers may hear the same; another content under the same number is another message.
      if (isSame(same.sextets, part.sextets)) return undefined;
      this.#drop(parts);
      parts = undefined;
    }
    if (parts === undefined) {
      if (this.#open.size >= this.#openCountMax) {
        for (const oldest of this.#open) {
          this.#drop(oldest);
          break;
        }
      }
      this.#open.add([part]);
      return undefined;
    }
    parts.push(part);
    if (parts.length < part.total) return undefined;
    this.#open.delete(parts);
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
      channel: parts.find(({ channel }) => channel !== 0)?.channel ?? 0,
      tag: parts.find(({ tag }) => tag !== undefined)?.tag,
    };
  }

  /**
   * The message that a part belongs to: the one on its own channel that has the same part already; else, of
   * those on its channel or on one that is not said, the one that began last and wants it.
   */
  #messageOf(part: Part): Part[] | undefined {
    let wanting: Part[] | undefined;
    let having: Part[] | undefined;
    for (const parts of this.#open) {
      if (parts[0]?.key !== part.key || !isOnChannel(parts, part.channel)) continue;
      const same = parts.find(({ number }) => number === part.number);
      if (same === undefined) wanting = parts;
      else if (same.channel !== part.channel) continue;
      else if (isSame(same.sextets, part.sextets)) return parts;
      else having = parts;
    }
    return wanting ?? having;
  }

  /** Drops what was waited for too long. */
  dropOld(sentence: number, atMs: number): void {
    for (const parts of this.#open) {
      const [first] = parts;
      if (first === undefined) continue;
      const isOld =
        sentence - first.sentence > this.#waitSentenceCount ||
        Math.abs(atMs - first.atMs) > this.#waitMs;
      if (!isOld) return;
      this.#drop(parts);
    }
  }

  dropAll(): void {
    for (const parts of [...this.#open]) this.#drop(parts);
  }

  #drop(parts: Part[]): void {
    this.#open.delete(parts);
    const there = parts.map(({ number }) => number).toSorted((a, b) => a - b);
    const [first] = parts;
    if (first === undefined) return;
    const bytes = joined(parts.map((part) => part.bytes));
    this.#tell(bytes, first.line, `${there.join(", ")} of ${first.total} came`);
  }
}

/** Whether parts may be of a message on a channel; 0 may be any. */
function isOnChannel(parts: readonly Part[], channel: number): boolean {
  return channel === 0 || parts.every((part) => part.channel === 0 || part.channel === channel);
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
