import { describe, expect, test } from "vitest";
import { InteropError } from "../errors.ts";
import type { WireFault } from "../wire-fault.ts";
import { writeXmlDocument, writeXmlElement } from "./write-xml.ts";
import { childOf, childrenOf, textOf, type XmlElement } from "./xml-node.ts";
import { readXml, XmlReader } from "./xml-reader.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** The fault with which a document is refused. */
function faultOf(document: string | Uint8Array, limits = {}): WireFault {
  try {
    readXml(document, { name: "x.xml", limits });
  } catch (error) {
    if (error instanceof InteropError) {
      const [fault] = error.details["faults"] as WireFault[];
      if (fault !== undefined) return fault;
    }
    throw error;
  }
  throw new Error("it was read");
}

describe("readXml", () => {
  test("names, namespaces, attributes, texts and places", () => {
    const text = `<?xml version="1.0"?>\n<!-- x --><a xmlns="urn:a" xmlns:b="urn:b"> <b:c d="1 &amp; 2">é<![CDATA[<]]>&#x41;</b:c><c/><u:v/></a>`;
    const [root] = readXml(bytes(text), { name: "x.xml" });
    expect(root).toMatchObject({ name: "a", local: "a", namespace: "urn:a", offset: 32 });
    const [first, second] = childrenOf(root ?? never(), "c");
    expect(first).toMatchObject({ name: "b:c", namespace: "urn:b", attributes: { d: "1 & 2" } });
    expect(first?.offset).toBe(text.indexOf("<b:c"));
    expect(textOf(first ?? never())).toBe("é<A");
    // One byte more than characters, for the é.
    expect(second).toMatchObject({ namespace: "urn:a", offset: text.indexOf("<c/>") + 1 });
    expect(childOf(root ?? never(), "v")?.namespace).toBe("");
  });

  test("only wanted elements are kept, at any depth", () => {
    const text = "<f><e><g><g/></g></e><g>1</g></f>";
    const found = readXml(text, { name: "x", isWanted: ({ local }) => local === "g" });
    expect(found.map(({ offset, children }) => [offset, children.length])).toEqual([
      [6, 1],
      [21, 1],
    ]);
  });

  test.each([
    ["UTF-8 with its mark", [0xef, 0xbb, 0xbf, ...bytes("<a>é</a>")]],
    ["ISO-8859-1", latin1('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>')],
    ["UTF-8 said in capitals", bytes('<?xml version="1.0" encoding="UTF-8"?><a>é</a>')],
  ])("[INT-201] %s", (_title, document) => {
    const [root] = readXml(Uint8Array.from(document), { name: "x" });
    expect(root?.children).toEqual(["é"]);
  });

  test.each([
    ["a document type", "<?xml version='1.0'?> <!DOCTYPE a><a/>", "TL_INT_XML_DOCTYPE", 22],
    ["a document type never ended", "<!DOCTYPE a [<!ENTITY b 'c'>", "TL_INT_XML_DOCTYPE", 0],
    [
      "a document type behind a comment",
      "<!-- <!DOCTYPE --><!DOCTYPE a><a/>",
      "TL_INT_XML_DOCTYPE",
      18,
    ],
    [
      "an external entity",
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
      "TL_INT_XML_DOCTYPE",
      0,
    ],
    [
      "entities that grow",
      `<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx">${"<!ENTITY c '&b;&b;&b;'>".repeat(20)}]><a>&c;</a>`,
      "TL_INT_XML_DOCTYPE",
      0,
    ],
    ["an entity of its own", "<a>&b;</a>", "TL_INT_XML_ENTITY", 6],
    ["a character that is none", "<a>&#0;</a>", "TL_INT_XML_ENTITY", 7],
    ["cut off", "<a><b>", "TL_INT_XML", 6],
    ["tags that cross", "<a><b></a></b>", "TL_INT_XML", 10],
    ["two roots", "<a/><a/>", "TL_INT_XML", 7],
    ["empty", "", "TL_INT_XML", 0],
    ["no XML", "hello", "TL_INT_XML", 5],
    ["an attribute twice", "<a b='1' b='2'/>", "TL_INT_XML", 16],
    ["a NUL", "<a>\u0000</a>", "TL_INT_XML", 4],
  ])("[INT-200] refused with code and byte: %s", (_title, document, code, offset) => {
    expect(faultOf(document)).toMatchObject({ code, offset, file: "x.xml" });
  });

  test.each([
    ["another encoding", latin1('<?xml version="1.0" encoding="koi8-r"?><a/>'), 30],
    ["UTF-16", Uint8Array.of(0xff, 0xfe, 0x3c, 0, 0x61, 0), 0],
    ["bytes that are not UTF-8", Uint8Array.of(0x3c, 0x61, 0x3e, 0x61, 0xe9, 0x3c), 4],
    ["a character cut off at the end", Uint8Array.of(0x3c, 0x61, 0x3e, 0xe2, 0x82), 3],
    [
      "mark and declaration that contradict",
      Uint8Array.of(0xef, 0xbb, 0xbf, ...latin1('<?xml version="1.0" encoding="latin1"?>')),
      33,
    ],
  ])("[INT-201] refused: %s", (_title, document, offset) => {
    const fault = faultOf(document);
    expect(fault.code).toBe("TL_INT_XML_ENCODING");
    expect(Math.abs((fault.offset ?? -99) - offset)).toBeLessThan(2);
  });

  test.each([
    ["bytes", "<a>bcdefghijk</a>", { bytesMax: 10 }],
    ["depth", "<a><a><a/></a></a>", { depthMax: 2 }],
    ["attributes", "<a b='' c='' d=''/>", { attributesMax: 2 }],
    ["one text", `<a>${"b".repeat(40_000)}</a>`, { textLengthMax: 1000 }],
    ["one attribute", `<a b='${"b".repeat(40_000)}'/>`, { textLengthMax: 1000 }],
    ["one comment", `<a><!--${"b".repeat(40_000)}--></a>`, { textLengthMax: 1000 }],
    [
      "a text in sections",
      `<a>${"<![CDATA[bbbbbbbbbb]]>".repeat(101)}</a>`,
      { textLengthMax: 1000 },
    ],
    ["one name", `<${"a".repeat(40_000)}`, { textLengthMax: 1000 }],
    ["elements", `<a>${"<b/>".repeat(10)}</a>`, { elementsMax: 10 }],
  ])("[INT-200] bounded: %s", (_title, document, limits) => {
    expect(faultOf(document, limits).code).toBe("TL_INT_XML_LIMIT");
  });

  test("a fault names the bytes before it", () => {
    const { bytesHex, line } = faultOf("<a>\n<b>&c;</b></a>");
    expect(Buffer.from(bytesHex, "hex").toString()).toBe("<a>\n<b>&c;");
    expect(line).toBe(2);
  });

  test("[INT-200] line breaks, marks and wide characters cut anywhere keep texts and places", () => {
    const text =
      "\ufeff<?xml version='1.0'?>\r\n<!-- é -->\r<a b='𝄞'>\r\nü𝄞<c>\r</c>&#13;\r\n<d/></a>\r";
    const document = bytes(text);
    const offsetOf = (part: string) => bytes(text.slice(0, text.indexOf(part))).length;
    for (let cut = 0; cut <= document.length; cut++) {
      const found: XmlElement[] = [];
      const reader = new XmlReader({
        name: "x",
        isWanted: (_start, depth) => depth === 0,
        take: (element) => found.push(element),
      });
      reader.push(document.slice(0, cut));
      reader.push(document.slice(cut));
      reader.finish();
      expect(found).toMatchObject([
        {
          offset: offsetOf("<a"),
          attributes: { b: "𝄞" },
          children: [
            "\nü𝄞",
            { offset: offsetOf("<c>"), children: ["\n"] },
            "\r\n",
            { offset: offsetOf("<d/>") },
          ],
        },
      ]);
    }
  });

  test("the root behind a mark begins behind it", () => {
    expect(readXml(bytes("\ufeff<a/>"), { name: "x" })[0]?.offset).toBe(3);
  });

  test("[INT-201] places in ISO-8859-1 count one byte a character", () => {
    const text = '<?xml version="1.0" encoding="latin1"?><a>éü<b/></a>';
    const [root] = readXml(latin1(text), { name: "x" });
    expect(childOf(root ?? never(), "b")?.offset).toBe(text.indexOf("<b/>"));
  });

  test("[INT-200] a fault stays short, whatever came", () => {
    const { message, bytesHex } = faultOf(`<a></${"𝄞b".repeat(50_000)}>`);
    expect(message.length).toBeLessThan(400);
    expect(message.isWellFormed()).toBe(true);
    expect(bytesHex.length).toBeLessThanOrEqual(128);
  });

  test("after the first fault nothing more is read", () => {
    const reader = new XmlReader({ name: "x", isWanted: () => false, take: () => {} });
    expect(() => reader.push(bytes("<a><b></a>"))).toThrow();
    expect(() => reader.push(bytes("</b>"))).toThrow("not well-formed");
  });
});

describe("writeXmlElement", () => {
  test("[INT-202] what would be read as markup is written as references", () => {
    const element = {
      name: "a",
      attributes: { b: `"<&>\n\t'` },
      children: ["]]><&\r", { name: "c" }],
    };
    const text = writeXmlElement(element);
    expect(text).toBe(`<a b="&quot;&lt;&amp;&gt;&#10;&#9;'">]]&gt;&lt;&amp;&#13;<c/></a>`);
    expect(readXml(writeXmlDocument(element), { name: "x" })[0]).toMatchObject({
      attributes: element.attributes,
      children: ["]]><&\r", { name: "c", children: [] }],
    });
  });

  test.each([
    ["a name with a space", { name: "a b" }],
    ["no name", { name: "" }],
    ["an attribute that closes the tag", { name: "a", attributes: { "b='1'/": "" } }],
    ["a control character", { name: "a", children: ["\u0001"] }],
    ["half a character", { name: "a", attributes: { b: "\ud800" } }],
  ])("[INT-202] refused: %s", (_title, element) => {
    expect(() => writeXmlElement(element)).toThrow(
      expect.objectContaining({ code: "TL_INT_XML_ENCODE" }),
    );
  });
});

function never(): never {
  throw new Error("not there");
}
