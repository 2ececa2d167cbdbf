import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { midOcean } from "../../fixtures/mid-ocean.ts";
import { parseAgreement } from "../index.ts";
import { documentComments } from "./document-comments.ts";
import { formatDocument } from "./format-document.ts";

const read = (path: string) =>
  readFileSync(new URL(`../../../../${path}`, import.meta.url), "utf8");
const ocean = midOcean().text;
const documents = [
  ocean,
  read("scenarios/easter-2025/agreement.yaml"),
  read("fixtures/agreements/mid-ocean/deployment.yaml"),
];
const texts = (text: string) =>
  documentComments(text)
    .map((comment) => comment.text)
    .sort();

const arbInsert = fc.record({
  at: fc.nat(),
  what: fc.constantFrom(
    "# a comment",
    "      # a comment far in",
    "#",
    "",
    "\n\n",
    "# \t spaces at the end   ",
    "#no space",
  ),
  atEnd: fc.boolean(),
});
/** The same document laid out in another way, with comments put in anywhere. */
const arbLayout = fc
  .record({
    document: fc.constantFrom(...documents),
    inserts: fc.array(arbInsert, { maxLength: 12 }),
    rewritten: fc.option(
      fc.record({
        indent: fc.constantFrom(2, 3, 4, 7),
        collectionStyle: fc.constantFrom("any" as const, "block" as const, "flow" as const),
        defaultStringType: fc.constantFrom("PLAIN" as const, "QUOTE_DOUBLE" as const),
        lineWidth: fc.constantFrom(40, 80, 0),
        indentSeq: fc.boolean(),
      }),
    ),
    ends: fc.constantFrom("\n", "\r\n"),
  })
  .map(({ document, inserts, rewritten, ends }) => {
    const text = rewritten === null ? document : stringify(parse(document), rewritten);
    const lines = text.split("\n");
    for (const { at, what, atEnd } of inserts) {
      const index = at % lines.length;
      if (atEnd && what.startsWith("#")) lines[index] = `${lines[index]} ${what}`;
      else lines.splice(index, 0, what);
    }
    return lines.join(ends);
  });

test("[AGR-108] formatting keeps every comment and every value, and settles", () => {
  let formattedCount = 0;
  let refusedCount = 0;
  fc.assert(
    fc.property(arbLayout, (text) => {
      const { text: formatted, faults } = formatDocument("x.yaml", text);
      if (formatted === undefined) {
        expect(faults.length).toBeGreaterThan(0);
        if (faults.some(({ code }) => code === "TL_AGR_FORMAT")) refusedCount += 1;
        return;
      }
      formattedCount += 1;
      expect(texts(formatted)).toEqual(texts(text.replaceAll("\r\n", "\n")));
      expect(formatDocument("x.yaml", formatted).text).toBe(formatted);
      expect(parse(formatted)).toEqual(parse(text));
    }),
    { numRuns: 60 },
  );
  expect(formattedCount).toBeGreaterThan(40);
  // Refusing is right where a comment would be lost, and rare.
  expect(refusedCount).toBeLessThan(4);
});

test("[AGR-108] the compiled form and its hash stay the same", () => {
  const compile = (text: string) => parseAgreement({ ...midOcean(), text }).compiled?.hash;
  const hash = compile(ocean);
  fc.assert(
    fc.property(
      fc.array(arbInsert, { maxLength: 6 }),
      fc.constantFrom(3, 4, 7),
      fc.boolean(),
      (inserts, indent, isFlow) => {
        const lines = stringify(parse(ocean), {
          indent,
          collectionStyle: isFlow ? "flow" : "block",
        }).split("\n");
        for (const { at, what } of inserts) lines.splice(at % lines.length, 0, what);
        const { text } = formatDocument("x.yaml", lines.join("\n"));
        if (text !== undefined) expect(compile(text)).toBe(hash);
      },
    ),
    { numRuns: 8 },
  );
});
