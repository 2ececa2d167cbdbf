import { LineSplitter } from "../line-splitter.ts";

/** A JSON document that stood in a stream, and the line it begins at. */
export interface FoundJson {
  readonly bytes: Uint8Array;
  readonly line: number;
}

/** Why bytes hold no document: they are longer than allowed, or they never became one. */
export type JsonLoss = "too long" | "broken";

const openers = new Set([0x5b, 0x7b]);
const lineFeed = 0x0a;
/** After these a document goes on in the next line: `[`, `{`, `,` and `:`. */
const goesOnAfter = new Set([0x5b, 0x7b, 0x2c, 0x3a]);

/**
 * Cuts a stream of bytes into JSON documents: one a line (NDJSON), or one over several lines as people and
 * services print them. A line that is a document ends what was begun before it and never became one, so that
 * a document that was cut off disturbs no other. Memory is bounded by one document.
 */
export class JsonDocuments {
  readonly #lengthMax: number;
  readonly #take: (found: FoundJson) => void;
  readonly #lose: (found: FoundJson, loss: JsonLoss) => void;
  readonly #splitter: LineSplitter;
  /**
   * The lines of what was begun, each with a line break, and where each ends: one object a line would take a
   * hundred times the bytes of a short one.
   */
  #begun = new Uint8Array(1_024);
  #ends: number[] = [];
  #firstLine = 0;
  /** Brackets that are open after them. */
  #depth = 0;

  /** `bytes` of what is handed on are valid during the call only. */
  constructor(
    lengthMax: number,
    take: (found: FoundJson) => void,
    lose: (found: FoundJson, loss: JsonLoss) => void,
  ) {
    this.#lengthMax = lengthMax;
    this.#take = take;
    this.#lose = lose;
    this.#splitter = new LineSplitter(
      lengthMax,
      (bytes, from, to, line) => this.#line({ bytes: bytes.subarray(from, to), line }),
      (bytes, line) => {
        this.#giveUp();
        lose({ bytes, line }, "too long");
      },
    );
  }

  push(bytes: Uint8Array): void {
    this.#splitter.push(bytes);
  }

  /** Nothing more belongs to what was begun. */
  finish(): void {
    this.#splitter.finish();
    this.#giveUp();
  }

  #line(found: FoundJson): void {
    const count = this.#ends.length;
    const mayBegin =
      count === 0 || (startsDocument(found.bytes) && !goesOn(this.#lineAt(count - 1)));
    if (mayBegin && depthAfter(found.bytes, 0) === 0) {
      this.#giveUp();
      this.#take(found);
      return;
    }
    const depth = depthAfter(found.bytes, count === 0 ? 0 : this.#depth);
    if (depth === undefined || (count === 0 && depth < 0)) {
      this.#giveUp();
      this.#lose(found, "broken");
      return;
    }
    this.#keep(found, depth);
    const length = this.#ends.at(-1) ?? 0;
    if (length > this.#lengthMax) this.#giveUp("too long");
    else if (depth <= 0) {
      this.#ends = [];
      this.#take({ bytes: this.#begun.subarray(0, length), line: this.#firstLine });
    }
  }

  #keep({ bytes, line }: FoundJson, depth: number): void {
    if (this.#ends.length === 0) this.#firstLine = line;
    const from = this.#ends.at(-1) ?? 0;
    const to = from + bytes.length;
    if (to >= this.#begun.length) {
      const larger = new Uint8Array(Math.max(2 * this.#begun.length, to + 1));
      larger.set(this.#begun.subarray(0, from));
      this.#begun = larger;
    }
    this.#begun.set(bytes, from);
    this.#begun[to] = lineFeed;
    this.#ends.push(to + 1);
    this.#depth = depth;
  }

  /** A line of what was begun, without its line break. */
  #lineAt(index: number): Uint8Array {
    return this.#begun.subarray(this.#ends[index - 1] ?? 0, (this.#ends[index] ?? 1) - 1);
  }

  /** What was begun is no document. Lines of it that are one by themselves were swallowed, and are taken. */
  #giveUp(loss: JsonLoss = "broken"): void {
    const ends = this.#ends;
    if (ends.length === 0) return;
    const documents: FoundJson[] = [];
    const rest = new Uint8Array(ends.at(-1) ?? 0);
    let restLength = 0;
    for (const [index, end] of ends.entries()) {
      const bytes = this.#lineAt(index);
      if (startsDocument(bytes) && depthAfter(bytes, 0) === 0) {
        documents.push({ bytes, line: this.#firstLine + index });
      } else {
        const withBreak = this.#begun.subarray(ends[index - 1] ?? 0, end);
        rest.set(withBreak, restLength);
        restLength += withBreak.length;
      }
    }
    this.#ends = [];
    if (restLength > 0) {
      this.#lose({ bytes: rest.subarray(0, restLength), line: this.#firstLine }, loss);
    }
    for (const one of documents) this.#take(one);
  }
}

/** True where a line begins with an object or a list, not indented. */
function startsDocument(bytes: Uint8Array): boolean {
  return openers.has(bytes[0] ?? 0);
}

function goesOn(bytes: Uint8Array): boolean {
  let end = bytes.length - 1;
  while (end >= 0 && (bytes[end] ?? 0) <= 0x20) end -= 1;
  return goesOnAfter.has(bytes[end] ?? 0);
}

/** Brackets open after a line; undefined where a text is open: no line of JSON ends within one. */
function depthAfter(bytes: Uint8Array, before: number): number | undefined {
  let depth = before;
  let isText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (isText) {
      if (byte === 0x5c) at += 1;
      else if (byte === 0x22) isText = false;
    } else if (byte === 0x22) isText = true;
    else if (byte === 0x7b || byte === 0x5b) depth += 1;
    else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return isText ? undefined : depth;
}
