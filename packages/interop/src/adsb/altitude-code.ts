/** Altitude of 13 bits as in formats 0, 4, 16 and 20, in feet; null for none, in metres or of no meaning. */
export function altitudeFtOf13(code: number): number | null {
  if (code === 0) return null;
  const isMetric = (code & 0x40) !== 0;
  if (isMetric) return null;
  const isIn25Ft = (code & 0x10) !== 0;
  if (!isIn25Ft) return altitudeFtOfGillham(code);
  const steps = ((code & 0x1f80) >> 2) | ((code & 0x20) >> 1) | (code & 0x0f);
  return steps * 25 - 1000;
}

/** Altitude of 12 bits as in airborne positions: the same without the bit for metres. */
export function altitudeFtOf12(code: number): number | null {
  return altitudeFtOf13(((code & 0xfc0) << 1) | (code & 0x3f));
}

/** An altitude as 12 bits in steps of 25 ft; undefined outside -1,000 to 50,175 ft. */
export function altitude12(altitudeFt: number): number | undefined {
  const steps = Math.round((altitudeFt + 1000) / 25);
  if (!(steps >= 0 && steps < 2048)) return undefined;
  return ((steps & 0x7f0) << 1) | 0x10 | (steps & 0x0f);
}

/** Squawk of 13 bits (C1 A1 C2 A2 C4 A4 x B1 D1 B2 D2 B4 D4) as four octal digits. */
export function squawkOf13(code: number): string {
  const bit = (place: number) => (code >> place) & 1;
  const a = bit(11) + 2 * bit(9) + 4 * bit(7);
  const b = bit(5) + 2 * bit(3) + 4 * bit(1);
  const c = bit(12) + 2 * bit(10) + 4 * bit(8);
  const d = bit(4) + 2 * bit(2) + 4 * bit(0);
  return `${a}${b}${c}${d}`;
}

/** The reflected code of pressure altimeters in steps of 100 ft (ICAO Annex 10 IV, appendix to ch. 3). */
function altitudeFtOfGillham(code: number): number | null {
  const bit = (place: number) => (code >> place) & 1;
  // D2 D4 A1 A2 A4 B1 B2 B4 count 500 ft, C1 C2 C4 hundreds.
  const coarse = [bit(2), bit(0), bit(11), bit(9), bit(7), bit(5), bit(3), bit(1)];
  const fine = [bit(12), bit(10), bit(8)];
  const fiveHundreds = reflected(coarse);
  let hundreds = reflected(fine);
  if (hundreds === 0 || hundreds === 5 || hundreds === 6) return null;
  if (hundreds === 7) hundreds = 5;
  if (fiveHundreds % 2 === 1) hundreds = 6 - hundreds;
  return fiveHundreds * 500 + hundreds * 100 - 1300;
}

function reflected(bits: readonly number[]): number {
  let value = 0;
  let last = 0;
  for (const bit of bits) {
    last ^= bit;
    value = value * 2 + last;
  }
  return value;
}
