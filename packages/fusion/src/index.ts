export { independentGroupsOf, sourceGroupOf } from "@truceline/model";
export { areaDensity } from "./area-density.ts";
export { associate, LINK_COUNT_MAX } from "./associate.ts";
export { type BuiltIncident, buildIncident, type IncidentOptions } from "./build-incident.ts";
export {
  type ClosedGroups,
  closedGroups,
  type FetchNear,
  type Vicinity,
  vicinityOf,
} from "./closed-groups.ts";
export { drawSamples, LOCATING_METHOD, SAMPLE_COUNT, SAMPLING_METHOD } from "./draw-samples.ts";
export { FusionError, type FusionErrorCode, fusionErrors } from "./errors.ts";
export {
  areCompatible,
  FIRED_PRIOR,
  isEvent,
  isFire,
  type PlaceRole,
  placeRoleOf,
} from "./event-kind.ts";
export { type EvidenceShapes, evidenceShapes } from "./evidence/evidence-shapes.ts";
export {
  type EventMatch,
  type HeardPlace,
  type KnownEvent,
  type MatchOptions,
  matchEvents,
} from "./evidence/match-events.ts";
export { type SensorReading, sensorReading } from "./evidence/sensor-reading.ts";
export { GroupStream } from "./group-stream.ts";
export {
  findInterference,
  type Interference,
  type InterferenceOptions,
  interferenceBlockMs,
  interferenceMemoryMs,
  type WrongPattern,
} from "./interference/find-interference.ts";
export type { HeardReport } from "./interference/report-walk.ts";
export type { AssociationOptions } from "./link-node.ts";
export { type ErrorEllipse, ellipse95 } from "./location/error-ellipse.ts";
export {
  type LocatedPlace,
  type LocationRefusal,
  locate,
  locationRefusals,
  type RefusedPlace,
} from "./location/locate.ts";
export {
  type Air,
  type Covariance,
  type Measurement,
  type PlanePlace,
  soundSpeedMps,
} from "./location/measurement.ts";
export {
  areaOfObservation,
  middleOfArea,
  type ObservedArea,
  observedArea,
  type PlaceFinder,
  placeOfObservation,
} from "./observed-area.ts";
export {
  type OriginEvidence,
  originEvidence,
  type ReachesOf,
  type SideDrawing,
} from "./responsibility/origin-evidence.ts";
export { type EventSeries, type SeriesEvent, seriesOf } from "./series/series-of.ts";
export { GROUP_SIZE_MAX } from "./split-group.ts";
export { type Assignment, type AssignmentProblem, assign } from "./tracks/assignment.ts";
export { boundedIds } from "./tracks/bounded-ids.ts";
export { type LinkModel, type UnnamedPoints, withVelocities } from "./tracks/link-model.ts";
export {
  type LinkedPoints,
  type LinkOptions,
  linkAccuracy,
  linkNearest,
  linkPoints,
} from "./tracks/link-points.ts";
export type { Motion, MotionEstimate } from "./tracks/motion.ts";
export {
  type MultiScanOptions,
  MultiScanTracker,
  type RevisedTrack,
} from "./tracks/multi-scan-tracker.ts";
export { type PlaneTrack, PlaneTracker } from "./tracks/plane-tracker.ts";
export {
  type AssociationKind,
  associations,
  type PlaneTrackerOptions,
} from "./tracks/plane-tracker-options.ts";
export {
  type Gospa,
  type GospaOptions,
  gospa,
  ospa,
  type PlanePoint,
  type SetDistanceOptions,
} from "./tracks/set-distance.ts";
export {
  type PositionFaultReason,
  positionFaultReasons,
  type TakenReports,
  type Track,
  type TrackPoint,
  type TrackState,
  type TrafficEventDraft,
} from "./tracks/track.ts";
export {
  type HypothesisLimits,
  type TrackHypothesis,
  trackHypotheses,
} from "./tracks/track-hypotheses.ts";
export {
  defaultTrackOptions,
  type MediumLimits,
  type TrackOptions,
} from "./tracks/track-options.ts";
export { TrackPicture } from "./tracks/track-picture.ts";
export {
  closedKindOf,
  type EntryObservation,
  entryObservation,
  type ProtectiveWarning,
  protectiveWarning,
} from "./traffic/closed-zone-entry.ts";
export { TrafficBook, type TrafficChanges } from "./traffic/traffic-book.ts";
export {
  type ClosedToKind,
  closedToKinds,
  defaultTrafficRules,
  type TrafficGate,
  type TrafficGround,
  type TrafficRules,
  type TrafficZone,
} from "./traffic/traffic-ground.ts";
