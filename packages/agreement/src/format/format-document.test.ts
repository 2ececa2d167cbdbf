import { describe, expect, test } from "vitest";
import { midOcean } from "../../fixtures/mid-ocean.ts";
import { documentComments } from "./document-comments.ts";
import { formatDocument } from "./format-document.ts";

const formatted = (text: string) => formatDocument("x.yaml", text).text;

describe("[AGR-108] one layout", () => {
  test.each([
    [
      "indentation and padding",
      "a:\n    - b:   1\n      c: [ 1,2 ]\n",
      "a:\n  - b: 1\n    c: [1, 2]\n",
    ],
    ["braces on one line stay", "a: {b: 1,c: {d: 2}}\n", "a: { b: 1, c: { d: 2 } }\n"],
    [
      "braces over lines become entries",
      "a: {\n b: 1, c: [x,\n y] }\n",
      "a:\n  b: 1\n  c:\n    - x\n    - y\n",
    ],
    ["lists below their key", "a:\n- b\n- c\n", "a:\n  - b\n  - c\n"],
    ["quotes stay as they are", "a: \"19:30\"\nb: '2a'\nc: 2a\n", "a: \"19:30\"\nb: '2a'\nc: 2a\n"],
    ["numbers stay as they are", "a: 0.90\nb: 12\nc: 0x10\n", "a: 0.90\nb: 12\nc: 0x10\n"],
    ["empty lines, one at most", "\n\na: 1\n\n\n\nb: 2\n\n\n", "a: 1\n\nb: 2\n"],
    [
      "comments stay with their entry",
      "a: 1 # one\n# before b\nb:\n    # in b\n    c: 2\n# end\n",
      "a: 1 # one\n# before b\nb:\n  # in b\n  c: 2\n\n# end\n",
    ],
    ["anchors and aliases", "a: &x { b: 1 }\nc: *x\n", "a: &x { b: 1 }\nc: *x\n"],
    ["a mark and lines of Windows", "\uFEFFa: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"],
    ["an empty value", "a:\nb: ~\n", "a:\nb: ~\n"],
  ])("%s", (_, given, expected) => {
    expect(formatted(given)).toBe(expected);
  });

  test("running text is folded at a width, and says the same", () => {
    const note = "The quick words of a long note go on. ".repeat(8).trim();
    const text = formatted(`a:\n  note: "${note.slice(0, 150)}\n    ${note.slice(151)}"\n`) ?? "";
    expect(text.startsWith("a:\n  note: >-\n    The quick")).toBe(true);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(104);
  });

  test("the example is laid out so already", () => {
    expect(formatted(midOcean().text)).toBe(midOcean().text);
  });
});

test("[AGR-108] what cannot be read is refused with its faults", () => {
  expect(formatDocument("x.yaml", "a: [1\nb: 2\n").faults).toMatchObject([
    { code: "TL_AGR_SYNTAX", file: "x.yaml", line: 1 },
  ]);
  expect(formatDocument("x.yaml", Uint8Array.of(0xff, 0xfe)).faults).toMatchObject([
    { code: "TL_AGR_ENCODING" },
  ]);
});

test("[AGR-108] every comment is found, and nothing that only looks like one", () => {
  const text =
    '# top\na: "# no" # one\nb: x#no\nc: |\n  # text\n  y\nd: [1, # two\n  2]\n# three  \n';
  expect(documentComments(text)).toEqual([
    { text: "# top", line: 1, column: 1 },
    { text: "# one", line: 2, column: 11 },
    { text: "# two", line: 7, column: 8 },
    { text: "# three", line: 9, column: 1 },
  ]);
});
