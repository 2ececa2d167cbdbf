export * from "./coarse-place.ts";
export * from "./coverage-told.ts";
export * from "./own-places.ts";
export { kindsWithRule, type Leaving, release } from "./release-record.ts";
export {
  firePlaceAgeMinMs,
  mostFineResolution,
  type ReleaseContext,
  type Released,
  type ReleaseTerms,
  tellableFromMs,
  type WithheldReason,
} from "./release-terms.ts";
export {
  isPlaceOfFire,
  type ObservationPlace,
  type ReleasedObservation,
  ReleasedObservationSchema,
  releaseObservation,
} from "./released-observation.ts";
