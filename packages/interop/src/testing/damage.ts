import type { Rng } from "@truceline/model";

export const below = (rng: Rng, count: number) => Math.floor(rng.nextUnit() * count);

/** What breaks readers of text: bounds of numbers, names of JavaScript's own, openings of other things. */
const words = [
  "1e999",
  "-0",
  "99999999999999999999",
  "__proto__",
  "constructor",
  "\u0000",
  "\ufeff",
  "\ud800",
  "]]>",
  "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///nothing'>]>&e;",
  "&#0;",
  "&lt;",
  "<a>",
  "</a>",
  '"',
  '""',
  "\\u0000",
  "[[[[[[[[",
  "{{{{{{{{",
  "]",
  "}",
  ",",
  "\r\n",
  "\n",
  "null",
  "NaN",
  "=1+1",
].map((word) => new TextEncoder().encode(word));

/** Bytes with a few faults as ways and senders make them; sometimes none. Never longer than three times. */
export function damaged(rng: Rng, bytes: Uint8Array): Uint8Array {
  let list: Uint8Array = bytes;
  for (let count = below(rng, 5); count > 0; count--) list = damagedOnce(rng, list);
  return list.subarray(0, 3 * bytes.length + 100);
}

function damagedOnce(rng: Rng, bytes: Uint8Array): Uint8Array {
  const at = below(rng, bytes.length);
  const to = Math.min(bytes.length, at + 1 + below(rng, 12));
  const copy = new Uint8Array(bytes);
  switch (below(rng, 9)) {
    case 0:
      copy[at] = below(rng, 256);
      return copy;
    case 1:
      copy[at] = (copy[at] ?? 0) ^ (1 << below(rng, 8));
      return copy;
    case 2: // cut off
      return copy.subarray(0, at);
    case 3: // begun in the middle
      return copy.subarray(at);
    case 4: // lost
      return joined(copy.subarray(0, at), copy.subarray(to));
    case 5: // doubled
      return joined(copy.subarray(0, to), copy.subarray(at));
    case 6: // from elsewhere in the same
      return joined(copy.subarray(0, at), copy.subarray(below(rng, bytes.length)));
    case 7: // put in
      return joined(copy.subarray(0, at), wordOf(rng), copy.subarray(at));
    default: // put in place of
      return joined(copy.subarray(0, at), wordOf(rng), copy.subarray(to));
  }
}

function wordOf(rng: Rng): Uint8Array {
  return words[below(rng, words.length)] ?? new Uint8Array(0);
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The same bytes in pieces of chance; mostly in one. */
export function piecesOf(rng: Rng, bytes: Uint8Array): readonly Uint8Array[] {
  if (rng.nextUnit() < 0.5) return [bytes];
  const pieces: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; ) {
    const to = from + 1 + below(rng, rng.nextUnit() < 0.3 ? 3 : bytes.length);
    pieces.push(bytes.subarray(from, to));
    from = to;
  }
  return pieces;
}
