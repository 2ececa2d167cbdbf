import { type Language, sha256 } from "@truceline/model";
import type { DailyReport } from "../daily/daily-report.ts";
import { barsSvg } from "./bars-svg.ts";
import { mapSvg } from "./map-svg.ts";
import { reportStyle } from "./report-style.ts";
import { ReportWords } from "./report-words.ts";
import { standingShape } from "./standing-shape.ts";
import { escapeXml as safe } from "./svg-parts.ts";
import {
  type WordedBlock,
  type WordedPart,
  type WordedReport,
  type WordedSentence,
  type WordedTable,
  wordReport,
} from "./word-report.ts";

/**
 * A report as one HTML page: nothing is loaded from outside, no script runs, and its own policy says
 * so. Free text is text. Each sentence carries its key, and a number that leads to its records.
 */
export function renderHtml(report: DailyReport, language: Language): string {
  const worded = wordReport(report, language);
  const words = new ReportWords(report, language);
  const sign = worded.mark === null ? "" : `<span class="sign">${safe(worded.mark.sign)}.</span> `;
  const block = (one: WordedBlock) => blockHtml(one, report, words);
  const part = (one: WordedPart, level: 2 | 3) =>
    `<h${level} id="${idOf(one.key)}">${sign}${safe(one.heading)}</h${level}>${one.blocks.map(block).join("")}`;
  const sections = worded.sections
    .map(
      (one) => `<section>${part(one, 2)}${one.parts.map((own) => part(own, 3)).join("")}</section>`,
    )
    .join("\n");
  const policy = `default-src 'none'; style-src 'sha256-${base64(sha256(asciiBytes(reportStyle)))}'; base-uri 'none'; form-action 'none'`;
  const title = `${worded.mark === null ? "" : `${worded.mark.sign}. `}${worded.title}, ${worded.subtitle}`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${safe(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
${worded.mark === null ? "" : `<p class="mark"><span>${safe(worded.mark.sign)}</span> <span>${safe(worded.mark.says)}</span></p>`}
<main>
<header class="head">
<h1>${sign}${safe(worded.title)}</h1>
<p>${safe(worded.subtitle)}</p>
<p class="meta">${[worded.level, worded.knownAt].map(safe).join(" · ")}</p>
${worded.head.map((text) => `<p class="meta">${safe(text)}</p>`).join("\n")}
</header>
${sections}
${withoutPlaceHtml(worded, sign)}
${recordsHtml(worded, sign)}
<footer><p>${safe(worded.linesNote)}</p><p>${safe(worded.level)} · ${safe(worded.knownAt)}</p></footer>
</main>
</body>
</html>
`;
}

function blockHtml(block: WordedBlock, report: DailyReport, words: ReportWords): string {
  switch (block.is) {
    case "sentences": {
      if (block.as === "points") {
        return `<ul>${block.sentences.map((one) => `<li${personClass(one)}>${sentenceHtml(one)}</li>`).join("")}</ul>`;
      }
      const own = block.as === "notes" ? " notes" : "";
      return block.sentences
        .map(
          (one) =>
            `<p class="s${own}${one.person === undefined ? "" : " person"}">${sentenceHtml(one)}</p>`,
        )
        .join("");
    }
    case "table":
      return tableHtml(block);
    case "bars": {
      const svg = barsSvg(report, {
        title: block.caption,
        number: (value) => words.wording.number(value),
        noEntry: words.say("report.no-entry"),
      });
      return `<figure>${svg}<figcaption>${safe(block.caption)}</figcaption></figure>`;
    }
    case "map": {
      if (report.map === null) return "";
      const title = words.say("report.heading.unseen");
      return `<figure>${mapSvg(report.map, { title, local: (name) => words.local(name) })}</figure>`;
    }
  }
}

const personClass = ({ person }: WordedSentence) => (person === undefined ? "" : ' class="person"');

function sentenceHtml({ key, text, number, person }: WordedSentence): string {
  const mark = number === null ? "" : `<sup><a href="#r${number}">${number}</a></sup>`;
  const note = person === undefined ? "" : `<small>${safe(person.note)}</small>`;
  return `<span data-key="${safe(key)}">${safe(text)}</span>${mark}${note}`;
}

function tableHtml({ columns, rows }: WordedTable): string {
  const align = columns.map((one) => (one.align === "right" ? ' class="num"' : ""));
  const head = columns
    .map(({ text }, index) => `<th scope="col"${align[index]}>${safe(text)}</th>`)
    .join("");
  const body = rows
    .map(({ cells, isTotal }) => {
      const own = cells
        .map(({ text, standing }, index) => {
          const shape = standing === undefined ? "" : standingShape(standing);
          return `<td${align[index]}>${shape}${safe(text)}</td>`;
        })
        .join("");
      return `<tr${isTotal ? ' class="total"' : ""}>${own}</tr>`;
    })
    .join("");
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function withoutPlaceHtml({ withoutPlace, hiddenNote }: WordedReport, sign: string): string {
  const list =
    withoutPlace === null
      ? ""
      : `<section><h2>${sign}${safe(withoutPlace.heading)}</h2><ul>${withoutPlace.lines.map((text) => `<li>${safe(text)}</li>`).join("")}</ul></section>`;
  return `${list}${hiddenNote === null ? "" : `<p class="notes">${safe(hiddenNote)}</p>`}`;
}

function recordsHtml(
  { records, recordsHeading, recordsNote, columns }: WordedReport,
  sign: string,
): string {
  if (records.length === 0) return "";
  const rows = records
    .map(
      ({ number, ids, more }) =>
        `<tr id="r${number}"><td class="num">${number}</td><td>${ids.join(", ")}${more === "" ? "" : `, ${safe(more)}`}</td></tr>`,
    )
    .join("");
  return `<section><h2>${sign}${safe(recordsHeading)}</h2><p class="notes">${safe(recordsNote)}</p><table><thead><tr><th scope="col" class="num">${safe(columns.sentence)}</th><th scope="col">${safe(columns.records)}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

const idOf = (key: string) => `s-${key.replaceAll(/[^\w-]/g, "-")}`;

/** The style holds nothing but ASCII. */
function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    text += digits[a >> 2];
    text += digits[((a & 3) << 4) | ((b ?? 0) >> 4)];
    text += b === undefined ? "=" : digits[((b & 15) << 2) | ((c ?? 0) >> 6)];
    text += c === undefined ? "=" : digits[c & 63];
  }
  return text;
}
