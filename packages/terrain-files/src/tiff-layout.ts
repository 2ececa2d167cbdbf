import { refusal } from "./errors.ts";

/**
 * What the first image of a TIFF file says of its size and its blocks, checked against the bytes that
 * are there. The library that decodes them trusts these numbers and would reserve memory by them.
 */
export interface TiffLayout {
  readonly width: number;
  readonly height: number;
  /** Blocks are strips as wide as the image, or tiles. */
  readonly blockWidth: number;
  readonly blockHeight: number;
  readonly sampleCount: number;
  readonly bitsPerSample: number;
  /** 1 unsigned, 2 signed, 3 floating point. */
  readonly sampleFormat: number;
  readonly compression: number;
  /** 1 none, 2 differences of whole numbers, 3 of floats. */
  readonly predictor: number;
  readonly isLittleEndian: boolean;
}

/** 12,000 × 12,000: as many heights as a grid may have cells. */
const heightCountMax = 144_000_000;
const entryCountMax = 1_000;
const blockCountMax = 4_000_000;
/** No way of packing that is read makes ground smaller than this; who claims more has nothing. */
const packedRatioMax = 5_000;
/** Of one block, unpacked. */
export const blockBytesMax = 600_000_000;

const tags = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  stripOffsets: 273,
  sampleCount: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  predictor: 317,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  sampleFormat: 339,
} as const;

/** Bytes of a value by TIFF's type number. */
const typeBytes: Readonly<Record<number, number>> = {
  ...{ 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4 },
  ...{ 16: 8, 17: 8, 18: 8 },
};

interface Entry {
  readonly type: number;
  readonly count: number;
  readonly at: number;
}

/** The bytes with their order and widths, as the header declares them. */
interface TiffBytes {
  readonly file: string;
  readonly view: DataView;
  readonly isLittleEndian: boolean;
  readonly isBig: boolean;
}

/**
 * @throws TerrainFileError `TL_TERRAIN_FORMAT` for what is no TIFF, `TL_TERRAIN_TRUNCATED` where the
 * file points beyond its end, `TL_TERRAIN_DAMAGED` where it contradicts itself, `TL_TERRAIN_TOO_LARGE`.
 */
export function tiffLayout(file: string, bytes: Uint8Array): TiffLayout {
  const tiff = openTiff(file, bytes);
  const entries = readEntries(tiff, firstDirectory(tiff));
  const one = (tag: number, otherwise?: number): number => {
    const entry = entries.get(tag);
    const value = entry === undefined ? otherwise : numbersOf(tiff, entry, 1)[0];
    if (value === undefined) throw damaged(file, `tag ${tag} is missing`);
    return value;
  };
  const [width, height] = [one(tags.width), one(tags.height)];
  if (!(width >= 1 && height >= 1)) throw damaged(file, `the image is ${width} by ${height}`);
  if (width * height > heightCountMax) {
    const found = `${width} by ${height} heights, above ${heightCountMax}`;
    throw refusal("TL_TERRAIN_TOO_LARGE", file, found);
  }
  const isTiled = !entries.has(tags.stripOffsets);
  const unpackedBytes = width * height * 2;
  if (unpackedBytes > bytes.byteLength * packedRatioMax) {
    throw damaged(file, `it claims ${width} by ${height} heights in ${bytes.byteLength} bytes`);
  }
  const layout: TiffLayout = {
    width,
    height,
    blockWidth: isTiled ? one(tags.tileWidth) : width,
    blockHeight: isTiled
      ? one(tags.tileHeight)
      : Math.min(one(tags.rowsPerStrip, height) || height, height),
    sampleCount: one(tags.sampleCount, 1),
    bitsPerSample: one(tags.bitsPerSample, 1),
    sampleFormat: one(tags.sampleFormat, 1),
    compression: one(tags.compression, 1),
    predictor: one(tags.predictor, 1),
    isLittleEndian: tiff.isLittleEndian,
  };
  const blocks = isTiled
    ? [entries.get(tags.tileOffsets), entries.get(tags.tileByteCounts)]
    : [entries.get(tags.stripOffsets), entries.get(tags.stripByteCounts)];
  requireBlocks(tiff, layout, blocks);
  return layout;
}

function openTiff(file: string, bytes: Uint8Array): TiffBytes {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 8) throw truncated(file, `it has ${bytes.byteLength} bytes`);
  const order = view.getUint16(0, false);
  const isLittleEndian = order === 0x4949;
  const version = view.getUint16(2, isLittleEndian);
  if ((!isLittleEndian && order !== 0x4d4d) || (version !== 42 && version !== 43)) {
    throw refusal("TL_TERRAIN_FORMAT", file, "it does not begin like a TIFF file");
  }
  const isBig = version === 43;
  if (isBig && bytes.byteLength < 16) throw truncated(file, `it has ${bytes.byteLength} bytes`);
  return { file, view, isLittleEndian, isBig };
}

