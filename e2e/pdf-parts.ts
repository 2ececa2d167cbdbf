/**
 * What a PDF holds, unpacked: its streams as bytes and its pages as text. Enough of ISO 32000-2 for the
 * files that typst makes: classic and compressed objects, FlateDecode, fonts with a ToUnicode map.
 */
import { inflateSync } from "node:zlib";

interface PdfObject {
  readonly dictionary: string;
  /** Inflated where it was packed. */
  readonly stream: string | null;
}
export interface PdfParts {
  /** Bytes of every stream, a character each. */
  readonly streams: readonly string[];
  /** A piece of text for each page and each drawing, then the texts of the document: title, links. */
  readonly texts: readonly string[];
}

const objectAt = /(?<![\d.])(\d+) 0 obj\b/g;

/** @throws Error for a stream packed in a way that is not read here: nothing may stay unsearched. */
export function pdfParts(file: Uint8Array): PdfParts {
  const objects = objectsOf(Buffer.from(file).toString("latin1"));
  const streams = [...objects.values()].flatMap(({ stream }) => (stream === null ? [] : [stream]));
  const texts: string[] = [];
  for (const object of objects.values()) {
    const { dictionary, stream } = object;
    const contents = /\/Contents\s*(\[[^\]]*\]|\d+ 0 R)/.exec(dictionary)?.[1];
    const drawn =
      contents === undefined
        ? /\/Subtype\s*\/Form\b/.test(dictionary) && stream !== null
          ? stream
          : null
        : refsIn(contents)
            .map((number) => objects.get(number)?.stream ?? "")
            .join("\n");
    if (drawn !== null) texts.push(drawnText(drawn, fontsOf(dictionary, objects)));
    texts.push(...stringsIn(dictionary).map(documentString));
  }
  return { streams, texts: texts.filter((text) => text !== "") };
}

function objectsOf(text: string): ReadonlyMap<number, PdfObject> {
  const objects = new Map<number, PdfObject>();
  for (const { 1: number, index } of text.matchAll(objectAt)) {
    const end = text.indexOf("endobj", index);
    const body = text.slice(text.indexOf("obj", index) + 3, end < 0 ? undefined : end);
    const streamAt = /\bstream\r?\n/.exec(body);
    if (streamAt === null) {
      objects.set(Number(number), { dictionary: body, stream: null });
      continue;
    }
    const dictionary = body.slice(0, streamAt.index);
    const from = index + text.slice(index).indexOf(body) + streamAt.index + streamAt[0].length;
    const stated = /\/Length\s+(\d+)(?! 0 R)/.exec(dictionary)?.[1];
    const to = stated === undefined ? text.indexOf("endstream", from) : from + Number(stated);
    objects.set(Number(number), {
      dictionary,
      stream: unpacked(dictionary, text.slice(from, to)),
    });
  }
  for (const { dictionary, stream } of [...objects.values()]) {
    if (stream === null || !/\/Type\s*\/ObjStm\b/.test(dictionary)) continue;
    const first = Number(/\/First\s+(\d+)/.exec(dictionary)?.[1]);
    const heads = stream.slice(0, first).trim().split(/\s+/).map(Number);
    for (let at = 0; at < heads.length; at += 2) {
      const next = heads[at + 3];
      const body = stream.slice(
        first + (heads[at + 1] ?? 0),
        next === undefined ? undefined : first + next,
      );
      objects.set(heads[at] ?? -1, { dictionary: body, stream: null });
    }
  }
  return objects;
}

function unpacked(dictionary: string, bytes: string): string {
  const filters = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1] ?? "";
  let content = bytes;
  for (const [, filter] of filters.matchAll(/\/(\w+)/g)) {
    if (filter === "FlateDecode")
      content = inflateSync(Buffer.from(content, "latin1")).toString("latin1");
    // A photograph's own packing holds pixels, not words.
    else if (filter !== "DCTDecode") throw new Error(`a stream is packed by ${filter}`);
  }
  return content;
}

const refsIn = (text: string): readonly number[] =>
  [...text.matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number));

