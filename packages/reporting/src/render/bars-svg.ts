import type { DailyReport } from "../daily/daily-report.ts";
import { escapeXml, hatchPattern, n2 } from "./svg-parts.ts";

const widthPx = 680;
const heightPx = 104;
const baseY = 74;
const topY = 14;

export interface BarsWords {
  readonly title: string;
  readonly number: (value: number) => string;
  /** Where nothing was entered. */
  readonly noEntry: string;
}

/**
 * Counts of the last periods as bars from zero, as SVG. A period in which nothing was entered is
 * hatched over its whole height: nobody knows. A lower bound is open at the top.
 */
export function barsSvg({ bars, periods }: DailyReport, words: BarsWords): string {
  const most = Math.max(1, ...bars.map(({ count }) => count ?? 0));
  const step = widthPx / Math.max(1, bars.length);
  const width = step * 0.68;
  const parts = bars.map(({ period, count, atLeast }, index) => {
    const x = index * step + (step - width) / 2;
    const isOwn = period >= periods.from && period <= periods.to;
    const middle = n2(x + width / 2);
    const day = `${Number(period.slice(8))}.${Number(period.slice(5, 7))}.`;
    const label = `<text x="${middle}" y="${baseY + 13}" font-size="8.5" text-anchor="middle"${isOwn ? ' font-weight="bold"' : ""}>${day}</text>`;
    if (count === null) {
      return `<rect x="${n2(x)}" y="${topY}" width="${n2(width)}" height="${baseY - topY}" fill="url(#bars-hatch)"/>${label}`;
    }
    const height = (count / most) * (baseY - topY);
    const y = baseY - height;
    const top = atLeast
      ? `<line x1="${n2(x)}" y1="${n2(y - 2.5)}" x2="${n2(x + width)}" y2="${n2(y - 2.5)}" stroke="#15191b" stroke-width="1" stroke-dasharray="2 2"/>`
      : "";
    const value = `<text x="${middle}" y="${n2(y - 4.5)}" font-size="8.5" text-anchor="middle"${isOwn ? ' font-weight="bold"' : ""}>${atLeast ? "≥ " : ""}${escapeXml(words.number(count))}</text>`;
    return `<rect x="${n2(x)}" y="${n2(y)}" width="${n2(width)}" height="${n2(height)}" fill="${isOwn ? "#15191b" : "#8d9599"}"/>${top}${value}${label}`;
  });
  const hasUnknown = bars.some(({ count }) => count === null);
  const note = hasUnknown
    ? `<rect x="2" y="${heightPx - 9}" width="10" height="8" fill="url(#bars-hatch)"/><text x="16" y="${heightPx - 2}" font-size="7.5">${escapeXml(words.noEntry)}</text>`
    : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${widthPx} ${heightPx}" width="${widthPx}" height="${heightPx}" font-family="DejaVu Sans, sans-serif" fill="#15191b" role="img" aria-label="${escapeXml(words.title)}"><defs>${hatchPattern("bars-hatch")}</defs>${parts.join("")}<line x1="0" y1="${baseY}" x2="${widthPx}" y2="${baseY}" stroke="#15191b" stroke-width="0.8"/>${note}</svg>`;
}
