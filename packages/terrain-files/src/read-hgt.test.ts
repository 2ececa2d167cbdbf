import { describe, expect, test } from "vitest";
import { readHgt } from "./read-hgt.ts";

/** A tile byte by byte: big-endian, the north-west post first. */
function tile(posts: number, heightOf: (row: number, col: number) => number): Uint8Array {
  const bytes = new Uint8Array(posts * posts * 2);
  for (let row = 0; row < posts; row++) {
    for (let col = 0; col < posts; col++) {
      const height = heightOf(row, col) & 0xffff;
      const at = (row * posts + col) * 2;
      bytes[at] = height >> 8;
      bytes[at + 1] = height & 0xff;
    }
  }
  return bytes;
}

const plain = tile(1_201, (row, col) => (row + col) % 500);

describe("readHgt", () => {
  test("[GEO-025] a tile of 3 arc seconds, from the north-west, its voids unknown", () => {
    const bytes = tile(1_201, (row, col) =>
      row === 0 && col === 0 ? 2_000 : row === 1_200 && col === 0 ? -12 : row === 5 ? -32_768 : 7,
    );
    const raster = readHgt("N00W030.hgt", bytes);
    expect(raster).toMatchObject({ westDeg: -30, northDeg: 1, cols: 1_201, rows: 1_201 });
    expect(raster.stepLonDeg).toBeCloseTo(3 / 3_600, 12);
    expect(raster.heightsM[0]).toBe(2_000);
    expect(raster.heightsM[1_200 * 1_201]).toBe(-12);
    expect(raster.heightsM[5 * 1_201 + 9]).toBe(raster.voidHeight);
    expect([raster.voidCount, raster.setAsideCount]).toEqual([1_201, 0]);
  });

  test("[GEO-025] a tile of 1 arc second", () => {
    const raster = readHgt(
      "s01w031.hgt",
      tile(3_601, (row) => row % 300),
    );
    expect(raster).toMatchObject({ westDeg: -31, northDeg: 0, cols: 3_601, rows: 3_601 });
    expect(raster.stepLatDeg).toBeCloseTo(1 / 3_600, 12);
    expect(raster.heightsM[301 * 3_601]).toBe(1);
  });

  test.each([
    { name: "N48E037.hgt", westDeg: 37, northDeg: 49 },
    { name: "N48E037.SRTMGL1.hgt", westDeg: 37, northDeg: 49 },
    { name: "S05W030.HGT", westDeg: -30, northDeg: -4 },
    { name: "N00E000.hgt", westDeg: 0, northDeg: 1 },
    { name: "S01W001.hgt", westDeg: -1, northDeg: 0 },
    { name: "N10W180.hgt", westDeg: -180, northDeg: 11 },
  ])("[GEO-025] $name says where it lies", ({ name, ...corner }) => {
    expect(readHgt(name, plain)).toMatchObject(corner);
  });

  test.each([
    "srtm_43_03.hgt",
    "N4E037.hgt",
    "N91E037.hgt",
    "N90E037.hgt",
    "N48E180.hgt",
    "E037N48.hgt",
    "N48E037",
    "",
  ])("[GEO-027] the name %j is refused", (name) => {
    expect(() => readHgt(name, plain)).toThrow(
      expect.objectContaining({ code: "TL_TERRAIN_NAME" }),
    );
  });

  test.each([
    { title: "nothing", bytes: 0, says: "2884802 less than a tile of 3 arc seconds" },
    { title: "cut off", bytes: 2_884_801, says: "1 less than a tile of 3 arc seconds" },
    { title: "cut off", bytes: 20_000_000, says: "5934402 less than a tile of 1 arc seconds" },
    { title: "too long", bytes: 30_000_000, says: "more than any tile" },
  ])("[GEO-027] a file $title ($bytes bytes) is refused and told so", ({ bytes, says }) => {
    let fault: unknown;
    try {
      readHgt("N48E037.hgt", new Uint8Array(bytes));
    } catch (error) {
      fault = error;
    }
    expect(fault).toMatchObject({ code: "TL_TERRAIN_SIZE", fault: "data" });
    const [shown] = (fault as { faults: { message: string; file: string; hint: string }[] }).faults;
    expect(shown?.message).toContain("N48E037.hgt: it has ");
    expect(shown?.message).toContain(says);
    expect(shown?.hint).toContain("fetch it again");
  });

  test("[GEO-027] a few heights that no ground has are set aside and counted, many are refused", () => {
    const few = tile(1_201, (row, col) => (row === 3 && col < 7 ? 20_000 : 100));
    const raster = readHgt("N00W030.hgt", few);
    expect([raster.setAsideCount, raster.voidCount]).toEqual([7, 7]);
    expect(raster.heightsM[3 * 1_201]).toBe(raster.voidHeight);
    // Least significant byte first: 100 becomes 25,600.
    const swapped = tile(1_201, () => 25_600);
    expect(() => readHgt("N00W030.hgt", swapped)).toThrow(
      expect.objectContaining({
        code: "TL_TERRAIN_HEIGHTS",
        details: expect.objectContaining({
          found: expect.stringContaining("first 25600 m in row 1, column 1"),
        }),
      }),
    );
  });

  test("bytes that lie within a larger buffer are read from where they begin", () => {
    const larger = new Uint8Array(plain.length + 3);
    larger.set(plain, 3);
    expect(readHgt("N00W030.hgt", larger.subarray(3)).heightsM[1_201 + 1]).toBe(2);
  });
});
