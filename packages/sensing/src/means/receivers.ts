import {
  anyLight,
  anyWeather,
  assumed,
  cited,
  classValue,
  falling,
  money,
  needs,
  people,
  radioTerrain,
  through,
} from "./figures.ts";

export const aisReceiver = {
  id: "ais-receiver",
  title: "Receiver of AIS: vessels that say where they are",
  observes: "recorded",
  kindGroups: [
    {
      // A vessel that switches it off is not there; one that lies is elsewhere.
      kinds: ["vessel"],
      curve: falling(0.8, 50_000, 6, cited(60_000, `${classValue}: 40 to 60 km from the shore`)),
      ...anyLight,
      weatherFactors: anyWeather,
    },
  ],
  falseAlarmsPerDay: assumed(0.5),
  falseAlarmCauses: ["false positions sent on purpose", "wrong identity", "switched off and on"],
  placeError: {
    bearingDeg: assumed(0),
    distanceRatio: assumed(0),
    fixM: cited(10, "ITU-R M.1371: the accuracy flag says 10 m or better"),
  },
  // What is sent is a satellite position.
  jammingFactor: assumed(0.2),
  dependsOn: needs("radio", "satellite-navigation"),
  uptimeRatio: assumed(0.98),
  stands: "mast",
  heightM: assumed(30),
  terrainFactors: radioTerrain,
  people: people(0.05, 20),
  money: money(3_000, 7, 1_000),
  powerW: assumed(15),
};

export const adsbReceiver = {
  id: "adsb-receiver",
  title: "Receiver of ADS-B: aircraft that say where they are",
  observes: "recorded",
  kindGroups: [
    {
      // Near it, low flights too; beyond 40 km only what flies above the horizon.
      kinds: ["aircraft"],
      curve: through([0, 0.7], [40_000, 0.6], [250_000, 0.35], [400_000, 0.05]),
      ...anyLight,
      weatherFactors: anyWeather,
    },
  ],
  falseAlarmsPerDay: assumed(0.2),
  falseAlarmCauses: ["false positions sent on purpose", "jammed satellite navigation"],
  placeError: {
    bearingDeg: assumed(0),
    distanceRatio: assumed(0),
    fixM: cited(93, "14 CFR 91.227(c): position accuracy below 0.05 nautical miles"),
  },
  jammingFactor: assumed(0.2),
  dependsOn: needs("radio", "satellite-navigation"),
  uptimeRatio: assumed(0.98),
  stands: "mast",
  heightM: assumed(20),
  terrainFactors: radioTerrain,
  people: people(0.05, 20),
  money: money(1_500, 7, 600),
  powerW: assumed(10),
};

export const interferenceMonitor = {
  id: "interference-monitor",
  title: "Monitor of interference with satellite navigation and radio",
  observes: "recorded",
  kindGroups: [
    {
      kinds: ["interference"],
      curve: falling(0.95, 20_000, 3, assumed(40_000)),
      ...anyLight,
      weatherFactors: anyWeather,
    },
  ],
  falseAlarmsPerDay: assumed(1),
  falseAlarmCauses: ["faulty electronics near by", "strong broadcast stations", "solar storms"],
  placeError: { bearingDeg: assumed(5), distanceRatio: assumed(0.5) },
  uptimeRatio: assumed(0.97),
  stands: "mast",
  heightM: assumed(15),
  terrainFactors: radioTerrain,
  people: people(0.05, 30),
  money: money(20_000, 6, 3_000),
  powerW: assumed(40),
};
