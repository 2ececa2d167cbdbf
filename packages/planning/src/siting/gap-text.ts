/**
 * A gap in words, never better than it is: rounded up to a tenth of a percent.
 *
 * @example gapText(0.0031) // "within 0.4 % of the best possible"
 */
export function gapText(gapRatio: number): string {
  if (gapRatio <= 1e-9) return "the best possible";
  if (!(gapRatio < 1)) return "not proved: how far it is from the best possible is not known";
  const percent = Math.ceil(gapRatio * 1000 - 1e-6) / 10;
  return `within ${percent} % of the best possible`;
}
