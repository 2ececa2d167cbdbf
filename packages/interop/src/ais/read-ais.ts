import type { WireFault } from "../wire-fault.ts";
import { BitReader } from "./bit-fields.ts";
import { passFields } from "./fields.ts";
import type { AisMessage } from "./messages.ts";
import { type AisReaderOptions, SentenceReader } from "./sentence-reader.ts";
import type { TagBlock } from "./tag-block.ts";

/** One message as it came in. */
export interface AisReceived {
  readonly message: AisMessage;
  /** Line of the stream on which its last part stands, counted from 1. */
  readonly line: number;
  /** `A`, `B`, or what the receiver wrote; empty where it wrote nothing. */
  readonly channel: string;
  /** True for VDO: the receiver's own transmission. */
  readonly isOwn: boolean;
  /** Of its first part that has one. */
  readonly tag: TagBlock | undefined;
}

const none = {};

/** Reads AIVDM and AIVDO as `SentenceReader` does, each message with its fields as an object. */
export class AisReader {
  readonly #sentences: SentenceReader;
  readonly #bits = new BitReader();
  #received: AisReceived[] = [];

  constructor(options: AisReaderOptions) {
    this.#sentences = new SentenceReader(options, (_type, sextets, bitCount, place) => {
      const { line, channel, isOwn, tag } = place;
      const message = readMessage(this.#bits, sextets, bitCount);
      const letter = channel === 0 ? "" : String.fromCharCode(channel);
      this.#received.push({ message, line, channel: letter, isOwn, tag });
    });
  }

  /** Sentences of AIS so far, faulty ones among them. */
  get sentenceCount(): number {
    return this.#sentences.sentenceCount;
  }

  /** Lines so far that are of another kind or empty. */
  get otherLineCount(): number {
    return this.#sentences.otherLineCount;
  }

  /** Takes the faults found since the last call. */
  takeFaults(): readonly WireFault[] {
    return this.#sentences.takeFaults();
  }

  /** The messages that are complete with these bytes. `atMs` is when they came, for parts that never do. */
  push(bytes: Uint8Array, atMs: number): readonly AisReceived[] {
    this.#sentences.push(bytes, atMs);
    return this.#take();
  }

  /** The last line, if the stream ends without a line break; parts still waited for are told. */
  finish(): readonly AisReceived[] {
    this.#sentences.finish();
    return this.#take();
  }

  #take(): readonly AisReceived[] {
    const received = this.#received;
    this.#received = [];
    return received;
  }
}

/** A whole message from its sextets. */
export function readMessage(bits: BitReader, sextets: Uint8Array, bitCount: number): AisMessage {
  bits.begin(sextets, bitCount);
  const type = bits.uint(6, undefined);
  const repeat = bits.uint(2, undefined);
  const mmsi = bits.uint(30, undefined);
  return passFields(bits, type, repeat, mmsi, none);
}
