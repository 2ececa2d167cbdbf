import type { ObservationKind } from "@truceline/model";
import { type CatalogueEntry, parseCatalogue } from "./catalogue.ts";

/**
 * The first means: a person's ear, a person's eye, a camera that pans, tilts and zooms. Ranges are
 * class values. `assumed` is said of each number that no published source bears.
 */
const assumed = (value: number) => ({ value, source: "assumed" });
const cited = (value: number, source: string) => ({ value, source });

const smmTexts =
  "OSCE Special Monitoring Mission statements, September 2016: distance bands printed";
const classValue = "assumed: class value in common use, unconfirmed";
const soundWeather = {
  clear: assumed(1),
  rain: assumed(0.75),
  fog: assumed(0.95),
  wind: assumed(0.4),
};
const sightWeather = {
  clear: assumed(1),
  rain: assumed(0.7),
  fog: assumed(0.1),
  wind: assumed(0.95),
};

const explosions: ObservationKind[] = ["explosion", "explosion-or-burst", "salvo"];
const smallArms: ObservationKind[] = ["burst", "shot", "shot-or-burst"];
const tracks: ObservationKind[] = [
  "projectile-in-flight",
  "rocket-assisted-projectile",
  "tracer-round",
  "tracer-burst",
  "tracer-episode",
];
const flashes: ObservationKind[] = ["muzzle-flash", "illumination-flare"];
const vehicles: ObservationKind[] = ["vehicle", "weapon-present", "vessel"];

const falling = (
  p0: number,
  scaleM: number,
  shape: number,
  maxM: { value: number; source: string },
) => ({
  type: "exponential-power" as const,
  p0: assumed(p0),
  scaleM: assumed(scaleM),
  shape: assumed(shape),
  maxM,
});

const ear = {
  id: "ear",
  title: "Observer's ear",
  observes: "heard",
  kindGroups: [
    {
      kinds: explosions,
      curve: falling(0.98, 10_000, 2.5, cited(10_000, smmTexts)),
      dayFactor: assumed(1),
      nightFactor: assumed(1),
      weatherFactors: soundWeather,
    },
    {
      kinds: smallArms,
      curve: falling(0.97, 4_000, 2.5, cited(4_000, smmTexts)),
      dayFactor: assumed(1),
      nightFactor: assumed(1),
      weatherFactors: soundWeather,
    },
    {
      kinds: ["aircraft"],
      curve: falling(0.9, 4_000, 2, assumed(6_000)),
      dayFactor: assumed(1),
      nightFactor: assumed(1),
      weatherFactors: soundWeather,
    },
    {
      kinds: ["uncrewed-aircraft"],
      curve: falling(0.8, 800, 2, assumed(1_500)),
      dayFactor: assumed(0.8),
      nightFactor: assumed(1),
      weatherFactors: soundWeather,
    },
    {
      kinds: ["vehicle"],
      curve: falling(0.7, 800, 2, assumed(1_500)),
      dayFactor: assumed(0.8),
      nightFactor: assumed(1),
      weatherFactors: soundWeather,
    },
  ],
  falseAlarmsPerDay: assumed(1),
  placeError: {
    bearingDeg: cited(11.25, "half of one of sixteen compass points, as printed by the mission"),
    distanceRatio: assumed(0.35),
  },
  uptimeRatio: assumed(0.98),
};

