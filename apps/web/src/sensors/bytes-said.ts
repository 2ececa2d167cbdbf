/**
 * Bytes as somebody can read them: as the line they are where each is a letter or a sign (most formats
 * of feeds are text), else as they came, in hex.
 */
export function bytesSaid(hex: string): string {
  const codes = (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  const isText = codes.every((code) => (code >= 0x20 && code < 0x7f) || [9, 10, 13].includes(code));
  return isText ? String.fromCharCode(...codes).trim() : hex;
}
