import type { ObservationKind } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { reachM, terrainClasses } from "./catalogue.ts";
import { defaultCatalogue } from "./default-catalogue.ts";
import { detectionProbability, type SensingConditions } from "./detection-probability.ts";
import { moonlightLevels } from "./moonlight.ts";

const cases = defaultCatalogue.flatMap((entry) =>
  entry.kindGroups.flatMap(({ kinds }) => kinds.map((kind) => ({ entry, kind }))),
);
const arbCase = fc.constantFrom(...cases).chain(({ entry, kind }) =>
  fc.record({
    means: fc.constant(entry.id),
    kind: fc.constant<ObservationKind>(kind),
    reachM: fc.constant(reachM(entry)),
    nearRatio: fc.double({ min: 0, max: 1.1, noNaN: true }),
    furtherRatio: fc.double({ min: 0, max: 1.1, noNaN: true }),
  }),
);
const weathers = ["clear", "rain", "fog", "wind", "cloud", "snow"] as const;
const arbConditions: fc.Arbitrary<SensingConditions> = fc.record({
  isNight: fc.boolean(),
  moonlight: fc.constantFrom(...moonlightLevels),
  weather: fc.constantFrom(...weathers),
  terrain: fc.constantFrom(...terrainClasses),
});

test("[SEN-031] chances are probabilities and fall with distance, weather, terrain and the dark", () => {
  expect(cases.length).toBeGreaterThan(100);
  fc.assert(
    fc.property(arbCase, arbConditions, (one, conditions) => {
      const nearM = one.nearRatio * one.reachM;
      const chanceAt = (distanceM: number, other: Partial<SensingConditions> = {}) =>
        detectionProbability(one.means, one.kind, distanceM, { ...conditions, ...other });
      const chance = chanceAt(nearM);
      expect(chance).toBeGreaterThanOrEqual(0);
      expect(chance).toBeLessThanOrEqual(1);
      expect(chanceAt(nearM + one.furtherRatio * one.reachM)).toBeLessThanOrEqual(chance);
      expect(chanceAt(nearM, { weather: "clear" })).toBeGreaterThanOrEqual(chance);
      expect(chanceAt(nearM, { terrain: "open" })).toBeGreaterThanOrEqual(chance);
      expect(chanceAt(nearM, { moonlight: "dark" })).toBeLessThanOrEqual(chance);
      expect(chanceAt(nearM, { moonlight: "bright" })).toBeGreaterThanOrEqual(chance);
      // By day the moon changes nothing.
      const byDay = { isNight: false };
      expect(chanceAt(nearM, { ...byDay, moonlight: "bright" })).toBe(
        chanceAt(nearM, { ...byDay, moonlight: "dark" }),
      );
    }),
    { numRuns: 2_000 },
  );
});

test("[SEN-031] no weather is better than clear for any means", () => {
  for (const { entry, kind } of cases) {
    const group = entry.kindGroups.find(({ kinds }) => kinds.includes(kind));
    for (const factor of Object.values(group?.weatherFactors ?? {})) {
      expect(factor.value).toBeLessThanOrEqual(group?.weatherFactors["clear"]?.value ?? 0);
    }
  }
});
