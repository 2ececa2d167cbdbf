/**
 * Canonical bytes (RFC 8785) of a JSON object straight from its text, in one pass over the bytes.
 *
 * Most senders write plain objects: no escapes, keys in ASCII, numbers as ECMAScript writes them. The
 * canonical form of such a text is the text itself with blanks left out and members put in order, so
 * nothing need be written anew from parsed values, which was a third of the time of admission. What is
 * not plain is left to `canonicalTexts`; what is not JSON, to `JSON.parse`, which the text goes through
 * in any case. Here it must only never be taken for something else than the parser takes it for.
 *
 * One pass also tells that no key stands twice and how deep the text is.
 */

/** Longer texts, and objects with more members, go the slow way. */
const textByteCountMax = 16_384;
const objectMemberCountMax = 64;
const openMemberCountMax = 512;
/** Keys in ASCII only: their order by bytes is that by UTF-16 code units. */
const keyByteMax = 0x7e;

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;
const braceOpen = 0x7b;
const braceClose = 0x7d;
const bracketOpen = 0x5b;
const bracketClose = 0x5d;
const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const nine = 0x39;

// The state of one pass. Kept here, and not made for each text, because there are so many of them; a
// pass is synchronous and each begins with its own values.
let text: Uint8Array = new Uint8Array(0);
let at = 0;
let depthMax = 0;
/** The canonical text as far as it is written: never longer than what was read. */
const canon = new Uint8Array(textByteCountMax);
let written = 0;
const spare = new Uint8Array(textByteCountMax);
/** Members of the objects that are open, innermost last: where each begins and ends in `canon`. */
const memberFrom = new Int32Array(openMemberCountMax);
const memberTo = new Int32Array(openMemberCountMax);
const order = new Int32Array(objectMemberCountMax);
const orderedFrom = new Int32Array(objectMemberCountMax);
let memberTop = 0;

/** The canonical form of one text. Everything in it is overwritten by the next pass. */
export interface PlainObject {
  readonly bytes: Uint8Array;
  readonly memberCount: number;
  /** Where each member begins in `bytes`, in order. */
  readonly memberFrom: Int32Array;
}

/**
 * @param depthCountMax how deep objects and arrays may lie in each other.
 * @returns undefined for a text that is not plain, lies deeper, has a key twice, or is not JSON.
 *   Not every text that is not JSON is told: the result holds only once `JSON.parse` has taken it.
 */
export function readPlainObject(bytes: Uint8Array, depthCountMax: number): PlainObject | undefined {
  if (bytes.length > textByteCountMax) return undefined;
  text = bytes;
  at = 0;
  depthMax = depthCountMax;
  written = 0;
  memberTop = 0;
  skipBlank();
  if (text[at] !== braceOpen || !copyObject(1)) return undefined;
  return { bytes: canon.subarray(0, written), memberCount: memberTop, memberFrom: orderedFrom };
}

function copyValue(depth: number): boolean {
  switch (text[at]) {
    case quote:
      return copyText(0xff);
    case braceOpen:
      return copyObject(depth);
    case bracketOpen:
      return copyArray(depth);
    default:
      return copyScalar();
  }
}

/** Leaves the members of an outermost object noted, those of an inner one forgotten. */
function copyObject(depth: number): boolean {
  if (depth > depthMax) return false;
  const first = memberTop;
  canon[written++] = braceOpen;
  at++;
  skipBlank();
  if (text[at] === braceClose) at++;
  else {
    for (;;) {
      if (memberTop >= openMemberCountMax || memberTop - first >= objectMemberCountMax)
        return false;
      const member = memberTop++;
      memberFrom[member] = written;
      if (text[at] !== quote || !copyText(keyByteMax)) return false;
      skipBlank();
      if (text[at] !== colon) return false;
      at++;
      canon[written++] = colon;
      skipBlank();
      if (!copyValue(depth + 1)) return false;
      memberTo[member] = written;
      skipBlank();
      const next = text[at++];
      if (next === braceClose) break;
      if (next !== comma) return false;
      canon[written++] = comma;
      skipBlank();
    }
  }
  if (!putInOrder(first)) return false;
  if (depth > 1) memberTop = first;
  canon[written++] = braceClose;
  return true;
}

