import { InteropError } from "../errors.ts";

/**
 * One way through the fields of a message, for reading and for writing: a reader leaves the value it is
 * given alone and answers what the bits say; a writer writes the value and answers it. So each message is
 * described once (`fields.ts`) and cannot be read in one way and written in another.
 */
export interface BitFields {
  /** Bits from here to the end; a writer knows no end. */
  readonly restBits: number;
  uint(bits: number, value: number | undefined): number;
  int(bits: number, value: number | undefined): number;
  flag(value: boolean | undefined): boolean;
  /** Unsigned, `perUnit` steps to the unit; null where the bits say `absent` (in steps). */
  scaled(
    bits: number,
    value: number | null | undefined,
    perUnit: number,
    absent: number,
  ): number | null;
  signedScaled(
    bits: number,
    value: number | null | undefined,
    perUnit: number,
    absent: number,
  ): number | null;
  /** Six-bit text; ends at the first `@`, spaces at its end are left out. */
  text(characters: number, value: string | undefined): string;
  /** Six-bit text as long as the message has bits, in whole characters, at most so many. */
  restText(charactersMax: number, value: string | undefined): string;
  /** What is left, each sextet as a digit of base 64 in the alphabet of AIVDM. */
  restSextets(value: string | undefined): string;
}

const sextetAlphabet = Array.from({ length: 64 }, (_, value) =>
  String.fromCharCode(value < 40 ? value + 48 : value + 56),
);
const textAlphabet = Array.from({ length: 64 }, (_, value) =>
  String.fromCharCode(value < 32 ? value + 64 : value),
);

/** Value of a character of the payload alphabet, 255 for what is none. */
export const sextetOfByte = new Uint8Array(256).fill(255);
for (const [value, character] of sextetAlphabet.entries()) {
  sextetOfByte[character.charCodeAt(0)] = value;
}

/** Reads from sextets; behind the end of the message every bit is 0. */
export class BitReader implements BitFields {
  #sextets: Uint8Array = new Uint8Array(0);
  #bitCount = 0;
  #at = 0;

  /** Begins with a message: its sextets (not copied) and how many of their bits count. */
  begin(sextets: Uint8Array, bitCount: number): void {
    this.#sextets = sextets;
    this.#bitCount = bitCount;
    this.#at = 0;
  }

