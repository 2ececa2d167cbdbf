import { ByteReader, joined, startsWith } from "./byte-reader.ts";

const orientationTag = 0x0112;
const gpsTag = 0x8825;
const shortType = 3;
const entryCountMax = 1_000;

/** What is looked at in the EXIF of a photograph (TIFF 6.0, section 2; EXIF 2.32). */
export interface ExifFacts {
  /** 1 (upright) to 8; 1 where nothing is said. */
  readonly orientation: number;
  readonly hasGps: boolean;
}

/** @param tiff EXIF from its byte order mark on; what cannot be followed says nothing */
export function exifFacts(tiff: Uint8Array): ExifFacts {
  const reader = new ByteReader(tiff);
  const isLittle = startsWith(tiff, "II");
  const facts = { orientation: 1, hasGps: false };
  if (!isLittle && !startsWith(tiff, "MM")) return facts;
  const directoryAt = reader.u32(4, isLittle) ?? 0;
  const entryCount = Math.min(entryCountMax, reader.u16(directoryAt, isLittle) ?? 0);
  for (let index = 0; index < entryCount; index++) {
    const at = directoryAt + 2 + index * 12;
    const tag = reader.u16(at, isLittle);
    if (tag === gpsTag) facts.hasGps = true;
    if (tag !== orientationTag || reader.u16(at + 2, isLittle) !== shortType) continue;
    const value = reader.u16(at + 8, isLittle) ?? 1;
    if (value >= 1 && value <= 8) facts.orientation = value;
  }
  return facts;
}

/** EXIF that says which way is up, and nothing else; undefined where that is as it lies. */
export function orientationOnly(orientation: number): Uint8Array | undefined {
  if (orientation === 1) return undefined;
  const header = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8];
  const entry = [0x01, 0x12, 0, shortType, 0, 0, 0, 1, 0, orientation, 0, 0];
  return joined([Uint8Array.from(header), Uint8Array.from([0, 1, ...entry, 0, 0, 0, 0])]);
}
