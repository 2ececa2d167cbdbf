import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { languages } from "@truceline/model";
import { buildDailyReport } from "@truceline/reporting";
import { describe, expect, test } from "vitest";
import { fullInput } from "../../reporting/fixtures/full-report.ts";
import { observed, reportInput } from "../../reporting/fixtures/mid-ocean-report.ts";
import { drawableCharacters } from "./character-map.ts";
import { pageData } from "./page-data.ts";
import { renderPdf } from "./render-pdf.ts";
import { reportTemplate } from "./report-template.ts";

const latin = new TextDecoder("latin1");
const report = buildDailyReport(fullInput("exercise"));
const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const withRemark = (remark: string) =>
  buildDailyReport(
    reportInput({
      observations: [observed("1", { remark, observerPosition: { place: remark } })],
    }),
  );

describe("[REP-026] the PDF", () => {
  test.each(languages)(
    "in %s is PDF/A-2b on A4, with its language and embedded fonts",
    (language) => {
      const text = latin.decode(renderPdf(report, language));
      expect(text.startsWith("%PDF-1.7")).toBe(true);
      expect(text).toMatch(/pdfaid:part>2</);
      expect(text).toMatch(/pdfaid:conformance>B</);
      expect(text).toMatch(new RegExp(`/Lang ?\\(${language}`));
      expect(text).toMatch(/MediaBox ?\[0 0 595\.\d+ 841\.\d+\]/);
      expect(text).toContain("DejaVuSans");
      expect(text).toMatch(/OutputIntents/);
    },
  );

  test("is the same bytes for the same report, and others for another", () => {
    expect(sha(renderPdf(report, "en"))).toBe(sha(renderPdf(report, "en")));
    const later = { ...report, knownAtMs: report.knownAtMs + 1_000 };
    expect(sha(renderPdf(later, "en"))).not.toBe(sha(renderPdf(report, "en")));
  });

  test("bears the date it is known at, not the date it is made", () => {
    const text = latin.decode(renderPdf(report, "en"));
    expect(text).toContain(new Date(report.knownAtMs).toISOString().slice(0, 19));
  });

  test("shows the exercise's mark and the level on each page, by its template", () => {
    const data = JSON.parse(pageData(report, "en", () => true)) as Record<string, unknown>;
    expect(data["mark"]).toMatchObject({ sign: "EXERCISE" });
    expect(data["level"]).toBe("Release: internal");
    expect(data["pageWords"]).toEqual({ before: "Page ", between: " of ", after: "" });
    const observedData = JSON.parse(
      pageData(buildDailyReport(fullInput()), "en", () => true),
    ) as Record<string, unknown>;
    expect(observedData["mark"]).toBeNull();
  });
});

interface TableColumn {
  readonly text: string;
  readonly align: string;
  readonly fixedEm: number | null;
  readonly breaks: boolean;
  readonly breaksHeading: boolean;
}
const columnsOf = (data: string) => {
  const { sections } = JSON.parse(data) as {
    sections: { blocks: { is: string; sizePt: number; columns: TableColumn[] }[] }[];
  };
  return sections.flatMap(({ blocks }) => blocks.filter(({ is }) => is === "table"));
};

describe("[REP-026] tables of the PDF", () => {
  test.each(languages)(
    "in %s give numbers what they need and leave short words whole",
    (language) => {
      const tables = columnsOf(pageData(report, language, () => true));
      expect(tables.length).toBeGreaterThan(5);
      expect(tables.some(({ columns }) => columns.some(({ fixedEm }) => fixedEm !== null))).toBe(
        true,
      );
      for (const { sizePt, columns } of tables) {
        const fixedPt = columns.reduce((sum, { fixedEm }) => sum + (fixedEm ?? 0) * sizePt, 0);
        expect(fixedPt).toBeLessThan(504);
        for (const { text, align, breaks, breaksHeading } of columns) {
          if (align === "right") expect(breaks, text).toBe(false);
          if (text.split(" ").every((word) => word.length <= 6))
            expect(breaksHeading, text).toBe(false);
        }
      }
    },
  );

  test("break a word that is longer than its column, and only there", () => {
    const word = "Спостережний_пункт_над_самою_затокою_біля_північного_берега";
    const broken = columnsOf(pageData(withRemark(word), "uk", () => true)).flatMap(({ columns }) =>
      columns.filter(({ breaks }) => breaks),
    );
    expect(broken.length).toBeGreaterThan(0);
    expect(broken.length).toBeLessThan(5);
  });
});

describe("[REP-024] free text in the PDF is data", () => {
  test.each([
    '#panic("executed")',
    '#read("DejaVuSans.ttf")',
    '#image("/etc/passwd")',
    "$ sum_(i=0) $ *bold* _it_ `raw` @ref <label> \\ // comment /* */",
    '"}); panic("x',
    "= Heading\n- item",
    "\u202egnp.exe\u202c\u2066x\u2069",
    "a\u0000b\u001b[31m",
    "</svg><script>",
  ])("%s", (text) => {
    const told = withRemark(text);
    // A command that ran would stop the compiler or read a file.
    expect(renderPdf(told, "en").byteLength).toBeGreaterThan(20_000);
    const data = pageData(told, "en", () => true);
    expect(data).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });

  test("the template evaluates nothing and reads no file", () => {
    expect(reportTemplate).not.toMatch(/\b(eval|read|include|import|plugin|csv|yaml|xml)\b *[("]/);
    expect(reportTemplate.match(/sys\.inputs\.\w+/g)).toEqual(["sys.inputs.data"]);
  });
});

test("[REP-027] what no font has is shown as a box, and the report is set", () => {
  const told = withRemark("日本 🙂 عربي Київ");
  expect(renderPdf(told, "uk").byteLength).toBeGreaterThan(20_000);
  const data = pageData(told, "uk", (codePoint) => codePoint < 0x3000);
  expect(data).toContain("□□ □");
  expect(data).toContain("Київ");
});

test("characters of a font are read as the font's own tables say", () => {
  const path = createRequire(import.meta.url).resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf");
  const has = drawableCharacters(readFileSync(path));
  for (const character of "AzЖїꞌ≥Σ−□☺") {
    expect(has(character.codePointAt(0) ?? 0), character).toBe(true);
  }
  for (const character of "日🙂ཀ")
    expect(has(character.codePointAt(0) ?? 0), character).toBe(false);
});
