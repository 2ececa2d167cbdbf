const plainFigures: readonly string[] = Array.from({ length: 1_001 }, (_, thousandths) =>
  (thousandths / 1_000).toFixed(3),
);
/** Nearer than this to the middle between two figures, only the exact digits of the number decide. */
const MIDDLE = 1e-6;

/** A share 0..1 with three digits, but never rounded up to a certainty or down to none. */
export function figure(share: number): string {
  if (share > 0 && share < 0.0005) return "less than 0.001";
  if (share < 1 && share >= 0.9995) return "more than 0.999";
  const thousandths = share * 1_000;
  const nearest = Math.round(thousandths);
  const isClear = Math.abs(thousandths - nearest) < 0.5 - MIDDLE;
  return (isClear ? plainFigures[nearest] : undefined) ?? share.toFixed(3);
}

/** Records hold shares to 1e-4. */
export function rounded(share: number): number {
  return Math.round(share * 1e4) / 1e4;
}
