import type { CatalogueEntry } from "./catalogue.ts";

/** Standard deviations of a place along and across the line of sight, metres. */
export interface PlaceErrorM {
  readonly alongM: number;
  readonly acrossM: number;
}

/**
 * How far off a means places an event at a distance in metres: a fixed figure where it fixes places by
 * itself, else a share of the distance along the sight and the bearing's error across it.
 */
export function placeErrorM({ placeError }: CatalogueEntry, distanceM: number): PlaceErrorM {
  const { fixM, bearingDeg, distanceRatio } = placeError;
  if (fixM !== undefined) return { alongM: fixM.value, acrossM: fixM.value };
  return {
    alongM: distanceRatio.value * distanceM,
    acrossM: Math.tan((Math.min(bearingDeg.value, 89) * Math.PI) / 180) * distanceM,
  };
}
