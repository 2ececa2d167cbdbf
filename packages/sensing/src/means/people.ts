import {
  anyLight,
  anyWeather,
  assumed,
  cited,
  classValue,
  explosions,
  falling,
  flashes,
  landVehicles,
  level,
  light,
  money,
  patrolTerrain,
  people,
  sightTerrain,
  sightWeather,
  smallArms,
  soundTerrain,
  soundWeather,
  tracks,
  vehicles,
  weather,
} from "./figures.ts";

const smmTexts =
  "OSCE Special Monitoring Mission statements, September 2016: distance bands printed";

export const ear = {
  id: "ear",
  title: "Observer's ear",
  observes: "heard",
  kindGroups: [
    {
      kinds: explosions,
      curve: falling(0.98, 10_000, 2.5, cited(10_000, smmTexts)),
      ...anyLight,
      weatherFactors: soundWeather,
    },
    {
      kinds: smallArms,
      curve: falling(0.97, 4_000, 2.5, cited(4_000, smmTexts)),
      ...anyLight,
      weatherFactors: soundWeather,
    },
    {
      kinds: ["aircraft"],
      curve: falling(0.9, 4_000, 2, assumed(6_000)),
      ...anyLight,
      weatherFactors: soundWeather,
    },
    {
      kinds: ["uncrewed-aircraft"],
      curve: falling(0.8, 800, 2, assumed(1_500)),
      ...light(0.8, 1),
      weatherFactors: soundWeather,
    },
    {
      kinds: ["vehicle"],
      curve: falling(0.7, 800, 2, assumed(1_500)),
      ...light(0.8, 1),
      weatherFactors: soundWeather,
    },
  ],
  falseAlarmsPerDay: assumed(1),
  falseAlarmCauses: ["echo", "thunder", "quarry blast", "demining", "hunting"],
  placeError: {
    bearingDeg: cited(11.25, "half of one of sixteen compass points, as printed by the mission"),
    distanceRatio: assumed(0.35),
  },
  uptimeRatio: assumed(0.98),
  stands: "post",
  heightM: assumed(2),
  terrainFactors: soundTerrain,
  people: { ...people(1, 0), sharedWith: ["eye"] },
  money: money(0, 1, 0),
  powerW: assumed(0),
};

export const eye = {
  id: "eye",
  title: "Observer's eye with binoculars",
  observes: "saw",
  kindGroups: [
    {
      kinds: explosions,
      curve: falling(0.7, 5_000, 2, assumed(10_000)),
      ...light(0.9, 1),
      weatherFactors: sightWeather,
    },
    {
      kinds: [...tracks, ...flashes],
      curve: falling(0.8, 6_000, 2, assumed(10_000)),
      ...light(0.3, 1),
      weatherFactors: sightWeather,
    },
    {
      kinds: vehicles,
      curve: falling(0.95, 4_000, 3, cited(5_000, classValue)),
      ...light(1, 0.1, 0.25),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["persons"],
      curve: falling(0.95, 1_600, 3, cited(2_000, classValue)),
      ...light(1, 0.05, 0.15),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["construction"],
      curve: falling(0.95, 4_000, 3, assumed(5_000)),
      ...light(1, 0.1, 0.2),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["aircraft"],
      curve: falling(0.9, 5_000, 2, assumed(10_000)),
      ...light(1, 0.3, 0.4),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["uncrewed-aircraft"],
      curve: falling(0.7, 800, 2, assumed(1_500)),
      ...light(1, 0.1, 0.15),
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
      ...light(1, 0.1, 0.15),
      weatherFactors: sightWeather,
    },
    {
      // People on the spot know whether they were let through, in any light.
      kinds: ["access-denied"],
      curve: level(0.95, assumed(2_000)),
      ...anyLight,
      weatherFactors: anyWeather,
    },
  ],
  falseAlarmsPerDay: assumed(0.5),
  falseAlarmCauses: ["fog", "headlights", "sun glint", "vehicles of civilians"],
  placeError: { bearingDeg: assumed(5), distanceRatio: assumed(0.25) },
  uptimeRatio: assumed(0.95),
  stands: "post",
  heightM: assumed(2),
  terrainFactors: sightTerrain,
  people: { ...people(1, 0), sharedWith: ["ear"] },
  money: money(600, 5, 50),
  powerW: assumed(0),
};

