export { assessIncident } from "./assess-incident.ts";
export {
  type Attribution,
  attribute,
  type Evidence,
  type GroupRule,
  LIKELIHOOD_CAP,
} from "./attribution.ts";
export {
  type BreachMass,
  breachMass,
  type RulePredicate,
} from "./breach-mass.ts";
export {
  type ClauseStateContent,
  type ClauseStateInput,
  clauseState,
  type FindingOnIncident,
  type SectorHour,
} from "./clause-state.ts";
export { clauseSentence, lossText, notAssessedText } from "./clause-words.ts";
export {
  type CountOptions,
  type CountRow,
  countObservations,
  type FamilyBounds,
  reportDateOf,
  SmmCounter,
  type SmmFamily,
  smmFamilies,
  smmFamilyOf,
} from "./count-observations.ts";
export {
  type CountedIncident,
  type CountedObservation,
  type CountingList,
  type CountingRuleName,
  countAcled,
  countIncidents,
  countingRuleNames,
  countSmm,
  countUcdp,
  SMM_CUT_OFF,
} from "./counting-rules.ts";
export { type CoverageQuestion, coverageQuestionOf } from "./coverage-question.ts";
export * from "./errors.ts";
export { mergeLosses } from "./merge-losses.ts";
export type { Mass } from "./place-mass.ts";
export { predicateOf } from "./rule-predicate.ts";
export { type TimeTest, timeTest } from "./rule-time.ts";
export { shareInGround, type TestedGround } from "./share-in-ground.ts";
export {
  DECEPTION_HYPOTHESIS,
  type HeldGround,
  type MoreEvidence,
  type SideEvidence,
  UNKNOWN_HYPOTHESIS,
} from "./side-of-line.ts";
export { type AttributionWord, outcomeOf, type Standard, wordOfAttribution } from "./standard.ts";
export { type Answer, isMeant, type Reach, reachesOf } from "./weapon-facts.ts";
