import { deflateSync, zstdCompressSync } from "node:zlib";
import { rasterTerrain } from "@truceline/geo";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { geographicWgs84, type MadeTiff, madeTiff } from "./made-tiff.ts";
import { readGeoTiff } from "./read-geotiff.ts";

const width = 7;
const height = 5;
const values = Array.from({ length: width * height }, (_, index) => index * 11 - 40);
const base: MadeTiff = { width, height, values };

/** LZW without strings: each byte its own 9-bit code, begun anew before codes grow. */
function lzwPlain(block: Uint8Array): Uint8Array {
  const codes = [...block].flatMap((byte, index) => (index % 200 === 0 ? [256, byte] : [byte]));
  const bits = [...codes, 257].map((code) => code.toString(2).padStart(9, "0")).join("");
  return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (byte) =>
    Number.parseInt(byte.padEnd(8, "0"), 2),
  );
}

/** PackBits of literal runs only. */
function packBitsPlain(block: Uint8Array): Uint8Array {
  const runs: number[] = [];
  for (let at = 0; at < block.length; at += 128) {
    const run = block.subarray(at, at + 128);
    runs.push(run.length - 1, ...run);
  }
  return Uint8Array.from(runs);
}

/** Overwrites a tag of one short or long value in a little-endian classic file. */
function setTag(bytes: Uint8Array, tag: number, value: number): void {
  const view = new DataView(bytes.buffer);
  const directory = view.getUint32(4, true);
  const entries = view.getUint16(directory, true);
  for (let index = 0; index < entries; index++) {
    const entry = directory + 2 + index * 12;
    if (view.getUint16(entry, true) !== tag) continue;
    if (view.getUint16(entry + 2, true) === 3) view.setUint16(entry + 8, value, true);
    else view.setUint32(entry + 8, value, true);
  }
}

