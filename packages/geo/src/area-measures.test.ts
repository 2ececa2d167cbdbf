import { type Area, type LonLat, lonLat, seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { areaM2, areaMedian } from "./area-measures.ts";
import { destination, distanceM, zoneAreaM2 } from "./geodesic.ts";
import { areaOutline, sampleArea } from "./observation-area.ts";

const DEG = Math.PI / 180;
const rng = seededRng("area-measures");
const between = (low: number, high: number) => low + rng.nextUnit() * (high - low);
const somewhere = () => lonLat(between(-35, -25), between(-65, 65));

/** An outline with a vertex every 0.25°, drawn apart from the code under test. */
function fineRing(place: (turnDeg: number) => LonLat): LonLat[] {
  const ring = Array.from({ length: 1_440 }, (_, step) => place(-step / 4));
  return [...ring, ring[0] as LonLat];
}

describe("square metres of an area", () => {
  test.each([
    [20_000, 1e-5],
    [200_000, 1e-4],
  ])("circles and ellipses of %d m agree with a fine outline within %d", (reachM, withinRatio) => {
    for (let round = 0; round < 12; round++) {
      const centre = somewhere();
      const circle: Area = { shape: "circle", centre, radiusM: between(reachM / 10, reachM) };
      const semiMajorM = between(reachM / 2, reachM);
      const semiMinorM = between(reachM / 10, reachM / 2);
      const orientationDeg = between(0, 180);
      const ellipse: Area = { shape: "ellipse", centre, semiMajorM, semiMinorM, orientationDeg };
      const circleRing = fineRing((turnDeg) => destination(centre, turnDeg, circle.radiusM));
      const ellipseRing = fineRing((turnDeg) => {
        const alongM = semiMajorM * Math.cos(turnDeg * DEG);
        const acrossM = semiMinorM * Math.sin(turnDeg * DEG);
        const towardsDeg = orientationDeg + Math.atan2(acrossM, alongM) / DEG;
        return destination(centre, towardsDeg, Math.hypot(alongM, acrossM));
      });
      for (const [area, ring] of [
        [circle, circleRing],
        [ellipse, ellipseRing],
      ] as const) {
        const drawnM2 = zoneAreaM2({ type: "Polygon", coordinates: [ring] });
        expect(Math.abs(areaM2(area) / drawnM2 - 1)).toBeLessThan(withinRatio);
      }
    }
  });

  test.each([
    { bearingsDeg: [] },
    { bearingsDeg: [45] },
    { bearingsDeg: [0, 22.5, 180] },
    { bearingsDeg: [350, 10, 100, 200] },
  ])("a sector towards $bearingsDeg agrees with its outline", ({ bearingsDeg }) => {
    const area: Area = {
      shape: "sector",
      centre: somewhere(),
      minM: 1_000,
      maxM: 6_000,
      bearingsDeg,
      halfWidthDeg: 11.25,
    };
    // A vertex every 3° cuts corners off: 0.05 % of a full circle, the same of its parts.
    expect(areaM2(area) / zoneAreaM2(areaOutline(area))).toBeCloseTo(1.00046, 3);
  });
});

test("the middle of a sector has, to a hundredth, the least sum of distances among its places", () => {
  for (let round = 0; round < 60; round++) {
    const minM = between(0, 5_000);
    const area: Area = {
      shape: "sector",
      centre: somewhere(),
      minM,
      maxM: minM + between(200, 5_000),
      bearingsDeg: Array.from({ length: round % 4 }, () => between(0, 360)),
      halfWidthDeg: between(5, 60),
    };
    const flat = sampleArea(area, 128);
    const places = Array.from({ length: 128 }, (_, index) =>
      lonLat(flat[2 * index] as number, flat[2 * index + 1] as number),
    );
    const sumM = (from: LonLat) => places.reduce((sum, to) => sum + distanceM(from, to), 0);
    const leastM = Math.min(...places.map(sumM));
    const middle = areaMedian(area);
    expect(places).toContainEqual(middle);
    expect(sumM(middle) / leastM).toBeLessThan(1.01);
    expect(areaMedian({ ...area })).toEqual(middle);
  }
});
