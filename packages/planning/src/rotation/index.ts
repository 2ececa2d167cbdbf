export type { PostRoster, RosterEntry, RosterPersonHours } from "./plan-roster.ts";
export { planRoster } from "./plan-roster.ts";
export {
  afterWithdrawal,
  type ContributorShare,
  type MonthOfRotation,
  type PlannedTour,
  planRotation,
  type RotationPlan,
  type Withdrawal,
  type WithdrawalOutcome,
} from "./plan-rotation.ts";
export type { RosterProblem } from "./roster-problem.ts";
export type { Conflict, Requirement } from "./rotation-conflict.ts";
export {
  answerRotation,
  type ParsedRotation,
  parseRotation,
  type RotationAnswer,
  type RotationFile,
} from "./rotation-file.ts";
export type { Contributor, RotationProblem, Tour } from "./rotation-problem.ts";
