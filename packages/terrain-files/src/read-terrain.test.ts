import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lineOfSight } from "@truceline/geo";
import { lonLat } from "@truceline/model";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { madeTiff } from "./made-tiff.ts";
import { readTerrain } from "./read-terrain.ts";

const folder = mkdtempSync(join(tmpdir(), "truceline-terrain-"));
const at = (name: string) => join(folder, name);

beforeAll(() => {
  const posts = 1_201;
  const tile = (heightM: number) => {
    const bytes = new Uint8Array(posts * posts * 2);
    for (let index = 1; index < bytes.length; index += 2) bytes[index] = heightM;
    return bytes;
  };
  mkdirSync(at("tiles"));
  writeFileSync(at("tiles/N00W030.hgt"), tile(100));
  writeFileSync(at("tiles/N00W031.hgt"), tile(50));
  writeFileSync(at("tiles/readme.txt"), "not terrain");
  const steps = { scale: [0.001, 0.001, 0], tiePoint: [0, 0, 0, -29.995, 0.995, 0] };
  const values = new Array(100).fill(180);
  writeFileSync(at("site.tif"), madeTiff({ width: 10, height: 10, values, ...steps }));
  mkdirSync(at("empty"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("readTerrain", () => {
  test("[GEO-028] folders and files make one ground, the finer file before the coarser", async () => {
    const { terrain, notes } = await readTerrain([at("tiles"), at("site.tif")]);
    expect(terrain.source).toBe("N00W030.hgt, N00W031.hgt, site.tif");
    expect(terrain.isFlat).toBeUndefined();
    expect(terrain.heightM(-29.5, 0.5)).toBeCloseTo(100, 9);
    expect(terrain.heightM(-30.5, 0.5)).toBeCloseTo(50, 9);
    expect(notes.map(({ file, cols }) => [file, cols])).toEqual([
      ["N00W030.hgt", 1_201],
      ["N00W031.hgt", 1_201],
      ["site.tif", 10],
    ]);
    // Across the seam of the two tiles, uphill.
    const sight = lineOfSight(
      terrain,
      { position: lonLat(-30.01, 0.5), aboveGroundM: 2 },
      { position: lonLat(-29.98, 0.5), aboveGroundM: 2 },
    );
    expect(sight.visible).toBe(false);
    expect(sight.clearanceM).not.toBeNull();
  });

  test("[GEO-028] [GEO-019] without a path the ground is flat and says so", async () => {
    const { terrain, notes } = await readTerrain([]);
    expect(terrain.isFlat).toBe(true);
    expect(terrain.source).toContain("no terrain given");
    expect(notes).toEqual([]);
  });

  test.each([
    { path: "nowhere.hgt", code: "TL_TERRAIN_MISSING" },
    { path: "empty", code: "TL_TERRAIN_NONE" },
    { path: "tiles/readme.txt", code: "TL_TERRAIN_FORMAT" },
  ])("[GEO-027] $path is refused by name", async ({ path, code }) => {
    const reading = readTerrain([at(path)]);
    await expect(reading).rejects.toMatchObject({ code });
    const { faults } = (await reading.catch((error: unknown) => error)) as {
      faults: { message: string }[];
    };
    expect(faults[0]?.message).toContain(path);
  });
});
