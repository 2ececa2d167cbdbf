import { startsWith } from "./byte-reader.ts";
import { cleanJpeg } from "./clean-jpeg.ts";
import { cleanPng } from "./clean-png.ts";
import { cleanWebp } from "./clean-webp.ts";
import { type CleanPhoto, notAPhoto, type PhotoType } from "./photo.ts";

/** What bytes are by their beginning, whatever they are called; undefined for anything else. */
export function photoTypeOf(bytes: Uint8Array): PhotoType | undefined {
  if (startsWith(bytes, "\xff\xd8\xff")) return "image/jpeg";
  if (startsWith(bytes, "\x89PNG\r\n\x1a\n")) return "image/png";
  if (startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8)) return "image/webp";
  return undefined;
}

/**
 * A photograph without what tells where it was taken: EXIF (all but which way is up), XMP, IPTC,
 * comments, texts, further pictures and what lies behind the end. The picture itself is not touched:
 * its compressed bytes are the same before and after. Nothing is decoded; of its size only the header
 * is believed, and one that nobody could show is refused.
 *
 * @param keepPlace leaves everything but what lies behind the end
 * @throws InteropError `TL_INT_PHOTO` for what is no whole JPEG, PNG or WebP, `TL_INT_PHOTO_SIZE`
 */
export function cleanPhoto(bytes: Uint8Array, { keepPlace }: { keepPlace: boolean }): CleanPhoto {
  switch (photoTypeOf(bytes)) {
    case "image/jpeg":
      return cleanJpeg(bytes, keepPlace);
    case "image/png":
      return cleanPng(bytes, keepPlace);
    case "image/webp":
      return cleanWebp(bytes, keepPlace);
    case undefined:
      throw notAPhoto("it is no JPEG, PNG or WebP");
  }
}
