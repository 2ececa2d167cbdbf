import { SaxesParser } from "saxes";
import { InteropError, type InteropErrorCode } from "../errors.ts";
import { wireFault } from "../wire-fault.ts";
import { shortWords } from "./short-words.ts";
import { XmlDecoder, type XmlEncoding } from "./xml-decoder.ts";
import type { XmlElement, XmlNode } from "./xml-node.ts";

export interface XmlLimits {
  /** Of the whole document. */
  readonly bytesMax: number;
  readonly depthMax: number;
  /** Of one element. */
  readonly attributesMax: number;
  /** Characters of one text, attribute, comment or name. */
  readonly textLengthMax: number;
  /** Elements that are kept at the same time: those of one wanted element. */
  readonly elementsMax: number;
}

const xmlLimits: XmlLimits = {
  bytesMax: 16 * 1024 * 1024,
  depthMax: 64,
  attributesMax: 256,
  textLengthMax: 1024 * 1024,
  elementsMax: 100_000,
};

/** An element of which only the beginning was read. */
export type XmlStart = Omit<XmlElement, "children">;

export interface XmlReaderOptions {
  /** Of the feed or file, for faults. */
  readonly name: string;
  readonly limits?: Partial<XmlLimits>;
  /** Where it is known from elsewhere; then the declaration is not asked. */
  readonly encoding?: XmlEncoding;
  /** Byte of a longer stream at which the document begins; all places count from there. Default 0. */
  readonly startsAt?: number;
  /** Which elements are kept whole; what lies inside one is not asked for. `depth` is 0 for the root. */
  readonly isWanted: (element: XmlStart, depth: number) => boolean;
  /** Called with each wanted element once it is complete. */
  readonly take: (element: XmlElement) => void;
}

interface OpenElement extends XmlStart {
  readonly children: XmlNode[];
}

/** Bytes before the fault that are told. */
const bytesTold = 64;
const noNames: ReadonlyMap<string, string> = new Map([
  ["xml", "http://www.w3.org/XML/1998/namespace"],
]);

/**
 * The one door for XML from outside: a document, in pieces cut anywhere, from which the wanted elements are
 * kept. A document type is refused, and with it every entity but XML's own five; nothing is fetched; size,
 * depth, attributes and texts are bounded. The first fault ends the reading.
 *
 * Faults are `InteropError` with the code `TL_INT_XML`, `TL_INT_XML_DOCTYPE`, `TL_INT_XML_ENTITY`,
 * `TL_INT_XML_ENCODING` or `TL_INT_XML_LIMIT` and one fault that names line, byte and the bytes before it.
 */
export class XmlReader {
  readonly #options: XmlReaderOptions;
  readonly #limits: XmlLimits;
  readonly #decoder: XmlDecoder;
  readonly #parser = new SaxesParser({ xmlns: false, fragment: false });
  readonly #open: OpenElement[] = [];
  readonly #scopes: ReadonlyMap<string, string>[] = [noNames];
  #byteCount = 0;
  #elementCount = 0;
  #attributeCount = 0;
  /** The piece being read, the characters before it, and the last bytes that were read. */
  #text = "";
  #textOffset = 0;
  #lengthBefore = 0;
  /** Characters of the piece whose bytes were counted, and how many bytes they are. */
  #countedLength = 0;
  #countedBytes = 0;
  readonly #tail = new Uint8Array(bytesTold);
  #tailLength = 0;
  /** Where the last part of the document ended, in characters and as a byte. */
  #partEnd = 0;
  #partEndOffset = 0;
  #prolog: string | undefined = "";
  #failed: InteropError | undefined;

