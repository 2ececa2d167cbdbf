import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rasterTerrain } from "@truceline/geo";
import { afterAll, describe, expect, test } from "vitest";
import { madeTiff } from "./made-tiff.ts";
import { readGeoTiff } from "./read-geotiff.ts";
import { readHgt } from "./read-hgt.ts";

const isThere = spawnSync("gdal_translate", ["--version"]).status === 0;
if (!isThere) console.warn("skipped: gdal_translate is not installed (apt-get install gdal-bin)");

const folder = mkdtempSync(join(tmpdir(), "truceline-gdal-"));
const at = (name: string) => join(folder, name);
const read = async (name: string) => await readGeoTiff(name, readFileSync(at(name)));
afterAll(() => rmSync(folder, { recursive: true }));

/** Hills with repeats and jumps, 300 × 200, to the decimetre where fractions are asked for. */
function ground(step: number): number[] {
  return Array.from({ length: 300 * 200 }, (_, index) => {
    const [x, y] = [index % 300, Math.floor(index / 300)];
    const heightM = 300 * Math.sin(x / 40) * Math.cos(y / 23) + (x > 150 ? 80 : 0) + ((x * y) % 7);
    return Math.round(heightM / step) * step + 0; // + 0: no negative zeros
  });
}

describe.skipIf(!isThere)("[GEO-026] files that GDAL wrote", () => {
  const whole = { width: 300, height: 200, values: ground(1), scale: [0.001, 0.001, 0] };
  const fractions = { ...whole, values: ground(0.125), sampleFormat: 3, bitsPerSample: 32 };

  test.each([
    { title: "as it comes", options: [] },
    { title: "LZW", options: ["COMPRESS=LZW"] },
    { title: "LZW with differences", options: ["COMPRESS=LZW", "PREDICTOR=2"] },
    {
      title: "Deflate in tiles",
      options: ["COMPRESS=DEFLATE", "TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"],
    },
    { title: "PackBits", options: ["COMPRESS=PACKBITS"] },
    { title: "Zstandard with differences", options: ["COMPRESS=ZSTD", "PREDICTOR=2"] },
    { title: "big-endian", options: ["ENDIANNESS=BIG"] },
    { title: "BigTIFF", options: ["BIGTIFF=YES"] },
  ])("whole numbers: $title", async ({ options }) => {
    writeFileSync(at("in.tif"), madeTiff(whole));
    translate("in.tif", "out.tif", options);
    const raster = await read("out.tif");
    expect([...raster.heightsM]).toEqual(whole.values);
    expect(raster.westDeg).toBeCloseTo(-30 + 0.0005, 9);
    expect(raster.northDeg).toBeCloseTo(-0.0005, 9);
  });

  test.each([
    { title: "as it comes", options: [] },
    { title: "Deflate with float differences", options: ["COMPRESS=DEFLATE", "PREDICTOR=3"] },
    { title: "LZW in tiles", options: ["COMPRESS=LZW", "TILED=YES"] },
  ])("fractions: $title", async ({ options }) => {
    writeFileSync(at("in.tif"), madeTiff(fractions));
    translate("in.tif", "out.tif", options);
    const raster = await read("out.tif");
    expect([...raster.heightsM]).toEqual([...Float32Array.from(fractions.values)]);
  });

  test("[GEO-027] differences of big-endian numbers are refused, not misread", async () => {
    writeFileSync(at("in.tif"), madeTiff(whole));
    translate("in.tif", "out.tif", ["ENDIANNESS=BIG", "COMPRESS=LZW", "PREDICTOR=2"]);
    await expect(read("out.tif")).rejects.toMatchObject({ code: "TL_TERRAIN_KIND" });
  });

  test("what GDAL finds at a place is what the ground is at the nearest post", async () => {
    writeFileSync(at("in.tif"), madeTiff(whole));
    translate("in.tif", "out.tif", ["COMPRESS=DEFLATE"]);
    const terrain = rasterTerrain([await read("out.tif")]);
    for (const [col, row] of [
      [0, 0],
      [299, 199],
      [151, 7],
      [20, 130],
    ] as const) {
      const [lonDeg, latDeg] = [-30 + (col + 0.5) * 0.001, -(row + 0.5) * 0.001];
      const place = [`${lonDeg}`, `${latDeg}`];
      const args = ["-valonly", "-geoloc", at("out.tif"), ...place];
      const found = Number(execFileSync("gdallocationinfo", args, { encoding: "utf8" }));
      expect(terrain.heightM(lonDeg, latDeg)).toBeCloseTo(found, 4);
    }
  });

  test("[GEO-025] a tile written as .hgt", async () => {
    const posts = 1_201;
    const values = Array.from({ length: posts * posts }, (_, index) =>
      index % 977 === 0 ? -32_768 : (index % posts) - Math.floor(index / posts / 2),
    );
    const step = 1 / 1_200;
    const corner = [0, 0, 0, -30 - step / 2, 1 + step / 2, 0];
    const made = { width: posts, height: posts, values, scale: [step, step, 0], tiePoint: corner };
    writeFileSync(at("tile.tif"), madeTiff({ ...made, noData: "-32768" }));
    execFileSync("gdal_translate", ["-q", "-of", "SRTMHGT", at("tile.tif"), at("N00W030.hgt")]);
    const raster = readHgt("N00W030.hgt", readFileSync(at("N00W030.hgt")));
    expect([...raster.heightsM]).toEqual(values);
    const geotiff = await read("tile.tif");
    expect(raster.westDeg).toBeCloseTo(geotiff.westDeg, 9);
    expect(raster.northDeg).toBeCloseTo(geotiff.northDeg, 9);
    expect(raster.voidCount).toBe(geotiff.voidCount);
  });

  test("[GEO-027] a projected file is refused with its code", async () => {
    writeFileSync(at("in.tif"), madeTiff(whole));
    execFileSync("gdalwarp", ["-q", "-t_srs", "EPSG:32625", at("in.tif"), at("utm.tif")]);
    await expect(read("utm.tif")).rejects.toMatchObject({
      code: "TL_TERRAIN_PROJECTION",
      details: { found: "its coordinates are projected, EPSG:32625" },
    });
  });
});

function translate(from: string, to: string, options: readonly string[]): void {
  const creation = options.flatMap((option) => ["-co", option]);
  execFileSync("gdal_translate", ["-q", ...creation, at(from), at(to)]);
}
