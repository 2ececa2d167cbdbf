import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { documentTemplate } from "./document-template.ts";
import { type PrintDocument, printData } from "./print-document.ts";
import { renderDocumentPdf } from "./render-pdf.ts";

const latin = new TextDecoder("latin1");
const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const atMs = Date.UTC(2026, 0, 1, 12, 30);
const svg =
  '<svg viewBox="0 0 10 10"><path class="mark" d="M1 1h8v8h-8Z"/><text x="1" y="5">a</text></svg>';
const withText = (text: string): PrintDocument => ({
  title: text,
  headline: text,
  footer: text,
  pictureStyle: ".mark{fill:#123456}",
  sections: [
    {
      heading: text,
      blocks: [
        { is: "text", text, isSmall: false },
        { is: "text", text, isSmall: true },
        { is: "list", items: [[{ text, as: "bold" }, { text }]] },
        { is: "picture", svg, alt: text },
        { is: "legend", entries: [{ svg, text }] },
        {
          is: "table",
          columns: [
            { text, align: "left" },
            { text: "number", align: "right" },
            { text: "hours", align: "left" },
          ],
          rows: [
            [{ parts: [{ text, as: "small" }] }, { parts: [{ text: "1.5" }] }, { parts: [], svg }],
          ],
        },
      ],
    },
  ],
});

describe("[PLN-085] a document printed", () => {
  test("is PDF/A-2b on A4 with its fonts, and the same bytes for the same document", () => {
    const pdf = renderDocumentPdf(withText("A plan"), atMs);
    const text = latin.decode(pdf);
    expect(text.startsWith("%PDF-1.7")).toBe(true);
    expect(text).toMatch(/pdfaid:part>2</);
    expect(text).toMatch(/MediaBox ?\[0 0 595\.\d+ 841\.\d+\]/);
    expect(text).toContain("DejaVuSans");
    expect(text).toContain("2026-01-01T12:30:00");
    expect(sha(renderDocumentPdf(withText("A plan"), atMs))).toBe(sha(pdf));
    expect(sha(renderDocumentPdf(withText("Another"), atMs))).not.toBe(sha(pdf));
  });

  test.each([
    '#panic("executed")',
    '#image("/etc/passwd")',
    "$ x $ *bold* @ref <label> // comment",
    '"}); panic("x',
    "日本 🙂",
    "</svg><script>",
  ])("text is data: %s", (text) => {
    expect(renderDocumentPdf(withText(text), atMs).byteLength).toBeGreaterThan(5_000);
  });

  test("drawings carry the style of their classes; what no font has is a box", () => {
    const data = JSON.parse(printData(withText("a日"), atMs, (codePoint) => codePoint < 0x3000));
    const [section] = data.sections;
    expect(section.heading).toBe("a□");
    expect(section.blocks[3].svg).toContain("<style>.mark{fill:#123456}</style>");
    expect(section.blocks[3].svg).toContain('xmlns="http://www.w3.org/2000/svg"');
  });

  test("the template evaluates nothing and reads no file", () => {
    expect(documentTemplate).not.toMatch(
      /\b(eval|read|include|import|plugin|csv|yaml|xml)\b *[("]/,
    );
    expect(documentTemplate.match(/sys\.inputs\.\w+/g)).toEqual(["sys.inputs.data"]);
  });
});
