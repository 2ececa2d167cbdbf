import fc from "fast-check";
import { expect, test } from "vitest";
import { InteropError } from "../errors.ts";
import { arbXmlText } from "../testing/xml-text.ts";
import { writeXmlDocument, type XmlToWrite } from "./write-xml.ts";
import type { XmlElement } from "./xml-node.ts";
import { readXml, XmlReader } from "./xml-reader.ts";

const arbText = arbXmlText(12);
const arbName = fc
  .stringMatching(/^[A-Za-z_][-A-Za-z0-9_.]{0,6}$/)
  .filter((name) => name !== "xmlns");
const { element: arbElement } = fc.letrec<{ element: XmlToWrite }>((tie) => ({
  element: fc.record({
    name: arbName,
    attributes: fc.dictionary(arbName, arbText, { maxKeys: 4 }),
    children: fc
      .array(fc.oneof({ depthSize: "small" }, arbText, tie("element")), { maxLength: 4 })
      .map((children) =>
        children.filter(
          (child, at) => typeof child !== "string" || typeof children[at - 1] !== "string",
        ),
      ),
  }),
}));

function plain({ name, attributes, children }: XmlElement): XmlToWrite {
  return {
    name,
    attributes: { ...attributes },
    children: children.map((child) => (typeof child === "string" ? child : plain(child))),
  };
}

/** A document read in pieces, or the code and byte with which it is refused. */
function outcome(document: Uint8Array, cuts: readonly number[]): unknown {
  const found: XmlElement[] = [];
  const reader = new XmlReader({
    name: "x",
    isWanted: (_start, depth) => depth === 0,
    take: (element) => found.push(element),
  });
  try {
    let from = 0;
    for (const cut of [
      ...cuts.map((at) => at % (document.length + 1)).sort((a, b) => a - b),
      document.length,
    ]) {
      reader.push(document.slice(from, cut));
      from = cut;
    }
    reader.finish();
    return found;
  } catch (error) {
    if (error instanceof InteropError) return error.code;
    throw error;
  }
}

test("[INT-202] what is written is read as the same", () => {
  fc.assert(
    fc.property(arbElement, (element) => {
      const [read] = readXml(writeXmlDocument(element), { name: "x" });
      expect(read && plain(read)).toEqual(element);
    }),
  );
});

test("[INT-200] cut anywhere, a document gives the same elements at the same bytes", () => {
  fc.assert(
    fc.property(arbElement, fc.array(fc.nat(), { maxLength: 8 }), (element, cuts) => {
      const document = new TextEncoder().encode(writeXmlDocument(element));
      expect(outcome(document, cuts)).toEqual(outcome(document, []));
    }),
  );
});

test("[INT-200] a damaged document is read or refused with a code, the same however it is cut", () => {
  fc.assert(
    fc.property(
      arbElement,
      fc.array(fc.nat(), { maxLength: 4 }),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
        minLength: 1,
        maxLength: 3,
      }),
      (element, cuts, changes) => {
        const document = new TextEncoder().encode(writeXmlDocument(element));
        for (const [at, value] of changes) document[at % document.length] = value;
        expect(outcome(document, cuts)).toEqual(outcome(document, []));
      },
    ),
  );
});
