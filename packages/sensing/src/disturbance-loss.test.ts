import { cellAt, cellCentre, destination } from "@truceline/geo";
import { type Area, type Disturbance, type LonLat, lonLat } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { areaHolds } from "./area-holds.ts";
import type { CatalogueEntry } from "./catalogue.ts";
import { defaultCatalogue } from "./default-catalogue.ts";
import { type DisturbanceTerms, disturbedStretches, remainingRatioOf } from "./disturbance-loss.ts";
import { parseCatalogue } from "./parse-catalogue.ts";

const centre = lonLat(-30, 0);
const entryOf = (means: string): CatalogueEntry => {
  const entry = defaultCatalogue.find(({ id }) => id === means);
  if (entry === undefined) throw new Error(means);
  return entry;
};
const over = (
  kind: Disturbance["kind"],
  change: Partial<DisturbanceTerms> = {},
): DisturbanceTerms => ({
  kind,
  area: { shape: "circle", centre, radiusM: 5_000 },
  span: { fromMs: 1_000, toMs: 1_999, precision: "exact" },
  ...change,
});

describe("what a means keeps inside a disturbance", () => {
  test.each<[string, Disturbance["kind"], Partial<DisturbanceTerms>, number]>([
    // Radio and satellite navigation, by the catalogue's own figure.
    ["drone", "jamming", {}, 0],
    ["ais-receiver", "jamming", {}, 0.2],
    ["ground-radar", "jamming", {}, 0.3],
    ["acoustic-array", "jamming", {}, 0.7],
    // What depends on neither keeps all.
    ["camera", "jamming", {}, 1],
    ["ear", "jamming", {}, 1],
    ["camera", "jamming", { remainingRatio: 0.1 }, 1],
    // A radar needs no satellites, a seismic array takes its time from them.
    ["ground-radar", "interference", {}, 1],
    ["seismic-array", "interference", {}, 0.9],
    ["drone", "interference", { remainingRatio: 0.5 }, 0.5],
    // Named: the ratio given, else the catalogue's, else nothing.
    ["camera", "jamming", { means: ["camera"], remainingRatio: 0.4 }, 0.4],
    ["camera", "jamming", { means: ["camera"] }, 0],
    ["ais-receiver", "jamming", { means: ["ais-receiver"] }, 0.2],
    ["drone", "jamming", { means: ["camera"] }, 1],
    // Who is not let in does not see; a post stands where it stands.
    ["vehicle-patrol", "denied-area", {}, 0],
    ["vehicle-patrol", "denied-area", { remainingRatio: 0.5 }, 0.5],
    ["ear", "denied-area", {}, 1],
    ["drone", "denied-area", { means: ["drone"] }, 0],
  ])("[SEN-200] %s under %s %j keeps %d", (means, kind, change, kept) => {
    expect(remainingRatioOf(over(kind, change), entryOf(means))).toBe(kept);
  });

  test("[SEN-200] a means that says what jamming leaves and not what it depends on is reached by both", () => {
    const { dependsOn: _dependsOn, ...older } = entryOf("ground-radar");
    expect(remainingRatioOf(over("interference"), older)).toBe(0.3);
    expect(remainingRatioOf(over("jamming"), older)).toBe(0.3);
  });

  test("[SEN-200] every means that jamming takes from says what it depends on, with a source", () => {
    for (const { id, jammingFactor, dependsOn } of defaultCatalogue) {
      expect(dependsOn === undefined, id).toBe(jammingFactor === undefined);
      if (dependsOn !== undefined) expect(dependsOn.source.length, id).toBeGreaterThan(0);
    }
    const camera = { ...entryOf("camera"), dependsOn: { on: ["radio"], source: "assumed" } };
    expect(() => parseCatalogue([camera])).toThrow();
  });
});

describe("inside its area and span, and only there", () => {
  const away = (distanceM: number, azimuthDeg: number): LonLat =>
    destination(centre, azimuthDeg, distanceM);

  test.each<[string, Area, LonLat, boolean]>([
    ["circle", { shape: "circle", centre, radiusM: 5_000 }, away(4_999, 33), true],
    ["circle", { shape: "circle", centre, radiusM: 5_000 }, away(5_001, 33), false],
    [
      "sector",
      { shape: "sector", centre, minM: 1_000, maxM: 5_000, bearingsDeg: [350], halfWidthDeg: 20 },
      away(2_000, 9),
      true,
    ],
    [
      "sector, beside",
      { shape: "sector", centre, minM: 1_000, maxM: 5_000, bearingsDeg: [350], halfWidthDeg: 20 },
      away(2_000, 11),
      false,
    ],
    [
      "sector, too near",
      { shape: "sector", centre, minM: 1_000, maxM: 5_000, bearingsDeg: [], halfWidthDeg: 180 },
      away(900, 11),
      false,
    ],
    [
      "ellipse, along",
      { shape: "ellipse", centre, semiMajorM: 8_000, semiMinorM: 2_000, orientationDeg: 45 },
      away(7_900, 225),
      true,
    ],
    [
      "ellipse, across",
      { shape: "ellipse", centre, semiMajorM: 8_000, semiMinorM: 2_000, orientationDeg: 45 },
      away(2_100, 135),
      false,
    ],
    [
      "polygon",
      {
        shape: "polygon",
        rings: [
          [lonLat(-30.1, -0.1), lonLat(-29.9, -0.1), lonLat(-29.9, 0.1), lonLat(-30.1, -0.1)],
        ],
      },
      lonLat(-29.95, 0),
      true,
    ],
    [
      "polygon, outside",
      {
        shape: "polygon",
        rings: [
          [lonLat(-30.1, -0.1), lonLat(-29.9, -0.1), lonLat(-29.9, 0.1), lonLat(-30.1, -0.1)],
        ],
      },
      lonLat(-30.05, 0.05),
      false,
    ],
    ["cell", { shape: "cell", cell: cellAt(-30, 0, 6) }, cellCentre(cellAt(-30, 0, 6)), true],
    ["cell, next", { shape: "cell", cell: cellAt(-30, 0, 6) }, away(20_000, 0), false],
  ])("[SEN-201] %s", (_name, area, position, isInside) => {
    expect(areaHolds(area, position)).toBe(isInside);
    expect(disturbedStretches([over("jamming", { area })], position, entryOf("drone"))).toEqual(
      // Both ends of a span belong to it.
      isInside ? [{ fromMs: 1_000, toMs: 2_000, factor: 0, reason: "jammed" }] : [],
    );
  });
});