  constructor(options: XmlReaderOptions) {
    this.#options = options;
    this.#limits = { ...xmlLimits, ...options.limits };
    this.#decoder = new XmlDecoder(options.encoding, options.startsAt);
    this.#textOffset = options.startsAt ?? 0;
    this.#partEndOffset = options.startsAt ?? 0;
    const parser = this.#parser;
    parser.on("error", ({ message }) => this.#refuseMessage(message));
    parser.on("doctype", () => this.#refuseDoctype());
    parser.on("xmldecl", () => this.#endPart());
    parser.on("processinginstruction", () => this.#endPart());
    // Told before the `>` that ends it.
    parser.on("comment", () => this.#endPart(1));
    parser.on("opentagstart", () => {
      this.#attributeCount = 0;
    });
    parser.on("attribute", () => {
      this.#attributeCount += 1;
      if (this.#attributeCount > this.#limits.attributesMax) {
        this.#refuse("TL_INT_XML_LIMIT", `more than ${this.#limits.attributesMax} attributes`);
      }
    });
    parser.on("opentag", ({ name, attributes }) => this.#openElement(name, attributes));
    parser.on("closetag", () => this.#closeElement());
    parser.on("text", (text) => this.#addText(text));
    parser.on("cdata", (text) => this.#addText(text));
  }

  /** Bytes read so far. */
  get byteCount(): number {
    return this.#byteCount;
  }

  /** @throws InteropError on the first fault, and again at each call after it. */
  push(bytes: Uint8Array): void {
    this.#read(bytes, false);
  }

  /** @throws InteropError as `push`, and where the document is cut off. */
  finish(): void {
    this.#read(new Uint8Array(0), true);
    this.#parser.close();
  }

  #read(bytes: Uint8Array, isLast: boolean): void {
    if (this.#failed !== undefined) throw this.#failed;
    this.#byteCount += bytes.length;
    if (this.#byteCount > this.#limits.bytesMax) {
      this.#refuse("TL_INT_XML_LIMIT", `more than ${this.#limits.bytesMax} bytes`);
    }
    for (const piece of this.#decoder.push(bytes, isLast)) {
      if ("problem" in piece) {
        this.#refuse("TL_INT_XML_ENCODING", piece.problem, piece.offset);
      } else {
        this.#readPiece(piece.text, piece.offset);
      }
    }
  }

  #readPiece(text: string, offset: number): void {
    // A mark before the first character belongs to no part.
    if (this.#lengthBefore === 0 && this.#partEnd === 0) this.#partEndOffset = offset;
    this.#text = text;
    this.#textOffset = offset;
    if (this.#prolog !== undefined) this.#prolog += text;
    this.#parser.write(text);
    this.#lengthBefore += text.length;
    this.#keepTail(text);
    if (this.#lengthBefore - this.#partEnd > this.#limits.textLengthMax) {
      if (this.#doctypeOffset() !== undefined) this.#refuseDoctype();
      const special = `a text of more than ${this.#limits.textLengthMax} characters`;
      this.#refuse("TL_INT_XML_LIMIT", special, this.#partEndOffset);
    }
    this.#textOffset += this.#decoder.byteLength(text, 0, text.length);
    this.#text = "";
    this.#countedLength = 0;
    this.#countedBytes = 0;
  }

  #keepTail(text: string): void {
    const bytes = new TextEncoder().encode(text.slice(-bytesTold));
    const all = new Uint8Array(this.#tailLength + bytes.length);
    all.set(this.#tail.subarray(0, this.#tailLength));
    all.set(bytes, this.#tailLength);
    const kept = all.subarray(-bytesTold);
    this.#tail.set(kept);
    this.#tailLength = kept.length;
  }

  /** Characters of the piece that the parser has read. */
  get #readLength(): number {
    return Math.max(0, Math.min(this.#text.length, this.#parser.position - this.#lengthBefore));
  }

  /** Goes on from the place last asked for: asked at each element, it must not count a piece anew. */
  #offsetHere(): number {
    const length = this.#readLength;
    if (length < this.#countedLength) {
      this.#countedLength = 0;
      this.#countedBytes = 0;
    }
    this.#countedBytes += this.#decoder.byteLength(this.#text, this.#countedLength, length);
    this.#countedLength = length;
    return this.#textOffset + this.#countedBytes;
  }

  #endPart(more = 0): void {
    this.#partEnd = this.#lengthBefore + this.#readLength + more;
    this.#partEndOffset = this.#offsetHere() + more;
  }

  #openElement(name: string, attributes: Record<string, string>): void {
    const offset = this.#partEndOffset;
    this.#endPart();
    this.#prolog = undefined;
    const depth = this.#scopes.length - 1;
    if (depth >= this.#limits.depthMax) {
      this.#refuse("TL_INT_XML_LIMIT", `nested deeper than ${this.#limits.depthMax}`);
    }
    const scope = scopeWithin(this.#scopes.at(-1) ?? noNames, attributes);
    this.#scopes.push(scope);
    const colon = name.indexOf(":");
    const start: XmlStart = {
      name,
      local: name.slice(colon + 1),
      namespace: scope.get(colon < 0 ? "" : name.slice(0, colon)) ?? "",
      attributes,
      offset,
    };
    if (this.#open.length === 0) {
      if (!this.#options.isWanted(start, depth)) return;
      this.#elementCount = 0;
    }
    this.#elementCount += 1;
    if (this.#elementCount > this.#limits.elementsMax) {
      this.#refuse("TL_INT_XML_LIMIT", `more than ${this.#limits.elementsMax} elements in one`);
    }
    this.#open.push({ ...start, children: [] });
  }

  #closeElement(): void {
    this.#endPart();
    this.#scopes.pop();
    const element = this.#open.pop();
    if (element === undefined) return;
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#options.take(element);
    else parent.children.push(element);
  }

  #addText(text: string): void {
    // Text is told once the `<` behind it was read, a CDATA section at its end.
    this.#endPart(this.#text[this.#readLength - 1] === "<" ? -1 : 0);
    const children = this.#open.at(-1)?.children;
    if (children === undefined || text === "") return;
    const last = children.at(-1);
    if (typeof last === "string") {
      if (last.length + text.length > this.#limits.textLengthMax) {
        const special = `a text of more than ${this.#limits.textLengthMax} characters`;
        this.#refuse("TL_INT_XML_LIMIT", special);
      }
      children[children.length - 1] = last + text;
    } else {
      children.push(text);
    }
  }

  #doctypeOffset(): number | undefined {
    const found = this.#prolog?.indexOf("<!DOCTYPE", this.#partEnd) ?? -1;
    if (found < 0) return undefined;
    const between = this.#prolog?.slice(this.#partEnd, found) ?? "";
    return this.#partEndOffset + this.#decoder.byteLength(between, 0, between.length);
  }

  #refuseDoctype(): never {
    this.#refuse("TL_INT_XML_DOCTYPE", undefined, this.#doctypeOffset() ?? this.#offsetHere());
  }

  #refuseMessage(message: string): never {
    if (this.#doctypeOffset() !== undefined || /doctype/i.test(message)) this.#refuseDoctype();
    // saxes begins its messages with line and column and ends them with a full stop.
    const special = message.replace(/^\d+:\d+: /, "").replace(/\.$/, "");
    const isEntity = /entity/.test(message);
    this.#refuse(isEntity ? "TL_INT_XML_ENTITY" : "TL_INT_XML", special);
  }

  #refuse(code: InteropErrorCode, special: string | undefined, offset = this.#offsetHere()): never {
    const read = new TextEncoder().encode(this.#text.slice(0, this.#readLength));
    const before = new Uint8Array(this.#tailLength + read.length);
    before.set(this.#tail.subarray(0, this.#tailLength));
    before.set(read, this.#tailLength);
    const where =
      special === undefined ? `byte ${offset}` : `${shortWords(special)} (byte ${offset})`;
    const fault = {
      ...wireFault(code, where, before.subarray(-bytesTold), {
        file: this.#options.name,
        line: this.#parser.line,
      }),
      offset,
    };
    this.#failed = new InteropError(code, { faults: [fault] });
    throw this.#failed;
  }
}

/**
 * The wanted elements of a whole document; by default its root. Text that is already decoded is taken as
 * such, whatever its declaration says.
 * @throws InteropError as `XmlReader`
 * @example readXml("<a b='1'/>", { name: "a.xml" })[0]?.attributes // { b: "1" }
 */
export function readXml(
  document: string | Uint8Array,
  options: Pick<XmlReaderOptions, "name" | "limits" | "startsAt"> &
    Partial<Pick<XmlReaderOptions, "isWanted">>,
): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const isText = typeof document === "string";
  const reader = new XmlReader({
    isWanted: (_start, depth) => depth === 0,
    ...options,
    ...(isText ? { encoding: "utf-8" as const } : {}),
    take: (element) => found.push(element),
  });
  reader.push(isText ? new TextEncoder().encode(document.replace(/^\uFEFF/, "")) : document);
  reader.finish();
  return found;
}

/** The namespaces in force within an element. */
function scopeWithin(
  outer: ReadonlyMap<string, string>,
  attributes: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  let scope: Map<string, string> | undefined;
  for (const name in attributes) {
    if (name !== "xmlns" && !name.startsWith("xmlns:")) continue;
    scope ??= new Map(outer);
    scope.set(name.slice(6), attributes[name] ?? "");
  }
  return scope ?? outer;
}
