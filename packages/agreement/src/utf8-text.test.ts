import fc from "fast-check";
import { expect, test } from "vitest";
import { midOcean } from "../fixtures/mid-ocean.ts";
import { FaultList } from "./faults.ts";
import { parseAgreement, parseDeployment } from "./index.ts";
import { textOf } from "./utf8-text.ts";

const original = midOcean().text;
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, bigEndian: boolean) => {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index++) {
    view.setUint16(2 * index, text.charCodeAt(index), !bigEndian);
  }
  return bytes;
};
/** Each letter one byte, as Latin-1 has it; for text without other letters. */
const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const parse = (text: string | Uint8Array) => parseAgreement({ ...midOcean(), text });
const hash = parse(original).compiled?.hash;

test.each([
  ["bytes", utf8(original)],
  ["bytes with a byte order mark", utf8(`\uFEFF${original}`)],
  ["text with a byte order mark", `\uFEFF${original}`],
  ["lines that end as on Windows", utf8(original.replaceAll("\n", "\r\n"))],
])("[AGR-105] UTF-8 is read, as %s", (_, text) => {
  const { faults, compiled } = parse(text);
  expect(faults).toEqual([]);
  expect(compiled?.hash).toBe(hash);
});

const english = "truceline: agreement/1\nid: x\ntitle: { fr: Accord é }\n";
test.each([
  ["UTF-16 LE with a mark", utf16(`\uFEFF${original}`, false), "little-endian", 1, 1],
  ["UTF-16 BE with a mark", utf16(`\uFEFF${original}`, true), "big-endian", 1, 1],
  ["UTF-16 LE without one", utf16(original, false), "UTF-16", 1, 1],
  ["UTF-16 BE without one", utf16(original, true), "UTF-16", 1, 1],
  ["Latin-1", latin1(english), "0xE9", 3, 21],
  ["Latin-1 at the very end", latin1("title: é"), "0xE9", 1, 8],
  ["an overlong slash", Uint8Array.of(0x61, 0x0a, 0xc0, 0xaf), "0xC0", 2, 1],
  ["half a surrogate pair", Uint8Array.of(0x61, 0xed, 0xa0, 0x80), "0xED", 1, 2],
  ["a letter cut off", Uint8Array.of(0x61, 0xe2, 0x82), "0xE2", 1, 2],
  ["a NUL in UTF-8", utf8(`${original}note: a\u0000b\n`), "NUL", undefined, 8],
  ["a NUL in text", "a: b\nc: \u0000", "NUL", 2, 4],
])(
  "[AGR-105] %s is told, with the place of the first broken byte",
  (_, text, told, line, column) => {
    const { faults, compiled } = parse(text);
    expect(compiled).toBeUndefined();
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ code: "TL_AGR_ENCODING", column });
    if (line !== undefined) expect(faults[0]?.line).toBe(line);
    expect(faults[0]?.message).toContain(told);
    expect(faults[0]?.hint).toContain("UTF-8");
  },
);

test("[AGR-105] a deployment and a geometry file in another encoding are told alike", () => {
  expect(parseDeployment({ path: "d", text: utf16("a: b", false) }).faults).toMatchObject([
    { code: "TL_AGR_ENCODING" },
  ]);
  const input = midOcean();
  const { faults } = parseAgreement({
    ...input,
    readFile: (name) =>
      name === "zones/gorse.geojson" ? latin1('{\n "é": 1}') : input.readFile(name),
  });
  expect(faults).toMatchObject([
    { code: "TL_AGR_ENCODING", file: "mid-ocean/zones/gorse.geojson", line: 2, column: 3 },
  ]);
});

test("[AGR-105] what is refused is what a strict decoder refuses, and what is read is the same text", () => {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  const arbBytes = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.string({ unit: "binary", maxLength: 12_000 }).map(utf8),
    fc
      .tuple(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).map(utf8),
        fc.nat(),
        fc.nat(255),
      )
      .map(([bytes, at, byte]) => bytes.with(at % bytes.length, byte)),
  );
  fc.assert(
    fc.property(arbBytes, (bytes) => {
      fc.pre(!bytes.includes(0) && !(bytes[0] === 0xff || bytes[0] === 0xfe));
      let expected: string | undefined;
      try {
        expected = strict.decode(bytes);
      } catch {
        expected = undefined;
      }
      expect(textOf("x", bytes, new FaultList())).toBe(expected);
    }),
    { numRuns: 500 },
  );
});
