export { areaHolds } from "./area-holds.ts";
export { assumedShare, type FigureMark, figuresOf, isAssumed, markOf } from "./assumed-share.ts";
export {
  type CatalogueEntry,
  CatalogueEntrySchema,
  curveOf,
  dependences,
  type Figure,
  type KindGroup,
  kindGroupOf,
  reachM,
  type Standing,
  type Swath,
  standings,
  type TerrainClass,
  terrainClasses,
  terrainFactorOf,
} from "./catalogue.ts";
export type { PlanCause } from "./cell-evaluator.ts";
export { climateWeather } from "./climate-weather.ts";
export type { CauseState, CommonCause } from "./common-causes.ts";
export * from "./coverage-engine.ts";
export { type DailyHours, type Stretch, stretchesWithin } from "./daily-hours.ts";
export { defaultCatalogue } from "./default-catalogue.ts";
export {
  type DetectionCurve,
  detectionChance,
  effectiveRangeM,
  maxRangeM,
} from "./detection-curve.ts";
export * from "./detection-probability.ts";
export {
  type DisturbanceTerms,
  disturbedStretches,
  isLostWhereItWorks,
  remainingRatioOf,
  stretchOf,
} from "./disturbance-loss.ts";
export * from "./errors.ts";
export { chiSquareQuantile } from "./incomplete-gamma.ts";
export * from "./kind-mix.ts";
export { type LossStretch, layeredUptimes, lossParts } from "./layered-uptimes.ts";
export { isNight, type LightSpan, lightSpans, sunAltitudeDeg } from "./light.ts";
export { peopleOnWatch, yearlyCostUsd } from "./means-costs.ts";
export type { Persistence } from "./minute-factors.ts";
export {
  type Moonlight,
  type MoonlightLevel,
  type MoonSpan,
  moonlight,
  moonlightLevels,
  moonSpans,
  nightFactorOf,
} from "./moonlight.ts";
export { type OrbitElements, type ReadOrbit, readElements } from "./orbits/orbit-elements.ts";
export { passUptimes } from "./orbits/pass-uptimes.ts";
export { publicOrbits } from "./orbits/public-orbits.ts";
export {
  ELEMENTS_STALE_AFTER_MS,
  type ElementsUse,
  type PassSwath,
  passesOfMeans,
  type SatellitePass,
  type SatellitePasses,
  satellitePasses,
} from "./orbits/satellite-passes.ts";
export { sunSynchronousOrbit } from "./orbits/synthetic-orbit.ts";
export { parseCatalogue } from "./parse-catalogue.ts";
export { type PlaceErrorM, placeErrorM } from "./place-error.ts";
export { pointCoverage, type SensorAtPoint, sensorChance } from "./point-coverage.ts";
export { upperRate } from "./rate-bound.ts";
export type { CoverageTerrain } from "./reach.ts";
export * from "./sensor-timeline.ts";
export { terrainCover } from "./terrain-cover.ts";
export * from "./weather.ts";
export { type WeatherDuring, type WeatherSeries, weatherDuring } from "./weather-series.ts";
