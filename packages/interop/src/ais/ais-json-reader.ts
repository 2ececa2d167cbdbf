import type { WireFault } from "../wire-fault.ts";
import { BitReader } from "./bit-fields.ts";
import {
  howCoarse,
  howFine,
  howFlag,
  howInt,
  howNothing,
  howTenths,
  howText,
  howUint,
  type JsonPlan,
  jsonPlanOf,
} from "./json-plans.ts";
import type { AisMessage } from "./messages.ts";
import { readMessage } from "./read-ais.ts";
import { type AisReaderOptions, SentenceReader } from "./sentence-reader.ts";

/** A message of any type, and what a growing of the buffer leaves room for. */
const otherLengthMax = 4_096;
const startLength = 65_536;
const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const quote = 0x22;
const space = 0x20;
const solidus = 0x5c;
/** Four bytes, first byte lowest. */
const nullWord = 0x6c6c756e;
const trueWord = 0x65757274;
const falseWord = 0x736c6166;
const letterE = 0x65;

/** Digits of 0 to 999, first digit lowest: as written, and filled with zeros to three. */
const plainDigits = Int32Array.from({ length: 1_000 }, (_, value) => packed(String(value)));
const filledDigits = Int32Array.from({ length: 1_000 }, (_, value) =>
  packed(String(value).padStart(3, "0")),
);
const characterOfSextet = Uint8Array.from({ length: 64 }, (_, value) =>
  value < 32 ? value + 64 : value,
);

function packed(digits: string): number {
  return [...digits].reduce((word, digit, at) => word | (digit.charCodeAt(0) << (8 * at)), 0);
}

/**
 * Reads AIVDM and AIVDO as `AisReader` does and gives the same messages as text, a line of JSON each, from
 * bytes to bytes without objects between: for files and relays of many messages. Longitude and latitude
 * have seven decimals, finer than the steps they are sent in, so that nothing is lost.
 */
export class AisJsonReader {
  readonly #sentences: SentenceReader;
  readonly #bits = new BitReader();
  /** Thirty bits from each sextet on, so that a field is one look or two. */
  readonly #windows = new Int32Array(9 * 82 + 8);
  #out = new Uint8Array(startLength);
  #view = new DataView(this.#out.buffer);
  #length = 0;
  #messageCount = 0;

