export { agreementJsonSchema, annexJsonSchema } from "./agreement-file-schema.ts";
export {
  type BreachAnswer,
  type BreachCondition,
  type BreachOptions,
  breachOf,
} from "./calculus/breach.ts";
export {
  type ChangedIn,
  type ChangeKind,
  compareAgreements,
  type MeaningChange,
} from "./calculus/compare-agreements.ts";
export { type CalculusEvent, testedPlaceOf } from "./calculus/event.ts";
export { type LocatedAgreement, remarkOnChanges } from "./calculus/remarks-on-changes.ts";
export { agreementHash } from "./compile-agreement.ts";
export * from "./compiled.ts";
export * from "./compiled-rule.ts";
export type { LocalText, Mark } from "./compiled-words.ts";
export { type Decision, decide, type Outcome } from "./decisions/decide.ts";
export type { Ballot, DecisionRule, Member, Share } from "./decisions/decision-rule.ts";
export { type Fraction, type VotingPower, votingPower } from "./decisions/voting-power.ts";
export type { AgreementDocument } from "./document-schema.ts";
export * from "./errors.ts";
export * from "./escalation/escalation.ts";
export * from "./escalation/escalation-event.ts";
export { parseEscalationEvents } from "./escalation/parse-escalation-events.ts";
export * from "./escalation/walk-escalation.ts";
export { type FormattedDocument, formatDocument } from "./format/format-document.ts";
export * from "./indicators/indicator.ts";
export * from "./indicators/indicator-days.ts";
export { showsIndicator } from "./indicators/shows-indicator.ts";
export { nearestNames } from "./nearest-name.ts";
export { type ContributionTotal, contributionTotals } from "./obligations/contribution-totals.ts";
export { type MoneyOfYear, moneyByYear } from "./obligations/money-by-year.ts";
export {
  type ObligationPlan,
  type PlannedObligation,
  planObligations,
} from "./obligations/obligation-plan.ts";
export {
  type ObligationEvent,
  type ObligationState,
  type ObligationStatus,
  obligationStates,
} from "./obligations/obligation-states.ts";
export { visitEvidence } from "./obligations/visit-evidence.ts";
export {
  type ClauseObservability,
  clauseObservability,
  type MeansReach,
  type ObservingState,
} from "./observability/clause-observability.ts";
export { type HourlyReach, hourlyReaches, remarkOnHours } from "./observability/remark-on-hours.ts";
export {
  type AgreementInput,
  type ParsedAgreement,
  type ParseOptions,
  parseAgreement,
} from "./parse-agreement.ts";
export { type ParsedDeployment, parseDeployment } from "./parse-deployment.ts";
export { parseObligationEvents } from "./parse-obligation-events.ts";
export { type CommonGround, commonGround } from "./positions/common-ground.ts";
export { prepareAgreement } from "./prepare-agreement.ts";
export type {
  AreaCell,
  PreparedAgreement,
  PreparedLineVersion,
  PreparedSector,
} from "./prepared-agreement.ts";
export type { PreparedArea } from "./prepared-area.ts";
export { type ReadDocument, readDocument } from "./read-document.ts";
export { agreementRemarks, type Remark, type RemarkCode } from "./remark.ts";
export { isObservable, remarkOnDeployment } from "./remarks-on-deployment.ts";
export { sarifLog } from "./sarif-log.ts";
export {
  type AgreementTemplateName,
  agreementTemplate,
  agreementTemplateNames,
} from "./templates/agreement-template.ts";
