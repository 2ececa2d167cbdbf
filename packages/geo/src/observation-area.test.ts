import { type Area, lonLat, seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { areaMedian } from "./area-measures.ts";
import { destination, distanceM, zoneAreaM2 } from "./geodesic.ts";
import type { Position } from "./geometry.ts";
import { areaBox, areaOutline, isInsideArea, sampleArea, shareWhere } from "./observation-area.ts";
import { PreparedBand } from "./prepared-band.ts";
import { PreparedLine } from "./prepared-line.ts";
import { PreparedZone } from "./prepared-zone.ts";

/** A brand hides that a position is a pair. */
const pair = (position: Position): Position => position;
const centre = lonLat(-30, 0);
/** "2 to 4 km NE and ENE" as a person at a post says it. */
const sector: Area = {
  shape: "sector",
  centre,
  minM: 2_000,
  maxM: 4_000,
  bearingsDeg: [45, 67.5],
  halfWidthDeg: 11.25,
};
const ellipse: Area = {
  shape: "ellipse",
  centre,
  semiMajorM: 2_000,
  semiMinorM: 500,
  orientationDeg: 30,
};
const circle: Area = { shape: "circle", centre, radiusM: 3_000 };

describe("areas of observations", () => {
  test("the extent of a sector's outline is that of the ring piece", () => {
    const expectedM2 = (Math.PI * (4_000 ** 2 - 2_000 ** 2) * 45) / 360;
    expect(zoneAreaM2(areaOutline(sector)) / expectedM2).toBeCloseTo(1, 2);
  });

  test("a full ring has a hole, two sectors apart are two polygons", () => {
    const ring = areaOutline({ ...sector, bearingsDeg: [] });
    expect(ring.coordinates).toHaveLength(2);
    expect(zoneAreaM2(ring) / (Math.PI * (4_000 ** 2 - 2_000 ** 2))).toBeCloseTo(1, 2);
    expect(areaOutline({ ...sector, bearingsDeg: [0, 180] }).type).toBe("MultiPolygon");
  });

  test("half the places of a ring piece lie beyond the radius that halves its extent", () => {
    const halfM = Math.sqrt((2_000 ** 2 + 4_000 ** 2) / 2);
    const share = shareWhere(
      sampleArea(sector, 4_000),
      (lonDeg, latDeg) => distanceM(centre, [lonDeg, latDeg]) > halfM,
    );
    expect(share).toBeCloseTo(0.5, 2);
  });

  test("95 of 100 places of an ellipse lie inside its line", () => {
    const share = shareWhere(sampleArea(ellipse, 20_000, seededRng("e")), (lonDeg, latDeg) =>
      isInsideArea(ellipse, lonDeg, latDeg),
    );
    expect(share).toBeCloseTo(0.95, 2);
    const tip = destination(centre, 30, 1_999);
    expect(isInsideArea(ellipse, tip[0], tip[1])).toBe(true);
    expect(isInsideArea(ellipse, ...pair(destination(centre, 120, 501)))).toBe(false);
  });

  test("an ellipse without width holds the places along it", () => {
    const needle: Area = { ...ellipse, semiMinorM: 0 };
    const on = destination(centre, 30, 1_500);
    expect(isInsideArea(needle, on[0], on[1])).toBe(true);
    const off = destination(centre, 31, 1_500);
    expect(isInsideArea(needle, off[0], off[1])).toBe(false);
  });

  test("[GEO-011] another seed draws other places of the same area", () => {
    const one = sampleArea(sector, 100, seededRng("one"));
    const two = sampleArea(sector, 100, seededRng("two"));
    expect(one).not.toEqual(two);
  });

  test("a mixture draws from its parts by their weights", () => {
    const far: Area = { shape: "circle", centre: lonLat(-20, 0), radiusM: 1_000 };
    const mixture = [
      { area: circle, weight: 3 },
      { area: far, weight: 1 },
      { area: ellipse, weight: 0 },
    ];
    const places = sampleArea(mixture, 4_000);
    expect(shareWhere(places, (lonDeg) => lonDeg > -25)).toBeCloseTo(0.25, 2);
    expect(() => sampleArea([], 1)).toThrow(expect.objectContaining({ code: "TL_GEO_AREA_EMPTY" }));
  });

  test("a polygon without an inside is refused", () => {
    const rings = [[centre, lonLat(-29, 0), lonLat(-28, 0), centre]];
    expect(() => sampleArea({ shape: "polygon", rings }, 1)).toThrow(
      expect.objectContaining({ code: "TL_GEO_AREA_EMPTY" }),
    );
  });

  test("places of a polygon are even on the ground, not in degrees", () => {
    // From the equator to 60° N: the southern half in degrees has 57.7 % of the ground.
    const rings = [
      [lonLat(-30, 0), lonLat(-29, 0), lonLat(-29, 60), lonLat(-30, 60), lonLat(-30, 0)],
    ];
    const south = shareWhere(sampleArea({ shape: "polygon", rings }, 10_000), (_, lat) => lat < 30);
    expect(south).toBeCloseTo(0.5774 - 0.0015, 2);
  });

  test("a wide area and one near the pole use the exact projection", () => {
    for (const wide of [
      { ...circle, radiusM: 400_000 },
      { ...circle, centre: lonLat(20, 85) },
      { ...circle, centre: lonLat(179.99, 10) },
    ] satisfies Area[]) {
      const places = sampleArea(wide, 500);
      const share = shareWhere(places, (lonDeg, latDeg) => isInsideArea(wide, lonDeg, latDeg));
      expect(share).toBe(1);
    }
  });

  test("the label's place lies in the area, also where the middle does not", () => {
    for (const area of [sector, circle, ellipse, { ...sector, bearingsDeg: [] }]) {
      expect(isInsideArea(area, ...pair(areaMedian(area)))).toBe(true);
    }
    const box = areaBox(circle);
    expect(box.eastDeg - box.westDeg).toBeCloseTo(6_000 / 111_319.49, 4);
  });
});

describe("share of an area in a zone or band", () => {
  const eastHalf = new PreparedZone({
    type: "Polygon",
    coordinates: [
      [
        [-30, -1],
        [-29, -1],
        [-29, 1],
        [-30, 1],
        [-30, -1],
      ],
    ],
  });

  test.each([
    { title: "circle on the edge", area: circle, share: 0.5 },
    { title: "ellipse on the edge", area: ellipse, share: 0.5 },
    { title: "sector inside", area: sector, share: 1 },
    { title: "sector turned away", area: { ...sector, bearingsDeg: [270] }, share: 0 },
    { title: "sector astride", area: { ...sector, bearingsDeg: [0] }, share: 0.5 },
    { title: "half a ring", area: { ...sector, bearingsDeg: [] }, share: 0.5 },
    {
      title: "a point inside",
      area: { ...circle, centre: lonLat(-29.5, 0), radiusM: 0 },
      share: 1,
    },
  ] satisfies { title: string; area: Area; share: number }[])(
    "[GEO-016] $title",
    ({ area, share }) => {
      expect(eastHalf.shareOf(area)).toBeCloseTo(share, 4);
    },
  );

  test("[GEO-016] polygons and cells by even places", () => {
    const rings = [
      [
        lonLat(-30.1, 0),
        lonLat(-29.9, 0),
        lonLat(-29.9, 0.1),
        lonLat(-30.1, 0.1),
        lonLat(-30.1, 0),
      ],
    ];
    expect(eastHalf.shareOf({ shape: "polygon", rings })).toBeCloseTo(0.5, 2);
  });

  test("[GEO-016] a band shares an area as its own membership does", () => {
    const line = new PreparedLine([lonLat(-30.5, -1), lonLat(-30, 0), lonLat(-30.4, 1)]);
    const band = new PreparedBand(line, { leftM: 25_000, rightM: 10_000 });
    for (const eastDeg of [-30.6, -30.35, -30.1, -29.95, -29.9]) {
      const area: Area = { ...circle, centre: lonLat(eastDeg, 0.1), radiusM: 8_000 };
      const drawn = shareWhere(sampleArea(area, 10_000), (lonDeg, latDeg) =>
        band.contains(lonDeg, latDeg),
      );
      expect(Math.abs(band.shareOf(area) - drawn)).toBeLessThan(0.004);
    }
  });

  test("a band of no width, or a negative one, is refused", () => {
    const line = new PreparedLine([lonLat(-30, 0), lonLat(-30, 1)]);
    for (const reach of [
      { leftM: 0, rightM: 0 },
      { leftM: -1, rightM: 5 },
      { leftM: Number.NaN, rightM: 5 },
    ]) {
      expect(() => new PreparedBand(line, reach)).toThrow(
        expect.objectContaining({ code: "TL_GEO_DISTANCE" }),
      );
    }
  });

  test("a one-sided band runs along its line", () => {
    const line = new PreparedLine([lonLat(-30, 0), lonLat(-30, 1), lonLat(-29.5, 1.2)]);
    const { outline } = new PreparedBand(line, { leftM: 5_000, rightM: 0 });
    expect(outline.coordinates.flat(2)).toContainEqual(lonLat(-30, 1));
  });
});
