import { lonLat } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { type DatedLine, versionAcceptedBy, versionAt, versionsThatMatter } from "./dated-line.ts";
import { PreparedLine } from "./prepared-line.ts";

const coordinates = [lonLat(-30, 0), lonLat(-30, 1)];
const line: DatedLine = {
  id: "line",
  versions: [
    { validFromMs: 1_000, drawnBy: "mission", acceptedBy: ["a", "b"], coordinates },
    { validFromMs: 3_000, drawnBy: "b", acceptedBy: ["b"], coordinates },
    { validFromMs: 2_000, drawnBy: "a", acceptedBy: ["a"], coordinates },
  ],
};
const [first, ofB, ofA] = line.versions;

describe("versions of a line", () => {
  test.each([
    { atMs: 999, version: undefined },
    { atMs: 1_000, version: first },
    { atMs: 2_999, version: ofA },
    { atMs: 3_000, version: ofB },
  ])("[GEO-003] at $atMs", ({ atMs, version }) => {
    expect(versionAt(line, atMs)).toBe(version);
  });

  test("[GEO-003] each party's own latest, and one where they agree", () => {
    expect(versionAcceptedBy(line, 5_000, "a")).toBe(ofA);
    expect(versionsThatMatter(line, 1_500, ["a", "b"])).toEqual([first]);
    expect(versionsThatMatter(line, 5_000, ["a", "b"])).toEqual([ofA, ofB]);
    expect(versionsThatMatter(line, 500, ["a", "b"])).toEqual([]);
  });
});

describe("PreparedLine", () => {
  const north = new PreparedLine(coordinates);

  test.each([
    { title: "west is left", position: lonLat(-30.1, 0.5), side: "left", isLineEnd: false },
    { title: "east is right", position: lonLat(-29.9, 0.5), side: "right", isLineEnd: false },
    { title: "beyond the end, left", position: lonLat(-30.1, 1.5), side: "left", isLineEnd: true },
    { title: "before it, right", position: lonLat(-29.9, -0.5), side: "right", isLineEnd: true },
  ])("[GEO-002] $title", ({ position, side, isLineEnd }) => {
    expect(north.nearest(position)).toMatchObject({ side, isLineEnd });
    expect(Math.sign(north.fastSignedDistanceM(position[0], position[1]))).toBe(
      side === "left" ? 1 : -1,
    );
  });

  test("[GEO-002] at an inner vertex the sector between the edges decides", () => {
    const hook = new PreparedLine([lonLat(-31, 0), lonLat(-30, 0), lonLat(-31, 0.2)]);
    // East of the tip: outside the narrow sector on the left.
    expect(hook.nearest(lonLat(-29.9, 0.01))).toMatchObject({ side: "right", edgeIndex: 0 });
    expect(hook.nearest(lonLat(-30.5, 0.05)).side).toBe("left");
    expect(hook.fastSignedDistanceM(-29.9, 0.01)).toBeLessThan(0);
    expect(hook.fastSignedDistanceM(-30.5, 0.05)).toBeGreaterThan(0);
  });

  test("one place, however often repeated, is no line", () => {
    expect(() => new PreparedLine([lonLat(-30, 0), lonLat(-30, 0)])).toThrow(
      expect.objectContaining({ code: "TL_GEO_LINE_DEGENERATE" }),
    );
  });

  test("a slice runs between two chainages, and the parts add up", () => {
    const bent = new PreparedLine([lonLat(-30, 0), lonLat(-29, 0.5), lonLat(-29, 1)]);
    const middleM = bent.lengthM * 0.8;
    const parts = [bent.slice(0, middleM), bent.slice(middleM, bent.lengthM)];
    expect(parts.map((part) => part.length)).toEqual([3, 2]);
    const sumM = parts.reduce((sum, part) => sum + new PreparedLine(part).lengthM, 0);
    expect(sumM).toBeCloseTo(bent.lengthM, 3);
    expect(bent.slice(bent.lengthM, 0).at(-1)).toEqual(bent.coordinates[0]);
  });

  test("a long edge is a geodesic, not a straight line in degrees", () => {
    const long = new PreparedLine([lonLat(-40, 50), lonLat(10, 50)]);
    expect(long.nearest(lonLat(-15, 50)).distanceM).toBeGreaterThan(200_000);
    expect(Math.abs(long.fastSignedDistanceM(-15, 50))).toBeGreaterThan(200_000);
  });
});
