/** Satellites whose heat detections FIRMS gives out, as it names them today. */
export const firmsSatellites = ["N", "N20", "N21", "Terra", "Aqua"] as const;
export type FirmsSatellite = (typeof firmsSatellites)[number];

/** What an archive says the heat was: `type` 0 to 3. */
export const heatSources = ["vegetation", "volcano", "static-on-land", "offshore"] as const;

/**
 * One picture element in which a satellite saw heat. Heat is not fire of weapons: fields, forests and
 * works burn as well.
 */
export interface HeatPixel {
  readonly instrument: "VIIRS" | "MODIS";
  readonly satellite: FirmsSatellite;
  /** Middle of the element. */
  readonly lonDeg: number;
  readonly latDeg: number;
  /** Size across the satellite's way, and along it. */
  readonly scanM: number;
  readonly trackM: number;
  /** Beginning of the minute of the passage, UTC. */
  readonly atMs: number;
  /** VIIRS says a level, MODIS per cent: below 30 low, from 80 on high. */
  readonly confidence: "low" | "nominal" | "high";
  readonly confidencePercent?: number;
  /** Channel I-4 (VIIRS), 21 or 22 (MODIS). */
  readonly brightnessK: number;
  /** Channel I-5 (VIIRS), 31 (MODIS). */
  readonly backgroundK: number;
  /** Fire radiative power; null where it is not given. */
  readonly radiativePowerMw: number | null;
  readonly isDay: boolean;
  /** As stated: `2.0NRT` near real time, `2` or `6.03` archive. */
  readonly version: string;
  /** Archive only. */
  readonly heatSource?: (typeof heatSources)[number];
}
