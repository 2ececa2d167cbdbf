import { describeFault, type FaultList } from "./faults.ts";

/** The text of a document as its file's bytes, or as text that somebody has decoded. */
export type DocumentText = string | Uint8Array;

/** Code units turned into text at a time; a call takes no more arguments than the stack holds. */
const unitsPerCall = 8_192;
/** Of the first bytes, the share of NUL that shows a text of two bytes a letter. */
const nulRatioMin = 0.1;
const nulLookBytes = 4_096;

/**
 * The text of a document, UTF-8 with or without a byte order mark; undefined when it is in another
 * encoding, which is told with line, column and the encoding it probably is. Nothing is guessed: a
 * letter read wrongly changes a name without a trace.
 */
export function textOf(file: string, given: DocumentText, faults: FaultList): string | undefined {
  const refuse = (special: string, place: { readonly line: number; readonly column: number }) => {
    faults.add(describeFault("TL_AGR_ENCODING", special, { file, ...place }));
    return undefined;
  };
  if (typeof given === "string") {
    const nulAt = given.indexOf("\u0000");
    return nulAt < 0
      ? given.replace(/^\uFEFF/, "")
      : refuse("it holds a NUL character, as UTF-16 read as UTF-8 does", placeIn(given, nulAt));
  }
  const start = { line: 1, column: 1 };
  const [first, second] = given;
  if (first === 0xff && second === 0xfe) return refuse("it is UTF-16, little-endian", start);
  if (first === 0xfe && second === 0xff) return refuse("it is UTF-16, big-endian", start);
  const head = given.subarray(0, nulLookBytes);
  const nulCount = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  if (nulCount > nulRatioMin * head.length) {
    return refuse("it is probably UTF-16 or UTF-32 without a byte order mark", start);
  }
  const { text, brokenAt } = decodeUtf8(given);
  if (brokenAt !== undefined) {
    const byte = (given[brokenAt] ?? 0).toString(16).toUpperCase().padStart(2, "0");
    return refuse(
      `byte 0x${byte} is not UTF-8; the file is probably Latin-1, Windows-1251 or Windows-1252`,
      placeIn(text, text.length),
    );
  }
  const nulAt = text.indexOf("\u0000");
  if (nulAt >= 0) return refuse("it holds a NUL character", placeIn(text, nulAt));
  return text.replace(/^\uFEFF/, "");
}

function placeIn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).replace(/^\uFEFF/, "");
  return { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
}

/** Strict UTF-8 after RFC 3629: no overlong forms, no surrogates. Text up to the first broken byte. */
function decodeUtf8(bytes: Uint8Array): {
  readonly text: string;
  readonly brokenAt?: number | undefined;
} {
  const parts: string[] = [];
  let units: number[] = [];
  let offset = 0;
  let brokenAt: number | undefined;
  while (offset < bytes.length) {
    const length = sequenceLength(bytes, offset);
    if (length === 0) {
      brokenAt = offset;
      break;
    }
    let code = bytes[offset] ?? 0;
    if (length > 1) code &= 0x7f >> length;
    for (let index = 1; index < length; index++) {
      code = (code << 6) | ((bytes[offset + index] ?? 0) & 0x3f);
    }
    if (code > 0xffff) units.push(0xd7c0 + (code >> 10), 0xdc00 | (code & 0x3ff));
    else units.push(code);
    offset += length;
    if (units.length >= unitsPerCall) {
      parts.push(String.fromCharCode(...units));
      units = [];
    }
  }
  parts.push(String.fromCharCode(...units));
  const text = parts.join("");
  return brokenAt === undefined ? { text } : { text, brokenAt };
}

/** Bytes of the well-formed sequence that begins here, 1 to 4; 0 if none does (Unicode, table 3-7). */
function sequenceLength(bytes: Uint8Array, offset: number): number {
  const first = bytes[offset] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  for (let index = 1; index < length; index++) {
    const next = bytes[offset + index];
    if (next === undefined || (next & 0xc0) !== 0x80) return 0;
  }
  const second = bytes[offset + 1] ?? 0;
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 && second < 0x90) return 0;
  return first === 0xf4 && second > 0x8f ? 0 : length;
}