describe("readGeoTiff", () => {
  test.each<{ title: string; made: Partial<MadeTiff> }>([
    { title: "little-endian", made: {} },
    { title: "big-endian", made: { isLittleEndian: false } },
    { title: "BigTIFF", made: { isBig: true } },
    { title: "big-endian BigTIFF", made: { isBig: true, isLittleEndian: false } },
    { title: "strips of two rows", made: { rowsPerStrip: 2 } },
    { title: "tiles beyond the edge", made: { tileSize: 16 } },
    { title: "big-endian tiles", made: { tileSize: 16, isLittleEndian: false } },
    { title: "32-bit whole numbers", made: { bitsPerSample: 32 } },
    { title: "32-bit floats", made: { sampleFormat: 3, bitsPerSample: 32 } },
    { title: "64-bit floats", made: { sampleFormat: 3, bitsPerSample: 64 } },
    { title: "Deflate", made: { compression: 8, pack: (block) => deflateSync(block) } },
    { title: "old Deflate", made: { compression: 32946, pack: (block) => deflateSync(block) } },
    { title: "LZW", made: { compression: 5, pack: lzwPlain } },
    { title: "PackBits", made: { compression: 32773, pack: packBitsPlain } },
    { title: "Zstandard", made: { compression: 50000, pack: (block) => zstdCompressSync(block) } },
  ])("[GEO-026] $title: the same heights at the same places", async ({ made }) => {
    const raster = await readGeoTiff("made.tif", madeTiff({ ...base, ...made }));
    expect([...raster.heightsM]).toEqual(values);
    expect(raster).toMatchObject({ cols: width, rows: height, voidCount: 0, source: "made.tif" });
    // Cells are areas: the first post stands in the middle of the first cell.
    expect(raster.westDeg).toBeCloseTo(-29.95, 12);
    expect(raster.northDeg).toBeCloseTo(-0.05, 12);
  });

  test("[GEO-026] many strips in a big-endian file, whose places lie far from its head", async () => {
    const rows = 700;
    const many = Array.from({ length: rows * 3 }, (_, index) => index);
    const made = { width: 3, height: rows, values: many, rowsPerStrip: 1 };
    for (const isLittleEndian of [true, false]) {
      const raster = await readGeoTiff("strips.tif", madeTiff({ ...made, isLittleEndian }));
      expect([...raster.heightsM]).toEqual(many);
    }
  });

  test("[GEO-026] cells as points stand where the tie point says, wherever that is", async () => {
    const keys = geographicWgs84.map(([key, value]) => [key, key === 1025 ? 2 : value] as const);
    const points = await readGeoTiff("points.tif", madeTiff({ ...base, keys }));
    expect([points.westDeg, points.northDeg]).toEqual([-30, 0]);
    const tied = madeTiff({ ...base, keys, tiePoint: [2, 1, 0, -29.8, -0.1, 0] });
    const raster = await readGeoTiff("tied.tif", tied);
    expect(raster.westDeg).toBeCloseTo(-30, 12);
    expect(raster.northDeg).toBeCloseTo(0, 12);
  });

  test("[GEO-026] a transformation without turning says the same as scale and tie point", async () => {
    const transformation = [0.1, 0, 0, -30, 0, -0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    const made = madeTiff({ ...base, scale: null, tiePoint: null, transformation });
    expect(await readGeoTiff("matrix.tif", made)).toMatchObject({
      ...{ stepLonDeg: 0.1, stepLatDeg: 0.1, westDeg: -29.95, northDeg: -0.05 },
    });
  });

  test.each([
    { title: "16-bit", made: {}, noData: "-40" },
    { title: "floats, with more digits than they hold", noData: "-3.4028234663852886e+38" },
    { title: "not a number", noData: "nan" },
  ])("[GEO-026] the no-data value is a void: $title", async ({ noData }) => {
    const missing = Number(noData);
    const isFloat = !Number.isInteger(missing) || missing < -1e6;
    const made = isFloat ? { sampleFormat: 3, bitsPerSample: 32 } : {};
    const holed = values.map((value, index) => (index === 0 ? missing : value));
    const bytes = madeTiff({ ...base, ...made, values: holed, noData });
    const raster = await readGeoTiff("holed.tif", bytes);
    expect(raster.voidCount).toBe(1);
    const ground = rasterTerrain([raster]);
    expect(ground.heightM(-29.95, -0.05)).toBeNull();
    expect(ground.heightM(-29.85, -0.05)).toBeCloseTo(values[1] ?? Number.NaN, 4);
  });

  test("[GEO-026] scale and offset of the band are applied", async () => {
    const metadata =
      '<GDALMetadata><Item name="OFFSET" sample="0" role="offset">100</Item>' +
      '<Item name="SCALE" sample="0" role="scale">0.5</Item></GDALMetadata>';
    const raster = await readGeoTiff("scaled.tif", madeTiff({ ...base, metadata }));
    expect([...raster.heightsM]).toEqual(values.map((value) => value / 2 + 100));
  });

  test.each<{ title: string; made: Partial<MadeTiff>; code: string; says: string }>([
    {
      title: "a projection",
      made: {
        keys: [
          [1024, 1],
          [1025, 1],
          [3072, 32636],
        ],
      },
      code: "TL_TERRAIN_PROJECTION",
      says: "projected, EPSG:32636",
    },
    {
      title: "no coordinates",
      made: { keys: null },
      code: "TL_TERRAIN_PROJECTION",
      says: "names no",
    },
    {
      title: "another datum",
      made: {
        keys: [
          [1024, 2],
          [2048, 4284],
        ],
      },
      code: "TL_TERRAIN_PROJECTION",
      says: "EPSG:4284",
    },
    {
      title: "a system of its own",
      made: {
        keys: [
          [1024, 2],
          [2048, 32767],
        ],
      },
      code: "TL_TERRAIN_PROJECTION",
      says: "defined by itself",
    },
    {
      title: "gon for degrees",
      made: {
        keys: [
          [1024, 2],
          [2048, 4326],
          [2054, 9105],
        ],
      },
      code: "TL_TERRAIN_PROJECTION",
      says: "EPSG:9105",
    },
    {
      title: "feet",
      made: { keys: [...geographicWgs84, [4099, 9002]] },
      code: "TL_TERRAIN_KIND",
      says: "EPSG:9002, not metres",
    },
    { title: "three bands", made: { sampleCount: 3 }, code: "TL_TERRAIN_KIND", says: "3 bands" },
    { title: "JPEG", made: { compression: 7 }, code: "TL_TERRAIN_KIND", says: "method 7" },
    {
      title: "complex numbers",
      made: { sampleFormat: 5, bitsPerSample: 32 },
      code: "TL_TERRAIN_KIND",
      says: "format 5",
    },
    { title: "no place", made: { tiePoint: null }, code: "TL_TERRAIN_PLACE", says: "no tie point" },
    {
      title: "turned rows",
      made: {
        ...{ scale: null, tiePoint: null },
        transformation: [0.1, 0.02, 0, -30, 0.02, -0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      },
      code: "TL_TERRAIN_PLACE",
      says: "turned",
    },
    {
      title: "south-up rows",
      made: { scale: [0.1, -0.1, 0] },
      code: "TL_TERRAIN_PLACE",
      says: "-0.1° south",
    },
    {
      title: "heights of another world",
      made: { values: values.map(() => 20_000) },
      code: "TL_TERRAIN_HEIGHTS",
      says: "35 of 35 heights",
    },
    {
      title: "Deflate that is none",
      made: { compression: 8 },
      code: "TL_TERRAIN_DAMAGED",
      says: "header",
    },
    {
      title: "more unpacked than the block holds",
      made: { compression: 8, pack: () => deflateSync(new Uint8Array(50_000_000)) },
      code: "TL_TERRAIN_DAMAGED",
      says: "larger than",
    },
    {
      title: "less unpacked than the block holds",
      made: { compression: 8, pack: (block) => deflateSync(block.subarray(0, 9)) },
      code: "TL_TERRAIN_DAMAGED",
      says: "bounds",
    },
    {
      title: "LZW codes never made",
      made: { compression: 5, pack: () => Uint8Array.of(0x80, 0x7f, 0xff) },
      code: "TL_TERRAIN_DAMAGED",
      says: "was never made",
    },
    {
      title: "a run beyond its block",
      made: { compression: 32773, pack: () => Uint8Array.of(100, 1) },
      code: "TL_TERRAIN_DAMAGED",
      says: "goes on beyond",
    },
  ])("[GEO-027] $title is refused and said", async ({ made, code, says }) => {
    const reading = readGeoTiff("bad.tif", madeTiff({ ...base, ...made }));
    await expect(reading).rejects.toMatchObject({ code, fault: "data" });
    const { faults } = (await reading.catch((error: unknown) => error)) as {
      faults: { message: string; file: string; hint: string }[];
    };
    expect(faults[0]?.message).toContain("bad.tif: ");
    expect(faults[0]?.message).toContain(says);
    expect(faults[0]?.hint).not.toBe("");
  });

  test("[GEO-027] a file cut off anywhere is refused, never read half", async () => {
    const bytes = madeTiff({ ...base, rowsPerStrip: 1 });
    for (let end = 0; end < bytes.length; end += 3) {
      await expect(readGeoTiff("cut.tif", bytes.subarray(0, end))).rejects.toMatchObject({
        code: "TL_TERRAIN_TRUNCATED",
      });
    }
  });

  test("[GEO-027] what is no TIFF is said to be none", async () => {
    const text = new TextEncoder().encode("lon,lat,height\n-30,0,12\n");
    await expect(readGeoTiff("points.tif", text)).rejects.toMatchObject({
      code: "TL_TERRAIN_FORMAT",
    });
  });

  test.each([
    { title: "a size of giants", tag: 256, value: 60_000, code: /TOO_LARGE|DAMAGED/ },
    { title: "no width", tag: 256, value: 0, code: /DAMAGED/ },
    { title: "blocks missing", tag: 278, value: 1, code: /DAMAGED/ },
  ])("[GEO-027] $title is refused before memory is reserved", async ({ tag, value, code }) => {
    const bytes = madeTiff({ ...base, height: tag === 256 && value > 0 ? 1 : height });
    setTag(bytes, tag, value);
    const error = await readGeoTiff("wrong.tif", bytes).catch((cause: unknown) => cause);
    expect((error as { code: string }).code).toMatch(code);
  });

  test("[GEO-027] ten thousand by ten thousand heights in a few hundred bytes are not believed", async () => {
    const bytes = madeTiff({ ...base, compression: 8, pack: (block) => deflateSync(block) });
    for (const tag of [256, 257, 278]) setTag(bytes, tag, 10_000);
    await expect(readGeoTiff("claims.tif", bytes)).rejects.toMatchObject({
      code: "TL_TERRAIN_DAMAGED",
      details: { found: expect.stringContaining("claims 10000 by 10000 heights") },
    });
  });

  test("[GEO-027] no change of one byte does anything but refuse or read", async () => {
    const bytes = madeTiff({ ...base, compression: 8, pack: (block) => deflateSync(block) });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 0, max: 255 }),
        async (at, byte) => {
          const changed = Uint8Array.from(bytes);
          changed[at] = byte;
          const outcome = await readGeoTiff("fuzz.tif", changed).catch((error: unknown) => error);
          const { code, heightsM } = outcome as { code?: string; heightsM?: unknown };
          expect(heightsM !== undefined || /^TL_TERRAIN_/.test(code ?? "")).toBe(true);
        },
      ),
      { numRuns: 600 },
    );
  });
});
