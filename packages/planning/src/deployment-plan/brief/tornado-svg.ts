import type { TornadoBar } from "../deployment-plan.ts";
import { escapeText } from "./escape-text.ts";

const widthPx = 960;
const rowPx = 22;
const nameWidthPx = 430;
const rightPx = 60;
const headPx = 24;

/** Bars from the mean at the low end to that at the high end of each input, the widest first. */
export function tornadoSvg(bars: readonly TornadoBar[]): string {
  const values = bars.flatMap(({ meanAtLow, meanAtHigh }) => [meanAtLow, meanAtHigh]);
  const least = Math.min(...values);
  const most = Math.max(...values, least + 1e-6);
  const x = (mean: number) =>
    nameWidthPx + ((widthPx - nameWidthPx - rightPx) * (mean - least)) / (most - least);
  const rows = bars.flatMap(({ assumption, meanAtLow, meanAtHigh }, index) => {
    const y = headPx + index * rowPx;
    const from = Math.min(x(meanAtLow), x(meanAtHigh));
    const wide = Math.max(1, Math.abs(x(meanAtHigh) - x(meanAtLow)));
    const isRising = meanAtHigh >= meanAtLow;
    return [
      `<text x="${nameWidthPx - 10}" y="${y + 14}" text-anchor="end">${escapeText(shortened(assumption.name))}</text>`,
      `<rect class="${isRising ? "low" : "high"}" x="${from.toFixed(1)}" y="${y + 3}" width="${wide.toFixed(1)}" height="${rowPx - 7}"><title>${escapeText(`${assumption.name}: ${meanAtLow.toFixed(3)} at ${assumption.low}, ${meanAtHigh.toFixed(3)} at ${assumption.high}`)}</title></rect>`,
    ];
  });
  return [
    `<svg class="tornado" viewBox="0 0 ${widthPx} ${headPx + bars.length * rowPx + 6}" role="img" aria-label="Mean at either end of each input's range">`,
    `<text x="${nameWidthPx}" y="14">${least.toFixed(2)}</text><text x="${widthPx - rightPx}" y="14" text-anchor="end">${most.toFixed(2)}</text>`,
    ...rows,
    "</svg>",
  ].join("\n");
}

const nameLengthMax = 62;
const shortened = (name: string) =>
  name.length <= nameLengthMax ? name : `${name.slice(0, nameLengthMax - 1)}…`;
