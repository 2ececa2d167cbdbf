/** A piece of a document as text, and where its characters lie among the bytes. */
export interface DecodedPiece {
  readonly text: string;
  /** Bytes of the document before the piece. */
  readonly offset: number;
}

export type XmlEncoding = "utf-8" | "iso-8859-1";

/** Why bytes cannot be text, and at which byte. */
export interface EncodingProblem {
  readonly problem: string;
  readonly offset: number;
}

/** A declaration longer than this names no encoding. */
const declarationLengthMax = 256;
const pieceLength = 16_384;
const encodings: Readonly<Record<string, XmlEncoding>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "us-ascii": "utf-8",
  ascii: "utf-8",
  "iso-8859-1": "iso-8859-1",
  "iso_8859-1": "iso-8859-1",
  latin1: "iso-8859-1",
};

/**
 * Turns the bytes of an XML document into text, piece by piece: UTF-8, with or without its mark, or
 * ISO-8859-1 where the declaration says so. A piece never ends between the bytes of a character, nor with
 * a carriage return, so that what follows can be counted from where it began.
 */
export class XmlDecoder {
  #encoding: XmlEncoding | undefined;
  /** Bytes not decoded yet: the beginning until the encoding is known, then unfinished characters. */
  #rest: Uint8Array = new Uint8Array(0);
  /** Bytes before `#rest`. */
  #offset = 0;
  readonly #utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  /**
   * @param encoding Where it is known from elsewhere; then the declaration is not asked.
   * @param startsAt Byte of a longer stream at which the document begins; all places count from there.
   */
  constructor(encoding?: XmlEncoding, startsAt = 0) {
    this.#encoding = encoding;
    this.#offset = startsAt;
  }

  /** The pieces that are complete with these bytes; ends with the problem where there is one. */
  *push(bytes: Uint8Array, isLast: boolean): Generator<DecodedPiece | EncodingProblem> {
    const all = joined(this.#rest, bytes);
    let from = 0;
    if (this.#encoding === undefined) {
      const found = encodingOf(all, isLast);
      if (found === "unknown yet") {
        this.#rest = all.slice();
        return;
      }
      if ("problem" in found) {
        yield { problem: found.problem, offset: this.#offset + found.offset };
        return;
      }
      this.#encoding = found.encoding;
      from = found.markLength;
    }
    while (from < all.length) {
      const end = Math.min(from + pieceLength, all.length);
      const to = isLast && end === all.length ? end : this.#cutBefore(all, from, end);
      if (to === from) break;
      const piece = all.subarray(from, to);
      const offset = this.#offset + from;
      const text = this.#encoding === "utf-8" ? this.#utf8Text(piece) : latin1Text(piece);
      if (text === undefined) {
        // What stands before it is read first, so that the first fault is told however the bytes are cut.
        const sound = this.#soundPart(piece);
        yield { text: sound.text, offset };
        yield { problem: "the bytes are not UTF-8", offset: offset + sound.length };
        return;
      }
      yield { text, offset };
      from = to;
    }
    this.#offset += from;
    this.#rest = all.slice(from);
  }

  /** Bytes that some characters of a piece took. */
  byteLength(text: string, from: number, to: number): number {
    if (this.#encoding !== "utf-8") return to - from;
    let length = 0;
    for (let at = from; at < to; at++) {
      const code = text.charCodeAt(at);
      // Both halves of a pair count two: four bytes together.
      length += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
    }
    return length;
  }

  /** The last place at or before `end` that is between characters and not behind a carriage return. */
  #cutBefore(bytes: Uint8Array, from: number, end: number): number {
    let to = end;
    if (this.#encoding === "utf-8") {
      let back = 1;
      while (back <= 4 && to - back >= from && ((bytes[to - back] ?? 0) & 0xc0) === 0x80) back += 1;
      const lead = bytes[to - back] ?? 0;
      const needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
      if (back <= 4 && to - back >= from && needed > back) to -= back;
    }
    return to > from && bytes[to - 1] === 0x0d ? to - 1 : to;
  }

  /** The longest beginning that is whole characters. */
  #soundPart(piece: Uint8Array): { readonly text: string; readonly length: number } {
    let [sound, broken] = [0, piece.length];
    while (broken - sound > 1) {
      const middle = (sound + broken) >> 1;
      // A character may be cut off at the end of what is tried.
      if (this.#utf8Text(piece.subarray(0, this.#cutBefore(piece, 0, middle))) === undefined) {
        broken = middle;
      } else {
        sound = middle;
      }
    }
    const length = this.#cutBefore(piece, 0, sound);
    return { text: this.#utf8Text(piece.subarray(0, length)) ?? "", length };
  }

  #utf8Text(piece: Uint8Array): string | undefined {
    try {
      return this.#utf8.decode(piece);
    } catch {
      return undefined;
    }
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

function latin1Text(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) {
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  }
  return text;
}

function encodingOf(
  bytes: Uint8Array,
  isLast: boolean,
):
  | "unknown yet"
  | EncodingProblem
  | { readonly encoding: XmlEncoding; readonly markLength: number } {
  if (bytes.length < 4 && !isLast) return "unknown yet";
  const [first, second, third] = bytes;
  const isWide =
    (first === 0xfe && second === 0xff) ||
    (first === 0xff && second === 0xfe) ||
    (bytes.length > 1 && (first === 0 || second === 0));
  if (isWide) return { problem: "the text is UTF-16 or UTF-32, not UTF-8", offset: 0 };
  const markLength = first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
  const head = latin1Text(bytes.subarray(markLength, markLength + declarationLengthMax));
  if (!head.startsWith("<?xml")) {
    const isBegun = "<?xml".startsWith(head);
    return isBegun && !isLast ? "unknown yet" : { encoding: "utf-8", markLength };
  }
  const end = head.indexOf("?>");
  if (end < 0 && head.length < declarationLengthMax && !isLast) return "unknown yet";
  const declaration = end < 0 ? head : head.slice(0, end);
  const stated = /\sencoding\s*=\s*["']([^"']*)["']/.exec(declaration);
  if (stated === null) return { encoding: "utf-8", markLength };
  const name = stated[1] ?? "";
  const encoding = encodings[name.toLowerCase()];
  const offset = markLength + stated.index + stated[0].length - 1 - name.length;
  if (encoding === undefined) return { problem: `the encoding "${name}" is not read`, offset };
  if (markLength > 0 && encoding !== "utf-8") {
    return { problem: `the text begins with the mark of UTF-8 and says "${name}"`, offset };
  }
  return { encoding, markLength };
}
