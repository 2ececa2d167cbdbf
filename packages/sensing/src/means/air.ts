import {
  assumed,
  cited,
  classValue,
  droneWeather,
  explosions,
  falling,
  flashes,
  level,
  light,
  money,
  needs,
  overheadTerrain,
  people,
  slantTerrain,
  tracks,
  vehicles,
  weather,
} from "./figures.ts";

const causes = ["vehicles of civilians", "warm machines of farms"];
const midRange = `${classValue}: mid-range, 20 to 35 km`;

export const drone = {
  id: "drone",
  title: "Drone of the mission with daylight and thermal image, while it flies",
  observes: "recorded",
  kindGroups: [
    {
      kinds: vehicles,
      curve: falling(0.8, 25_000, 4, cited(35_000, midRange)),
      ...light(1, 0.8),
      weatherFactors: droneWeather,
    },
    {
      kinds: ["persons"],
      curve: falling(0.6, 25_000, 4, cited(35_000, midRange)),
      ...light(1, 0.9),
      weatherFactors: droneWeather,
    },
    {
      kinds: ["construction"],
      curve: falling(0.9, 25_000, 4, cited(35_000, midRange)),
      ...light(1, 0.4),
      weatherFactors: droneWeather,
    },
  ],
  falseAlarmsPerDay: assumed(1),
  falseAlarmCauses: causes,
  placeError: { bearingDeg: assumed(0.5), distanceRatio: assumed(0.02) },
  // It neither finds its way nor sends its image.
  jammingFactor: assumed(0),
  dependsOn: needs("radio", "satellite-navigation"),
  uptimeRatio: cited(0.25, "assumed: one aircraft, some six hours a day in the air"),
  stands: "post",
  heightM: assumed(500),
  terrainFactors: overheadTerrain,
  people: people(3, 300),
  money: money(150_000, 3, 60_000),
  powerW: assumed(300),
  movement: { speedKmPerH: assumed(70), kmPerDay: assumed(400) },
};

const shortRange = `${classValue}: mini, 5 km, half an hour`;

export const shortUav = {
  id: "uav-short",
  title: "Short-range UAV, flown from where its pilot stands",
  observes: "recorded",
  kindGroups: [
    {
      kinds: vehicles,
      curve: falling(0.85, 4_500, 5, cited(5_000, shortRange)),
      ...light(1, 0.6),
      weatherFactors: droneWeather,
    },
    {
      kinds: ["persons"],
      curve: falling(0.75, 4_500, 5, cited(5_000, shortRange)),
      ...light(1, 0.7),
      weatherFactors: droneWeather,
    },
    {
      kinds: ["construction", "damage"],
      curve: falling(0.9, 4_500, 5, cited(5_000, shortRange)),
      ...light(1, 0.3),
      weatherFactors: droneWeather,
    },
  ],
  falseAlarmsPerDay: assumed(0.5),
  falseAlarmCauses: causes,
  placeError: { bearingDeg: assumed(0), distanceRatio: assumed(0), fixM: assumed(15) },
  jammingFactor: assumed(0),
  dependsOn: needs("radio", "satellite-navigation"),
  uptimeRatio: cited(0.1, "assumed: five flights of half an hour a day"),
  stands: "post",
  heightM: assumed(120),
  terrainFactors: overheadTerrain,
  people: people(2, 100),
  money: money(12_000, 1.5, 4_000),
  powerW: assumed(100),
  movement: { speedKmPerH: assumed(45), kmPerDay: assumed(60) },
};

const longRange = "OSCE mission: long-range UAV, over 160 km, by night too";
const longWeather = weather(0.5, 0.1, 0.4, 0.7, 0.3);

export const longUav = {
  id: "uav-long",
  title: "Long-range UAV flown from a base, while it is in the air",
  observes: "recorded",
  kindGroups: [
    {
      kinds: vehicles,
      curve: falling(0.7, 140_000, 6, cited(160_000, longRange)),
      ...light(1, 0.85),
      weatherFactors: longWeather,
    },
    {
      kinds: ["persons"],
      curve: falling(0.4, 140_000, 6, cited(160_000, longRange)),
      ...light(1, 0.9),
      weatherFactors: longWeather,
    },
    {
      kinds: ["construction", "damage"],
      curve: falling(0.8, 140_000, 6, cited(160_000, longRange)),
      ...light(1, 0.5),
      weatherFactors: longWeather,
    },
    {
      // It looks at one strip of the ground at a time.
      kinds: [...explosions, ...tracks, ...flashes],
      curve: falling(0.05, 140_000, 6, cited(160_000, longRange)),
      ...light(0.6, 1),
      weatherFactors: longWeather,
    },
  ],
  falseAlarmsPerDay: assumed(1),
  falseAlarmCauses: causes,
  placeError: { bearingDeg: assumed(0), distanceRatio: assumed(0), fixM: assumed(20) },
  jammingFactor: assumed(0),
  dependsOn: needs("radio", "satellite-navigation"),
  uptimeRatio: cited(0.4, "assumed: two aircraft in turn, flights of six hours, weather apart"),
  stands: "base",
  heightM: assumed(2_000),
  terrainFactors: overheadTerrain,
  people: people(8, 2_500),
  money: money(4_000_000, 6, 1_500_000),
  powerW: assumed(3_000),
  movement: {
    speedKmPerH: assumed(100),
    kmPerDay: cited(600, "assumed: one flight of six hours at 100 km an hour"),
  },
};

/** It comes down in strong wind. */
const tetheredWeather = weather(0.7, 0.15, 0.2, 0.9, 0.4);

export const aerostat = {
  id: "aerostat",
  title: "Tethered aerostat with camera and thermal image",
  observes: "recorded",
  kindGroups: [
    {
      kinds: [...explosions, ...tracks, ...flashes],
      curve: falling(0.95, 15_000, 3, assumed(25_000)),
      ...light(0.9, 1),
      weatherFactors: tetheredWeather,
    },
    {
      kinds: vehicles,
      curve: falling(0.95, 12_000, 3, assumed(20_000)),
      ...light(1, 0.8),
      weatherFactors: tetheredWeather,
    },
    {
      kinds: ["persons"],
      curve: falling(0.9, 6_000, 3, assumed(10_000)),
      ...light(1, 0.9),
      weatherFactors: tetheredWeather,
    },
    {
      kinds: ["construction"],
      curve: falling(0.95, 12_000, 3, assumed(20_000)),
      ...light(1, 0.4),
      weatherFactors: tetheredWeather,
    },
    {
      kinds: ["aircraft"],
      curve: falling(0.6, 10_000, 2, assumed(20_000)),
      ...light(1, 0.6),
      weatherFactors: tetheredWeather,
    },
    {
      kinds: ["damage"],
      curve: level(0.3, assumed(3_000)),
      ...light(1, 0.1),
      weatherFactors: tetheredWeather,
    },
  ],
  falseAlarmsPerDay: assumed(2),
  falseAlarmCauses: ["headlights", "flares", "warm machines of farms"],
  placeError: { bearingDeg: assumed(0.3), distanceRatio: assumed(0.05) },
  // Its picture comes down the tether; only its own place it takes from satellites.
  jammingFactor: assumed(0.9),
  dependsOn: needs("satellite-navigation"),
  uptimeRatio: assumed(0.7),
  stands: "base",
  heightM: assumed(300),
  terrainFactors: slantTerrain,
  people: people(4, 1_500),
  money: money(2_500_000, 5, 600_000),
  powerW: assumed(5_000),
};
