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
  type Mass,
  type RulePredicate,
  type TestedGround,
} from "./breach-mass.ts";
export { predicateOf } from "./rule-predicate.ts";
export { type TimeTest, timeTest } from "./rule-time.ts";
export { DECEPTION_HYPOTHESIS, UNKNOWN_HYPOTHESIS } from "./side-of-line.ts";
export { type AttributionWord, outcomeOf, type Standard, wordOfAttribution } from "./standard.ts";
export { type Reach, reachesOf } from "./weapon-facts.ts";
