import { describe, expect, test } from "vitest";
import { isAssumed } from "./assumed-share.ts";
import { type CatalogueEntry, curveOf } from "./catalogue.ts";
import { defaultCatalogue } from "./default-catalogue.ts";
import { detectionProbability } from "./detection-probability.ts";
import { publicOrbits } from "./orbits/public-orbits.ts";
import { parseCatalogue } from "./parse-catalogue.ts";

const entryOf = (id: string): CatalogueEntry => {
  const entry = defaultCatalogue.find((one) => one.id === id);
  if (entry === undefined) throw new Error(`no ${id}`);
  return entry;
};

describe("[SEN-030] the catalogue is complete", () => {
  test.each([
    "ear",
    "eye",
    "binoculars",
    "day-camera",
    "thermal-camera",
    "acoustic-array",
    "seismic-string",
    "ground-radar",
    "uav-short",
    "uav-long",
    "aerostat",
    "foot-patrol",
    "vehicle-patrol",
    "optical-satellite",
    "radar-satellite",
    "thermal-satellite",
    "ais-receiver",
    "adsb-receiver",
    "interference-monitor",
  ])("it has %s", (id) => {
    expect(entryOf(id).title.length).toBeGreaterThan(10);
  });

  test.each(defaultCatalogue.map((entry) => [entry.id, entry] as const))(
    "%s says what it takes and where it fails",
    (_, entry) => {
      expect(entry.stands).toBeDefined();
      expect(entry.terrainFactors).toBeDefined();
      expect(entry.people).toBeDefined();
      expect(entry.money).toBeDefined();
      expect(entry.powerW).toBeDefined();
      expect(entry.falseAlarmCauses?.length).toBeGreaterThan(0);
      expect(entry.swath !== undefined).toBe(entry.stands === "orbit");
      expect(entry.movement === undefined || entry.movement.kmPerDay.value > 0).toBe(true);
      const states = ["clear", "rain", "fog", "wind", "cloud", "snow"];
      for (const group of entry.kindGroups) {
        expect(Object.keys(group.weatherFactors).sort()).toEqual(states.sort());
      }
    },
  );

  test("every satellite it names has elements", () => {
    const known = new Set(publicOrbits.map(({ id }) => id));
    const named = defaultCatalogue.flatMap(({ swath }) => swath?.orbits ?? []);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
    expect([...known].filter((id) => !named.includes(id))).toEqual([]);
  });

  test("means shared by the same people exist", () => {
    for (const { people } of defaultCatalogue) {
      for (const id of people?.sharedWith ?? []) entryOf(id);
    }
  });

  test("some figures have a published source", () => {
    const { fixM } = entryOf("thermal-satellite").placeError;
    expect(fixM?.value).toBe(375);
    expect(isAssumed(fixM ?? { source: "assumed" })).toBe(false);
  });
});

/** Stored coverage was computed with these figures; other ones are another means, with another id. */
test.each([
  ["ear", "explosion", 5_000, 0.98 * Math.exp(-(0.5 ** 2.5))],
  ["eye", "vehicle", 2_000, 0.95 * Math.exp(-(0.5 ** 3))],
  ["camera", "muzzle-flash", 5_000, 0.97 * 0.95 * Math.exp(-(0.5 ** 3))],
  ["acoustic-array", "explosion", 7_000, 0.97 * 0.95 * Math.exp(-(0.5 ** 2.5))],
  ["ground-radar", "persons", 3_000, 0.9 * Math.exp(-(0.5 ** 3))],
  ["drone", "construction", 12_500, 0.9 * Math.exp(-(0.5 ** 4))],
] as const)("%s detects as in the first releases", (means, kind, distanceM, expected) => {
  expect(detectionProbability(means, kind, distanceM, { isNight: false })).toBeCloseTo(
    expected,
    14,
  );
});

describe("bad input", () => {
  const eye = entryOf("eye");
  const satellite = entryOf("optical-satellite");
  const figure = (value: number) => ({ value, source: "assumed" });
  const [group] = eye.kindGroups;
  test.each([
    [
      "negative money",
      { ...eye, money: { ...eye.money, purchaseUsd: figure(-1) } },
      "/0/money/purchaseUsd",
    ],
    [
      "a life of no years",
      { ...eye, money: { ...eye.money, lifeYears: figure(0) } },
      "/0/money/lifeYears",
    ],
    [
      "negative people",
      { ...eye, people: { ...eye.people, onWatch: figure(-2) } },
      "/0/people/onWatch",
    ],
    ["negative power", { ...eye, powerW: figure(-5) }, "/0/powerW"],
    ["negative false alarms", { ...eye, falseAlarmsPerDay: figure(-0.5) }, "/0/falseAlarmsPerDay"],
    [
      "terrain that helps",
      { ...eye, terrainFactors: { ...eye.terrainFactors, wooded: figure(1.2) } },
      "/0/terrainFactors/wooded",
    ],
    [
      "open ground that takes something",
      { ...eye, terrainFactors: { ...eye.terrainFactors, open: figure(0.9) } },
      "/0/terrainFactors/open",
    ],
    [
      "a moon that darkens",
      { ...eye, kindGroups: [{ ...group, nightFactor: figure(0.5), moonlitFactor: figure(0.4) }] },
      "/0/kindGroups/0",
    ],
    [
      "a strip turned inside out",
      { ...satellite, swath: { ...satellite.swath, nearM: figure(2e6) } },
      "/0/swath",
    ],
  ])("%s is refused where it stands", (_, entry, path) => {
    expect(() => parseCatalogue([entry])).toThrow(
      expect.objectContaining({
        code: "TL_SENSING_CATALOGUE",
        details: { faults: [expect.objectContaining({ path })] },
      }),
    );
  });

  test("an entry without the newer keys is still read", () => {
    const { id, title, observes, kindGroups, falseAlarmsPerDay, placeError, uptimeRatio } = eye;
    const old = { id, title, observes, kindGroups, falseAlarmsPerDay, placeError, uptimeRatio };
    expect(curveOf(parseCatalogue([old])[0]?.kindGroups[0] as never).type).toBe(
      "exponential-power",
    );
  });
});
