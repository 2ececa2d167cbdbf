import type { ObservationKind } from "@truceline/model";
import { type CatalogueEntry, curveOf, kindGroupOf } from "./catalogue.ts";
import { defaultCatalogue } from "./default-catalogue.ts";
import { detectionChance } from "./detection-curve.ts";
import { SensingError } from "./errors.ts";
import { CLEAR_WEATHER } from "./weather.ts";

export interface SensingConditions {
  readonly isNight: boolean;
  /** A weather state of the catalogue; clear if absent. */
  readonly weather?: string;
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
  const { isNight, weather = CLEAR_WEATHER } = conditions;
  const weatherFactor = Object.hasOwn(group.weatherFactors, weather)
    ? group.weatherFactors[weather]
    : undefined;
  if (weatherFactor === undefined) {
    throw new SensingError("TL_SENSING_WEATHER_UNKNOWN", { means, weather });
  }
  const light = isNight ? group.nightFactor : group.dayFactor;
  return detectionChance(curveOf(group), distanceM) * light.value * weatherFactor.value;
}
