import { ByteReader, bytesOf, joined } from "./byte-reader.ts";
import { exifFacts, orientationOnly } from "./exif.ts";
import { type CleanPhoto, checkPixels, notAPhoto } from "./photo.ts";

const signatureByteCount = 8;
/** Chunks of the picture itself and of its colours (PNG, third edition, section 11); animation too. */
const pictureChunks: ReadonlySet<string> = new Set([
  ...["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP"],
  ...["mDCV", "cLLI", "bKGD", "hIST", "pHYs", "sPLT", "acTL", "fcTL", "fdAT"],
]);
const nameOfChunk: Readonly<Record<string, string>> = {
  eXIf: "EXIF",
  tEXt: "text",
  zTXt: "text",
  iTXt: "text",
  tIME: "time of change",
};

/** @throws InteropError `TL_INT_PHOTO`, `TL_INT_PHOTO_SIZE` */
export function cleanPng(bytes: Uint8Array, keepPlace: boolean): CleanPhoto {
  const reader = new ByteReader(bytes);
  const kept: Uint8Array[] = [bytes.subarray(0, signatureByteCount)];
  const removed = new Set<string>();
  let size: { widthPx: number; heightPx: number } | undefined;
  let orientation = 1;
  let hasData = false;
  let at = signatureByteCount;
  for (let name = ""; name !== "IEND"; ) {
    const length = reader.u32(at) ?? Number.POSITIVE_INFINITY;
    const end = at + 12 + length;
    if (end > bytes.length) throw notAPhoto("the file is cut off");
    name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== reader.u32(end - 4)) {
      throw notAPhoto("a check sum is wrong; the file is damaged");
    }
    if (size === undefined) {
      if (name !== "IHDR" || length !== 13) throw notAPhoto("it does not begin with its header");
      const [widthPx, heightPx] = [reader.u32(at + 8) ?? 0, reader.u32(at + 12) ?? 0];
      checkPixels(widthPx, heightPx);
      size = { widthPx, heightPx };
    } else if (name === "IHDR") throw notAPhoto("it has two headers");
    if (name === "IDAT") hasData = true;
    if (name === "eXIf") {
      const facts = exifFacts(content);
      orientation = facts.orientation;
      if (!keepPlace && facts.hasGps) removed.add("EXIF GPS");
    }
    if (pictureChunks.has(name) || (keepPlace && isAncillary(name))) {
      if (name === "IEND") kept.push(...exifChunk(keepPlace ? 1 : orientation));
      kept.push(bytes.subarray(at, end));
    } else if (isAncillary(name)) removed.add(nameOfChunk[name] ?? "application data");
    else throw notAPhoto(`it has a part nobody can show (${name.replace(/[^A-Za-z]/g, "?")})`);
    at = end;
  }
  if (size === undefined || !hasData) throw notAPhoto("there is no picture in it");
  if (at < bytes.length) removed.add("bytes after the end");
  return { type: "image/png", bytes: joined(kept), ...size, removed: [...removed].sort() };
}

/** A decoder may pass over what begins with a small letter. */
function isAncillary(name: string): boolean {
  return /^[a-z][A-Za-z]{3}$/.test(name);
}

function exifChunk(orientation: number): readonly Uint8Array[] {
  const tiff = orientationOnly(orientation);
  if (tiff === undefined) return [];
  const named = joined([bytesOf("eXIf"), tiff]);
  return [bigEndian(tiff.length), named, bigEndian(crc32(named))];
}

function bigEndian(value: number): Uint8Array {
  return Uint8Array.from([value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
