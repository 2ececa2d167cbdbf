import { readFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InteropError } from "../errors.ts";
import { bytesOf, joined } from "./byte-reader.ts";
import { cleanPhoto } from "./clean-photo.ts";
import { exifFacts } from "./exif.ts";

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/photo/${name}`, import.meta.url)));
const plain = {
  jpeg: fixture("plain.jpeg"),
  png: fixture("plain.png"),
  webp: fixture("plain.webp"),
  alpha: fixture("plain-alpha.webp"),
};
const remove = { keepPlace: false };
const keep = { keepPlace: true };

const u16 = (value: number) => Uint8Array.from([value >> 8, value & 255]);
const u32 = (value: number) => joined([u16(value >>> 16), u16(value & 0xffff)]);
const u32Little = (value: number) => u32(value).reverse();
/** Stands wherever a place may be written; the open ocean. */
const secret = "30.0312W 0.0904N";

/** EXIF with which way is up, a maker's name and a GPS directory. */
function tiff(orientation: number): Uint8Array {
  const entry = (tag: number, type: number, count: number, value: Uint8Array) =>
    joined([u16(tag), u16(type), u32(count), value]);
  const gpsAt = 8 + 2 + 3 * 12 + 4;
  const textAt = gpsAt + 2 + 12 + 4;
  return joined([
    bytesOf("MM\0*"),
    u32(8),
    u16(3),
    entry(0x010f, 2, secret.length, u32(textAt)),
    entry(0x0112, 3, 1, joined([u16(orientation), u16(0)])),
    entry(0x8825, 4, 1, u32(gpsAt)),
    u32(0),
    u16(1),
    entry(0x0002, 5, 3, u32(textAt)),
    u32(0),
    bytesOf(secret),
  ]);
}

const segment = (marker: number, content: Uint8Array) =>
  joined([Uint8Array.from([0xff, marker]), u16(content.length + 2), content]);
const told = (name: string) => joined([bytesOf(name), bytesOf(secret)]);

function jpegWith(...segments: Uint8Array[]): Uint8Array {
  return joined([plain.jpeg.subarray(0, 2), ...segments, plain.jpeg.subarray(2)]);
}
const fullJpeg = joined([
  jpegWith(
    segment(0xe1, joined([bytesOf("Exif\0\0"), tiff(6)])),
    segment(0xe1, told("http://ns.adobe.com/xap/1.0/\0")),
    segment(0xe1, told("http://ns.adobe.com/xmp/extension/\0")),
    segment(0xe2, told("MPF\0")),
    segment(0xed, told("Photoshop 3.0\x008BIM")),
    segment(0xe5, told("anything")),
    segment(0xfe, told("<script>")),
  ),
  bytesOf(secret),
]);

const chunk = (name: string, content: Uint8Array) => {
  const named = joined([bytesOf(name), content]);
  return joined([u32(content.length), named, u32(crc32(named))]);
};
const header = (width: number, height: number) =>
  chunk("IHDR", joined([u32(width), u32(height), Uint8Array.from([8, 2, 0, 0, 0])]));
const signature = bytesOf("\x89PNG\r\n\x1a\n");
const pixels = chunk("IDAT", new Uint8Array(deflateSync(new Uint8Array(3 * (1 + 4 * 3)))));
const fullPng = joined([
  signature,
  header(4, 3),
  chunk("tEXt", told("Comment\0")),
  chunk("zTXt", told("Comment\0\0")),
  chunk("iTXt", told("XML:com.adobe.xmp\0\0\0\0\0")),
  chunk("eXIf", tiff(8)),
  chunk("tIME", Uint8Array.from([7, 234, 3, 10, 12, 0, 0])),
  chunk("prVt", bytesOf(secret)),
  pixels,
  chunk("IEND", new Uint8Array()),
  bytesOf(secret),
]);

const riff = (...chunks: Uint8Array[]) => {
  const body = joined(chunks);
  return joined([bytesOf("RIFF"), u32Little(4 + body.length), bytesOf("WEBP"), body]);
};
const part = (name: string, content: Uint8Array) =>
  joined([bytesOf(name), u32Little(content.length), content, new Uint8Array(content.length % 2)]);
const webpBody = (bytes: Uint8Array) => bytes.subarray(12);
const flagged = (body: Uint8Array) => {
  const copy = Uint8Array.from(body);
  copy[8] = (copy[8] ?? 0) | 0x0c;
  return copy;
};
const fullWebp = joined([
  riff(
    flagged(webpBody(plain.webp)),
    part("EXIF", tiff(3)),
    part("XMP ", told("<x:xmpmeta>")),
    part("prVt", bytesOf(secret)),
  ),
  bytesOf(secret),
]);

const holds = (bytes: Uint8Array, text: string) =>
  Buffer.from(bytes).includes(Buffer.from(text, "latin1"));

/** EXIF found in the cleaned file, from its byte order mark on. */
function tiffIn(bytes: Uint8Array): Uint8Array {
  const at = Buffer.from(bytes).indexOf(Buffer.from("MM\0*", "latin1"));
  return at < 0 ? new Uint8Array() : bytes.subarray(at);
}

describe("cleanPhoto", () => {
  test.each([
    {
      name: "JPEG",
      full: fullJpeg,
      type: "image/jpeg",
      orientation: 6,
      size: [16, 12],
      removed: [
        ...["EXIF", "EXIF GPS", "IPTC", "XMP", "application data", "bytes after the end"],
        ...["comment", "further pictures"],
      ],
      picture: plain.jpeg.subarray(20),
    },
    {
      name: "PNG",
      full: fullPng,
      type: "image/png",
      orientation: 8,
      size: [4, 3],
      removed: [
        ...["EXIF", "EXIF GPS", "application data", "bytes after the end", "text"],
        "time of change",
      ],
      picture: pixels,
    },
    {
      name: "WebP",
      full: fullWebp,
      type: "image/webp",
      orientation: 3,
      size: [16, 12],
      removed: ["EXIF", "EXIF GPS", "XMP", "application data", "bytes after the end"],
      picture: plain.webp.subarray(30),
    },
  ])(
    "[INT-012] $name: no byte of a place is left, the picture and which way is up are",
    ({ full, type, orientation, size, removed, picture }) => {
      expect(holds(full, secret)).toBe(true);
      const cleaned = cleanPhoto(full, remove);
      expect(cleaned).toMatchObject({ type, widthPx: size[0], heightPx: size[1] });
      expect(cleaned.removed).toEqual(removed.sort());
      expect(holds(cleaned.bytes, secret)).toBe(false);
      expect(holds(cleaned.bytes, secret.slice(0, 6))).toBe(false);
      expect(Buffer.from(cleaned.bytes).includes(Buffer.from(picture.slice(0, -2)))).toBe(true);
      expect(exifFacts(tiffIn(cleaned.bytes))).toEqual({ orientation, hasGps: false });
      // Once more changes no byte; it is a whole file of its kind.
      const again = cleanPhoto(cleaned.bytes, remove);
      expect(again.bytes).toEqual(cleaned.bytes);
      expect(again.removed).toEqual(["EXIF"]);
    },
  );

  test.each(Object.entries(plain))(
    "[INT-012] a %s with nothing to take out stays byte for byte",
    (_name, bytes) => {
      expect(cleanPhoto(bytes, remove)).toMatchObject({ bytes, removed: [] });
    },
  );

  test.each([
    ["JPEG", fullJpeg],
    ["PNG", fullPng],
    ["WebP", fullWebp],
  ])("[INT-012] kept on purpose, all of a %s stays but what lies behind its end", (_name, full) => {
    const cleaned = cleanPhoto(full, keep);
    expect(cleaned.bytes).toEqual(full.subarray(0, full.length - secret.length));
    expect(cleaned.removed).toEqual(["bytes after the end"]);
  });

  test.each([
    ["SVG", '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
    ["HTML", "<!doctype html><script>1</script>"],
    ["HTML behind a comment that looks like JPEG", "\xff\xd8\xff\xfe\x00\x10<script>alert(1)"],
    ["GIF", "GIF89a\x01\x00\x01\x00\x00\x00\x00;"],
    ["PDF", "%PDF-1.7"],
    ["nothing", ""],
    ["a name only", "RIFF\x04\x00\x00\x00WEBP"],
    ["PNG without a picture", "\x89PNG\r\n\x1a\n"],
  ])("[INT-013] refused: %s", (_name, text) => {
    expect(() => cleanPhoto(bytesOf(text), remove)).toThrow(
      expect.objectContaining({ code: "TL_INT_PHOTO" }),
    );
  });

  test.each([
    ["PNG", joined([signature, header(60_000, 60_000), pixels])],
    ["PNG, long", joined([signature, header(1, 50_000), pixels])],
    ["JPEG", jpegOfSize(20_000, 20_000)],
    [
      "WebP canvas",
      riff(part("VP8X", joined([u32(0), Uint8Array.from([255, 255, 0, 255, 255, 0])]))),
    ],
    ["WebP lossless", riff(part("VP8L", joined([Uint8Array.from([0x2f]), u32Little(0x0fffffff)])))],
  ])("[INT-013] a picture nobody could show is refused from its header: %s", (_name, bytes) => {
    expect(() => cleanPhoto(bytes, remove)).toThrow(
      expect.objectContaining({ code: "TL_INT_PHOTO_SIZE" }),
    );
  });

  test.each(Object.entries(plain))("[INT-013] no beginning of a %s is taken", (_name, bytes) => {
    for (let length = 0; length < bytes.length - 1; length++) {
      expect(() => cleanPhoto(bytes.subarray(0, length), remove)).toThrow(
        expect.objectContaining({ code: "TL_INT_PHOTO" }),
      );
    }
  });

  test("[INT-013] a PNG whose check sum is wrong, or with a part nobody can show, is refused", () => {
    const damaged = Uint8Array.from(plain.png);
    damaged[20] = 9;
    const unknown = joined([signature, header(4, 3), chunk("ABCD", new Uint8Array(1)), pixels]);
    for (const bytes of [damaged, unknown]) {
      expect(() => cleanPhoto(bytes, remove)).toThrow(
        expect.objectContaining({ code: "TL_INT_PHOTO" }),
      );
    }
  });

  test("[INT-013] whatever is changed in a file, it is refused with a code or cleaned again the same", () => {
    const files = [fullJpeg, fullPng, fullWebp];
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 }),
        (file, changes) => {
          const bytes = Uint8Array.from(file);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          let cleaned: Uint8Array;
          try {
            cleaned = cleanPhoto(bytes, remove).bytes;
          } catch (error) {
            expect(error).toBeInstanceOf(InteropError);
            return;
          }
          expect(cleanPhoto(cleaned, remove).bytes).toEqual(cleaned);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

/** The plain JPEG with another size in its frame. */
function jpegOfSize(width: number, height: number): Uint8Array {
  const bytes = Uint8Array.from(plain.jpeg);
  const at = Buffer.from(bytes).indexOf(Buffer.from([0xff, 0xc0, 0x00, 0x11]));
  expect(at).toBeGreaterThan(0);
  bytes.set(u16(height), at + 5);
  bytes.set(u16(width), at + 7);
  return bytes;
}
