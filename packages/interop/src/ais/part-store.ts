import type { TagBlock } from "./tag-block.ts";

/** One sentence of a message of several. */
export interface Part {
  /** Says to which message it belongs: kind, number of parts, sequence, channel. */
  readonly key: string;
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
  readonly sextets: Uint8Array;
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
  readonly #open = new Map<string, Part[]>();
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
    return {
      sextets: joined(parts.map(({ sextets }) => sextets)),
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

  #drop(key: string): void {
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

/** Pieces in one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
