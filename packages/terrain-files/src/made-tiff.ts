// Files for tests, put together byte by byte after TIFF 6.0 and OGC GeoTIFF 1.1. The readers import nothing
// from here.

export interface MadeTiff {
  readonly width: number;
  readonly height: number;
  readonly isLittleEndian?: boolean;
  /** 1 unsigned, 2 signed, 3 floating point. */
  readonly sampleFormat?: number;
  readonly bitsPerSample?: number;
  readonly sampleCount?: number;
  readonly compression?: number;
  readonly rowsPerStrip?: number;
  /** Instead of strips. */
  readonly tileSize?: number;
  /** Row by row. */
  readonly values: readonly number[];
  readonly pack?: (block: Uint8Array) => Uint8Array;
  readonly scale?: readonly number[] | null;
  readonly tiePoint?: readonly number[] | null;
  readonly transformation?: readonly number[];
  /** GeoTIFF keys: [key, value] of short values. */
  readonly keys?: readonly (readonly [number, number])[] | null;
  readonly noData?: string;
  readonly metadata?: string;
  readonly isBig?: boolean;
}

interface Tag {
  readonly tag: number;
  /** 2 text, 3 short, 4 long, 12 double, 16 eight bytes. */
  readonly type: number;
  readonly values: readonly number[];
}

export const geographicWgs84 = [
  [1024, 2],
  [1025, 1],
  [2048, 4326],
  [2054, 9102],
] as const;

/** By default 0.1° cells from the corner at 30° W, 0° N, WGS 84, areas. */
export function madeTiff(made: MadeTiff): Uint8Array {
  const isLittleEndian = made.isLittleEndian ?? true;
  const { width, height, isBig = false, compression = 1 } = made;
  const { sampleFormat = 2, bitsPerSample = 16, sampleCount = 1 } = made;
  const blocks = blocksOf(made, isLittleEndian).map(made.pack ?? ((block) => block));
  const header = isBig ? 16 : 8;
  const offsets: number[] = [];
  let at = header;
  for (const block of blocks) {
    offsets.push(at);
    at += block.length;
  }
  const counts = blocks.map((block) => block.length);
  const { scale = [0.1, 0.1, 0], tiePoint = [0, 0, 0, -30, 0, 0], keys = geographicWgs84 } = made;
  const text = (tag: number, words: string): Tag => ({
    tag,
    type: 2,
    values: [...new TextEncoder().encode(`${words}\0`)],
  });
  const tags: Tag[] = [
    { tag: 256, type: 3, values: [width] },
    { tag: 257, type: 3, values: [height] },
    { tag: 258, type: 3, values: new Array(sampleCount).fill(bitsPerSample) },
    { tag: 259, type: 3, values: [compression] },
    { tag: 262, type: 3, values: [1] },
    { tag: 277, type: 3, values: [sampleCount] },
    { tag: 284, type: 3, values: [1] },
    { tag: 339, type: 3, values: new Array(sampleCount).fill(sampleFormat) },
    ...(made.tileSize === undefined
      ? [
          { tag: 273, type: 4, values: offsets },
          { tag: 278, type: 4, values: [made.rowsPerStrip ?? height] },
          { tag: 279, type: 4, values: counts },
        ]
      : [
          { tag: 322, type: 3, values: [made.tileSize] },
          { tag: 323, type: 3, values: [made.tileSize] },
          { tag: 324, type: 4, values: offsets },
          { tag: 325, type: 4, values: counts },
        ]),
    ...(scale === null ? [] : [{ tag: 33550, type: 12, values: scale }]),
    ...(tiePoint === null ? [] : [{ tag: 33922, type: 12, values: tiePoint }]),
    ...(made.transformation === undefined
      ? []
      : [{ tag: 34264, type: 12, values: made.transformation }]),
    ...(keys === null
      ? []
      : [
          {
            tag: 34735,
            type: 3,
            values: [1, 1, 0, keys.length, ...keys.flatMap(([key, value]) => [key, 0, 1, value])],
          },
        ]),
    ...(made.metadata === undefined ? [] : [text(42112, made.metadata)]),
    ...(made.noData === undefined ? [] : [text(42113, made.noData)]),
  ].sort((a, b) => a.tag - b.tag);
  return joined(blocks, at, tags, isLittleEndian, isBig);
}

