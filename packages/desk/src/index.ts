export { type AreaStanding, areasStanding, disengagementAreas } from "./area-standing.ts";
export { casualtyTotals, corroborationOrder, raisesCorroboration } from "./casualty-standing.ts";
export {
  type Checklist,
  checklistItems,
  checklistsFor,
  fivePrinciples,
  powerLineItem,
  sevenPillars,
} from "./checklists.ts";
export { type DeniedStretch, deniedStretches, deniedUptimes } from "./denied-uptimes.ts";
export { type HandoverLine, handoverLines, type OpenMatters } from "./handover-items.ts";
export { type HoldingLine, type HoldingStanding, holdingStanding } from "./holding-standing.ts";
export {
  type MovingSensor,
  withMovingSensors,
  withMovingUptimes,
} from "./moving-sensor.ts";
export {
  clearanceText,
  overdueAlarmMs,
  type PatrolClock,
  type PatrolClockInput,
  patrolClock,
} from "./patrol-clock.ts";
export { type PatrolMoveFault, patrolMoveFault } from "./patrol-moves.ts";
export type { PlacePosition } from "./patrol-presence.ts";
export { type PatrolSensorOptions, patrolSensors } from "./patrol-sensors.ts";
export {
  type SilenceWindowInput,
  type SilenceWindowStanding,
  silenceWindowStanding,
  windowArticle,
  windowInForce,
} from "./silence-window.ts";
export {
  isSiteVisitStep,
  type SiteVisitStanding,
  siteVisitsStanding,
} from "./site-visit-standing.ts";
export {
  type StorageSite,
  storageRadiusM,
  type WeaponStanding,
  weaponsStanding,
} from "./weapons-standing.ts";
export { type WindowEvent, windowEvent } from "./window-events.ts";
export { type WindowPlace, windowPlace } from "./window-place.ts";
