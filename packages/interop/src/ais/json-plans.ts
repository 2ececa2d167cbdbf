import type { BitFields } from "./bit-fields.ts";
import { passFields } from "./fields.ts";

/**
 * How the bits of a message of fixed fields become its JSON, worked out once from the description in
 * `fields.ts`. `steps` is walked for every message, so it is one list of numbers, eight for each field:
 * how its value is written; length of the text before it; where that begins in `words`; first sextet with bits
 * of it; how far a window of thirty bits from there is shifted (below 0: so many bits lie in the window five
 * sextets on); mask; bit of the sign, or 0; value for "not available".
 */
export interface JsonPlan {
  readonly bitCount: number;
  readonly steps: Int32Array;
  /** Texts, eight bytes a number as they lie in memory: no text of ASCII looks like "not a number". */
  readonly words: Float64Array;
  /** Bytes that the longest JSON of such a message has at most. */
  readonly lengthMax: number;
}

/** Kinds of value, by number for the walk; `howNothing` ends it. */
export const howNothing = 0;
/** At most 511. */
export const howSmall = 1;
export const howWhole = 2;
export const howFlag = 3;
/** Tenths of at most 4,095. */
export const howTenths = 4;
/** Steps of 1/600,000 and of 1/600 degree, as decimals of 1e-7. */
export const howFine = 5;
export const howCoarse = 6;
/** Six-bit text: the mask is its count of characters, the shift how many bits of its first sextet are another's. */
export const howText = 7;

/** Not the value of any field. */
const noAbsent = -(2 ** 31);

interface Call {
  readonly how: number;
  readonly at: number;
  readonly bits: number;
  readonly isSigned: boolean;
  readonly absent: number;
}

/** Stands in for a value until the plan is made; fields have no values below it. */
const markFrom = -1_000;
const textMark = "\u0000";

/** Notes in which order a message takes which bits, and gives each a mark by which it is found again. */
class FieldRecorder implements BitFields {
  readonly calls: Call[] = [];
  readonly #partNumber: number | undefined;
  #at = 38;

  constructor(partNumber: number | undefined) {
    this.#partNumber = partNumber;
  }

  get restBits(): number {
    return 0;
  }

  get bitCount(): number {
    return this.#at;
  }

