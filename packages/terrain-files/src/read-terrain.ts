import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { flatTerrain, rasterTerrain, type Terrain } from "@truceline/geo";
import { refusal } from "./errors.ts";
import { readGeoTiff } from "./read-geotiff.ts";
import { readHgt } from "./read-hgt.ts";
import type { ReadRaster } from "./read-raster.ts";

const fileBytesMax = 1_000_000_000;
/** All heights together: Truceline is to stay below 2 GB. */
const heightBytesMax = 1_200_000_000;
const fileCountMax = 1_000;
const terrainFile = /\.(hgt|tiff?)$/i;

/** What was read of a file, for a reader who wonders what the ground was taken from. */
export interface TerrainFileNote {
  readonly file: string;
  readonly cols: number;
  readonly rows: number;
  /** Heights that are missing, those set aside among them. */
  readonly voidCount: number;
  /** Heights such as no ground has, taken as missing. */
  readonly setAsideCount: number;
}

export interface TerrainFiles {
  readonly terrain: Terrain;
  readonly notes: readonly TerrainFileNote[];
}

/**
 * Reads terrain from files and folders (their `.hgt`, `.tif` and `.tiff` files, not deeper) and joins it.
 * Without a path the ground is flat, and says so.
 *
 * Bounds: 1 GB a file, 144 million heights a file, 1.2 GB of heights and 1,000 files together.
 * @throws TerrainFileError naming the file, what is the matter, and what to do.
 */
export async function readTerrain(paths: readonly string[]): Promise<TerrainFiles> {
  if (paths.length === 0) return { terrain: flatTerrain, notes: [] };
  const files = (await Promise.all(paths.map(filesAt))).flat();
  if (files.length > fileCountMax) {
    const found = `${files.length} files, above ${fileCountMax}`;
    throw refusal("TL_TERRAIN_TOO_LARGE", paths.join(", "), found);
  }
  const rasters: ReadRaster[] = [];
  let heightBytes = 0;
  for (const file of files) {
    const raster = await readOne(file);
    heightBytes += raster.heightsM.byteLength;
    if (heightBytes > heightBytesMax) {
      const found = `the heights up to this file take ${heightBytes} bytes, above ${heightBytesMax}`;
      throw refusal("TL_TERRAIN_TOO_LARGE", file, found);
    }
    rasters.push(raster);
  }
  const notes = rasters.map(
    ({ source: file, cols, rows, voidCount, setAsideCount }): TerrainFileNote => ({
      ...{ file, cols, rows, voidCount, setAsideCount },
    }),
  );
  return { terrain: rasterTerrain(rasters), notes };
}

async function filesAt(path: string): Promise<readonly string[]> {
  const about = await stat(path).catch((cause: unknown) => {
    throw refusal("TL_TERRAIN_MISSING", path, reasonOf(cause), { cause });
  });
  if (!about.isDirectory()) {
    if (about.size > fileBytesMax) {
      const found = `it has ${about.size} bytes, above ${fileBytesMax}`;
      throw refusal("TL_TERRAIN_TOO_LARGE", path, found);
    }
    return [path];
  }
  const names = (await readdir(path)).filter((name) => terrainFile.test(name)).sort();
  if (names.length === 0) {
    throw refusal("TL_TERRAIN_NONE", path, "no file in it ends in .hgt, .tif or .tiff");
  }
  return (await Promise.all(names.map((name) => filesAt(join(path, name))))).flat();
}

async function readOne(path: string): Promise<ReadRaster> {
  const name = basename(path);
  if (!terrainFile.test(name)) {
    throw refusal("TL_TERRAIN_FORMAT", path, "its name does not end in .hgt, .tif or .tiff");
  }
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw refusal("TL_TERRAIN_MISSING", path, reasonOf(cause), { cause });
  });
  return /\.hgt$/i.test(name) ? readHgt(name, bytes) : await readGeoTiff(name, bytes);
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
