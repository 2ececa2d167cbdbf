/**
 * Which characters a TrueType font can draw, read from its `cmap` (formats 4 and 12, Unicode).
 * Reference: OpenType specification, "cmap — Character to Glyph Index Mapping Table".
 */
export function drawableCharacters(font: Uint8Array): (codePoint: number) => boolean {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const cmapAt = tableAt(view, "cmap");
  const ranges: [first: number, last: number][] = [];
  if (cmapAt !== undefined) {
    const count = view.getUint16(cmapAt + 2);
    for (let index = 0; index < count; index++) {
      const at = cmapAt + view.getUint32(cmapAt + 4 + index * 8 + 4);
      const format = view.getUint16(at);
      if (format === 4) ranges.push(...segments(view, at));
      if (format === 12) ranges.push(...groups(view, at));
    }
  }
  const known = new Set<number>();
  for (const [first, last] of ranges) {
    for (let codePoint = first; codePoint <= last; codePoint++) known.add(codePoint);
  }
  return (codePoint) => known.has(codePoint);
}

function tableAt(view: DataView, tag: string): number | undefined {
  const count = view.getUint16(4);
  for (let index = 0; index < count; index++) {
    const at = 12 + index * 16;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte)));
    if (name === tag) return view.getUint32(at + 8);
  }
  return undefined;
}

/** Format 4: segments of the Basic Multilingual Plane; a character that maps to glyph 0 is not drawn. */
function segments(view: DataView, at: number): [number, number][] {
  const doubled = view.getUint16(at + 6);
  const ends = at + 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const offsets = deltas + doubled;
  const found: [number, number][] = [];
  for (let segment = 0; segment < doubled; segment += 2) {
    const first = view.getUint16(starts + segment);
    const last = Math.min(view.getUint16(ends + segment), 0xfffe);
    const delta = view.getUint16(deltas + segment);
    const offset = view.getUint16(offsets + segment);
    for (let codePoint = first; codePoint <= last; codePoint++) {
      const glyph =
        offset === 0
          ? (codePoint + delta) & 0xffff
          : view.getUint16(offsets + segment + offset + (codePoint - first) * 2);
      if (glyph !== 0) found.push([codePoint, codePoint]);
    }
  }
  return found;
}

function groups(view: DataView, at: number): [number, number][] {
  const count = view.getUint32(at + 12);
  return Array.from({ length: count }, (_, index): [number, number] => {
    const group = at + 16 + index * 12;
    return [view.getUint32(group), view.getUint32(group + 4)];
  });
}
