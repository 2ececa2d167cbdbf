const nice = [1, 2, 5];

/** The longest round distance that fits: 1, 2 or 5 times a power of ten, in metres, and its pixels. */
export function scaleBar(
  metresPerPixel: number,
  maxPx: number,
): { readonly lengthM: number; readonly widthPx: number } {
  const roomM = metresPerPixel * maxPx;
  const power = 10 ** Math.floor(Math.log10(roomM));
  const lengthM = Math.max(...nice.map((n) => n * power).filter((m) => m <= roomM));
  return { lengthM, widthPx: lengthM / metresPerPixel };
}
