import type { ObservationKind } from "@truceline/model";
import {
  type CatalogueEntry,
  curveOf,
  kindGroupOf,
  type TerrainClass,
  terrainFactorOf,
} from "./catalogue.ts";
import { defaultCatalogue } from "./default-catalogue.ts";
import { detectionChance } from "./detection-curve.ts";
import { SensingError } from "./errors.ts";
import { type MoonlightLevel, nightFactorOf } from "./moonlight.ts";
import { CLEAR_WEATHER } from "./weather.ts";

export interface SensingConditions {
  readonly isNight: boolean;
  /** By night; dark if absent. */
  readonly moonlight?: MoonlightLevel;
  /** A weather state of the catalogue; clear if absent. */
  readonly weather?: string;
  /** What lies between; open if absent. */
  readonly terrain?: TerrainClass;
}

/**
 * Chance 0..1 that a means of the catalogue, working and looking that way, detects one event of a kind
 * at a distance in metres; 0 for kinds it cannot detect. What the simulator draws from is what coverage
 * is computed from.
 *
 * @throws SensingError `TL_SENSING_MEANS_UNKNOWN`, `TL_SENSING_WEATHER_UNKNOWN`
 * @example detectionProbability("ear", "explosion", 0, { isNight: false }) // 0.98
 */
export function detectionProbability(
  means: string,
  kind: ObservationKind,
  distanceM: number,
  conditions: SensingConditions,
  catalogue: readonly CatalogueEntry[] = defaultCatalogue,
): number {
  const entry = catalogue.find(({ id }) => id === means);
  if (entry === undefined) {
    const known = catalogue.map(({ id }) => id);
    throw new SensingError("TL_SENSING_MEANS_UNKNOWN", { means, known });
  }
  const group = kindGroupOf(entry, kind);
  if (group === undefined) return 0;
  const { isNight, moonlight = "dark", weather = CLEAR_WEATHER, terrain = "open" } = conditions;
  const weatherFactor = Object.hasOwn(group.weatherFactors, weather)
    ? group.weatherFactors[weather]
    : undefined;
  if (weatherFactor === undefined) {
    throw new SensingError("TL_SENSING_WEATHER_UNKNOWN", { means, weather });
  }
  const light = isNight ? nightFactorOf(group, moonlight) : group.dayFactor.value;
  const terrainFactor = terrainFactorOf(entry, terrain);
  return detectionChance(curveOf(group), distanceM) * light * weatherFactor.value * terrainFactor;
}
