import { ByteReader, bytesOf, joined, startsWith } from "./byte-reader.ts";
import { exifFacts, orientationOnly } from "./exif.ts";
import { type CleanPhoto, checkPixels, notAPhoto } from "./photo.ts";

const fileHeaderByteCount = 12;
const chunkHeaderByteCount = 8;
const pictureChunks: ReadonlySet<string> = new Set([
  ...["VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"],
]);
const exifFlag = 0x08;
const xmpFlag = 0x04;

interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** @throws InteropError `TL_INT_PHOTO`, `TL_INT_PHOTO_SIZE` */
export function cleanWebp(bytes: Uint8Array, keepPlace: boolean): CleanPhoto {
  const reader = new ByteReader(bytes);
  const end = 8 + (reader.u32(4, true) ?? Number.POSITIVE_INFINITY);
  if (end > bytes.length) throw notAPhoto("the file is cut off");
  const chunks: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  const removed = new Set<string>();
  let size: Size | undefined;
  let orientation = 1;
  let hasPicture = false;
  let isExtended = false;
  for (let at = fileHeaderByteCount; at < end; ) {
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    const length = reader.u32(at + 4, true) ?? Number.POSITIVE_INFINITY;
    const contentAt = at + chunkHeaderByteCount;
    const next = contentAt + length + (length % 2);
    // Some writers leave out the byte that makes the last chunk even.
    if (contentAt + length > end) throw notAPhoto("the file is cut off");
    const own = sizeOf(name, bytes.subarray(contentAt, contentAt + length));
    if (own !== undefined) {
      checkPixels(own.widthPx, own.heightPx);
      size ??= own;
    }
    if (chunks.length === 0) isExtended = name === "VP8X";
    if (name === "VP8 " || name === "VP8L" || name === "ANMF") hasPicture = true;
    if (name === "EXIF") {
      const facts = exifFacts(tiffOf(bytes.subarray(contentAt, contentAt + length)));
      orientation = facts.orientation;
      if (!keepPlace && facts.hasGps) removed.add("EXIF GPS");
    }
    if (pictureChunks.has(name) || (keepPlace && isExtended)) {
      chunks.push({ name, bytes: bytes.subarray(at, Math.min(next, end)) });
    } else removed.add(name === "EXIF" ? "EXIF" : name === "XMP " ? "XMP" : "application data");
    at = next;
  }
  if (size === undefined || !hasPicture) throw notAPhoto("there is no picture in it");
  if (end < bytes.length) removed.add("bytes after the end");
  const tiff = isExtended && !keepPlace ? orientationOnly(orientation) : undefined;
  const parts = chunks.map((chunk) =>
    chunk.name === "VP8X" && !keepPlace ? withFlags(chunk.bytes, tiff !== undefined) : chunk.bytes,
  );
  if (tiff !== undefined) parts.push(chunkOf("EXIF", tiff));
  const body = joined(parts.map(evened));
  return {
    type: "image/webp",
    bytes: joined([bytesOf("RIFF"), littleEndian(4 + body.length), bytesOf("WEBP"), body]),
    ...size,
    removed: [...removed].sort(),
  };
}

/** Width and height that a chunk states: canvas, lossy frame (RFC 6386, 9.1), lossless frame. */
function sizeOf(name: string, content: Uint8Array): Size | undefined {
  const reader = new ByteReader(content);
  const known = (widthPx: number | undefined, heightPx: number | undefined): Size => {
    if (widthPx === undefined || heightPx === undefined) throw notAPhoto("the file is cut off");
    return { widthPx, heightPx };
  };
  switch (name) {
    case "VP8X": {
      const [width, height] = [reader.u24(4), reader.u24(7)];
      return known(
        width === undefined ? undefined : width + 1,
        height === undefined ? undefined : height + 1,
      );
    }
    case "VP8 ": {
      if (!startsWith(content, "\x9d\x01\x2a", 3)) throw notAPhoto("a frame does not begin as one");
      return known((reader.u16(6, true) ?? 0) & 0x3fff, (reader.u16(8, true) ?? 0) & 0x3fff);
    }
    case "VP8L": {
      if (content[0] !== 0x2f) throw notAPhoto("a frame does not begin as one");
      const bits = reader.u32(1, true);
      if (bits === undefined) throw notAPhoto("the file is cut off");
      return known((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    }
    case "ANMF": {
      const [width, height] = [reader.u24(6), reader.u24(9)];
      return known(
        width === undefined ? undefined : width + 1,
        height === undefined ? undefined : height + 1,
      );
    }
    default:
      return undefined;
  }
}

/** Some writers put JPEG's name before the TIFF. */
function tiffOf(content: Uint8Array): Uint8Array {
  return startsWith(content, "Exif\0\0") ? content.subarray(6) : content;
}

function withFlags(chunk: Uint8Array, hasExif: boolean): Uint8Array {
  const copy = Uint8Array.from(chunk);
  const flags = (copy[chunkHeaderByteCount] ?? 0) & ~(exifFlag | xmpFlag);
  copy[chunkHeaderByteCount] = flags | (hasExif ? exifFlag : 0);
  return copy;
}

function chunkOf(name: string, content: Uint8Array): Uint8Array {
  return joined([bytesOf(name), littleEndian(content.length), content]);
}

function evened(chunk: Uint8Array): Uint8Array {
  return chunk.length % 2 === 0 ? chunk : joined([chunk, Uint8Array.from([0])]);
}

function littleEndian(value: number): Uint8Array {
  return Uint8Array.from([value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24]);
}
