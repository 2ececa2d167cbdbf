import { LineSplitter } from "../line-splitter.ts";
import { type WireFault, wireFault } from "../wire-fault.ts";
import { sextetOfByte } from "./bit-fields.ts";
import { bitCountMin } from "./fields.ts";
import { ByteBlocks, joined, PartStore } from "./part-store.ts";
import { readTagBlocks, readTrail, type TagBlock } from "./tag-block.ts";

export interface AisReaderOptions {
  /** Of the feed or file, for faults. */
  readonly name: string;
  /** Messages whose parts are waited for at the same time; default 64. */
  readonly openCountMax?: number;
  /** After so many further sentences a part is waited for no longer; default 500. */
  readonly waitSentenceCount?: number;
  /** After so long a part is waited for no longer; default 60 s. */
  readonly waitMs?: number;
}

const lineLengthMax = 1024;
const payloadLengthMax = 9 * 82;
const bang = 0x21;
/** Begins a comment in files of sentences. */
const hash = 0x23;
const comma = 0x2c;
const star = 0x2a;
const backslash = 0x5c;

/** Where a message came from; one object for all of them, valid during the call only. */
export interface MessagePlace {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly line: number;
  /** Character of the channel, 0 where no part says it. */
  readonly channel: number;
  readonly isOwn: boolean;
  readonly tag: TagBlock | undefined;
}

/** Takes a message that is whole and long enough for its type. The sextets are valid during the call only. */
export type TakeMessage = (
  type: number,
  sextets: Uint8Array,
  bitCount: number,
  place: MessagePlace,
) => void;

/**
 * Reads AIVDM and AIVDO (any talker) from a stream of bytes: sentences of NMEA 0183 with their checksums,
 * tag blocks before them, receiver and time behind them. Parts of a message are put together in any
 * order and among others. Lines without such a sentence are counted and left out; a faulty sentence is
 * told with its bytes and disturbs no other. Memory is bounded by the options.
 */
