import type { Language } from "@truceline/model";
import {
  barsSvg,
  type DailyReport,
  mapSvg,
  ReportWords,
  standingSvg,
  type WordedBlock,
  type WordedPart,
  type WordedTable,
  wordReport,
} from "@truceline/reporting";
import { drawableText } from "./print-document.ts";

const standings = [
  "met",
  "found",
  "examined",
  "undetermined",
  "not-applicable",
  "narrative",
] as const;
/** Stands for a page number until the page is there. */
const pageSlot = "\u2042";
/** A column is at least as wide as its longest word, up to so many letters. */
const wordLengthMax = 20;
/** Texts wrap: their column asks for a part of their length, up to this. */
const wrappedLengthMax = 28;

/**
 * What the template of the report shows, as JSON. Everything is text or number; pictures are SVG made
 * here. What no font can draw is shown as a box.
 */
export function pageData(
  report: DailyReport,
  language: Language,
  isDrawable: (codePoint: number) => boolean,
): string {
  const worded = wordReport(report, language);
  const words = new ReportWords(report, language);
  const part = ({ key, heading, blocks }: WordedPart) => ({
    key,
    heading,
    blocks: blocks.map(blockData),
  });
  const at = new Date(report.knownAtMs);
  const mapAlt = words.say("report.heading.unseen");
  const [before = "", between = "", after = ""] = words
    .sayPlain("report.head.page", { page: pageSlot, pages: pageSlot })
    .split(pageSlot);
  const title = worded.mark === null ? worded.title : `${worded.mark.sign}. ${worded.title}`;
  const data = {
    language,
    title,
    documentTitle: `${title}, ${worded.subtitle}`,
    subtitle: worded.subtitle,
    runningTitle: `${worded.title}, ${worded.subtitle}`,
    mark: worded.mark,
    level: worded.level,
    knownAt: worded.knownAt,
    head: worded.head,
    linesNote: worded.linesNote,
    pageWords: { before, between, after },
    date: {
      year: at.getUTCFullYear(),
      month: at.getUTCMonth() + 1,
      day: at.getUTCDate(),
      hour: at.getUTCHours(),
      minute: at.getUTCMinutes(),
      second: at.getUTCSeconds(),
    },
    sections: worded.sections.map((one) => ({
      ...part(one),
      parts: one.parts.map(part),
      isAnnex: one.isAnnex,
    })),
    withoutPlace: worded.withoutPlace,
    hiddenNote: worded.hiddenNote,
    records: worded.records.map(({ number, ids, more }) => ({
      number,
      ids: [...ids, ...(more === "" ? [] : [more])].join("  "),
    })),
    recordsHeading: worded.recordsHeading,
    recordsNote: worded.recordsNote,
    bars: barsSvg(report, {
      title: words.say("report.heading.bars", { n: report.bars.length }),
      number: (value) => words.wording.number(value),
      noEntry: words.say("report.no-entry"),
    }),
    map:
      report.map === null
        ? null
        : mapSvg(report.map, { title: mapAlt, local: (name) => words.local(name) }),
    mapAlt,
    shapes: Object.fromEntries(standings.map((state) => [state, standingSvg(state)])),
  };
  return JSON.stringify(data, (_key, value: unknown) =>
    typeof value === "string" ? drawableText(value, isDrawable) : value,
  );
}

function blockData(block: WordedBlock) {
  switch (block.is) {
    case "sentences":
      return {
        ...block,
        sentences: block.sentences.map(({ text, number, person }) => ({
          text,
          number,
          person: person?.note ?? null,
        })),
      };
    case "table":
      return tableData(block);
    default:
      return block;
  }
}

/** Width of a letter in parts of the size of its text, as DejaVu Sans has it on the mean, Cyrillic too. */
const letterEm = 0.64;
const tableWidthPt = 504;
/** Left and right of a cell's text, in letters. */
const insetLetters = 1.2;

/** Smaller for more columns; the letters of a line are counted by it. */
const textSizePt = (columnCount: number) => (columnCount > 11 ? 6.3 : columnCount > 8 ? 6.8 : 7.3);

function tableData({ columns, rows }: WordedTable) {
  const sizePt = textSizePt(columns.length);
  const lineLetters = tableWidthPt / (sizePt * letterEm);
  const measured = columns.map(({ text, align }, index) => {
    const texts = rows.map(({ cells }) => {
      const cell = cells[index];
      // The shape of a state stands before its word.
      return `${cell?.standing === undefined ? "" : "___"}${cell?.text ?? ""}`;
    });
    return {
      text,
      align,
      weight: weightOf(text, align, texts),
      headingWord: longestWord([text]),
      word: longestWord(texts),
    };
  });
  // Numbers are never broken: their columns are as wide as they need wherever that leaves room for words.
  const right = measured.filter(({ align }) => align === "right");
  const left = measured.filter(({ align }) => align === "left");
  const needed = right.reduce((sum, { weight }) => sum + weight, 0);
  const least = left.reduce(
    (sum, { word }) => sum + Math.min(wordLengthMax, word) + insetLetters,
    0,
  );
  const isFixed = left.length > 0 && needed + least <= lineLetters;
  const shared = (isFixed ? left : measured).reduce((sum, { weight }) => sum + weight, 0);
  const room = isFixed ? lineLetters - needed : lineLetters;
  return {
    is: "table",
    sizePt,
    columns: measured.map(({ text, align, weight, headingWord, word }) => {
      const fixed = isFixed && align === "right";
      const letters = (fixed ? weight : (weight / shared) * room) - insetLetters;
      return {
        text,
        align,
        weight,
        fixedEm: fixed ? weight * letterEm : null,
        // A word is broken only where it is longer than its column.
        breaksHeading: headingWord > letters,
        breaks: align === "left" && word > letters,
      };
    }),
    rows: rows.map(({ cells, isTotal }) => ({
      isTotal,
      cells: cells.map(({ text, standing }) => ({ text, shape: standing ?? null })),
    })),
  };
}

const longestWord = (texts: readonly string[]): number =>
  Math.max(0, ...texts.flatMap((text) => text.split(/[\s/-]/).map((word) => word.length)));

/** Share of a column in the width of its table: room for its longest word, then for what wraps. */
function weightOf(heading: string, align: "left" | "right", texts: readonly string[]): number {
  const word = Math.min(
    wordLengthMax,
    Math.max(longestWord(texts), Math.min(12, longestWord([heading]))),
  );
  if (align === "right") {
    const longest = Math.max(
      0,
      ...texts.flatMap((text) => text.split(" ").map((one) => one.length)),
    );
    return Math.max(word, longest, ...texts.map((text) => Math.min(8, text.length))) + 1.8;
  }
  const full = Math.max(0, ...texts.map((text) => text.length));
  if (full <= 16) return Math.max(full, word) + 2;
  const mean = texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length);
  return Math.max(word + 2.5, Math.min(wrappedLengthMax, mean * 1.05));
}