  get restBits(): number {
    return Math.max(0, this.#bitCount - this.#at);
  }

  uint(bits: number, _value: number | undefined): number {
    const sextets = this.#sextets;
    const from = this.#at;
    const to = from + bits;
    this.#at = to;
    let result = 0;
    let index = (from / 6) | 0;
    let taken = 6 - (from % 6);
    // Bits of the first sextet, then whole sextets, then what is too much is shifted out again.
    result = (sextets[index] ?? 0) & ((1 << taken) - 1);
    while (taken < bits) {
      index += 1;
      // Thirty bits and a sextet do not fit 32; multiplication keeps what a shift would lose.
      result = result * 64 + (sextets[index] ?? 0);
      taken += 6;
    }
    const surplus = taken - bits;
    if (surplus > 0) result = Math.floor(result / (1 << surplus));
    if (to > this.#bitCount) {
      const behind = Math.min(bits, to - this.#bitCount);
      result -= result % 2 ** behind;
    }
    return result;
  }

  int(bits: number, _value: number | undefined): number {
    const value = this.uint(bits, undefined);
    return value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
  }

  flag(_value: boolean | undefined): boolean {
    return this.uint(1, undefined) === 1;
  }

  scaled(
    bits: number,
    _value: number | null | undefined,
    perUnit: number,
    absent: number,
  ): number | null {
    const value = this.uint(bits, undefined);
    return value === absent ? null : value / perUnit;
  }

  signedScaled(
    bits: number,
    _value: number | null | undefined,
    perUnit: number,
    absent: number,
  ): number | null {
    const value = this.int(bits, undefined);
    return value === absent ? null : value / perUnit;
  }

  text(characters: number, _value: string | undefined): string {
    const end = this.#at + characters * 6;
    let text = "";
    let spaces = "";
    for (let index = 0; index < characters; index++) {
      const value = this.uint(6, undefined);
      if (value === 0) break;
      if (value === 32) spaces += " ";
      else {
        text += spaces + textAlphabet[value];
        spaces = "";
      }
    }
    this.#at = end;
    return text;
  }

  restText(charactersMax: number, _value: string | undefined): string {
    return this.text(Math.min(charactersMax, Math.floor(this.restBits / 6)), undefined);
  }

  restSextets(_value: string | undefined): string {
    let text = "";
    while (this.restBits > 0) text += sextetAlphabet[this.uint(6, undefined)];
    return text;
  }
}

/** Writes into sextets. A value that does not fit its bits is an error, never cut. */
export class BitWriter implements BitFields {
  readonly #bits: number[] = [];

  get restBits(): number {
    return Number.POSITIVE_INFINITY;
  }

  /** The message in the payload alphabet and how many bits of its last character are filling. */
  finish(): { readonly payload: string; readonly fillBits: number } {
    const fillBits = (6 - (this.#bits.length % 6)) % 6;
    let payload = "";
    for (let at = 0; at < this.#bits.length; at += 6) {
      let value = 0;
      for (let bit = 0; bit < 6; bit++) value = value * 2 + (this.#bits[at + bit] ?? 0);
      payload += sextetAlphabet[value];
    }
    return { payload, fillBits };
  }

  uint(bits: number, value: number | undefined): number {
    if (value === undefined || !Number.isInteger(value) || value < 0 || value >= 2 ** bits) {
      throw new InteropError("TL_INT_AIS_ENCODE", { bits, value });
    }
    for (let bit = bits - 1; bit >= 0; bit--) this.#bits.push(Math.floor(value / 2 ** bit) % 2);
    return value;
  }

  int(bits: number, value: number | undefined): number {
    if (value === undefined || value < -(2 ** (bits - 1)) || value >= 2 ** (bits - 1)) {
      throw new InteropError("TL_INT_AIS_ENCODE", { bits, value });
    }
    this.uint(bits, value < 0 ? value + 2 ** bits : value);
    return value;
  }

  flag(value: boolean | undefined): boolean {
    return this.uint(1, value === undefined ? undefined : Number(value)) === 1;
  }

  scaled(
    bits: number,
    value: number | null | undefined,
    perUnit: number,
    absent: number,
  ): number | null {
    this.uint(bits, stepsOf(value, perUnit, absent));
    return value ?? null;
  }

  signedScaled(
    bits: number,
    value: number | null | undefined,
    perUnit: number,
    absent: number,
  ): number | null {
    this.int(bits, stepsOf(value, perUnit, absent));
    return value ?? null;
  }

  text(characters: number, value: string | undefined): string {
    const text = value ?? "";
    if (text.length > characters) throw new InteropError("TL_INT_AIS_ENCODE", { characters, text });
    for (let index = 0; index < characters; index++) {
      this.uint(6, index < text.length ? sextetOfText(text, index) : 0);
    }
    return text;
  }

  restText(charactersMax: number, value: string | undefined): string {
    const text = value ?? "";
    if (text.length > charactersMax)
      throw new InteropError("TL_INT_AIS_ENCODE", { charactersMax, text });
    return this.text(text.length, text);
  }

  restSextets(value: string | undefined): string {
    for (const character of value ?? "") {
      const sextet = sextetOfByte[character.charCodeAt(0)] ?? 255;
      this.uint(6, sextet);
    }
    return value ?? "";
  }
}

function stepsOf(
  value: number | null | undefined,
  perUnit: number,
  absent: number,
): number | undefined {
  if (value === undefined) return undefined;
  return value === null ? absent : Math.round(value * perUnit);
}

function sextetOfText(text: string, index: number): number {
  const value = textAlphabet.indexOf(text.charAt(index));
  // `@` stands for "nothing follows" and cannot be a part of a text.
  if (value <= 0) throw new InteropError("TL_INT_AIS_ENCODE", { text });
  return value;
}
