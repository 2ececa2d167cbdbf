import type { Picture } from "@truceline/watch";

/** Height of the ribbon's drawing and the ground line the bars stand on. */
export const ribbonHeight = 18;

export interface RibbonBar {
  readonly x: number;
  readonly width: number;
  readonly seenHeight: number;
  /** Below what is asked: the missing part is hatched. */
  readonly lacking: boolean;
}

/** Bars over a width of 1000; steps are joined so that there are at most `barCountMax`. */
export function ribbonBars(
  ribbon: Picture["ribbon"],
  requirementRatio: number,
  barCountMax = 250,
): readonly RibbonBar[] {
  const { seenRatios } = ribbon;
  const join = Math.max(1, Math.ceil(seenRatios.length / barCountMax));
  const bars: RibbonBar[] = [];
  for (let i = 0; i < seenRatios.length; i += join) {
    const part = seenRatios.slice(i, i + join);
    const seen = part.reduce((sum, ratio) => sum + ratio, 0) / part.length;
    bars.push({
      x: (1000 * i) / seenRatios.length,
      width: (1000 * part.length) / seenRatios.length,
      seenHeight: ribbonHeight * Math.max(0, Math.min(1, seen)),
      lacking: seen < requirementRatio,
    });
  }
  return bars;
}
