import {
  anyLight,
  assumed,
  cited,
  classValue,
  explosions,
  falling,
  groundTerrain,
  landVehicles,
  light,
  money,
  needs,
  people,
  radarWeather,
  sightTerrain,
  smallArms,
  soundTerrain,
  soundWeather,
  vehicles,
  weather,
} from "./figures.ts";

const arrayRange =
  "assumed: class value in common use, unconfirmed: artillery and mortar 10 to 25 km";
const arrayWeather = { ...soundWeather, wind: assumed(0.1) };

export const acousticArray = {
  id: "acoustic-array",
  title: "Acoustic array that measures direction",
  observes: "recorded",
  kindGroups: [
    {
      kinds: explosions,
      curve: falling(0.97, 14_000, 2.5, cited(25_000, arrayRange)),
      ...light(0.95, 1),
      weatherFactors: arrayWeather,
    },
    {
      kinds: smallArms,
      curve: falling(0.9, 1_200, 2.5, cited(2_000, `${classValue}: small arms 1 to 2 km`)),
      ...light(0.95, 1),
      weatherFactors: arrayWeather,
    },
  ],
  falseAlarmsPerDay: assumed(5),
  falseAlarmCauses: ["thunder", "quarry blast", "demining", "vehicles", "fireworks", "sonic boom"],
  placeError: {
    bearingDeg: cited(2, `${classValue}: 1 to 3 degrees`),
    distanceRatio: assumed(0.3),
  },
  // Its parts agree on the time by satellite, and keep it themselves for a while.
  jammingFactor: assumed(0.7),
  dependsOn: needs("satellite-navigation"),
  uptimeRatio: assumed(0.9),
  stands: "ground",
  heightM: assumed(1),
  terrainFactors: soundTerrain,
  people: people(0.1, 60),
  money: money(60_000, 6, 8_000),
  powerW: assumed(20),
};

/** Rain drums on the ground; wind shakes trees and with them their roots. */
const stepWeather = weather(0.5, 1, 0.7, 1, 0.9);

export const seismicString = {
  id: "seismic-string",
  title: "String of ten seismic sensors left in the ground",
  observes: "recorded",
  kindGroups: [
    {
      kinds: ["persons"],
      curve: falling(0.9, 40, 3, cited(50, `${classValue}: person 30 to 50 m`)),
      ...anyLight,
      weatherFactors: stepWeather,
    },
    {
      kinds: landVehicles,
      curve: falling(0.95, 350, 3, cited(500, `${classValue}: vehicle 300 to 500 m`)),
      ...anyLight,
      weatherFactors: stepWeather,
    },
    {
      kinds: explosions,
      curve: falling(0.9, 2_500, 2.5, assumed(4_000)),
      ...anyLight,
      weatherFactors: stepWeather,
    },
  ],
  falseAlarmsPerDay: assumed(4),
  falseAlarmCauses: ["animals", "rain", "trains"],
  placeError: { bearingDeg: assumed(0), distanceRatio: assumed(0), fixM: assumed(50) },
  uptimeRatio: assumed(0.9),
  stands: "ground",
  heightM: assumed(0),
  terrainFactors: groundTerrain,
  people: people(0.05, 60),
  money: money(25_000, 4, 4_000),
  powerW: assumed(5),
};

const malyn =
  "Dando and others, Identifying attacks in the Russia–Ukraine conflict using seismic array data, Nature 2023";

/** One array for a region: it hears the ground, not the air. */
export const seismicArray = {
  id: "seismic-array",
  title: "Seismic array of a region, 24 sensors",
  observes: "recorded",
  kindGroups: [
    {
      kinds: explosions,
      curve: falling(0.3, 150_000, 3, cited(200_000, `${malyn}: good within about 200 km`)),
      // By day traffic and works shake the ground.
      ...light(0.7, 1),
      weatherFactors: weather(0.95, 1, 0.7, 1, 1),
    },
  ],
  falseAlarmsPerDay: assumed(2),
  falseAlarmCauses: ["quarry blast", "ripple fire", "small earthquakes"],
  placeError: {
    bearingDeg: assumed(2),
    distanceRatio: assumed(0.1),
    fixM: cited(5_000, "assumed: several cells of the 1 km grid on which places were sought"),
  },
  jammingFactor: assumed(0.9),
  dependsOn: needs("satellite-navigation"),
  uptimeRatio: assumed(0.97),
  stands: "base",
  heightM: assumed(0),
  terrainFactors: groundTerrain,
  people: people(1, 400),
  money: money(1_500_000, 15, 150_000),
  powerW: assumed(500),
};

export const groundRadar = {
  id: "ground-radar",
  title: "Ground radar that sees movement",
  observes: "recorded",
  kindGroups: [
    {
      kinds: ["persons"],
      curve: falling(0.9, 6_000, 3, cited(10_000, `${classValue}: person 5 to 10 km`)),
      ...anyLight,
      weatherFactors: radarWeather,
    },
    {
      kinds: vehicles,
      curve: falling(0.95, 12_000, 3, cited(20_000, `${classValue}: vehicle 10 to 20 km`)),
      ...anyLight,
      weatherFactors: radarWeather,
    },
    {
      kinds: ["aircraft"],
      curve: falling(0.8, 12_000, 3, assumed(20_000)),
      ...anyLight,
      weatherFactors: radarWeather,
    },
    {
      kinds: ["uncrewed-aircraft"],
      curve: falling(0.6, 3_000, 3, assumed(5_000)),
      ...anyLight,
      weatherFactors: radarWeather,
    },
  ],
  falseAlarmsPerDay: assumed(10),
  falseAlarmCauses: ["crops", "game", "rain"],
  placeError: { bearingDeg: assumed(1), distanceRatio: assumed(0.02) },
  jammingFactor: assumed(0.3),
  // It is a radio itself.
  dependsOn: needs("radio"),
  uptimeRatio: assumed(0.9),
  stands: "mast",
  heightM: assumed(10),
  terrainFactors: sightTerrain,
  people: people(0.25, 80),
  money: money(250_000, 8, 25_000),
  powerW: assumed(250),
};
