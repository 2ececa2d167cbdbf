export { type BandPlaces, type BandProblem, bandCoverage, siteBand } from "./band.ts";
export { coverageWithin, type SiteCoverage, siteCoverage } from "./coverage.ts";
export { gapText } from "./gap-text.ts";
export { type LeastCoverProblem, siteLeastCover } from "./least-cover.ts";
export { type MaximalCoverProblem, siteMaximalCover } from "./maximal-cover.ts";
export { type MedianProblem, siteMedian } from "./median.ts";
export type { CommonState, VerifiabilityProblem } from "./read-verifiability.ts";
export type {
  SitingAnswer,
  SitingBudget,
  SitingConflict,
  SitingFairness,
  SitingOptions,
  SitingPlan,
  SitingProgress,
  SitingRequirement,
  SitingRequirements,
} from "./siting-problem.ts";
export { siteVerifiability } from "./verifiability.ts";
