import { deflateSync } from "node:zlib";
import { languages, lonLat } from "@truceline/model";
import { renderPdf } from "@truceline/pdf-typst";
import { buildDailyReport } from "@truceline/reporting";
import { describe, expect, test } from "vitest";
import { observed, reportInput } from "../packages/reporting/fixtures/mid-ocean-report.ts";
import { pdfParts } from "./pdf-parts.ts";
import { wordsIn } from "./words-in.ts";

const remark = "behind the blue barn, за синім хлівом";
const report = buildDailyReport(
  reportInput({
    observations: [
      observed("1", {
        remark,
        observerPosition: { position: lonLat(-30.02456, 0.04504), place: "OP Kestrel" },
      }),
    ],
  }),
);

describe("the search for words that must not leave", () => {
  test.each(languages)(
    "finds in a PDF (%s) what its pages say, where its bytes do not",
    (language) => {
      const pdf = renderPdf(report, language);
      const words = ["behind the blue barn", "за синім хлівом", "OP Kestrel"];
      expect(wordsIn(pdf, words)).toEqual(words.map((word) => ({ word, where: "text" })));
      expect(wordsIn(pdf, ["behind the red barn", "OP Heron"])).toEqual([]);
    },
  );

  test("finds a word in a packed stream that no page shows", () => {
    const pdf = Buffer.from(renderPdf(report, "en"));
    const packed = deflateSync("<note>seen from 0.04504 N</note>");
    const object = Buffer.concat([
      Buffer.from(`9999 0 obj\n<</Filter/FlateDecode/Length ${packed.length}>>\nstream\n`),
      packed,
      Buffer.from("\nendstream\nendobj\n"),
    ]);
    expect(wordsIn(pdf, ["0.04504"])).toEqual([]);
    expect(wordsIn(Buffer.concat([pdf, object]), ["0.04504"])).toEqual([
      { word: "0.04504", where: "packed" },
    ]);
  });

  test("finds a word in a picture written into a page, and letters drawn one by one", () => {
    const svg = Buffer.from("<svg><text>OP Kestrel</text></svg>").toString("base64");
    const html = Buffer.from(`<img src="data:image/svg+xml;base64,${svg}">`);
    expect(wordsIn(html, ["OP Kestrel"])).toEqual([{ word: "OP Kestrel", where: "packed" }]);
    // The bars of a PDF are drawn letter by letter.
    const bars = pdfParts(renderPdf(report, "en")).texts.filter((text) => /n\no/.test(text));
    expect(bars.join("").replace(/\s/g, "")).toContain("noentry");
    expect(wordsIn(renderPdf(report, "en"), ["no entry"])).toEqual([
      { word: "no entry", where: "text" },
    ]);
  });

  test("refuses to search what it cannot unpack, and what it read nothing of", () => {
    const odd =
      "%PDF-1.7\n1 0 obj\n<</Filter/LZWDecode/Length 3>>\nstream\nabc\nendstream\nendobj\n";
    expect(() => wordsIn(Buffer.from(odd), ["a"])).toThrow("packed by LZWDecode");
    expect(() => wordsIn(Buffer.from("%PDF-1.7\n"), ["a"])).toThrow("was not read");
  });
});