export class SentenceReader {
  readonly #name: string;
  readonly #take: TakeMessage;
  readonly #splitter: LineSplitter;
  readonly #parts: PartStore;
  readonly #blocks = new ByteBlocks();
  readonly #sextets = new Uint8Array(payloadLengthMax);
  readonly #faults: WireFault[] = [];
  readonly #place: { -readonly [Member in keyof MessagePlace]: MessagePlace[Member] } = {
    bytes: new Uint8Array(0),
    from: 0,
    to: 0,
    line: 0,
    channel: 0,
    isOwn: false,
    tag: undefined,
  };
  #atMs = 0;
  #sentenceCount = 0;
  #otherLineCount = 0;

  constructor(options: AisReaderOptions, take: TakeMessage) {
    this.#name = options.name;
    this.#take = take;
    this.#splitter = new LineSplitter(
      lineLengthMax,
      (bytes, from, to, line) => this.#readLine(bytes, from, to, line),
      (beginning, line) => this.#tell("TL_INT_AIS_LINE", undefined, beginning, line),
    );
    this.#parts = new PartStore(
      options.openCountMax ?? 64,
      options.waitSentenceCount ?? 500,
      options.waitMs ?? 60_000,
      (bytes, line, missing) => this.#tell("TL_INT_AIS_PARTS", missing, bytes, line),
    );
  }

  /** Sentences of AIS so far, faulty ones among them. */
  get sentenceCount(): number {
    return this.#sentenceCount;
  }

  /** Lines so far that are of another kind or empty. */
  get otherLineCount(): number {
    return this.#otherLineCount;
  }

  /** Takes the faults found since the last call. */
  takeFaults(): readonly WireFault[] {
    return this.#faults.splice(0);
  }

  /** `atMs` is when the bytes came, for parts that never do. */
  push(bytes: Uint8Array, atMs: number): void {
    this.#atMs = atMs;
    this.#parts.dropOld(this.#sentenceCount, atMs);
    this.#splitter.push(bytes);
  }

  /** The last line, if the stream ends without a line break; parts still waited for are told. */
  finish(): void {
    this.#splitter.finish();
    this.#parts.dropAll();
  }

  #tell(
    code: Parameters<typeof wireFault>[0],
    special: string | undefined,
    bytes: Uint8Array,
    line: number,
  ): void {
    this.#faults.push(wireFault(code, special, bytes, { file: this.#name, line }));
  }

  #readLine(bytes: Uint8Array, from: number, to: number, line: number): void {
    const start = bytes[from] === hash ? -1 : sentenceStart(bytes, from, to);
    if (start < 0) {
      this.#otherLineCount += 1;
      return;
    }
    this.#sentenceCount += 1;
    let sum = 0;
    let end = start + 1;
    for (; end < to; end++) {
      const byte = bytes[end] ?? 0;
      if (byte === star) break;
      sum ^= byte;
    }
    if (end >= to || sum !== hexPair(bytes, end + 1, to)) {
      const special = end >= to ? "none" : `its bytes give ${hexText(sum)}`;
      this.#tell("TL_INT_AIS_CHECKSUM", special, bytes.subarray(from, to), line);
      return;
    }
    let tag: TagBlock | undefined;
    if (bytes[from] === backslash) {
      const blocks = readTagBlocks(bytes, from, start);
      tag = blocks.tag;
      if (blocks.isBroken) {
        this.#tell("TL_INT_AIS_TAG", undefined, bytes.subarray(from, to), line);
      }
    }
    if (bytes[end + 3] === comma && end + 3 < to) {
      const trail = readTrail(bytes, end + 4, to);
      if (trail !== undefined) tag = { ...trail, ...tag };
    }
    const place = this.#place;
    place.bytes = bytes;
    place.from = from;
    place.to = to;
    place.line = line;
    place.tag = tag;
    this.#readSentence(bytes, start, end);
  }

  #readSentence(bytes: Uint8Array, start: number, end: number): void {
    const place = this.#place;
    const { from, to, line } = place;
    // !AIVDM,1,1,,A,payload,0
    const totalAt = start + 7;
    const total = (bytes[totalAt] ?? 0) - 0x30;
    const number = (bytes[totalAt + 2] ?? 0) - 0x30;
    const sequenceAt = totalAt + 4;
    const sequenceEnd = bytes[sequenceAt] === comma ? sequenceAt : sequenceAt + 1;
    const channelAt = sequenceEnd + 1;
    const channelEnd = bytes[channelAt] === comma ? channelAt : channelAt + 1;
    const payloadAt = channelEnd + 1;
    const payloadEnd = end - 2;
    const fill = (bytes[end - 1] ?? 0) - 0x30;
    const isForm =
      bytes[totalAt - 1] === comma &&
      bytes[totalAt + 1] === comma &&
      bytes[totalAt + 3] === comma &&
      bytes[sequenceEnd] === comma &&
      bytes[channelEnd] === comma &&
      bytes[payloadEnd] === comma &&
      payloadEnd >= payloadAt &&
      total >= 1 &&
      total <= 9 &&
      number >= 1 &&
      number <= total &&
      fill >= 0 &&
      fill <= 5;
    const count = payloadEnd - payloadAt;
    if (!isForm || count > payloadLengthMax) {
      this.#tell("TL_INT_AIS_SENTENCE", undefined, bytes.subarray(from, to), line);
      return;
    }
    place.channel = channelEnd === channelAt ? 0 : (bytes[channelAt] ?? 0);
    place.isOwn = bytes[start + 5] === 0x4f;
    const sextets = this.#sextets;
    for (let index = 0; index < count; index++) {
      const value = sextetOfByte[bytes[payloadAt + index] ?? 0] ?? 255;
      if (value > 63) {
        const special = `byte ${payloadAt + index - from + 1} is not of its payload`;
        this.#tell("TL_INT_AIS_SENTENCE", special, bytes.subarray(from, to), line);
        return;
      }
      sextets[index] = value;
    }
    if (total === 1) {
      this.#takeMessage(sextets, count, fill, undefined);
      return;
    }
    const sequence = sequenceEnd === sequenceAt ? 0 : (bytes[sequenceAt] ?? 0);
    const whole = this.#parts.add({
      key: (Number(place.isOwn) * 16 + total) * 256 + sequence,
      channel: place.channel,
      total,
      number,
      sextets: this.#blocks.copy(sextets, 0, count),
      bytes: this.#blocks.copy(bytes, from, to),
      line,
      tag: place.tag,
      sentence: this.#sentenceCount,
      atMs: this.#atMs,
      fill,
    });
    if (whole === undefined) return;
    place.tag = whole.tag;
    place.channel = whole.channel;
    this.#takeMessage(whole.sextets, whole.count, whole.fill, whole.lines);
  }

  /** `lines` are those of a message of several parts. */
  #takeMessage(
    sextets: Uint8Array,
    count: number,
    fill: number,
    lines: readonly Uint8Array[] | undefined,
  ): void {
    const bitCount = count * 6 - fill;
    const type = count === 0 ? 0 : (sextets[0] ?? 0);
    // The part of a type 24 stands in bits 38 and 39: the third and fourth of the seventh sextet.
    const needed = bitCountMin(type, ((sextets[6] ?? 0) >> 2) & 3);
    const place = this.#place;
    if (needed === 0 || bitCount < needed) {
      const code = needed === 0 && bitCount >= 6 ? "TL_INT_AIS_TYPE" : "TL_INT_AIS_SHORT";
      const special = needed === 0 ? `type ${type}` : `${bitCount} bits of ${needed}, type ${type}`;
      const bytes =
        lines === undefined ? place.bytes.subarray(place.from, place.to) : joined(lines);
      this.#tell(code, special, bytes, place.line);
      return;
    }
    this.#take(type, sextets, bitCount, place);
  }
}

/** Where `!..VDM,` or `!..VDO,` begins, or -1. */
function sentenceStart(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at + 7 < to; at++) {
    if (bytes[at] !== bang || bytes[at + 3] !== 0x56 || bytes[at + 4] !== 0x44) continue;
    if (bytes[at + 5] === 0x4d || bytes[at + 5] === 0x4f) return at;
  }
  return -1;
}

/** Two hexadecimal digits as a number, or -1. */
function hexPair(bytes: Uint8Array, at: number, to: number): number {
  if (at + 1 >= to) return -1;
  const high = hexDigit(bytes[at] ?? 0);
  const low = hexDigit(bytes[at + 1] ?? 0);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const capital = byte & 0xdf;
  return capital >= 0x41 && capital <= 0x46 ? capital - 0x37 : -1;
}

function hexText(value: number): string {
  return value.toString(16).toUpperCase().padStart(2, "0");
}
