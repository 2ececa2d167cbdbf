import type { BitFields } from "./bit-fields.ts";
import { passFields } from "./fields.ts";

/**
 * How the bits of a message of fixed fields become its JSON, worked out once from the description in
 * `fields.ts`: for each field the text before its value, where its bits lie, how its value is written.
 * Laid out in lists of numbers, since this is walked for every message.
 */
export interface JsonPlan {
  readonly bitCount: number;
  readonly fieldCount: number;
  readonly how: Int32Array;
  /** First sextet that holds bits of the field, the bits of it that belong to others, length in bits. */
  readonly sextet: Int32Array;
  readonly skip: Int32Array;
  readonly bits: Int32Array;
  /** Value that stands for "not available", in steps; -1 for none (below all values: `noAbsent`). */
  readonly absent: Int32Array;
  /** Text before the value: its length, and its bytes four at a time, first byte lowest. */
  readonly textLength: Int32Array;
  readonly textFrom: Int32Array;
  readonly words: Int32Array;
  /** Bytes that the longest JSON of such a message has at most. */
  readonly lengthMax: number;
}

/** Kinds of value, by number for the walk. */
export const howUint = 0;
export const howInt = 1;
export const howFlag = 2;
/** Unsigned tenths. */
export const howTenths = 3;
/** Signed steps of 1/600,000 and of 1/600 degree, as decimals of 1e-7. */
export const howFine = 4;
export const howCoarse = 5;
export const howText = 6;
/** No value: the text before it is all. */
export const howNothing = 7;

/** Below every value of a field. */
export const noAbsent = -(2 ** 30);

interface Call {
  readonly how: number;
  readonly at: number;
  readonly bits: number;
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

  #note(how: number, bits: number, absent = noAbsent): number {
    this.calls.push({ how, at: this.#at, bits, absent });
    this.#at += bits;
    return markFrom - (this.calls.length - 1);
  }

  uint(bits: number, _value: number | undefined): number {
    const isPartNumber = this.calls.length === 0 && this.#partNumber !== undefined;
    const mark = this.#note(howUint, bits);
    return isPartNumber ? (this.#partNumber ?? 0) : mark;
  }

  int(bits: number, _value: number | undefined): number {
    return this.#note(howInt, bits);
  }

  flag(_value: boolean | undefined): boolean {
    return this.#note(howFlag, 1) as unknown as boolean;
  }

  scaled(bits: number, _value: number | null | undefined, perUnit: number, absent: number): number {
    return this.#note(perUnit === 1 ? howUint : howTenths, bits, absent < 0 ? noAbsent : absent);
  }

  signedScaled(
    bits: number,
    _value: number | null | undefined,
    perUnit: number,
    absent: number,
  ): number {
    return this.#note(perUnit === 600 ? howCoarse : howFine, bits, absent);
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
  fields.push({ call: { how: howNothing, at: 0, bits: 0, absent: noAbsent }, text: `${text}}\n` });

  const words: number[] = [];
  const textFrom: number[] = [];
  for (const field of fields) {
    textFrom.push(words.length);
    for (let at = 0; at < field.text.length; at += 4) {
      const code = (offset: number) => field.text.charCodeAt(at + offset) || 0;
      words.push(code(0) | (code(1) << 8) | (code(2) << 16) | (code(3) << 24));
    }
  }
  const column = (pick: (field: (typeof fields)[number]) => number) =>
    Int32Array.from(fields.map(pick));
  return {
    bitCount: recorder.bitCount,
    fieldCount: fields.length,
    how: column(({ call }) => call.how),
    sextet: column(({ call }) => Math.floor(call.at / 6)),
    skip: column(({ call }) => call.at % 6),
    bits: column(({ call }) => call.bits),
    absent: column(({ call }) => call.absent),
    textLength: column((field) => field.text.length),
    textFrom: Int32Array.from(textFrom),
    words: Int32Array.from(words),
    // Texts are written four bytes at a time, so the last one may reach further than it is long.
    lengthMax: fields.reduce((sum, field) => sum + field.text.length + lengthOf(field.call), 8),
  };
}

function callOf(name: string, value: unknown, calls: readonly Call[]): Call | undefined {
  if (name === "repeat") return { how: howUint, at: 6, bits: 2, absent: noAbsent };
  if (name === "mmsi") return { how: howUint, at: 8, bits: 30, absent: noAbsent };
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
