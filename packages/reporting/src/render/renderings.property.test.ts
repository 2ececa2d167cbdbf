import { languages, type Observation } from "@truceline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { denial, fullInput } from "../../fixtures/full-report.ts";
import { noonMs, observed, reportInput } from "../../fixtures/mid-ocean-report.ts";
import { buildDailyReport } from "../daily/build-daily-report.ts";
import type { DailyReport } from "../daily/daily-report.ts";
import { renderCsv } from "./render-csv.ts";
import { renderHtml } from "./render-html.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { type WordedReport, wordReport } from "./word-report.ts";

const english = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** Every number of a text, sorted: digits joined over thin spaces, decimal commas as points. */
function numbersOf(text: string): string[] {
  return (
    text
      .replaceAll(/(?<=\d)[\u2009\u202f\u00a0](?=\d{3}(?!\d))/g, "")
      .replaceAll(/(?<=\d),(?=\d)/g, ".")
      .match(/\d+(?:\.\d+)?/g)
      ?.sort() ?? []
  );
}

/** English says up to nine in words, in the sentences of observations only. */
function inDigits(text: string): string {
  return english.reduce(
    (told, word, digit) => told.replaceAll(new RegExp(`\\b${word}\\b`, "gi"), String(digit)),
    text,
  );
}

/** What each sentence and cell says, by its place in the report. */
function textsOf({ sections }: WordedReport): Map<string, string> {
  const texts = new Map<string, string>();
  for (const section of sections) {
    for (const { key, blocks } of [section, ...section.parts]) {
      for (const block of blocks) {
        if (block.is === "sentences") {
          for (const one of block.sentences) texts.set(`${key} ${one.key}`, one.text);
        }
        if (block.is !== "table") continue;
        for (const row of block.rows) {
          for (const [index, cell] of row.cells.entries()) {
            texts.set(`${row.key} ${index}`, cell.text);
          }
        }
      }
    }
  }
  return texts;
}

/** Messages whose words hold a number that the language writes out or not: rules, told once. */
const isRule = (key: string) => key.startsWith("method ");

function expectSameNumbers(report: DailyReport): void {
  const told = languages.map((language) => textsOf(wordReport(report, language)));
  const [first, ...others] = told;
  if (first === undefined) throw new Error("no language");
  for (const [key, text] of first) {
    if (isRule(key)) continue;
    for (const [index, other] of others.entries()) {
      const shown = `${key} in ${languages[index + 1]}: ${other.get(key)}`;
      const ours = numbersOf(key.includes("observation/") ? inDigits(text) : text);
      expect([shown, ...numbersOf(other.get(key) ?? "")]).toEqual([shown, ...ours]);
    }
  }
}

const anyObservation = fc
  .record({
    number: fc.integer({ min: 1, max: 99_999 }),
    minutes: fc.integer({ min: -900, max: 400 }),
    kind: fc.constantFrom(
      ...(["explosion", "burst", "shot", "projectile-in-flight", "mine", "damage"] as const),
    ),
    qualifier: fc.constantFrom(...(["exactly", "about", "at-least"] as const)),
    place: fc.constantFrom("Birch", "Elm"),
  })
  .map(({ number, minutes, kind, qualifier, place }): Observation => {
    const atMs = noonMs + minutes * 60_000;
    return observed(`${number}/${minutes}/${kind}`, {
      kind,
      observerPosition: { place },
      span: { fromMs: atMs, toMs: atMs, precision: "minute" },
      count: { qualifier, min: number },
    });
  });

describe("[REP-023] the same numbers in four languages", () => {
  test("in a report with one of everything", () => {
    const { traces: _traces, ...input } = fullInput();
    expectSameNumbers(buildDailyReport(input));
  });

  test("in any report", () => {
    fc.assert(
      fc.property(fc.array(anyObservation, { maxLength: 12 }), (observations) => {
        expectSameNumbers(buildDailyReport(reportInput({ observations })));
      }),
      { numRuns: 30 },
    );
  });
});

/** Text that would be markup, a formula, a command or a reversal somewhere. */
const hostile = fc.oneof(
  fc.constantFrom(
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("http://x.example")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1",
    '#read("/etc/passwd")',
    "#panic()",
    "$ x $ *b* _i_ `c` @ref <label>",
    "\u202egnp.exe\u202c",
    "\u2066x\u2069\u200f",
    "a\u0000b\u001b[31m",
    "| cell | [x](javascript:alert(1))",
    "{n, plural, other {x}}",
    "'{quoted}'",
  ),
  fc.string({ maxLength: 40 }),
);

const withText = (text: string) => {
  const stated = text.trim() === "" ? "x" : text;
  return buildDailyReport(
    reportInput({
      observations: [
        observed("1", { remark: stated, observerPosition: { place: stated }, assessedAs: stated }),
      ],
      desk: {
        denials: [denial("1", { place: { name: stated }, reasonGiven: stated, statedBy: stated })],
      },
    }),
  );
};

describe("[REP-024] free text stays text", () => {
  test("in HTML: no tag, no attribute, no entity of its own", () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...languages), (text, language) => {
        const html = renderHtml(withText(text), language);
        const tags = [...html.matchAll(/<\/?([a-z0-9!]+)/gi)].map((match) => match[1]);
        expect(tags.filter((tag) => !known.has(tag?.toLowerCase() ?? ""))).toEqual([]);
        expect(html).not.toMatch(/<[^>]+\son\w+=/i);
        expect(html.replaceAll("\n", "")).not.toMatch(invisible);
      }),
      { numRuns: 40 },
    );
  });

  test("in CSV: no cell begins a formula", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const line of renderCsv(withText(text), "en").split("\n")) {
          for (const cell of line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? []) {
            expect(cell.replace(/^"/, "")).not.toMatch(/^\s*[=+@＝]/u);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test("in Markdown: nothing turns the direction of text or begins HTML", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const markdown = renderMarkdown(withText(text), "en");
        expect(markdown.replaceAll("\n", "")).not.toMatch(invisible);
        expect(markdown).not.toMatch(/(?<!\\)<\/?[a-z]/i);
      }),
      { numRuns: 40 },
    );
  });
});

const invisible = /[\u202a-\u202e\u2066-\u2069\u200f\p{Cc}]/u;
const known = new Set(
  "!doctype html head meta title style body main header footer section h1 h2 h3 p ul li span small sup a div table thead tbody tr th td figure figcaption svg defs pattern line rect path circle text".split(
    " ",
  ),
);

test("[REP-025] the HTML loads nothing, runs nothing, and says so", () => {
  const html = renderHtml(buildDailyReport(fullInput("exercise")), "fr");
  expect(html).toMatch(
    /Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[^']+='; base-uri/,
  );
  expect(html).not.toMatch(/<script|<link|<img|<iframe|src=|url\(http|@import|style="/i);
  for (const [, address] of html.matchAll(/href="([^"]*)"/g)) expect(address).toMatch(/^#r\d+$/);
  expect(html).toContain('<html lang="fr">');
  expect(html).toContain("EXERCICE");
});
