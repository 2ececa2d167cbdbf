import { InteropError } from "../errors.ts";

export type PhotoType = "image/jpeg" | "image/png" | "image/webp";

/** A decoder would need four bytes for each of these. */
export const photoPixelCountMax = 100_000_000;
export const photoSideMaxPx = 30_000;

/** A photograph as it is kept: its picture untouched, what stood beside it taken out. */
export interface CleanPhoto {
  readonly type: PhotoType;
  readonly bytes: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  /** What was taken out, by name, each once, sorted: `EXIF`, `EXIF GPS`, `XMP`, `IPTC`, `text` … */
  readonly removed: readonly string[];
}

export function notAPhoto(reason: string): InteropError {
  return new InteropError("TL_INT_PHOTO", {
    faults: [{ code: "TL_INT_PHOTO", message: reason }],
    reason,
  });
}

/** @throws InteropError `TL_INT_PHOTO_SIZE` for more pixels than anybody would decode */
export function checkPixels(widthPx: number, heightPx: number): void {
  if (widthPx < 1 || heightPx < 1) throw notAPhoto("the picture has no width or no height");
  const isLong = Math.max(widthPx, heightPx) > photoSideMaxPx;
  if (isLong || widthPx * heightPx > photoPixelCountMax) {
    throw new InteropError("TL_INT_PHOTO_SIZE", { widthPx, heightPx, photoPixelCountMax });
  }
}
