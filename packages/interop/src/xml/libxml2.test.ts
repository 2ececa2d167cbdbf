import { expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { readXml } from "./xml-reader.ts";

/** Is it well-formed XML, as libxml2 has it? */
async function isSoundToLibxml(contents: string): Promise<boolean> {
  const { rawOutput } = await validateXML({
    xml: [{ fileName: "a.xml", contents }],
    normalization: "format",
    modifyArguments: () => ["--noout", "--nonet", "a.xml"],
  });
  // What is wrong with names of namespaces only is well-formed all the same.
  return !/parser error/.test(rawOutput);
}

function isSoundToUs(text: string): boolean {
  try {
    readXml(new TextEncoder().encode(text), { name: "a.xml" });
    return true;
  } catch {
    return false;
  }
}

// Without document types, which our door refuses whatever is in them.
test.each([
  "<a/>",
  "<?xml version='1.0' encoding='UTF-8'?>\n<a/>\n<!-- end -->",
  "<a b='1' c=\"2\">t<d/>t</a>",
  "<a><![CDATA[<&]] >]]></a>",
  "<a>&amp;&lt;&gt;&quot;&apos;&#x41;&#65;</a>",
  "<п:a xmlns:п='urn:a'><п:б/></п:a>",
  "<a>\u00e9 \u{1f6a2}</a>",
  "<a\n\tb='1'\r\n/>",
  "<a><?pi text?></a>",
  "<a>]]</a>",
  "",
  " ",
  "text",
  "<a>",
  "</a>",
  "<a></b>",
  "<a/><b/>",
  "<a/>text",
  "<a b='1' b='2'/>",
  "<a b=1/>",
  "<a b/>",
  "<a b='<'/>",
  "<a b='&'/>",
  "<a>&</a>",
  "<a>&amp</a>",
  "<a>&unknown;</a>",
  "<a>&#0;</a>",
  "<a>&#x1F;</a>",
  "<a>&#xD800;</a>",
  "<a>&#x110000;</a>",
  "<a>\u0001</a>",
  "<a>\ufffe</a>",
  "<a>]]></a>",
  "<a><!-- a -- b --></a>",
  "<a><!-- a</a>",
  "<a><![CDATA[ a</a>",
  "<a><?xml version='1.0'?></a>",
  "<1/>",
  "<a:b:c/>",
  "< a/>",
  "<a / >",
  "<a b='1'c='2'/>",
  "\u00a0<a/>",
])("[INT-264] %j is XML to us if it is to libxml2", async (text) => {
  expect(isSoundToUs(text)).toBe(await isSoundToLibxml(text));
});