/** Twice the reach of the eye, a narrow field: one more observer, not the same eye again. */
export const binoculars = {
  id: "binoculars",
  title: "Second observer at binoculars on a stand",
  observes: "saw",
  kindGroups: [
    {
      kinds: [...tracks, ...flashes],
      curve: falling(0.5, 8_000, 2, assumed(12_000)),
      ...light(0.4, 1),
      weatherFactors: sightWeather,
    },
    {
      kinds: vehicles,
      curve: falling(0.85, 8_000, 3, cited(10_000, `${classValue}: twice the eye's 5 km`)),
      ...light(1, 0.1, 0.3),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["persons"],
      curve: falling(0.85, 3_200, 3, cited(4_000, `${classValue}: twice the eye's 2 km`)),
      ...light(1, 0.05, 0.2),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["construction"],
      curve: falling(0.9, 8_000, 3, assumed(10_000)),
      ...light(1, 0.1, 0.25),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["aircraft"],
      curve: falling(0.5, 8_000, 2, assumed(12_000)),
      ...light(1, 0.2, 0.3),
      weatherFactors: sightWeather,
    },
  ],
  falseAlarmsPerDay: assumed(0.5),
  falseAlarmCauses: ["haze", "sun glint", "vehicles of civilians"],
  placeError: { bearingDeg: assumed(1), distanceRatio: assumed(0.15) },
  uptimeRatio: assumed(0.9),
  stands: "post",
  heightM: assumed(2),
  terrainFactors: sightTerrain,
  people: people(1, 0),
  money: money(4_000, 8, 100),
  powerW: assumed(0),
};

const walkWeather = weather(0.7, 0.2, 0.9, 1, 0.5);

const patrolSight = (p0: number) => [
  {
    kinds: landVehicles,
    curve: falling(p0, 1_500, 2, assumed(3_000)),
    ...light(1, 0.15, 0.3),
    weatherFactors: walkWeather,
  },
  {
    kinds: ["persons"],
    curve: falling(p0, 600, 2, assumed(1_500)),
    ...light(1, 0.1, 0.2),
    weatherFactors: walkWeather,
  },
  {
    kinds: ["construction", "damage"],
    curve: falling(p0, 1_000, 2, assumed(2_000)),
    ...light(1, 0.1, 0.2),
    weatherFactors: walkWeather,
  },
  {
    kinds: ["access-denied"],
    curve: level(0.98, assumed(500)),
    ...anyLight,
    weatherFactors: anyWeather,
  },
];

export const footPatrol = {
  id: "foot-patrol",
  title: "Patrol on foot, where it walks",
  observes: "saw",
  kindGroups: [
    ...patrolSight(0.95),
    {
      kinds: explosions,
      curve: falling(0.95, 9_000, 2.5, cited(10_000, smmTexts)),
      ...anyLight,
      weatherFactors: soundWeather,
    },
    {
      kinds: smallArms,
      curve: falling(0.9, 3_500, 2.5, cited(4_000, smmTexts)),
      ...anyLight,
      weatherFactors: soundWeather,
    },
  ],
  falseAlarmsPerDay: assumed(0.3),
  falseAlarmCauses: ["echo", "vehicles of civilians"],
  placeError: { bearingDeg: assumed(5), distanceRatio: assumed(0.2) },
  uptimeRatio: cited(0.3, "assumed: some seven hours a day on its way"),
  stands: "patrol",
  heightM: assumed(1.7),
  terrainFactors: patrolTerrain,
  people: people(4, 0, `${classValue}: a patrol of 4 to 6`),
  money: money(8_000, 3, 1_500),
  powerW: assumed(20),
  movement: {
    speedKmPerH: assumed(3),
    kmPerDay: cited(12, `${classValue}: 10 to 15 km a day`),
  },
};

export const vehiclePatrol = {
  id: "vehicle-patrol",
  title: "Patrol of two vehicles, where it drives and halts",
  observes: "saw",
  kindGroups: [
    ...patrolSight(0.85),
    {
      // Only at halts, with engines off.
      kinds: explosions,
      curve: falling(0.6, 8_000, 2.5, cited(10_000, smmTexts)),
      ...anyLight,
      weatherFactors: soundWeather,
    },
    {
      kinds: smallArms,
      curve: falling(0.5, 3_000, 2.5, cited(4_000, smmTexts)),
      ...anyLight,
      weatherFactors: soundWeather,
    },
  ],
  falseAlarmsPerDay: assumed(0.3),
  falseAlarmCauses: ["echo", "vehicles of civilians"],
  placeError: { bearingDeg: assumed(5), distanceRatio: assumed(0.2) },
  uptimeRatio: cited(0.35, "assumed: some eight hours of daylight a day on its way"),
  stands: "patrol",
  heightM: assumed(2),
  terrainFactors: patrolTerrain,
  people: people(5, 120, `${classValue}: two vehicles, 4 to 6 people`),
  money: money(300_000, 6, 40_000),
  powerW: assumed(60),
  movement: {
    speedKmPerH: assumed(35),
    kmPerDay: cited(115, `${classValue}: 80 to 150 km a day by road`),
  },
};