  #note(how: number, bits: number, isSigned = false, absent = noAbsent): number {
    this.calls.push({ how, at: this.#at, bits, isSigned, absent });
    this.#at += bits;
    return markFrom - (this.calls.length - 1);
  }

  uint(bits: number, _value: number | undefined): number {
    const isPartNumber = this.calls.length === 0 && this.#partNumber !== undefined;
    const mark = this.#note(bits <= 9 ? howSmall : howWhole, bits);
    return isPartNumber ? (this.#partNumber ?? 0) : mark;
  }

  int(bits: number, _value: number | undefined): number {
    return this.#note(bits <= 9 ? howSmall : howWhole, bits, true);
  }

  flag(_value: boolean | undefined): boolean {
    return this.#note(howFlag, 1) as unknown as boolean;
  }

  scaled(bits: number, _value: number | null | undefined, perUnit: number, absent: number): number {
    const how = perUnit === 10 ? howTenths : bits <= 9 ? howSmall : howWhole;
    return this.#note(how, bits, false, absent < 0 ? noAbsent : absent);
  }

  signedScaled(
    bits: number,
    _value: number | null | undefined,
    perUnit: number,
    absent: number,
  ): number {
    return this.#note(perUnit === 600 ? howCoarse : howFine, bits, true, absent);
  }

  text(characters: number, _value: string | undefined): string {
    this.#note(howText, characters * 6);
    return textMark + (this.calls.length - 1);
  }

  restText(_charactersMax: number, _value: string | undefined): string {
    return "";
  }

  restSextets(_value: string | undefined): string {
    return "";
  }
}

/** Bytes that a value needs at most, without its text before: `"` and each character with a `\`. */
function lengthOf({ how, bits }: Call): number {
  return how === howText ? 2 + bits / 3 : 14;
}

function planOf(type: number, partNumber: number | undefined, mmsi: number): JsonPlan {
  const recorder = new FieldRecorder(partNumber);
  const message = passFields(recorder, type, 0, mmsi, {});
  const fields: { readonly call: Call; readonly text: string }[] = [];
  let text = "";
  for (const [name, value] of Object.entries(message) as [string, unknown][]) {
    text += `${text === "" && fields.length === 0 ? "{" : ","}${JSON.stringify(name)}:`;
    const call = callOf(name, value, recorder.calls);
    if (call === undefined) text += JSON.stringify(value);
    else {
      fields.push({ call, text });
      text = "";
    }
  }
  fields.push({ call: { ...nothing, how: howNothing }, text: `${text}}\n` });

  const words: number[] = [];
  const steps: number[] = [];
  for (const { call, text: before } of fields) {
    steps.push(...stepOf(call, before.length, words.length));
    words.push(...wordsOf(before));
  }
  return {
    bitCount: recorder.bitCount,
    steps: Int32Array.from(steps),
    words: Float64Array.from(words),
    // Texts are written eight bytes at a time, so the last one may reach further than it is long.
    lengthMax: fields.reduce((sum, field) => sum + field.text.length + lengthOf(field.call), 8),
  };
}

const nothing: Call = { how: howNothing, at: 0, bits: 0, isSigned: false, absent: noAbsent };
const windowBits = 30;

function stepOf(call: Call, textLength: number, textFrom: number): readonly number[] {
  const { how, at, bits, isSigned, absent } = call;
  const skip = at % 6;
  const shift = windowBits - skip - bits;
  const isText = how === howText;
  return [
    how,
    textLength,
    textFrom,
    Math.floor(at / 6),
    isText ? skip : shift,
    isText ? bits / 6 : (1 << (shift < 0 ? windowBits - skip : bits)) - 1,
    isSigned ? 1 << (bits - 1) : 0,
    absent,
  ];
}

function wordsOf(text: string): readonly number[] {
  const view = new DataView(new ArrayBuffer(8 * Math.ceil(text.length / 8)));
  for (let at = 0; at < text.length; at++) view.setUint8(at, text.charCodeAt(at));
  return Array.from({ length: view.byteLength / 8 }, (_, word) => view.getFloat64(8 * word, true));
}

function callOf(name: string, value: unknown, calls: readonly Call[]): Call | undefined {
  if (name === "repeat") return { ...nothing, how: howSmall, at: 6, bits: 2 };
  if (name === "mmsi") return { ...nothing, how: howWhole, at: 8, bits: 30 };
  if (typeof value === "number" && value <= markFrom) return calls[markFrom - value];
  if (typeof value === "string" && value.startsWith(textMark)) return calls[Number(value.slice(1))];
  return undefined;
}

const ship = 200_000_000;
/** A boat of a ship: its static data name the ship instead of a size. */
const boat = 980_000_000;
const byType = new Map(
  [1, 2, 3, 4, 5, 9, 11, 18, 19, 27].map((type) => [type, planOf(type, undefined, ship)]),
);
const plans: readonly (JsonPlan | undefined)[] = Array.from({ length: 64 }, (_, type) =>
  byType.get(type),
);
const nameOnly = planOf(24, 0, ship);
const dataOfShip = planOf(24, 1, ship);
const dataOfBoat = planOf(24, 1, boat);

/** The plan of a message; undefined for those whose length or fields are not fixed. */
export function jsonPlanOf(type: number, partNumber: number, mmsi: number): JsonPlan | undefined {
  if (type !== 24) return plans[type];
  if (partNumber === 0) return nameOnly;
  if (partNumber !== 1) return undefined;
  return Math.floor(mmsi / 10_000_000) === 98 ? dataOfBoat : dataOfShip;
}
