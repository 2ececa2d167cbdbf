import type { ObservationKind } from "@truceline/model";
import { type CatalogueEntry, parseCatalogue } from "./catalogue.ts";

/**
 * A person's ear, a person's eye, a camera that pans, tilts and zooms, an acoustic array, a ground
 * radar, a drone. Ranges are class values. `assumed` is said of each number that no published source bears.
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

const arrayRange =
  "assumed: class value in common use, unconfirmed: artillery and mortar 10 to 25 km";
const arrayWeather = { ...soundWeather, wind: assumed(0.1) };

const acousticArray = {
  id: "acoustic-array",
  title: "Acoustic array that measures direction",
  observes: "recorded",
  kindGroups: [
    {
      kinds: explosions,
      curve: falling(0.97, 14_000, 2.5, cited(25_000, arrayRange)),
      dayFactor: assumed(0.95),
      nightFactor: assumed(1),
      weatherFactors: arrayWeather,
    },
    {
      kinds: smallArms,
      curve: falling(0.9, 1_200, 2.5, cited(2_000, `${classValue}: small arms 1 to 2 km`)),
      dayFactor: assumed(0.95),
      nightFactor: assumed(1),
      weatherFactors: arrayWeather,
    },
  ],
  falseAlarmsPerDay: assumed(5),
  placeError: {
    bearingDeg: cited(2, `${classValue}: 1 to 3 degrees`),
    distanceRatio: assumed(0.3),
  },
  // Its parts agree on the time by satellite, and keep it themselves for a while.
  jammingFactor: assumed(0.7),
  uptimeRatio: assumed(0.9),
};

const radarWeather = {
  clear: assumed(1),
  rain: assumed(0.6),
  fog: assumed(0.95),
  wind: assumed(0.9),
};

const groundRadar = {
  id: "ground-radar",
  title: "Ground radar that sees movement",
  observes: "recorded",
  kindGroups: [
    {
      kinds: ["persons"],
      curve: falling(0.9, 6_000, 3, cited(10_000, `${classValue}: person 5 to 10 km`)),
      dayFactor: assumed(1),
      nightFactor: assumed(1),
      weatherFactors: radarWeather,
    },
    {
      kinds: vehicles,
      curve: falling(0.95, 12_000, 3, cited(20_000, `${classValue}: vehicle 10 to 20 km`)),
      dayFactor: assumed(1),
      nightFactor: assumed(1),
      weatherFactors: radarWeather,
    },
    {
      kinds: ["aircraft"],
      curve: falling(0.8, 12_000, 3, assumed(20_000)),
      dayFactor: assumed(1),
      nightFactor: assumed(1),
      weatherFactors: radarWeather,
    },
    {
      kinds: ["uncrewed-aircraft"],
      curve: falling(0.6, 3_000, 3, assumed(5_000)),
      dayFactor: assumed(1),
      nightFactor: assumed(1),
      weatherFactors: radarWeather,
    },
  ],
  falseAlarmsPerDay: assumed(10),
  placeError: { bearingDeg: assumed(1), distanceRatio: assumed(0.02) },
  jammingFactor: assumed(0.3),
  uptimeRatio: assumed(0.9),
};

const droneWeather = {
  clear: assumed(1),
  rain: assumed(0.3),
  fog: assumed(0.05),
  wind: assumed(0.3),
};

const drone = {
  id: "drone",
  title: "Drone of the mission with daylight and thermal image, while it flies",
  observes: "recorded",
  kindGroups: [
    {
      kinds: vehicles,
      curve: falling(0.8, 25_000, 4, cited(35_000, `${classValue}: mid-range, 20 to 35 km`)),
      dayFactor: assumed(1),
      nightFactor: assumed(0.8),
      weatherFactors: droneWeather,
    },
    {
      kinds: ["persons"],
      curve: falling(0.6, 25_000, 4, cited(35_000, `${classValue}: mid-range, 20 to 35 km`)),
      dayFactor: assumed(1),
      nightFactor: assumed(0.9),
      weatherFactors: droneWeather,
    },
    {
      kinds: ["construction"],
      curve: falling(0.9, 25_000, 4, cited(35_000, `${classValue}: mid-range, 20 to 35 km`)),
      dayFactor: assumed(1),
      nightFactor: assumed(0.4),
      weatherFactors: droneWeather,
    },
  ],
  falseAlarmsPerDay: assumed(1),
  placeError: { bearingDeg: assumed(0.5), distanceRatio: assumed(0.02) },
  // It neither finds its way nor sends its image.
  jammingFactor: assumed(0),
  uptimeRatio: cited(0.25, "assumed: one aircraft, some six hours a day in the air"),
};

/** Checked like any other catalogue. */
export const defaultCatalogue: readonly CatalogueEntry[] = parseCatalogue([
  ear,
  eye,
  camera,
  acousticArray,
  groundRadar,
  drone,
]);