function firstDirectory({ view, isLittleEndian, isBig }: TiffBytes): number {
  return isBig ? Number(view.getBigUint64(8, isLittleEndian)) : view.getUint32(4, isLittleEndian);
}

function readEntries(tiff: TiffBytes, at: number): Map<number, Entry> {
  const { file, view, isLittleEndian, isBig } = tiff;
  requireThere(tiff, at, isBig ? 8 : 2, "the directory");
  const count = isBig
    ? Number(view.getBigUint64(at, isLittleEndian))
    : view.getUint16(at, isLittleEndian);
  if (count > entryCountMax) throw damaged(file, `its directory has ${count} entries`);
  const [first, width, inlineBytes] = isBig ? [at + 8, 20, 8] : [at + 2, 12, 4];
  requireThere(tiff, first, count * width, "the directory");
  const entries = new Map<number, Entry>();
  for (let index = 0; index < count; index++) {
    const start = first + index * width;
    const tag = view.getUint16(start, isLittleEndian);
    const type = view.getUint16(start + 2, isLittleEndian);
    const valueCount = isBig
      ? Number(view.getBigUint64(start + 4, isLittleEndian))
      : view.getUint32(start + 4, isLittleEndian);
    const bytes = typeBytes[type];
    if (bytes === undefined) throw damaged(file, `tag ${tag} has the unknown type ${type}`);
    const inline = start + (isBig ? 12 : 8);
    const valueAt =
      valueCount * bytes <= inlineBytes
        ? inline
        : isBig
          ? Number(view.getBigUint64(inline, isLittleEndian))
          : view.getUint32(inline, isLittleEndian);
    requireThere(tiff, valueAt, valueCount * bytes, `tag ${tag}`);
    entries.set(tag, { type, count: valueCount, at: valueAt });
  }
  return entries;
}

/** The first whole numbers of an entry, at most `countMax`. */
function numbersOf({ file, view, isLittleEndian }: TiffBytes, entry: Entry, countMax: number) {
  const width = typeBytes[entry.type] ?? 0;
  return Array.from({ length: Math.min(entry.count, countMax) }, (_, index) => {
    const at = entry.at + index * width;
    switch (entry.type) {
      case 1:
        return view.getUint8(at);
      case 3:
        return view.getUint16(at, isLittleEndian);
      case 4:
      case 13:
        return view.getUint32(at, isLittleEndian);
      case 16:
      case 18:
        return Number(view.getBigUint64(at, isLittleEndian));
      default:
        throw damaged(file, `a size or place is given as type ${entry.type}`);
    }
  });
}

/** Every block lies in the file, there is one for each part of the image, and none is a giant. */
function requireBlocks(
  tiff: TiffBytes,
  layout: TiffLayout,
  [offsets, byteCounts]: readonly (Entry | undefined)[],
): void {
  const { file } = tiff;
  const { width, height, blockWidth, blockHeight, sampleCount, bitsPerSample } = layout;
  if (offsets === undefined || byteCounts === undefined) {
    throw damaged(file, "it does not say where its blocks are");
  }
  const blockBytes = (blockWidth * blockHeight * sampleCount * bitsPerSample) / 8;
  if (!(blockWidth >= 1 && blockHeight >= 1)) {
    throw damaged(file, `its blocks are ${blockWidth} by ${blockHeight}`);
  }
  if (!(blockBytes <= blockBytesMax)) {
    throw refusal("TL_TERRAIN_TOO_LARGE", file, `a block of it unpacks to ${blockBytes} bytes`);
  }
  const needed = Math.ceil(width / blockWidth) * Math.ceil(height / blockHeight);
  if (needed > blockCountMax) throw damaged(file, `it is cut into ${needed} blocks`);
  if (offsets.count < needed || byteCounts.count < needed) {
    throw damaged(file, `it names ${offsets.count} of the ${needed} blocks it needs`);
  }
  const places = numbersOf(tiff, offsets, needed);
  for (const [index, byteCount] of numbersOf(tiff, byteCounts, needed).entries()) {
    requireThere(tiff, places[index] ?? 0, byteCount, `block ${index + 1} of ${needed}`);
  }
}

function requireThere({ file, view }: TiffBytes, at: number, count: number, what: string): void {
  if (!(at + count <= view.byteLength)) {
    throw truncated(file, `${what} ends at byte ${at + count}, the file at ${view.byteLength}`);
  }
}

const truncated = (file: string, found: string) => refusal("TL_TERRAIN_TRUNCATED", file, found);
const damaged = (file: string, found: string) => refusal("TL_TERRAIN_DAMAGED", file, found);