const eye = {
  id: "eye",
  title: "Observer's eye with binoculars",
  observes: "saw",
  kindGroups: [
    {
      kinds: explosions,
      curve: falling(0.7, 5_000, 2, assumed(10_000)),
      dayFactor: assumed(0.9),
      nightFactor: assumed(1),
      weatherFactors: sightWeather,
    },
    {
      kinds: [...tracks, ...flashes],
      curve: falling(0.8, 6_000, 2, assumed(10_000)),
      dayFactor: assumed(0.3),
      nightFactor: assumed(1),
      weatherFactors: sightWeather,
    },
    {
      kinds: vehicles,
      curve: falling(0.95, 4_000, 3, cited(5_000, classValue)),
      dayFactor: assumed(1),
      nightFactor: assumed(0.1),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["persons"],
      curve: falling(0.95, 1_600, 3, cited(2_000, classValue)),
      dayFactor: assumed(1),
      nightFactor: assumed(0.05),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["construction"],
      curve: falling(0.95, 4_000, 3, assumed(5_000)),
      dayFactor: assumed(1),
      nightFactor: assumed(0.1),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["aircraft"],
      curve: falling(0.9, 5_000, 2, assumed(10_000)),
      dayFactor: assumed(1),
      nightFactor: assumed(0.3),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["uncrewed-aircraft"],
      curve: falling(0.7, 800, 2, assumed(1_500)),
      dayFactor: assumed(1),
      nightFactor: assumed(0.1),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["mine"],
      curve: {
        type: "table",
        points: [
          { rangeM: assumed(0), chance: assumed(0.5) },
          { rangeM: assumed(100), chance: assumed(0.1) },
        ],
      },
      dayFactor: assumed(1),
      nightFactor: assumed(0.1),
      weatherFactors: sightWeather,
    },
    {
      // People on the spot know whether they were let through, in any light.
      kinds: ["access-denied"],
      curve: {
        type: "table",
        points: [
          { rangeM: assumed(0), chance: assumed(0.95) },
          { rangeM: assumed(2_000), chance: assumed(0.95) },
        ],
      },
      dayFactor: assumed(1),
      nightFactor: assumed(1),
      weatherFactors: {
        clear: assumed(1),
        rain: assumed(1),
        fog: assumed(1),
        wind: assumed(1),
      },
    },
  ],
  falseAlarmsPerDay: assumed(0.5),
  placeError: { bearingDeg: assumed(5), distanceRatio: assumed(0.25) },
  uptimeRatio: assumed(0.95),
};

const camera = {
  id: "camera",
  title: "Camera that pans, tilts and zooms, with thermal image",
  observes: "recorded",
  kindGroups: [
    {
      kinds: [...explosions, ...tracks, ...flashes],
      curve: falling(
        0.97,
        10_000,
        3,
        cited(15_000, `${classValue}: flash 5 to 15 km, day or night`),
      ),
      dayFactor: assumed(0.95),
      nightFactor: assumed(1),
      weatherFactors: sightWeather,
    },
    {
      kinds: smallArms,
      curve: falling(0.75, 3_000, 2.5, assumed(5_000)),
      dayFactor: assumed(0.6),
      nightFactor: assumed(1),
      weatherFactors: sightWeather,
    },
    {
      kinds: vehicles,
      curve: falling(0.97, 4_000, 3, cited(5_000, `${classValue}: vehicle 3 to 5 km`)),
      dayFactor: assumed(1),
      nightFactor: assumed(0.7),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["persons"],
      curve: falling(0.95, 1_600, 3, cited(2_000, `${classValue}: thermal image, 1 to 2 km`)),
      dayFactor: assumed(0.9),
      nightFactor: assumed(1),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["construction"],
      curve: falling(0.95, 4_000, 3, assumed(5_000)),
      dayFactor: assumed(1),
      nightFactor: assumed(0.5),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["aircraft"],
      curve: falling(0.5, 4_000, 2, assumed(8_000)),
      dayFactor: assumed(1),
      nightFactor: assumed(0.5),
      weatherFactors: sightWeather,
    },
  ],
  falseAlarmsPerDay: assumed(2),
  placeError: { bearingDeg: assumed(0.5), distanceRatio: assumed(0.3) },
  uptimeRatio: assumed(0.9),
};

/** Entries for `ear`, `eye` and `camera`; checked like any other catalogue. */
export const defaultCatalogue: readonly CatalogueEntry[] = parseCatalogue([ear, eye, camera]);
