import {
  anyLight,
  assumed,
  cited,
  classValue,
  landVehicles,
  level,
  light,
  money,
  overheadTerrain,
  people,
  radarWeather,
  weather,
} from "./figures.ts";

/**
 * A satellite is deployed where its image is centred: distance counts from there. When it passes, its
 * orbit says (`satellitePasses`); in between it sees nothing.
 */
const freeData =
  "Commission Delegated Regulation (EU) No 1159/2013: Copernicus data are free of charge";
const free = {
  purchaseUsd: cited(0, freeData),
  lifeYears: cited(1, "by definition: nothing is bought"),
  yearlyUsd: assumed(5_000),
};
/** Clouds hide the ground; fog is cloud seen from above. */
const opticalWeather = weather(0, 0.05, 0.95, 0.05, 0);

const noBearing = { bearingDeg: assumed(0), distanceRatio: assumed(0) };

export const opticalSatellite = {
  id: "optical-satellite",
  title: "Optical satellite of 10 m, public (Sentinel-2)",
  observes: "recorded",
  kindGroups: [
    {
      kinds: ["construction", "damage"],
      curve: level(0.5, assumed(40_000)),
      ...light(1, 0),
      weatherFactors: opticalWeather,
    },
    {
      kinds: ["vessel"],
      curve: level(0.6, assumed(40_000)),
      ...light(1, 0),
      weatherFactors: opticalWeather,
    },
    {
      // Single vehicles are smaller than a pixel; columns and parks show.
      kinds: landVehicles,
      curve: level(0.05, assumed(40_000)),
      ...light(1, 0),
      weatherFactors: opticalWeather,
    },
  ],
  falseAlarmsPerDay: assumed(0.2),
  falseAlarmCauses: ["cloud", "shadow", "field work"],
  placeError: { ...noBearing, fixM: cited(10, `${classValue}: pixel of 10 m`) },
  uptimeRatio: cited(0.0001, "assumed: some seconds of each pass"),
  stands: "orbit",
  terrainFactors: overheadTerrain,
  people: people(0.1, 50),
  money: free,
  powerW: assumed(0),
  swath: {
    nearM: cited(0, "by definition: it looks straight down"),
    farM: cited(145_000, `${classValue}: swath of 290 km`),
    side: "both",
    needsDaylight: true,
    orbits: ["sentinel-2a", "sentinel-2b", "sentinel-2c"],
  },
};

export const fineOpticalSatellite = {
  id: "optical-satellite-fine",
  title: "Optical satellite of half a metre, commercial, tasked",
  observes: "recorded",
  kindGroups: [
    {
      kinds: ["construction", "damage", "vessel"],
      curve: level(0.9, assumed(6_000)),
      ...light(1, 0),
      weatherFactors: opticalWeather,
    },
    {
      kinds: landVehicles,
      curve: level(0.6, assumed(6_000)),
      ...light(1, 0),
      weatherFactors: opticalWeather,
    },
  ],
  falseAlarmsPerDay: assumed(0.2),
  falseAlarmCauses: ["cloud", "decoys", "choice of where to look"],
  placeError: { ...noBearing, fixM: assumed(8) },
  uptimeRatio: cited(0.0001, "assumed: some seconds of each pass"),
  stands: "orbit",
  terrainFactors: overheadTerrain,
  people: people(0.5, 50),
  // An image a day of one place.
  money: money(0, 1, 400_000),
  powerW: assumed(0),
  swath: {
    nearM: cited(0, "by definition: it turns to both sides and looks down"),
    farM: assumed(450_000),
    side: "both",
    needsDaylight: true,
    orbits: ["synthetic-morning"],
  },
};

const sentinel1 = "ESA: Sentinel-1, interferometric wide swath, 250 km, 5 by 20 m";
/** Radar passes clouds; wet ground and rough water look otherwise. */
const orbitRadarWeather = { ...radarWeather, fog: assumed(1) };

