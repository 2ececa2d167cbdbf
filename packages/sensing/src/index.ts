export {
  type CatalogueEntry,
  CatalogueEntrySchema,
  curveOf,
  type KindGroup,
  kindGroupOf,
  parseCatalogue,
  reachM,
} from "./catalogue.ts";
export type { PlanCause } from "./cell-evaluator.ts";
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
export * from "./errors.ts";
export { chiSquareQuantile } from "./incomplete-gamma.ts";
export * from "./kind-mix.ts";
export { isNight, type LightSpan, lightSpans } from "./light.ts";
export type { Persistence } from "./minute-factors.ts";
export { pointCoverage, type SensorAtPoint, sensorChance } from "./point-coverage.ts";
export { upperRate } from "./rate-bound.ts";
export * from "./sensor-timeline.ts";
export * from "./weather.ts";
