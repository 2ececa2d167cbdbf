import { type BriefInput, briefDocument } from "./brief-document.ts";
import type { BriefBlock, BriefText } from "./brief-parts.ts";
import { escapeText } from "./escape-text.ts";

/**
 * A brief as a page: one HTML text with its drawings inside; it asks nothing of any network, and works
 * without scripts.
 */
export function planBrief(input: BriefInput): string {
  const { title, headline, sections, footer, pictureStyle } = briefDocument(input);
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeText(title)}</title><style>${style}${pictureStyle}</style></head><body><main>`,
    `<p class="headline">${escapeText(headline)}</p>`,
    `<h1>${escapeText(title)}</h1>`,
    ...sections.flatMap(({ heading, blocks }) => [
      `<section><h2>${escapeText(heading)}</h2>`,
      ...blocks.map(blockHtml),
      "</section>",
    ]),
    `<p class="small">${escapeText(footer)}</p>`,
    "</main></body></html>",
    "",
  ].join("\n");
}

function blockHtml(block: BriefBlock): string {
  switch (block.is) {
    case "text":
      return `<p${block.isSmall ? ' class="small"' : ""}>${escapeText(block.text)}</p>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${textHtml(item)}</li>`).join("")}</ul>`;
    case "picture":
      return `<div class="picture">${block.svg}</div>`;
    case "legend": {
      const entries = block.entries.map(
        ({ svg, text }) => `<span>${svg}${escapeText(text)}</span>`,
      );
      return `<p class="legend">${entries.join(" ")}</p>`;
    }
    case "table": {
      const sides = block.columns.map(({ align }) => (align === "right" ? ' class="n"' : ""));
      const heads = block.columns.map(({ text }, at) => `<th${sides[at]}>${escapeText(text)}</th>`);
      const rows = block.rows.map(
        (cells) =>
          `<tr>${cells.map(({ parts, svg }, at) => `<td${sides[at]}>${svg ?? textHtml(parts)}</td>`).join("")}</tr>`,
      );
      return `<table><thead><tr>${heads.join("")}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table>`;
    }
  }
}

function textHtml(parts: readonly BriefText[]): string {
  return parts
    .map(({ text, as }) => {
      const safe = escapeText(text);
      return as === "bold" ? `<b>${safe}</b>` : as === "small" ? `<small>${safe}</small>` : safe;
    })
    .join("");
}

const style = `
:root{color-scheme:light}body{margin:0;background:#fff;color:#1b1f24;font:14px/1.45 system-ui,sans-serif}
main{max-width:1000px;margin:0 auto;padding:24px}.headline{font-size:20px;line-height:1.35;font-weight:600;border-left:4px solid #3a6ea5;padding-left:12px}
h1{font-size:18px;margin:8px 0 16px}h2{font-size:16px;margin:24px 0 8px}section{break-inside:auto}
table{border-collapse:collapse;width:100%;margin:8px 0}th,td{text-align:left;padding:3px 8px 3px 0;border-bottom:1px solid #dde1e6;vertical-align:top}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}thead{display:table-header-group}tr{break-inside:avoid}
svg{display:block;width:100%;height:auto}svg text{font-family:system-ui,sans-serif}td svg{width:96px}
.picture .map{background:#f4f5f6}.legend svg{display:inline-block;width:14px;height:10px;margin:0 4px 0 0;vertical-align:middle}.legend span{margin-right:12px;white-space:nowrap}.small{color:#59616b;font-size:12px}
@media print{main{padding:0;max-width:none}@page{size:A4;margin:14mm}h2{break-after:avoid}}
`;
