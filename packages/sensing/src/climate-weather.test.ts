import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { climateWeather } from "./climate-weather.ts";
import { defaultCatalogue } from "./default-catalogue.ts";
import { defaultClimate } from "./weather.ts";
import { weatherDuring } from "./weather-series.ts";

const shareOf = (position: readonly [number, number], month: number, id: string) =>
  climateWeather(position, month).states.find((state) => state.id === id)?.probability ??
  Number.NaN;
const sumOf = (states: readonly { readonly probability: number }[]) =>
  states.reduce((sum, { probability }) => sum + probability, 0);

describe("[SEN-034] the declared climate", () => {
  test("is one of shares, at every latitude and month, and says that it is assumed", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.integer({ min: 1, max: 12 }),
        (latDeg, month) => {
          const { states, source } = climateWeather([0, latDeg], month);
          expect(sumOf(states)).toBeCloseTo(1, 9);
          for (const { id, probability } of states) {
            expect(probability).toBeGreaterThanOrEqual(0);
            for (const { kindGroups } of defaultCatalogue) {
              for (const group of kindGroups) expect(group.weatherFactors).toHaveProperty(id);
            }
          }
          expect(source).toMatch(/^assumed/);
        },
      ),
    );
  });

  test("has fog and snow in the winter of a temperate plain, and its winter in July in the south", () => {
    expect(shareOf([-30, 48], 1, "fog")).toBeGreaterThan(4 * shareOf([-30, 48], 7, "fog"));
    expect(shareOf([-30, 48], 1, "snow")).toBeGreaterThan(0.05);
    expect(shareOf([-30, 48], 7, "snow")).toBe(0);
    expect(shareOf([-30, -48], 7, "snow")).toBe(shareOf([-30, 48], 1, "snow"));
    expect(shareOf([-30, 0], 1, "cloud")).toBe(shareOf([-30, 0], 7, "cloud"));
  });

  test.each([
    ["a thirteenth month", [0, 0], 13],
    ["half a month", [0, 0], 1.5],
    ["beyond the pole", [0, 91], 1],
    ["no latitude", [0, Number.NaN], 1],
  ] as const)("%s is refused", (_, position, month) => {
    expect(() => climateWeather(position, month)).toThrow(
      expect.objectContaining({ code: "TL_SENSING_CLIMATE" }),
    );
  });
});

describe("[SEN-034] a series of weather", () => {
  const hourMs = 3_600_000;
  const series = {
    source: "station of the mission",
    pieces: [
      { fromMs: 0, toMs: hourMs / 4, state: "fog" },
      { fromMs: hourMs / 4, toMs: hourMs / 2, state: "clear" },
    ],
  };

  test("counts where it knows, the climate where it does not, and says so", () => {
    const { states, knownRatio, source } = weatherDuring(series, defaultClimate, 0, hourMs);
    const shares = Object.fromEntries(states.map(({ id, probability }) => [id, probability]));
    expect(knownRatio).toBe(0.5);
    expect(shares["fog"]).toBeCloseTo(0.25 + 0.5 * 0.04, 12);
    expect(shares["clear"]).toBeCloseTo(0.25 + 0.5 * 0.8, 12);
    expect(sumOf(states)).toBeCloseTo(1, 12);
    expect(source).toBe(`station of the mission; for 50 % of the time ${defaultClimate.source}`);
  });

  test("known throughout, nothing is assumed; not known at all, everything is", () => {
    const known = weatherDuring(series, defaultClimate, 0, hourMs / 2);
    expect(known).toMatchObject({ knownRatio: 1, source: "station of the mission" });
    expect(known.states.map(({ id }) => id).sort()).toEqual(["clear", "fog"]);
    for (const none of [undefined, series]) {
      const unknown = weatherDuring(none, defaultClimate, 2 * hourMs, 3 * hourMs);
      expect(unknown).toMatchObject({ knownRatio: 0, source: defaultClimate.source });
      expect(unknown.states).toEqual(defaultClimate.states);
    }
  });

  test("pieces out of order, overlapping or empty are refused", () => {
    const piece = (fromMs: number, toMs: number) => ({ fromMs, toMs, state: "rain" });
    for (const pieces of [
      [piece(10, 20), piece(0, 10)],
      [piece(0, 20), piece(10, 30)],
      [piece(5, 5)],
      [piece(Number.NaN, 5)],
    ]) {
      expect(() => weatherDuring({ source: "x", pieces }, defaultClimate, 0, hourMs)).toThrow(
        expect.objectContaining({ code: "TL_SENSING_WEATHER_SERIES" }),
      );
    }
    expect(() => weatherDuring(undefined, defaultClimate, 5, 5)).toThrow(
      expect.objectContaining({ code: "TL_SENSING_WEATHER_SERIES" }),
    );
  });
});
