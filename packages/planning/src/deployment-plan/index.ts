export { type AssessmentDelay, assessmentDelay } from "./assessment-delay.ts";
export { type BriefDocument, type BriefInput, briefDocument } from "./brief/brief-document.ts";
export { planBrief } from "./brief/plan-brief.ts";
export { alikeHours, dayCoverage } from "./day-coverage.ts";
export type {
  CellCoverage,
  ClauseVerifiability,
  DeploymentPlan,
  FairnessResult,
  Frontier,
  FrontierPoint,
  MinimumResult,
  OrderOverRanges,
  PlanCost,
  PlanObjective,
  PostPattern,
  RobustnessCase,
  SiteExplanation,
  TornadoBar,
  UnverifiableClause,
} from "./deployment-plan.ts";
export { type ExaminedDeployment, examineDeployment } from "./examine-deployment.ts";
export {
  anyPeople,
  defaultSampleCount,
  defaultSizes,
  defaultSums,
  type FrontierInput,
  frontier,
} from "./frontier.ts";
export { planAssumptions } from "./plan-assumptions.ts";
export { planDeployment } from "./plan-deployment.ts";
export { frontierCsvRows, planCsvRows, planGeoJson } from "./plan-features.ts";
export { type PlanGround, planGround } from "./plan-ground.ts";
export { type PlanInput, type PlanMinimum, type PlanStudy, planStudy } from "./plan-study.ts";
export { summariseFrontier } from "./summarise-frontier.ts";
export { type ClauseHours, clauseHours } from "./verify-deployment.ts";
export {
  coverageFigures,
  type PostMove,
  prepareWhatIf,
  type SectorFigures,
  type WhatIf,
  type WhatIfAnswer,
  type WhatIfFigures,
  withPostsMoved,
} from "./what-if.ts";
