import { LineSplitter } from "../line-splitter.ts";

/** A JSON document that stood in a stream, and the line it begins at. */
export interface FoundJson {
  readonly bytes: Uint8Array;
  readonly line: number;
}

/** Why bytes hold no document: they are longer than allowed, or they never became one. */
export type JsonLoss = "too long" | "broken";

interface Line extends FoundJson {
  /** Brackets that are open once the line ends. */
  readonly depth: number;
}

const openers = new Set([0x5b, 0x7b]);
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
  #begun: Line[] = [];
  #begunLength = 0;

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
    const last = this.#begun.at(-1);
    const mayBegin = last === undefined || (startsDocument(found.bytes) && !goesOn(last.bytes));
    if (mayBegin && depthAfter(found.bytes, 0) === 0) {
      this.#giveUp();
      this.#take(found);
      return;
    }
    const depth = depthAfter(found.bytes, last?.depth ?? 0);
    if (depth === undefined || (last === undefined && depth < 0)) {
      this.#giveUp();
      this.#lose(found, "broken");
      return;
    }
    this.#begun.push({ bytes: found.bytes.slice(), line: found.line, depth });
    this.#begunLength += found.bytes.length + 1;
    if (this.#begunLength > this.#lengthMax) this.#giveUp("too long");
    else if (depth <= 0) {
      const whole = { bytes: joined(this.#begun), line: this.#begun[0]?.line ?? found.line };
      this.#forget();
      this.#take(whole);
    }
  }

  /** What was begun is no document. Lines of it that are one by themselves were swallowed, and are taken. */
  #giveUp(loss: JsonLoss = "broken"): void {
    const lines = this.#begun;
    const [first] = lines;
    if (first === undefined) return;
    this.#forget();
    const isOne = ({ bytes }: Line) => startsDocument(bytes) && depthAfter(bytes, 0) === 0;
    const rest = lines.filter((line) => !isOne(line));
    if (rest.length > 0) this.#lose({ bytes: joined(rest), line: first.line }, loss);
    for (const line of lines) if (isOne(line)) this.#take(line);
  }

  #forget(): void {
    this.#begun = [];
    this.#begunLength = 0;
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

function joined(lines: readonly FoundJson[]): Uint8Array {
  const length = lines.reduce((sum, { bytes }) => sum + bytes.length + 1, 0);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const { bytes } of lines) {
    whole.set(bytes, at);
    whole[at + bytes.length] = 0x0a;
    at += bytes.length + 1;
  }
  return whole;
}