  constructor(options: AisReaderOptions) {
    this.#sentences = new SentenceReader(options, (type, sextets, bitCount) =>
      this.#write(type, sextets, bitCount),
    );
  }

  /** Messages so far. */
  get messageCount(): number {
    return this.#messageCount;
  }

  /** Takes the faults found since the last call. */
  takeFaults(): readonly WireFault[] {
    return this.#sentences.takeFaults();
  }

  /**
   * The lines of the messages that are complete with these bytes; valid until the next call. `atMs` is when
   * they came, for parts that never do.
   */
  push(bytes: Uint8Array, atMs: number): Uint8Array {
    this.#length = 0;
    this.#sentences.push(bytes, atMs);
    return this.#out.subarray(0, this.#length);
  }

  /** The last line, if the stream ends without a line break; parts still waited for are told. */
  finish(): Uint8Array {
    this.#length = 0;
    this.#sentences.finish();
    return this.#out.subarray(0, this.#length);
  }

  #write(type: number, sextets: Uint8Array, bitCount: number): void {
    this.#messageCount += 1;
    const windows = this.#windows;
    const count = Math.ceil(bitCount / 6);
    let window = 0;
    for (let at = 0; at < 5; at++) window = (window << 6) | (at < count ? (sextets[at] ?? 0) : 0);
    // The last windows would reach behind the message: a plan is used only where its bits are there.
    for (let at = 0; at < count; at++) {
      windows[at] = window;
      window = ((window << 6) & 0x3fffffff) | (sextets[at + 5] ?? 0);
    }
    const mmsi = field(windows, 1, 2, 30);
    const plan = jsonPlanOf(type, ((sextets[6] ?? 0) >> 2) & 3, mmsi);
    const isPlanned = plan !== undefined && bitCount >= plan.bitCount;
    this.#reserve(isPlanned ? plan.lengthMax : otherLengthMax);
    if (isPlanned) {
      this.#length = writePlanned(plan, windows, sextets, this.#out, this.#view, this.#length);
    } else this.#writeObject(readMessage(this.#bits, sextets, bitCount));
  }

  /** Messages without fixed fields, and those that were cut, the slow way. */
  #writeObject(message: AisMessage): void {
    const text = JSON.stringify(message, (name, value: unknown) =>
      (name === "lonDeg" || name === "latDeg") && typeof value === "number"
        ? Math.round(value * 1e7) / 1e7
        : value,
    );
    for (let at = 0; at < text.length; at++) this.#out[this.#length + at] = text.charCodeAt(at);
    this.#out[this.#length + text.length] = 0x0a;
    this.#length += text.length + 1;
  }

  #reserve(length: number): void {
    if (this.#length + length <= this.#out.length) return;
    const larger = new Uint8Array(2 * this.#out.length);
    larger.set(this.#out.subarray(0, this.#length));
    this.#out = larger;
    this.#view = new DataView(larger.buffer);
  }
}

/** Bits of a field: in one window, or the last fifteen in a window of their own. */
function field(windows: Int32Array, sextet: number, skip: number, bits: number): number {
  if (skip + bits <= 30) {
    return ((windows[sextet] ?? 0) >>> (30 - skip - bits)) & ((1 << bits) - 1);
  }
  const upper = bits - 15;
  const from = sextet * 6 + skip + upper;
  const lowSextet = (from / 6) | 0;
  const high = ((windows[sextet] ?? 0) >>> (30 - skip - upper)) & ((1 << upper) - 1);
  const low = ((windows[lowSextet] ?? 0) >>> (15 - (from - lowSextet * 6))) & 0x7fff;
  return high * 32_768 + low;
}

/** Writes a message and its line break at `from`; answers where it ends. There is room for it. */
function writePlanned(
  plan: JsonPlan,
  windows: Int32Array,
  sextets: Uint8Array,
  out: Uint8Array,
  view: DataView,
  from: number,
): number {
  const { fieldCount, how, sextet, skip, bits, absent, textLength, textFrom, words } = plan;
  let at = from;
  for (let index = 0; index < fieldCount; index++) {
    const length = textLength[index] ?? 0;
    let word = textFrom[index] ?? 0;
    for (let to = at; to < at + length; to += 4) {
      view.setInt32(to, words[word] ?? 0, true);
      word += 1;
    }
    at += length;
    const kind = how[index] ?? howNothing;
    if (kind === howNothing) continue;
    const firstSextet = sextet[index] ?? 0;
    const bitCount = bits[index] ?? 0;
    if (kind === howText) {
      at = writeText(sextets, firstSextet * 6 + (skip[index] ?? 0), bitCount / 6, windows, out, at);
      continue;
    }
    let value = field(windows, firstSextet, skip[index] ?? 0, bitCount);
    if (kind === howFlag) {
      view.setInt32(at, value === 1 ? trueWord : falseWord, true);
      at += 4;
      if (value === 0) out[at++] = letterE;
      continue;
    }
    if (kind === howInt || kind === howFine || kind === howCoarse) {
      if (value >= 2 ** (bitCount - 1)) value -= 2 ** bitCount;
    }
    if (value === absent[index]) {
      view.setInt32(at, nullWord, true);
      at += 4;
      continue;
    }
    if (value < 0) {
      out[at++] = minus;
      value = -value;
    }
    if (kind === howUint || kind === howInt) at = writeWhole(value, view, at);
    else if (kind === howTenths) at = writeTenths(value, out, view, at);
    else at = writeDegrees(kind === howFine ? value / 60 : (value * 1_000) / 60, out, view, at);
  }
  return at;
}

function writeWhole(value: number, view: DataView, from: number): number {
  let at = from;
  let rest = value;
  if (rest >= 1_000) {
    const thousands = Math.floor(rest / 1_000);
    rest -= thousands * 1_000;
    if (thousands < 1_000) at = writeSmall(thousands, view, at);
    else {
      const millions = Math.floor(thousands / 1_000);
      if (millions < 1_000) at = writeSmall(millions, view, at);
      else {
        at = writeSmall(Math.floor(millions / 1_000), view, at);
        view.setInt32(at, filledDigits[millions % 1_000] ?? 0, true);
        at += 3;
      }
      view.setInt32(at, filledDigits[thousands - millions * 1_000] ?? 0, true);
      at += 3;
    }
    view.setInt32(at, filledDigits[rest] ?? 0, true);
    return at + 3;
  }
  return writeSmall(rest, view, at);
}

/** 0 to 999. */
function writeSmall(value: number, view: DataView, at: number): number {
  view.setInt32(at, plainDigits[value] ?? 0, true);
  return at + (value < 10 ? 1 : value < 100 ? 2 : 3);
}

/** Tenths of at most 999.9. */
function writeTenths(value: number, out: Uint8Array, view: DataView, from: number): number {
  const units = (value / 10) | 0;
  const tenths = value - units * 10;
  const at = writeSmall(units, view, from);
  if (tenths === 0) return at;
  out[at] = point;
  out[at + 1] = zero + tenths;
  return at + 2;
}

/** Ten-thousandths of a degree and their fractions, below 1,000 degrees, rounded to 1e-7. */
function writeDegrees(
  tenThousandths: number,
  out: Uint8Array,
  view: DataView,
  from: number,
): number {
  const value = Math.round(tenThousandths * 1_000);
  const units = Math.floor(value / 1e7);
  const rest = value - units * 1e7;
  const upper = (rest / 10_000) | 0;
  const lower = rest - upper * 10_000;
  const middle = (lower / 10) | 0;
  const at = writeSmall(units, view, from);
  out[at] = point;
  view.setInt32(at + 1, filledDigits[upper] ?? 0, true);
  view.setInt32(at + 4, filledDigits[middle] ?? 0, true);
  out[at + 7] = zero + lower - middle * 10;
  return at + 8;
}

/** Six-bit text up to the first `@`, spaces at its end left out. */
function writeText(
  sextets: Uint8Array,
  fromBit: number,
  characterCount: number,
  windows: Int32Array,
  out: Uint8Array,
  from: number,
): number {
  let at = from;
  out[at++] = quote;
  let end = at;
  const firstSextet = (fromBit / 6) | 0;
  const skip = fromBit - firstSextet * 6;
  for (let index = 0; index < characterCount; index++) {
    const sextet =
      skip === 0
        ? (sextets[firstSextet + index] ?? 0)
        : ((windows[firstSextet + index] ?? 0) >>> (24 - skip)) & 63;
    if (sextet === 0) break;
    const character = characterOfSextet[sextet] ?? space;
    if (character === quote || character === solidus) out[at++] = solidus;
    out[at++] = character;
    if (character !== space) end = at;
  }
  out[end] = quote;
  return end + 1;
}
