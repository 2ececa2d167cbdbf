import type { WireFault } from "../wire-fault.ts";
import { BitReader } from "./bit-fields.ts";
import {
  howCoarse,
  howFine,
  howFlag,
  howNothing,
  howSmall,
  howTenths,
  howText,
  howWhole,
  type JsonPlan,
  jsonPlanOf,
} from "./json-plans.ts";
import type { AisMessage } from "./messages.ts";
import { readMessage } from "./read-ais.ts";
import { type AisReaderOptions, SentenceReader } from "./sentence-reader.ts";

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
  readonly #windows = new Int32Array(9 * 1024 + 8);
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
    const last = count - 5;
    let window = 0;
    for (let at = 0; at < 5; at++) window = (window << 6) | (sextets[at] ?? 0);
    let at = 0;
    for (; at < last; at++) {
      windows[at] = window;
      window = ((window << 6) & 0x3fffffff) | (sextets[at + 5] ?? 0);
    }
    // Behind the message every bit is 0; reading beyond the end of a list would slow down all of this.
    for (; at < count; at++) {
      windows[at] = window;
      window = (window << 6) & 0x3fffffff;
    }
    const mmsi = (((windows[1] ?? 0) & 0x0fffffff) << 2) | ((windows[6] ?? 0) >>> 28);
    const plan = jsonPlanOf(type, ((sextets[6] ?? 0) >> 2) & 3, mmsi);
    const isPlanned = plan !== undefined && bitCount >= plan.bitCount;
    if (isPlanned) {
      this.#reserve(plan.lengthMax);
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
    this.#reserve(text.length + 1);
    for (let at = 0; at < text.length; at++) this.#out[this.#length + at] = text.charCodeAt(at);
    this.#out[this.#length + text.length] = 0x0a;
    this.#length += text.length + 1;
  }

  #reserve(length: number): void {
    if (this.#length + length <= this.#out.length) return;
    const larger = new Uint8Array(2 * this.#out.length + length);
    larger.set(this.#out.subarray(0, this.#length));
    this.#out = larger;
    this.#view = new DataView(larger.buffer);
  }
}

/** Writes a message and its line break at `from`; answers where it ends. There is room for it. */
function writePlanned(
  { steps, words }: JsonPlan,
  windows: Int32Array,
  sextets: Uint8Array,
  out: Uint8Array,
  view: DataView,
  from: number,
): number {
  let at = from;
  for (let step = 0; step < steps.length; step += 8) {
    const how = steps[step] ?? howNothing;
    const textEnd = at + (steps[step + 1] ?? 0);
    let word = steps[step + 2] ?? 0;
    for (; at < textEnd; at += 8) {
      view.setFloat64(at, words[word] ?? 0, true);
      word += 1;
    }
    at = textEnd;
    if (how === howNothing) break;
    const sextet = steps[step + 3] ?? 0;
    const shift = steps[step + 4] ?? 0;
    const mask = steps[step + 5] ?? 0;
    if (how === howText) {
      at = writeText(sextets, windows, sextet, shift, mask, out, at);
      continue;
    }
    const window = windows[sextet] ?? 0;
    const bits =
      shift >= 0
        ? (window >>> shift) & mask
        : ((window & mask) << -shift) | ((windows[sextet + 5] ?? 0) >>> (30 + shift));
    if (how === howFlag) {
      view.setInt32(at, bits === 1 ? trueWord : falseWord, true);
      at += 4;
      if (bits === 0) out[at++] = letterE;
      continue;
    }
    const sign = steps[step + 6] ?? 0;
    let value = (bits ^ sign) - sign;
    if (value === steps[step + 7]) {
      view.setInt32(at, nullWord, true);
      at += 4;
      continue;
    }
    if (value < 0) {
      out[at++] = minus;
      value = -value;
    }
    if (how === howSmall) at = writeSmall(value, view, at);
    else if (how === howTenths) at = writeTenths(value, out, view, at);
    else if (how === howWhole) at = writeWhole(value, view, at);
    else if (how === howFine) {
      const units = (value / 600_000) | 0;
      // Of thirds of 1e-7, rounded: (3k + 1) goes down, (3k + 2) up.
      const fraction = (((value - units * 600_000) * 50 + 1) / 3) | 0;
      at = writeDegrees(units, fraction, out, view, at);
    } else if (how === howCoarse) {
      const units = (value / 600) | 0;
      const fraction = (((value - units * 600) * 50_000 + 1) / 3) | 0;
      at = writeDegrees(units, fraction, out, view, at);
    }
  }
  return at;
}

/** A whole number below 2^30. */
function writeWhole(value: number, view: DataView, from: number): number {
  if (value < 1_000) return writeSmall(value, view, from);
  const thousands = (value / 1_000) | 0;
  let at = from;
  if (thousands < 1_000) at = writeSmall(thousands, view, at);
  else {
    const millions = (thousands / 1_000) | 0;
    if (millions < 1_000) at = writeSmall(millions, view, at);
    else {
      view.setInt8(at, zero + 1);
      view.setInt32(at + 1, filledDigits[millions - 1_000] ?? 0, true);
      at += 4;
    }
    view.setInt32(at, filledDigits[thousands - millions * 1_000] ?? 0, true);
    at += 3;
  }
  view.setInt32(at, filledDigits[value - thousands * 1_000] ?? 0, true);
  return at + 3;
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

/** Degrees below 1,000 and their fraction in 1e-7. */
function writeDegrees(
  units: number,
  fraction: number,
  out: Uint8Array,
  view: DataView,
  from: number,
): number {
  const upper = (fraction / 10_000) | 0;
  const lower = fraction - upper * 10_000;
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
  windows: Int32Array,
  firstSextet: number,
  skip: number,
  characterCount: number,
  out: Uint8Array,
  from: number,
): number {
  let at = from;
  out[at++] = quote;
  let end = at;
  for (let index = firstSextet; index < firstSextet + characterCount; index++) {
    const sextet =
      skip === 0 ? (sextets[index] ?? 0) : ((windows[index] ?? 0) >>> (24 - skip)) & 63;
    if (sextet === 0) break;
    const character = characterOfSextet[sextet] ?? space;
    if (character === quote || character === solidus) out[at++] = solidus;
    out[at++] = character;
    if (character !== space) end = at;
  }
  out[end] = quote;
  return end + 1;
}
