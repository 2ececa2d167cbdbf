import type { ObservationKind } from "@truceline/model";

/** A number that no published source bears. */
export const assumed = (value: number) => ({ value, source: "assumed" });
export const cited = (value: number, source: string) => ({ value, source });

/** What a means cannot do without; that it is these follows from how it works. */
export const needs = (...on: ("radio" | "satellite-navigation")[]) => ({
  on,
  source: "assumed: from how such a means works",
});

/** A figure in common use for a class of devices; who first said it is not known. */
export const classValue = "assumed: class value in common use, unconfirmed";
/** True by what the word means. */
const byDefinition = cited(1, "by definition");

export const explosions: ObservationKind[] = ["explosion", "explosion-or-burst", "salvo"];
export const smallArms: ObservationKind[] = ["burst", "shot", "shot-or-burst"];
export const tracks: ObservationKind[] = [
  "projectile-in-flight",
  "rocket-assisted-projectile",
  "tracer-round",
  "tracer-burst",
  "tracer-episode",
];
export const flashes: ObservationKind[] = ["muzzle-flash", "illumination-flare"];
export const vehicles: ObservationKind[] = ["vehicle", "weapon-present", "vessel"];
/** What people can go and look at on the ground. */
export const landVehicles: ObservationKind[] = ["vehicle", "weapon-present"];

/** p0 · exp(−(d / scaleM)^shape), up to `maxM`. */
export const falling = (
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

/** The same chance up to a distance, nothing beyond. */
export const level = (chance: number, maxM: { value: number; source: string }) => ({
  type: "table" as const,
  points: [
    { rangeM: cited(0, "by definition"), chance: assumed(chance) },
    { rangeM: maxM, chance: assumed(chance) },
  ],
});

/** Straight between `[metres, chance]`. */
export const through = (...points: readonly (readonly [number, number])[]) => ({
  type: "table" as const,
  points: points.map(([rangeM, chance]) => ({ rangeM: assumed(rangeM), chance: assumed(chance) })),
});

/** Factors by weather, in this order: rain, fog, wind, cloud, snow. Clear weather loses nothing. */
export const weather = (rain: number, fog: number, wind: number, cloud: number, snow: number) => ({
  clear: byDefinition,
  rain: assumed(rain),
  fog: assumed(fog),
  wind: assumed(wind),
  cloud: assumed(cloud),
  snow: assumed(snow),
});
export const soundWeather = weather(0.75, 0.95, 0.4, 1, 0.6);
export const sightWeather = weather(0.7, 0.1, 0.95, 1, 0.4);
export const radarWeather = weather(0.6, 0.95, 0.9, 1, 0.7);
export const droneWeather = weather(0.3, 0.05, 0.3, 0.8, 0.2);
export const anyWeather = weather(1, 1, 1, 1, 1);

/** Day and night alike. */
export const anyLight = { dayFactor: assumed(1), nightFactor: assumed(1) };
export const light = (day: number, night: number, moonlit?: number) => ({
  dayFactor: assumed(day),
  nightFactor: assumed(night),
  ...(moonlit === undefined ? {} : { moonlitFactor: assumed(moonlit) }),
});

/** Factors by what lies between, in this order: rolling, wooded, built-up, hidden. */
const terrain = (rolling: number, wooded: number, builtUp: number, hidden: number) => ({
  open: byDefinition,
  rolling: assumed(rolling),
  wooded: assumed(wooded),
  "built-up": assumed(builtUp),
  hidden: assumed(hidden),
});
/** What must be seen from the ground: a hill in between takes all of it. */
export const sightTerrain = terrain(0.8, 0.3, 0.4, 0);
/** Sound bends over hills and loses by it. */
export const soundTerrain = terrain(0.9, 0.8, 0.7, 0.5);
/** Through the ground. */
export const groundTerrain = terrain(1, 1, 0.6, 1);
/** Seen from above: trees and houses hide, hills do not. */
export const overheadTerrain = terrain(1, 0.3, 0.5, 0);
/** From a few hundred metres up, aslant. */
export const slantTerrain = terrain(0.95, 0.4, 0.5, 0);
/** Radio to what flies or floats high enough. */
export const radioTerrain = terrain(0.9, 0.9, 0.8, 0.1);
/** People who go there. */
export const patrolTerrain = terrain(0.9, 0.6, 0.7, 0);

/** Who serves one unit: at any hour it works, and hours of technicians in a year. */
export const people = (onWatch: number, technicianHours: number, why = "assumed") => ({
  onWatch: cited(onWatch, why),
  technicianHoursPerYear: assumed(technicianHours),
});
/** What one unit costs: to buy, for how many years, and to run a year; US dollars. */
export const money = (purchase: number, lifeYears: number, yearly: number) => ({
  purchaseUsd: assumed(purchase),
  lifeYears: assumed(lifeYears),
  yearlyUsd: assumed(yearly),
});
