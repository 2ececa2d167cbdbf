import {
  destination,
  PreparedBand,
  PreparedLine,
  PreparedZone,
  sampleArea,
  shareWhere,
  withCorners,
} from "@truceline/geo";
import { type Area, lonLat, seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { shareInGround } from "./share-in-ground.ts";

/** A line with bends, so that the band's edge has arcs and, on the inner sides, sharp corners. */
const line = new PreparedLine([
  [-30.5, -0.5],
  [-30, 0],
  [-30.4, 0.3],
  [-29.9, 0.7],
]);
const band = new PreparedBand(line, { leftM: 15_000, rightM: 15_000 });
const ground = {
  contains: (lonDeg: number, latDeg: number) => band.contains(lonDeg, latDeg),
  shareOf: (area: Area) => band.shareOf(area),
  band,
};

/** Places of the band's edge: every outline vertex, corners among them. */
const edge = withCorners(band.outline, line, band.reach).coordinates.flat(2);

describe("shares of areas in a band", () => {
  test("[VER-067] at its edge and at its corners they are within 0.005 of the exact membership", () => {
    let worst = 0;
    let uncertainCount = 0;
    for (let index = 0; index < edge.length; index += 9) {
      const [lonDeg, latDeg] = edge[index] ?? [0, 0];
      const centre = destination([lonDeg, latDeg], (index * 77) % 360, (index * 131) % 2_000);
      const area: Area = {
        shape: "sector",
        centre,
        minM: 800,
        maxM: 3_200,
        bearingsDeg: [(index * 53) % 360],
        halfWidthDeg: 40,
      };
      const exact = shareWhere(sampleArea(area, 10_000, seededRng(String(index))), ground.contains);
      if (exact > 0.01 && exact < 0.99) uncertainCount += 1;
      worst = Math.max(worst, Math.abs(shareInGround(ground, area) - exact));
    }
    expect(uncertainCount).toBeGreaterThan(15);
    expect(worst).toBeLessThan(0.005);
  }, 60_000);

  test("[VER-067] so they are right at its corners, where the drawn outline is not", () => {
    const drawnZone = new PreparedZone(band.outline);
    const drawn = new Set(band.outline.coordinates.flat(2).map(String));
    const corners = edge.filter((place) => !drawn.has(String(place)));
    expect(corners.length).toBeGreaterThanOrEqual(2);
    let worst = 0;
    let worstDrawn = 0;
    for (const corner of corners) {
      expect(Math.abs(Math.abs(line.fastSignedDistanceM(...corner)) - 15_000)).toBeLessThan(30);
      for (const radiusM of [400, 600, 1_000]) {
        const area: Area = { shape: "circle", centre: lonLat(...corner), radiusM };
        const exact = shareWhere(sampleArea(area, 40_000), ground.contains);
        worst = Math.max(worst, Math.abs(shareInGround(ground, area) - exact));
        worstDrawn = Math.max(worstDrawn, Math.abs(drawnZone.shareOf(area) - exact));
      }
    }
    expect(worstDrawn).toBeGreaterThan(0.005);
    expect(worst).toBeLessThan(0.005);
  });

  test("what one distance decides of a narrow sector is what its places say", () => {
    const rng = seededRng("sectors");
    let decidedCount = 0;
    for (let index = 0; index < 300; index++) {
      const area: Area = {
        shape: "sector",
        centre: lonLat(-30.7 + rng.nextUnit() * 1.2, -0.8 + rng.nextUnit() * 1.8),
        minM: rng.nextUnit() * 8_000,
        maxM: 8_000 + rng.nextUnit() * 10_000,
        bearingsDeg: [rng.nextUnit() * 360],
        halfWidthDeg: 3 + rng.nextUnit() * 80,
      };
      const share = shareInGround(ground, area);
      if (share !== 0 && share !== 1) continue;
      decidedCount += 1;
      expect(shareWhere(sampleArea(area, 400), ground.contains)).toBe(share);
    }
    expect(decidedCount).toBeGreaterThan(50);
  });

  test("an area farther from the edge than it reaches is decided exactly", () => {
    const circle = (radiusM: number): Area => ({
      shape: "circle",
      centre: lonLat(-30, 0),
      radiusM,
    });
    expect(shareInGround(ground, circle(14_900))).toBe(1);
    const far: Area = { shape: "circle", centre: lonLat(-28, 0), radiusM: 10_000 };
    expect(shareInGround(ground, far)).toBe(0);
    expect(shareInGround(ground, circle(40_000))).toBeLessThan(1);
  });
});
