import {
  assumed,
  cited,
  classValue,
  explosions,
  falling,
  flashes,
  light,
  money,
  people,
  sightTerrain,
  sightWeather,
  smallArms,
  tracks,
  vehicles,
  weather,
} from "./figures.ts";

/** One person looks at eight to twelve pictures. */
const operators = people(
  0.1,
  40,
  "assumed: one operator for 8 to 12 pictures, class value, unconfirmed",
);
const causes = ["fog", "rain", "sun glint", "headlights", "flares", "lens dirt"];

export const camera = {
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
      ...light(0.95, 1),
      weatherFactors: sightWeather,
    },
    {
      kinds: smallArms,
      curve: falling(0.75, 3_000, 2.5, assumed(5_000)),
      ...light(0.6, 1),
      weatherFactors: sightWeather,
    },
    {
      kinds: vehicles,
      curve: falling(0.97, 4_000, 3, cited(5_000, `${classValue}: vehicle 3 to 5 km`)),
      ...light(1, 0.7),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["persons"],
      curve: falling(0.95, 1_600, 3, cited(2_000, `${classValue}: thermal image, 1 to 2 km`)),
      ...light(0.9, 1),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["construction"],
      curve: falling(0.95, 4_000, 3, assumed(5_000)),
      ...light(1, 0.5),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["aircraft"],
      curve: falling(0.5, 4_000, 2, assumed(8_000)),
      ...light(1, 0.5),
      weatherFactors: sightWeather,
    },
  ],
  falseAlarmsPerDay: assumed(2),
  falseAlarmCauses: causes,
  placeError: { bearingDeg: assumed(0.5), distanceRatio: assumed(0.3) },
  uptimeRatio: assumed(0.9),
  stands: "mast",
  heightM: assumed(20),
  terrainFactors: sightTerrain,
  people: operators,
  money: money(120_000, 7, 15_000),
  powerW: assumed(150),
};

export const dayCamera = {
  id: "day-camera",
  title: "Daylight camera on a mast",
  observes: "recorded",
  kindGroups: [
    {
      kinds: [...explosions, ...tracks, ...flashes],
      curve: falling(0.9, 7_000, 2.5, assumed(10_000)),
      ...light(0.8, 1),
      weatherFactors: sightWeather,
    },
    {
      kinds: vehicles,
      curve: falling(0.97, 4_500, 3, cited(5_000, `${classValue}: vehicle 3 to 5 km`)),
      ...light(1, 0.05, 0.15),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["persons"],
      curve: falling(0.9, 1_500, 3, assumed(2_000)),
      ...light(1, 0.02, 0.08),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["construction"],
      curve: falling(0.95, 4_500, 3, assumed(5_000)),
      ...light(1, 0.05, 0.15),
      weatherFactors: sightWeather,
    },
    {
      kinds: ["aircraft"],
      curve: falling(0.4, 4_000, 2, assumed(8_000)),
      ...light(1, 0.2, 0.25),
      weatherFactors: sightWeather,
    },
  ],
  falseAlarmsPerDay: assumed(2),
  falseAlarmCauses: causes,
  placeError: { bearingDeg: assumed(0.5), distanceRatio: assumed(0.3) },
  uptimeRatio: assumed(0.92),
  stands: "mast",
  heightM: assumed(20),
  terrainFactors: sightTerrain,
  people: operators,
  money: money(35_000, 7, 6_000),
  powerW: assumed(60),
};

/** Heat passes thin haze and no rain cloud; it needs no light, so the moon changes nothing. */
const thermalWeather = weather(0.6, 0.25, 0.95, 1, 0.45);

export const thermalCamera = {
  id: "thermal-camera",
  title: "Thermal camera on a mast",
  observes: "recorded",
  kindGroups: [
    {
      kinds: [...explosions, ...tracks, ...flashes],
      curve: falling(
        0.95,
        9_000,
        3,
        cited(15_000, `${classValue}: flash 5 to 15 km, day or night`),
      ),
      ...light(0.9, 1),
      weatherFactors: thermalWeather,
    },
    {
      kinds: smallArms,
      curve: falling(0.7, 2_500, 2.5, assumed(4_000)),
      ...light(0.7, 1),
      weatherFactors: thermalWeather,
    },
    {
      kinds: vehicles,
      curve: falling(0.95, 3_500, 3, cited(4_000, `${classValue}: vehicle 3 to 5 km`)),
      // Warm ground hides warm engines around noon.
      ...light(0.85, 1),
      weatherFactors: thermalWeather,
    },
    {
      kinds: ["persons"],
      curve: falling(0.95, 1_600, 3, cited(2_000, `${classValue}: thermal image, 1 to 2 km`)),
      ...light(0.85, 1),
      weatherFactors: thermalWeather,
    },
    {
      kinds: ["aircraft"],
      curve: falling(0.6, 5_000, 2, assumed(9_000)),
      ...light(0.8, 1),
      weatherFactors: thermalWeather,
    },
  ],
  falseAlarmsPerDay: assumed(3),
  falseAlarmCauses: ["game", "cattle", "warm stones", "rain", "flares"],
  placeError: { bearingDeg: assumed(0.5), distanceRatio: assumed(0.3) },
  uptimeRatio: assumed(0.9),
  stands: "mast",
  heightM: assumed(20),
  terrainFactors: sightTerrain,
  people: operators,
  money: money(90_000, 6, 10_000),
  powerW: assumed(80),
};