/** The value of a key: of a dictionary in place, or of the object it leads to. */
function entryOf(dictionary: string, key: string, objects: ReadonlyMap<number, PdfObject>): string {
  const at = new RegExp(`/${key}\\s*`).exec(dictionary);
  if (at === null) return "";
  const rest = dictionary.slice(at.index + at[0].length);
  const ref = /^(\d+) 0 R/.exec(rest);
  if (ref !== null) return objects.get(Number(ref[1]))?.dictionary ?? "";
  let depth = 0;
  for (const { 0: sign, index } of rest.matchAll(/<<|>>/g)) {
    depth += sign === "<<" ? 1 : -1;
    if (depth === 0) return rest.slice(0, index);
  }
  return rest;
}

type Font = ReadonlyMap<string, string>;

function fontsOf(
  dictionary: string,
  objects: ReadonlyMap<number, PdfObject>,
): ReadonlyMap<string, Font> {
  const named = entryOf(entryOf(dictionary, "Resources", objects), "Font", objects);
  return new Map(
    [...named.matchAll(/\/([\w.+-]+)\s+(\d+) 0 R/g)].map(([, name = "", number]) => {
      const font = objects.get(Number(number))?.dictionary ?? "";
      const [map] = refsIn(/\/ToUnicode\s*\d+ 0 R/.exec(font)?.[0] ?? "");
      return [name, mapOf(objects.get(map ?? -1)?.stream ?? "")];
    }),
  );
}

/** Codes of a font (hexadecimal) and the characters that they stand for. */
function mapOf(cmap: string): Font {
  const map = new Map<string, string>();
  for (const [, block = ""] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = "", to = ""] of block.matchAll(/<(\w+)>\s*<(\w+)>/g))
      map.set(code.toLowerCase(), utf16Of(to));
  for (const [, block = ""] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = "", to = "", first = ""] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let code = parseInt(from, 16); code <= parseInt(to, 16); code++)
        map.set(
          code.toString(16).padStart(from.length, "0"),
          utf16Of(
            (parseInt(first, 16) + code - parseInt(from, 16))
              .toString(16)
              .padStart(first.length, "0"),
          ),
        );
  return map;
}

const utf16Of = (hex: string): string =>
  Buffer.from(hex.padStart(Math.ceil(hex.length / 4) * 4, "0"), "hex")
    .swap16()
    .toString("utf16le");

/** Text as it is drawn, a line for each time that the pen is put elsewhere. */
function drawnText(content: string, fonts: ReadonlyMap<string, Font>): string {
  let font: Font = new Map();
  let text = "";
  const token =
    /\/([\w.+-]+)\s+[\d.-]+\s+Tf|(\((?:\\[\s\S]|[^\\()])*\)|<[\da-fA-F\s]*>)|\b(T[dDm*]|ET)\b/g;
  for (const [, fontName, shown, moved] of content.matchAll(token)) {
    if (fontName !== undefined) font = fonts.get(fontName) ?? new Map();
    else if (shown !== undefined) {
      const hex = Buffer.from(bytesOf(shown), "latin1").toString("hex");
      for (const code of hex.match(/.{4}/g) ?? []) text += font.get(code) ?? "";
    } else if (moved !== undefined && !text.endsWith("\n")) text += "\n";
  }
  return text;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** The bytes of a string in brackets or in hexadecimal. */
function bytesOf(token: string): string {
  if (token.startsWith("<")) {
    const hex = token.slice(1, -1).replace(/\s/g, "");
    return Buffer.from(hex.length % 2 === 0 ? hex : `${hex}0`, "hex").toString("latin1");
  }
  return token
    .slice(1, -1)
    .replace(/\\([0-7]{1,3}|\r?\n|[\s\S])/g, (_all, after: string) =>
      /^[0-7]/.test(after)
        ? String.fromCharCode(parseInt(after, 8) & 0xff)
        : /^\r?\n$/.test(after)
          ? ""
          : (escapes[after] ?? after),
    );
}

const stringsIn = (dictionary: string): readonly string[] =>
  [...dictionary.matchAll(/\((?:\\[\s\S]|[^\\()])*\)|<(?!<)[\da-fA-F\s]+>(?!>>)/g)].map(([token]) =>
    bytesOf(token),
  );

/** A string outside the pages: UTF-16 behind its mark, else a byte a character. */
function documentString(bytes: string): string {
  return bytes.startsWith("\xfe\xff")
    ? Buffer.from(bytes.slice(2), "latin1").swap16().toString("utf16le")
    : bytes;
}
