import { lonLat } from "@truceline/model";
import { describe, expect, test } from "vitest";
import {
  bearingDeg,
  destination,
  distanceM,
  lengthM,
  normaliseDeg,
  quadrangleAreaM2,
  ringAreaM2,
  zoneAreaM2,
} from "./geodesic.ts";
import type { Position } from "./geometry.ts";

describe("geodesics", () => {
  // One degree of the equator is 2 pi a / 360; a quarter meridian of WGS 84 is 10,001,965.729 m.
  test.each([
    { title: "a degree of the equator", from: [-30, 0], to: [-29, 0], expectedM: 111_319.4908 },
    { title: "a quarter meridian", from: [-30, 0], to: [-30, 90], expectedM: 10_001_965.7293 },
    {
      title: "over the 180th meridian",
      from: [179.5, 0],
      to: [-179.5, 0],
      expectedM: 111_319.4908,
    },
    { title: "no way at all", from: [-30, 0], to: [-30, 0], expectedM: 0 },
  ] as const)("[GEO-001] $title", ({ from, to, expectedM }) => {
    expect(distanceM(from, to)).toBeCloseTo(expectedM, 3);
    expect(lengthM([from, to, from])).toBeCloseTo(2 * expectedM, 3);
  });

  test("directions run clockwise from north", () => {
    expect(bearingDeg([-30, 0], [-29, 0])).toBeCloseTo(90, 9);
    expect(bearingDeg([-30, 0], [-31, 0])).toBeCloseTo(270, 9);
    expect(bearingDeg([-30, 0], [-30, -1])).toBeCloseTo(180, 9);
  });

  test("a destination over the 180th meridian is in range", () => {
    expect(destination([179.9, 0], 90, 50_000)[0]).toBeCloseTo(-179.65, 2);
  });

  test.each([
    [0, 0],
    [360, 0],
    [-90, 270],
    [725, 5],
    [-1e-20, 0],
  ])("%d° is %d°", (deg, expected) => {
    expect(normaliseDeg(deg)).toBe(expected);
  });
});

describe("areas", () => {
  const ring: Position[] = [
    [-30, 0],
    [-29, 0],
    [-29, 1],
    [-30, 1],
    [-30, 0],
  ];
  const hole: Position[] = [
    [-29.8, 0.2],
    [-29.2, 0.2],
    [-29.2, 0.8],
    [-29.8, 0.2],
  ];

  test("anticlockwise is positive, open and closed rings are the same", () => {
    expect(ringAreaM2(ring)).toBeGreaterThan(1.2e10);
    expect(ringAreaM2([...ring].reverse())).toBeCloseTo(-ringAreaM2(ring), 0);
    expect(ringAreaM2(ring.slice(0, -1))).toBe(ringAreaM2(ring));
  });

  test("[GEO-001] holes are taken off, whatever the winding", () => {
    const expectedM2 = ringAreaM2(ring) - ringAreaM2(hole);
    for (const rings of [
      [ring, hole],
      [ring, [...hole].reverse()],
      [[...ring].reverse(), hole],
    ]) {
      expect(zoneAreaM2({ type: "Polygon", coordinates: rings })).toBeCloseTo(expectedM2, 0);
    }
    const parts = { type: "MultiPolygon" as const, coordinates: [[ring], [hole]] };
    expect(zoneAreaM2(parts)).toBeCloseTo(ringAreaM2(ring) + ringAreaM2(hole), 0);
  });

  // The area of WGS 84 is 510,065,621.724 km² (Karney 2013).
  test("[GEO-001] all parallels together are the whole ellipsoid", () => {
    expect(quadrangleAreaM2(-90, 90, 360) / 1e6).toBeCloseTo(510_065_621.724, 2);
    expect(
      quadrangleAreaM2(0, 1, 1) /
        ringAreaM2([lonLat(-30, 0), lonLat(-29, 0), lonLat(-29, 1), lonLat(-30, 1)]),
    ).toBeCloseTo(1, 4);
  });
});
