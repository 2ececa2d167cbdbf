import { observationKinds } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { curveOf } from "./catalogue.ts";
import { defaultCatalogue } from "./default-catalogue.ts";
import { detectionChance, effectiveRangeM, maxRangeM } from "./detection-curve.ts";
import { detectionProbability } from "./detection-probability.ts";
import { kindMix } from "./kind-mix.ts";
import { parseCatalogue } from "./parse-catalogue.ts";
import { defaultClimate } from "./weather.ts";

/** Every object with a `value` anywhere below. */
function figures(node: unknown): { value: unknown; source: unknown }[] {
  if (typeof node !== "object" || node === null) return [];
  if ("value" in node) return [node as { value: unknown; source: unknown }];
  return Object.values(node).flatMap(figures);
}

/** Every number that is not the value of a figure. */
function bareNumbers(node: unknown): unknown[] {
  if (typeof node === "number") return [node];
  if (typeof node !== "object" || node === null || "value" in node) return [];
  return Object.values(node).flatMap(bareNumbers);
}

describe("the default catalogue", () => {
  test("begins with the means of the first releases, in their order", () => {
    const ids = ["ear", "eye", "camera", "acoustic-array", "ground-radar", "drone"];
    expect(defaultCatalogue.slice(0, 6).map(({ id }) => id)).toEqual(ids);
  });

  test("[SEN-004] every number names its source or says that it is assumed", () => {
    const all = figures(defaultCatalogue);
    expect(all.length).toBeGreaterThan(100);
    for (const { source } of all) expect(String(source).length).toBeGreaterThan(5);
    expect(all.filter(({ source }) => String(source).startsWith("assumed")).length).toBeGreaterThan(
      0,
    );
    expect(bareNumbers(defaultCatalogue)).toEqual([]);
  });

  test("every chance is within 0 and 1 and falls with distance", () => {
    for (const entry of defaultCatalogue) {
      for (const group of entry.kindGroups) {
        const curve = curveOf(group);
        let before = 1;
        for (let m = 0; m <= maxRangeM(curve) + 100; m += 50) {
          const chance = detectionChance(curve, m);
          expect(chance).toBeGreaterThanOrEqual(0);
          expect(chance).toBeLessThanOrEqual(before);
          before = chance;
        }
        expect(before).toBe(0);
        expect(effectiveRangeM(curve)).toBeLessThanOrEqual(maxRangeM(curve));
      }
    }
  });

  test("the climate's states are all known to it", () => {
    for (const { id } of defaultClimate.states) {
      for (const { kindGroups } of defaultCatalogue) {
        for (const group of kindGroups) expect(group.weatherFactors).toHaveProperty(id);
      }
    }
  });
});

describe("parseCatalogue", () => {
  const [ear] = defaultCatalogue;

  test("reads a further entry from data", () => {
    const entry = { ...structuredClone(ear), id: "acoustic-array", title: "Acoustic array" };
    expect(parseCatalogue([ear, entry])).toHaveLength(2);
  });

  test.each([
    ["an unknown key", { ...ear, colour: "red" }, "TL_SENSING_CATALOGUE"],
    ["a bare number", { ...ear, uptimeRatio: 0.9 }, "TL_SENSING_CATALOGUE"],
    [
      "a jamming factor above 1",
      { ...ear, jammingFactor: { value: 2, source: "assumed" } },
      "TL_SENSING_CATALOGUE",
    ],
    [
      "a kind in two groups",
      { ...ear, kindGroups: [ear?.kindGroups[0], ear?.kindGroups[0]] },
      "TL_SENSING_CATALOGUE",
    ],
    [
      "a factor above 1",
      {
        ...ear,
        kindGroups: [{ ...ear?.kindGroups[0], dayFactor: { value: 2, source: "assumed" } }],
      },
      "TL_SENSING_CATALOGUE",
    ],
    [
      "ranges that do not rise",
      {
        ...ear,
        kindGroups: [
          {
            ...ear?.kindGroups[0],
            curve: {
              type: "table",
              points: [5, 5].map((m) => ({
                rangeM: { value: m, source: "assumed" },
                chance: { value: 0.5, source: "assumed" },
              })),
            },
          },
        ],
      },
      "TL_SENSING_CURVE",
    ],
  ])("refuses %s", (_, entry, code) => {
    expect(() => parseCatalogue([entry])).toThrow(expect.objectContaining({ code }));
  });
});

describe("detectionProbability", () => {
  test.each([
    ["at the foot, by day", "ear", "explosion", 0, { isNight: false }, 0.98],
    ["the last range still counts", "ear", "burst", 4000, { isNight: false }, 0.97 * Math.exp(-1)],
    ["beyond it nothing", "ear", "burst", 4000.01, { isNight: false }, 0],
    ["persons in the dark", "eye", "persons", 0, { isNight: true }, 0.95 * 0.05],
    ["fog", "camera", "vehicle", 0, { isNight: false, weather: "fog" }, 0.97 * 0.1],
    ["an ear does not see a flash", "ear", "muzzle-flash", 0, { isNight: true }, 0],
  ] as const)("%s", (_, means, kind, distanceM, conditions, expected) => {
    expect(detectionProbability(means, kind, distanceM, conditions)).toBeCloseTo(expected, 12);
  });

  test("unknown means and weather are refused", () => {
    expect(() => detectionProbability("nose", "shot", 1, { isNight: false })).toThrow(
      expect.objectContaining({ code: "TL_SENSING_MEANS_UNKNOWN" }),
    );
    const strange = { isNight: false, weather: "constructor" };
    expect(() => detectionProbability("ear", "shot", 1, strange)).toThrow(
      expect.objectContaining({ code: "TL_SENSING_WEATHER_UNKNOWN" }),
    );
  });
});

describe("kindMix", () => {
  const shareOf = (mix: ReturnType<typeof kindMix>, kind: string) =>
    mix.find((entry) => entry.kind === kind)?.share;

  test("fire is mixed as the mission counted it", () => {
    const mix = kindMix(["explosion", "burst", "shot", "muzzle-flash", "violation-unspecified"]);
    expect(shareOf(mix, "explosion")).toBeCloseTo(2660 / 5329, 12);
    expect(shareOf(mix, "shot")).toBeCloseTo(2579 / 5329 / 2, 12);
    expect(shareOf(mix, "violation-unspecified")).toBeUndefined();
  });

  test("other kinds count alike", () => {
    expect(kindMix(["vehicle", "persons"]).map(({ share }) => share)).toEqual([0.5, 0.5]);
  });

  test("shares add up to 1 for any single kind and for all", () => {
    for (const kinds of [...observationKinds.map((kind) => [kind]), observationKinds]) {
      expect(kindMix(kinds).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    }
  });
});