function copyArray(depth: number): boolean {
  if (depth > depthMax) return false;
  canon[written++] = bracketOpen;
  at++;
  skipBlank();
  if (text[at] === bracketClose) at++;
  else {
    for (;;) {
      if (!copyValue(depth + 1)) return false;
      skipBlank();
      const next = text[at++];
      if (next === bracketClose) break;
      if (next !== comma) return false;
      canon[written++] = comma;
      skipBlank();
    }
  }
  canon[written++] = bracketClose;
  return true;
}

function skipBlank(): void {
  for (let byte = text[at]; byte !== undefined && byte <= 0x20; byte = text[++at]);
}

/** Copies a text with its quotes; false where it has an escape or a byte above `byteMax`. */
function copyText(byteMax: number): boolean {
  const from = text;
  let read = at;
  let write = written;
  canon[write++] = quote;
  for (;;) {
    const byte = from[++read];
    if (byte === undefined || byte === backslash || byte < 0x20 || byte > byteMax) return false;
    canon[write++] = byte;
    if (byte === quote) break;
  }
  at = read + 1;
  written = write;
  return true;
}

/** A number, `true`, `false` or `null`; the parser tells whether it is one of them. */
function copyScalar(): boolean {
  const from = at;
  for (;;) {
    const byte = text[at];
    const ends =
      byte === undefined ||
      byte <= 0x20 ||
      byte === comma ||
      byte === braceClose ||
      byte === bracketClose;
    if (ends) break;
    canon[written++] = byte;
    at++;
  }
  const first = text[from];
  if (first === undefined || at === from) return false;
  return first > nine || isCanonicalNumber(from, at);
}

/**
 * Whether ECMAScript writes this number with these very characters. A decimal of at most 15 digits is
 * the shortest of its double, so those need only be free of exponents, needless zeros and "-0".
 */
function isCanonicalNumber(from: number, to: number): boolean {
  let digitCount = 0;
  let pointAt = -1;
  let firstAt = from;
  if (text[from] === minus) firstAt++;
  for (let index = firstAt; index < to; index++) {
    const byte = text[index] as number;
    if (byte === point) pointAt = index;
    else if (byte < zero || byte > nine) return isWrittenSo(from, to);
    else digitCount++;
  }
  if (digitCount > 15) return isWrittenSo(from, to);
  if (pointAt < 0) return text[firstAt] !== zero || (firstAt === from && to - from === 1);
  // Below a millionth an exponent is written.
  if (text[firstAt] === zero && digitCount > 6) return isWrittenSo(from, to);
  return text[to - 1] !== zero;
}

function isWrittenSo(from: number, to: number): boolean {
  if (to - from > 32) return false;
  const written = String.fromCharCode(...text.subarray(from, to));
  return String(Number(written)) === written;
}

/** Sorts the members of the innermost open object. False when a key stands there twice. */
function putInOrder(first: number): boolean {
  const count = memberTop - first;
  let isInOrder = true;
  for (let index = 0; index < count; index++) {
    const member = first + index;
    let place = index;
    while (place > 0) {
      const other = order[place - 1] as number;
      const sign = compareKeys(other, member);
      if (sign === 0) return false;
      if (sign < 0) break;
      order[place] = other;
      place--;
      isInOrder = false;
    }
    order[place] = member;
  }
  if (isInOrder) {
    for (let index = 0; index < count; index++) {
      orderedFrom[index] = memberFrom[first + index] as number;
    }
    return true;
  }
  const start = memberFrom[first] as number;
  let write = start;
  for (let index = 0; index < count; index++) {
    const member = order[index] as number;
    if (index > 0) spare[write++] = comma;
    orderedFrom[index] = write;
    const to = memberTo[member] as number;
    // A loop: members are short, and a call of `set` costs more than copying sixty bytes.
    for (let read = memberFrom[member] as number; read < to; read++) {
      spare[write++] = canon[read] as number;
    }
  }
  for (let index = start; index < write; index++) canon[index] = spare[index] as number;
  return true;
}

/** Below zero when the key of `one` comes first. A key's closing quote is not part of it. */
function compareKeys(one: number, other: number): number {
  let left = (memberFrom[one] as number) + 1;
  let right = (memberFrom[other] as number) + 1;
  for (;;) {
    const a = canon[left++] as number;
    const b = canon[right++] as number;
    if (a === b) {
      if (a === quote) return 0;
    } else {
      if (a === quote) return -1;
      if (b === quote) return 1;
      return a - b;
    }
  }
}
