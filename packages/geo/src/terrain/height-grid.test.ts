import { lonLat } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { distanceM, inverseGeodesic } from "../geodesic.ts";
import { gridAround } from "./height-grid.ts";
import { lineOfSight } from "./line-of-sight.ts";
import { rasterTerrain } from "./raster-terrain.ts";
import { flatTerrain, type Terrain } from "./terrain.ts";
import { sightStates, viewshed } from "./viewshed.ts";

const here = lonLat(-30, 47.5);

describe("gridAround", () => {
  test.each([
    { title: "mid latitudes, fast", centre: here, radiusM: 20_000 },
    { title: "far north, exact", centre: lonLat(-30, 72), radiusM: 20_000 },
    { title: "beyond the 180th meridian", centre: lonLat(179.9, 10), radiusM: 20_000 },
  ])("[GEO-018] cells stand where distance and direction say: $title", ({ centre, radiusM }) => {
    // A terrain whose heights tell the distance from the centre and, by its sign, the side.
    const ruler: Terrain = {
      source: "ruler",
      heightM: (lonDeg, latDeg) => {
        const { distanceM: away, azimuthDeg } = inverseGeodesic(centre, [lonDeg, latDeg]);
        return away < 1 ? 0 : azimuthDeg > 180 ? -away : away;
      },
    };
    const grid = gridAround(ruler, centre, { cellM: 5_000, radiusM });
    expect([grid.cols, grid.rows, grid.source]).toEqual([9, 9, "ruler"]);
    for (let row = 0; row < 9; row++) {
      for (let col = 0; col < 9; col++) {
        const heightM = grid.heightsM[row * 9 + col] ?? Number.NaN;
        expect(Math.abs(Math.abs(heightM) - 5_000 * Math.hypot(col - 4, row - 4))).toBeLessThan(1);
        if (col < 4) expect(heightM).toBeLessThan(0);
        if (col > 4) expect(heightM).toBeGreaterThan(0);
      }
    }
  });

  test("[GEO-019] flat terrain gives a flat grid that says so", () => {
    const grid = gridAround(flatTerrain, here, { cellM: 100, radiusM: 1_000 });
    expect(grid.isFlat).toBe(true);
    expect(grid.source).toBe(flatTerrain.source);
    expect(grid.heightsM.every((heightM) => heightM === 0)).toBe(true);
    expect(grid.cols).toBe(21);
  });

  test("[GEO-020] a viewshed on it says what lines of sight to its cells say", () => {
    const [cols, rows, step] = [101, 101, 0.002];
    const hills = rasterTerrain([
      {
        ...{ westDeg: -30.1, northDeg: 47.6, stepLonDeg: step, stepLatDeg: step, cols, rows },
        heightsM: Float32Array.from(
          { length: cols * rows },
          (_, index) => 60 * Math.sin((index % cols) / 4) * Math.cos(Math.floor(index / cols) / 5),
        ),
        ...{ voidHeight: null, source: "hills" },
      },
    ]);
    const cellM = 50;
    const grid = gridAround(hills, here, { cellM, radiusM: 4_000 });
    const middle = (grid.cols - 1) / 2;
    const observer = { row: middle, col: middle, aboveGroundM: 10 };
    const mask = viewshed(grid, observer, { targetAboveGroundM: 2 });
    let compared = 0;
    let different = 0;
    for (let row = 0; row < grid.rows; row += 7) {
      for (let col = 0; col < grid.cols; col += 7) {
        const latDeg = here[1] + ((middle - row) * cellM) / 111_170;
        const lonDeg =
          here[0] + ((col - middle) * cellM) / (111_320 * Math.cos((latDeg * Math.PI) / 180));
        const position = lonLat(lonDeg, latDeg);
        expect(distanceM(here, position)).toBeLessThan(6_000);
        const sight = lineOfSight(
          hills,
          { position: here, aboveGroundM: 10 },
          { position, aboveGroundM: 2 },
        );
        if (Math.abs(sight.clearanceM ?? 0) < 1.5) continue; // the cell's centre is a few metres off
        compared++;
        if (sight.visible !== (mask[row * grid.cols + col] === sightStates.visible)) different++;
      }
    }
    expect(compared).toBeGreaterThan(300);
    expect(different / compared).toBeLessThan(0.02);
  });

  test.each([
    { title: "no cell", size: { cellM: 0, radiusM: 100 } },
    { title: "no radius", size: { cellM: 10, radiusM: Number.NaN } },
    { title: "too many cells", size: { cellM: 1, radiusM: 50_000 } },
    { title: "a cell that is no number", size: { cellM: Number.NaN, radiusM: 100 } },
  ])("[GEO-024] $title is refused", ({ size }) => {
    expect(() => gridAround(flatTerrain, here, size)).toThrow(
      expect.objectContaining({ code: "TL_GEO_GRID" }),
    );
  });
});
