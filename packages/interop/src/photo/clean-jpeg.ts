import { ByteReader, bytesOf, joined, startsWith } from "./byte-reader.ts";
import { exifFacts, orientationOnly } from "./exif.ts";
import { type CleanPhoto, checkPixels, notAPhoto } from "./photo.ts";

// Markers: ITU T.81, table B.1.
const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const comment = 0xfe;
const exifName = "Exif\0\0";

const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;
const isApplication = (marker: number) => marker >= 0xe0 && marker <= 0xef;

/** @throws InteropError `TL_INT_PHOTO`, `TL_INT_PHOTO_SIZE` */
export function cleanJpeg(bytes: Uint8Array, keepPlace: boolean): CleanPhoto {
  const reader = new ByteReader(bytes);
  const kept: Uint8Array[] = [Uint8Array.from([0xff, startOfImage])];
  const removed = new Set<string>();
  let size: { widthPx: number; heightPx: number } | undefined;
  let orientation = 1;
  let hasScan = false;
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) throw notAPhoto("a marker is missing; the file is damaged or cut off");
    while (bytes[at + 1] === 0xff) at++; // Any number of them may stand before a marker.
    const marker = bytes[at + 1];
    if (marker === undefined) throw notAPhoto("the file is cut off");
    if (marker === endOfImage) break;
    const length = reader.u16(at + 2) ?? 0;
    let end = at + 2 + length;
    if (length < 2 || end > bytes.length) throw notAPhoto("the file is cut off");
    const content = bytes.subarray(at + 4, end);
    if (isFrame(marker)) {
      const [heightPx, widthPx] = [reader.u16(at + 5) ?? 0, reader.u16(at + 7) ?? 0];
      checkPixels(widthPx, heightPx);
      size = { widthPx, heightPx };
    }
    if (marker === startOfScan) {
      if (size === undefined) throw notAPhoto("a scan stands before its frame");
      hasScan = true;
      end = endOfScan(bytes, end);
    }
    const name = keepPlace ? undefined : nameOfRemoved(marker, content);
    if (marker === 0xe1 && startsWith(content, exifName)) {
      const facts = exifFacts(content.subarray(exifName.length));
      if (orientation === 1) orientation = facts.orientation;
      if (!keepPlace && facts.hasGps) removed.add("EXIF GPS");
    }
    if (name === undefined) kept.push(bytes.subarray(at, end));
    else removed.add(name);
    at = end;
  }
  if (size === undefined || !hasScan) throw notAPhoto("there is no picture in it");
  if (at + 2 < bytes.length) removed.add("bytes after the end");
  const tiff = keepPlace ? undefined : orientationOnly(orientation);
  if (tiff !== undefined) kept.splice(placeOfExif(kept), 0, exifSegment(tiff));
  kept.push(Uint8Array.from([0xff, endOfImage]));
  return { type: "image/jpeg", bytes: joined(kept), ...size, removed: [...removed].sort() };
}

/** Compressed data goes on to the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !isRestart(next)) return at;
  }
  throw notAPhoto("the file is cut off");
}

/** What a decoder needs stays: JFIF, colour profile, Adobe's colour transform. All else is taken out. */
function nameOfRemoved(marker: number, content: Uint8Array): string | undefined {
  if (marker === comment) return "comment";
  if (!isApplication(marker)) return undefined;
  switch (marker) {
    case 0xe0:
      return startsWith(content, "JFIF\0") ? undefined : "application data";
    case 0xe1:
      if (startsWith(content, exifName)) return "EXIF";
      return startsWith(content, "http://ns.adobe.com/") ? "XMP" : "application data";
    case 0xe2:
      if (startsWith(content, "ICC_PROFILE\0")) return undefined;
      return startsWith(content, "MPF\0") ? "further pictures" : "application data";
    case 0xed:
      return "IPTC";
    case 0xee:
      return startsWith(content, "Adobe") ? undefined : "application data";
    default:
      return "application data";
  }
}

/** After the start and JFIF. */
function placeOfExif(kept: readonly Uint8Array[]): number {
  return kept[1]?.[1] === 0xe0 ? 2 : 1;
}

function exifSegment(tiff: Uint8Array): Uint8Array {
  const length = 2 + exifName.length + tiff.length;
  return joined([
    Uint8Array.from([0xff, 0xe1, length >> 8, length & 0xff]),
    bytesOf(exifName),
    tiff,
  ]);
}
