import type { Language } from "@truceline/model";
import type { DailyReport } from "../daily/daily-report.ts";
import { escapeMarkdown as safe } from "../escape-markdown.ts";
import { tableOf } from "../markdown-parts.ts";
import {
  type WordedBlock,
  type WordedReport,
  type WordedSentence,
  type WordedTable,
  wordReport,
} from "./word-report.ts";

/**
 * A report as Markdown (CommonMark with tables). Free text of records is escaped and cannot become
 * markup. A report that is not of the world says so first and in every heading.
 */
export function renderMarkdown(report: DailyReport, language: Language): string {
  const worded = wordReport(report, language);
  const sign = worded.mark === null ? "" : `${safe(worded.mark.sign)}. `;
  const heading = (level: number, text: string) => [
    "",
    `${"#".repeat(level)} ${sign}${safe(text)}`,
  ];
  const lines = [
    ...(worded.mark === null ? [] : [`**${sign}${safe(worded.mark.says)}**`, ""]),
    `# ${sign}${safe(worded.title)}`,
    "",
    `**${safe(worded.subtitle)}**`,
    "",
    `- ${safe(worded.level)}`,
    `- ${safe(worded.knownAt)}`,
    ...worded.head.map((text) => `- ${safe(text)}`),
  ];
  for (const section of worded.sections) {
    lines.push(...heading(2, section.heading));
    for (const block of section.blocks) lines.push(...blockLines(block, report));
    for (const part of section.parts) {
      lines.push(...heading(3, part.heading));
      for (const block of part.blocks) lines.push(...blockLines(block, report));
    }
  }
  if (worded.withoutPlace !== null) {
    lines.push(...heading(2, worded.withoutPlace.heading), "");
    lines.push(...worded.withoutPlace.lines.map((text) => `- ${safe(text)}`));
  }
  if (worded.hiddenNote !== null) lines.push("", safe(worded.hiddenNote));
  lines.push(...recordLines(worded, heading));
  return `${lines.join("\n")}\n`;
}

function blockLines(block: WordedBlock, report: DailyReport): string[] {
  switch (block.is) {
    case "sentences": {
      const told = block.sentences.map(sentenceText);
      if (block.as === "points") return ["", ...told.map((text) => `- ${text}`)];
      return told.flatMap((text) => ["", text]);
    }
    case "table":
      return ["", ...tableLines(block)];
    case "bars":
      return [
        "",
        safe(block.caption),
        "",
        ...tableOf(
          report.bars.map(({ period }) => period.slice(5)),
          [
            report.bars.map(({ count, atLeast }) =>
              count === null ? "–" : `${atLeast ? "≥ " : ""}${count}`,
            ),
          ],
        ),
      ];
    case "map":
      return [];
  }
}

/** What a person wrote is set apart, and says so: italics alone would be lost in a copy. */
function sentenceText({ text, number, person }: WordedSentence): string {
  const mark = number === null ? "" : ` [${number}]`;
  const own = `${safe(text)}${safe(mark)}`;
  return person === undefined ? own : `> ${own} *${safe(person.note)}*`;
}

function tableLines({ columns, rows }: WordedTable): string[] {
  const strong = (text: string) => (text === "" ? "" : `**${text}**`);
  return tableOf(
    columns.map(({ text }) => safe(text)),
    rows.map(({ cells, isTotal }) =>
      cells.map((cell) => (isTotal ? strong(safe(cell.text)) : safe(cell.text))),
    ),
  );
}

function recordLines(
  { records, recordsHeading, recordsNote, columns }: WordedReport,
  heading: (level: number, text: string) => string[],
): string[] {
  if (records.length === 0) return [];
  return [
    ...heading(2, recordsHeading),
    "",
    safe(recordsNote),
    "",
    ...tableOf(
      [safe(columns.sentence), safe(columns.records)],
      records.map(({ number, ids, more }) => [
        String(number),
        [...ids, ...(more === "" ? [] : [safe(more)])].join(", "),
      ]),
    ),
  ];
}
