/** Text as XML that means nothing but itself. */
export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** To two decimals, without trailing zeros. */
export function n2(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** The hatch of what is not known: 45°, on paper 1.2 mm apart. */
export function hatchPattern(id: string, gap = 4.5): string {
  return `<pattern id="${id}" width="${gap}" height="${gap}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="${gap}" stroke="#5a5f7a" stroke-width="0.9"/></pattern>`;
}
