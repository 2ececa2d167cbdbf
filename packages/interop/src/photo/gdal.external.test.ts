import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { cleanPhoto } from "./clean-photo.ts";

// What somebody else's writer puts into a photograph, and what somebody else's reader finds in it afterwards.
const isThere = spawnSync("gdalinfo", ["--version"]).status === 0;
if (!isThere) console.log("skipped: GDAL is not there");
const folder = isThere ? mkdtempSync(join(tmpdir(), "truceline-photo-")) : "";
afterAll(() => {
  if (isThere) rmSync(folder, { recursive: true });
});

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../fixtures/photo/${name}`, import.meta.url));
const place = "30.0312W 0.0904N";

/** A photograph as GDAL writes it. */
function byGdal(source: string, out: string, options: readonly string[]): Uint8Array {
  const to = join(folder, out);
  execFileSync("gdal_translate", ["-q", ...options, fixture(source), to], { stdio: "pipe" });
  return new Uint8Array(readFileSync(to));
}

/** What GDAL says of a photograph: what is written in it, and sums over the pixels of each band. */
function seen(name: string, bytes: Uint8Array): { readonly told: string; readonly sums: string[] } {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const told = execFileSync("gdalinfo", ["-checksum", "-mdd", "all", path], { encoding: "utf8" });
  return { told, sums: [...told.matchAll(/Checksum=(\d+)/g)].map(([, sum]) => sum ?? "") };
}

describe.skipIf(!isThere)("photographs of GDAL", () => {
  test("[INT-263] a JPEG loses its place and its maker, keeps which way is up and every pixel", () => {
    const photo = byGdal("plain.jpeg", "placed.jpg", [
      ...["-of", "JPEG", "-mo", "EXIF_GPSLatitude=(0) (5) (24)", "-mo", "EXIF_GPSLatitudeRef=N"],
      ...["-mo", "EXIF_GPSLongitude=(30) (1) (52)", "-mo", "EXIF_Make=Maker"],
      ...["-mo", "EXIF_Orientation=6", "-co", `COMMENT=${place}`],
    ]);
    const before = seen("before.jpg", photo);
    expect(before.told).toMatch(/EXIF_GPSLatitude=\(0\) \(5\) \(24\)/);
    expect(before.told).toContain("EXIF_Make=Maker");
    expect(before.sums).toHaveLength(3);
    const after = seen("after.jpg", cleanPhoto(photo, { keepPlace: false }).bytes);
    expect(after.told).not.toMatch(/GPS|Maker/);
    expect(after.told).not.toContain(place);
    expect(after.told).toContain("EXIF_Orientation=6");
    expect(after.sums).toEqual(before.sums);
    const kept = seen("kept.jpg", cleanPhoto(photo, { keepPlace: true }).bytes);
    expect(kept.told).toMatch(/EXIF_GPSLongitude=\(30\) \(1\) \(52\)/);
  });

  test("[INT-263] a PNG loses its texts and keeps every pixel", () => {
    const photo = byGdal("plain.png", "placed.png", ["-of", "PNG", "-co", `COMMENT=${place}`]);
    expect(Buffer.from(photo).includes(place)).toBe(true);
    const cleaned = cleanPhoto(photo, { keepPlace: false }).bytes;
    expect(Buffer.from(cleaned).includes(place)).toBe(false);
    const sums = seen("after.png", cleaned).sums;
    expect(sums).toHaveLength(4);
    expect(sums).toEqual(seen("before.png", photo).sums);
  });

  test("[INT-263] a WebP of GDAL is taken and keeps every pixel", () => {
    const photo = byGdal("plain.jpeg", "made.webp", ["-of", "WEBP"]);
    const sums = seen("after.webp", cleanPhoto(photo, { keepPlace: false }).bytes).sums;
    expect(sums).toHaveLength(3);
    expect(sums).toEqual(seen("before.webp", photo).sums);
  });
});
