import { describe, expect, test } from "vitest";
import { assumedShare, figuresOf, isAssumed, markOf } from "./assumed-share.ts";
import type { CatalogueEntry } from "./catalogue.ts";
import { defaultCatalogue } from "./default-catalogue.ts";
import { peopleOnWatch, yearlyCostUsd } from "./means-costs.ts";
import { placeErrorM } from "./place-error.ts";

const entryOf = (id: string): CatalogueEntry => {
  const entry = defaultCatalogue.find((one) => one.id === id);
  if (entry === undefined) throw new Error(`no ${id}`);
  return entry;
};
const figure = (value: number, source: string) => ({ value, source });
/** Eight figures: three assumed, four published, one true by definition. */
const small: CatalogueEntry = {
  id: "small",
  title: "Small",
  observes: "saw",
  kindGroups: [
    {
      kinds: ["vehicle"],
      curve: {
        type: "table",
        points: [{ rangeM: figure(100, "a test of 1999"), chance: figure(0.5, "a test of 1999") }],
      },
      dayFactor: figure(1, "by definition"),
      nightFactor: figure(1, "assumed"),
      weatherFactors: {},
    },
  ],
  falseAlarmsPerDay: figure(1, "assumed: nobody counts"),
  placeError: {
    bearingDeg: figure(1, "assumed: class value in common use, unconfirmed"),
    distanceRatio: figure(1, "a test of 1999"),
  },
  uptimeRatio: figure(1, "a test of 1999"),
};

describe("[SEN-032] the assumed share", () => {
  test("counts figures, not what holds by definition", () => {
    expect(figuresOf(small)).toHaveLength(8);
    expect(assumedShare([small])).toBeCloseTo(3 / 7, 12);
  });

  test("counts other inputs by their source, and nothing of nothing", () => {
    expect(assumedShare([small], [{ source: "assumed: a climate" }])).toBeCloseTo(4 / 8, 12);
    expect(assumedShare([])).toBe(0);
    expect(assumedShare([], [{ source: "measured" }, { source: "assumed" }])).toBe(0.5);
  });

  test("is high for the catalogue as it is, and not all of it", () => {
    const share = assumedShare(defaultCatalogue);
    expect(share).toBeGreaterThan(0.8);
    expect(share).toBeLessThan(1);
  });

  test.each([
    ["by definition", "derived"],
    ["assumed", "assumed"],
    ["assumed: class value in common use, unconfirmed: 3 km", "unconfirmed"],
    ["ESA: Sentinel-1", "confirmed"],
  ])("a source %j is marked %s", (source, mark) => {
    expect(markOf({ source })).toBe(mark);
    expect(isAssumed({ source })).toBe(mark === "assumed" || mark === "unconfirmed");
  });
});

describe("people and money", () => {
  test.each([
    { title: "an observer looks and listens", ids: ["ear", "eye"], expected: 1 },
    { title: "two pairs of observers", ids: ["ear", "eye", "ear", "eye"], expected: 2 },
    { title: "in whatever order", ids: ["eye", "eye", "ear"], expected: 2 },
    { title: "binoculars take one more", ids: ["ear", "eye", "binoculars"], expected: 2 },
    { title: "ten pictures, one operator", ids: Array(10).fill("camera"), expected: 1 },
    { title: "nothing, nobody", ids: [], expected: 0 },
  ])("[SEN-039] $title", ({ ids, expected }) => {
    expect(peopleOnWatch(ids.map(entryOf))).toBeCloseTo(expected, 12);
  });

  test("a unit costs its price over its life and its running", () => {
    const money = {
      purchaseUsd: figure(70_000, "assumed"),
      lifeYears: figure(7, "assumed"),
      yearlyUsd: figure(2_500, "assumed"),
    };
    expect(yearlyCostUsd({ ...small, money })).toBe(12_500);
    expect(yearlyCostUsd(small)).toBeNull();
  });
});

describe("placeErrorM", () => {
  test("grows with distance where a bearing is measured", () => {
    const { alongM, acrossM } = placeErrorM(entryOf("acoustic-array"), 10_000);
    expect(alongM).toBe(3_000);
    // Two degrees at ten kilometres.
    expect(acrossM).toBeCloseTo(349.2, 1);
  });

  test("stays where a place is fixed", () => {
    expect(placeErrorM(entryOf("ais-receiver"), 50_000)).toEqual({ alongM: 10, acrossM: 10 });
  });
});