function blocksOf(made: MadeTiff, isLittleEndian: boolean): Uint8Array[] {
  const { width, height, values, tileSize, sampleCount = 1 } = made;
  const { sampleFormat = 2, bitsPerSample = 16 } = made;
  const [blockWidth, blockHeight] =
    tileSize === undefined ? [width, made.rowsPerStrip ?? height] : [tileSize, tileSize];
  const bytes = bitsPerSample / 8;
  const blocks: Uint8Array[] = [];
  for (let top = 0; top < height; top += blockHeight) {
    for (let left = 0; left < width; left += blockWidth) {
      const rows = tileSize === undefined ? Math.min(blockHeight, height - top) : blockHeight;
      const view = new DataView(new ArrayBuffer(rows * blockWidth * sampleCount * bytes));
      for (let index = 0; index < rows * blockWidth * sampleCount; index++) {
        const cell = Math.floor(index / sampleCount);
        const [row, col] = [top + Math.floor(cell / blockWidth), left + (cell % blockWidth)];
        const value = row < height && col < width ? (values[row * width + col] ?? 0) : 0;
        setValue(view, index * bytes, value, { sampleFormat, bitsPerSample, isLittleEndian });
      }
      blocks.push(new Uint8Array(view.buffer));
    }
  }
  return blocks;
}

function setValue(
  view: DataView,
  at: number,
  value: number,
  kind: { sampleFormat: number; bitsPerSample: number; isLittleEndian: boolean },
): void {
  const { sampleFormat, bitsPerSample, isLittleEndian } = kind;
  if (sampleFormat === 3 && bitsPerSample === 64) view.setFloat64(at, value, isLittleEndian);
  else if (sampleFormat === 3) view.setFloat32(at, value, isLittleEndian);
  else if (bitsPerSample === 8) view.setInt8(at, value);
  else if (bitsPerSample === 16) view.setInt16(at, value, isLittleEndian);
  else view.setInt32(at, value, isLittleEndian);
}

const typeBytes: Readonly<Record<number, number>> = { 2: 1, 3: 2, 4: 4, 12: 8, 16: 8 };

function joined(
  blocks: readonly Uint8Array[],
  directoryAt: number,
  tags: readonly Tag[],
  isLittleEndian: boolean,
  isBig: boolean,
): Uint8Array {
  const [countBytes, entryBytes, inlineBytes] = isBig ? [8, 20, 8] : [2, 12, 4];
  const bytesOf = ({ type, values }: Tag) => values.length * (typeBytes[type] ?? 0);
  const afterDirectory = directoryAt + countBytes + tags.length * entryBytes + inlineBytes;
  const outside = tags.map(bytesOf).filter((bytes) => bytes > inlineBytes);
  const total = afterDirectory + outside.reduce((sum, bytes) => sum + bytes, 0);
  const out = new Uint8Array(total);
  const view = new DataView(out.buffer);
  const long = (at: number, value: number) =>
    isBig
      ? view.setBigUint64(at, BigInt(value), isLittleEndian)
      : view.setUint32(at, value, isLittleEndian);
  view.setUint16(0, isLittleEndian ? 0x4949 : 0x4d4d, false);
  view.setUint16(2, isBig ? 43 : 42, isLittleEndian);
  if (isBig) view.setUint16(4, 8, isLittleEndian);
  long(isBig ? 8 : 4, directoryAt);
  let at = isBig ? 16 : 8;
  for (const block of blocks) {
    out.set(block, at);
    at += block.length;
  }
  if (isBig) long(directoryAt, tags.length);
  else view.setUint16(directoryAt, tags.length, isLittleEndian);
  let next = afterDirectory;
  for (const [index, tag] of tags.entries()) {
    const entry = directoryAt + countBytes + index * entryBytes;
    view.setUint16(entry, tag.tag, isLittleEndian);
    view.setUint16(entry + 2, tag.type, isLittleEndian);
    long(entry + 4, tag.values.length);
    const inline = entry + entryBytes - inlineBytes;
    const isInline = bytesOf(tag) <= inlineBytes;
    const start = isInline ? inline : next;
    if (!isInline) {
      long(inline, next);
      next += bytesOf(tag);
    }
    for (const [place, value] of tag.values.entries()) {
      const where = start + place * (typeBytes[tag.type] ?? 0);
      if (tag.type === 2) view.setUint8(where, value);
      else if (tag.type === 3) view.setUint16(where, value, isLittleEndian);
      else if (tag.type === 4) view.setUint32(where, value, isLittleEndian);
      else if (tag.type === 12) view.setFloat64(where, value, isLittleEndian);
      else view.setBigUint64(where, BigInt(value), isLittleEndian);
    }
  }
  return out;
}
