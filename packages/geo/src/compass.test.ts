import { compassPoints } from "@truceline/model";
import { describe, expect, test } from "vitest";
import {
  compassBearingDeg,
  compassPointAt,
  compassRange,
  parseCompassPoint,
  wedgesOf,
} from "./compass.ts";

describe("compass", () => {
  test("[GEO-012] each point is found again from its bearing and from the rim of its sector", () => {
    for (const point of compassPoints) {
      const middleDeg = compassBearingDeg(point);
      expect(compassPointAt(middleDeg)).toBe(point);
      expect(compassPointAt(middleDeg + 11.24)).toBe(point);
      expect(compassPointAt(middleDeg - 11.24 - 360)).toBe(point);
    }
  });

  test.each([
    ["NNE", "NNE"],
    [" ese ", "ESE"],
    ["north-north-west", "NNW"],
    ["South east", "SE"],
    ["southerly", "S"],
    ["North-easterly", "NE"],
    ["west-southwest", "WSW"],
    ["northwards", "N"],
  ])("[GEO-012] reads %s", (text, point) => {
    expect(parseCompassPoint(text)).toBe(point);
  });

  test.each(["", "NEN", "up", "north by east"])("refuses %j", (text) => {
    expect(() => parseCompassPoint(text)).toThrow(
      expect.objectContaining({ code: "TL_GEO_COMPASS_POINT" }),
    );
  });

  test.each([
    { from: "NE", to: "SE", points: ["NE", "ENE", "E", "ESE", "SE"] },
    { from: "NNE", to: "NNW", points: ["NNE", "N", "NNW"] },
    { from: "W", to: "W", points: ["W"] },
    { from: "N", to: "S", points: compassPoints },
  ] as const)("[GEO-012] $from to $to takes the shorter way", ({ from, to, points }) => {
    expect(compassRange(from, to)).toEqual(points);
    expect(compassRange(to, from).toSorted()).toEqual(points.toSorted());
  });

  test.each([
    { bearings: [], half: 11.25, wedges: [[0, 360]] },
    { bearings: [90], half: 11.25, wedges: [[78.75, 22.5]] },
    { bearings: [0, 22.5], half: 11.25, wedges: [[348.75, 45]] },
    { bearings: [45, 45], half: 11.25, wedges: [[33.75, 22.5]] },
    {
      bearings: [180, 0],
      half: 11.25,
      wedges: [
        [168.75, 22.5],
        [348.75, 22.5],
      ],
    },
    { bearings: [0, 90, 180, 270], half: 45, wedges: [[0, 360]] },
    { bearings: [350, 10, 40], half: 15, wedges: [[335, 80]] },
  ])("sectors round $bearings by $half", ({ bearings, half, wedges }) => {
    const found = wedgesOf(bearings, half).map(({ fromDeg, widthDeg }) => [fromDeg, widthDeg]);
    expect(found).toEqual(wedges);
  });
});