export const radarSatellite = {
  id: "radar-satellite",
  title: "Radar satellite of 20 m, public (Sentinel-1)",
  observes: "recorded",
  kindGroups: [
    {
      kinds: ["vessel"],
      curve: level(0.8, assumed(80_000)),
      ...anyLight,
      weatherFactors: orbitRadarWeather,
    },
    {
      kinds: ["construction", "damage"],
      curve: level(0.35, assumed(80_000)),
      ...anyLight,
      weatherFactors: orbitRadarWeather,
    },
    {
      kinds: landVehicles,
      curve: level(0.05, assumed(80_000)),
      ...anyLight,
      weatherFactors: orbitRadarWeather,
    },
  ],
  falseAlarmsPerDay: assumed(0.5),
  falseAlarmCauses: ["layover", "change of moisture"],
  placeError: { ...noBearing, fixM: cited(20, sentinel1) },
  uptimeRatio: cited(0.0001, "assumed: some seconds of each pass"),
  stands: "orbit",
  terrainFactors: overheadTerrain,
  people: people(0.1, 50),
  money: free,
  powerW: assumed(0),
  swath: {
    nearM: cited(350_000, "assumed: about 30 to 46 degrees of incidence from 693 km, to the right"),
    farM: cited(600_000, `assumed: near edge and ${sentinel1}`),
    side: "right",
    needsDaylight: false,
    orbits: ["sentinel-1a", "sentinel-1c"],
  },
};

export const fineRadarSatellite = {
  id: "radar-satellite-fine",
  title: "Radar satellite of half a metre, commercial, tasked",
  observes: "recorded",
  kindGroups: [
    {
      kinds: ["vessel", "construction", "damage"],
      curve: level(0.7, assumed(3_000)),
      ...anyLight,
      weatherFactors: orbitRadarWeather,
    },
    {
      kinds: landVehicles,
      curve: level(0.5, assumed(3_000)),
      ...anyLight,
      weatherFactors: orbitRadarWeather,
    },
  ],
  falseAlarmsPerDay: assumed(0.4),
  falseAlarmCauses: ["layover", "decoys", "choice of where to look"],
  placeError: { ...noBearing, fixM: assumed(5) },
  uptimeRatio: cited(0.0001, "assumed: some seconds of each pass"),
  stands: "orbit",
  terrainFactors: overheadTerrain,
  people: people(0.5, 50),
  money: money(0, 1, 600_000),
  powerW: assumed(0),
  swath: {
    nearM: assumed(150_000),
    farM: assumed(450_000),
    side: "both",
    needsDaylight: false,
    orbits: ["synthetic-dawn", "synthetic-morning"],
  },
};

const viirs = "Schroeder and others, Remote Sensing of Environment 143, 2014: VIIRS, 375 m";

export const thermalSatellite = {
  id: "thermal-satellite",
  title: "Thermal-anomaly satellite, public (VIIRS)",
  observes: "recorded",
  kindGroups: [
    {
      // Heat only: industry, burning crops and forests as well; no cause.
      kinds: ["thermal-anomaly"],
      curve: level(0.6, assumed(100_000)),
      ...light(0.8, 1),
      weatherFactors: opticalWeather,
    },
  ],
  falseAlarmsPerDay: cited(0.01, `assumed: ${viirs}, commission error below 1.2 %`),
  falseAlarmCauses: ["industry", "burning of crops", "forest fire", "sun glint"],
  placeError: { ...noBearing, fixM: cited(375, viirs) },
  uptimeRatio: cited(0.0005, "assumed: some seconds of each pass"),
  stands: "orbit",
  terrainFactors: { ...overheadTerrain, wooded: assumed(0.7), "built-up": assumed(0.8) },
  people: people(0.05, 20),
  money: {
    purchaseUsd: cited(0, "NASA FIRMS: open data, free of charge"),
    lifeYears: cited(1, "by definition: nothing is bought"),
    yearlyUsd: assumed(2_000),
  },
  powerW: assumed(0),
  swath: {
    nearM: cited(0, "by definition: it looks straight down"),
    farM: cited(1_530_000, `${classValue}: swath of 3,060 km`),
    side: "both",
    needsDaylight: false,
    orbits: ["suomi-npp", "noaa-20", "noaa-21"],
  },
};
