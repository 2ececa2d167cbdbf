import type { LocalText, Mark } from "../compiled-words.ts";

/** What kind of step it is; the words of the reports. */
export const stepKinds = [
  "none",
  "hotline",
  "meeting",
  "joint-visit",
  "suspended",
  "tripwire",
  "backstop",
  "ended",
  "other",
] as const;
export type StepKind = (typeof stepKinds)[number];

/** Steps into which only people lead: each of them changes what others may do. */
export const decidedStepKinds: readonly StepKind[] = ["suspended", "tripwire", "backstop", "ended"];

/** A body or officer that decides and is neither party nor third party. */
export interface EscalationOffice {
  readonly id: string;
  readonly name: LocalText;
  /** Id of the decision rule by which it decides; absent for one person. */
  readonly rule?: string | undefined;
}

export interface EscalationStep {
  readonly id: string;
  readonly is: StepKind;
  readonly name: LocalText;
  /** What follows from being here, in words; nothing here sets anything off. */
  readonly triggers?: LocalText | undefined;
  /** Who is asked for an answer on entering; empty for nobody. */
  readonly asks: readonly string[];
  /** How long there is for the answer; null where nobody is asked. */
  readonly answerWithinMs: number | null;
  readonly mark: Mark;
  readonly source?: string | undefined;
}

/** Where findings count together. */
export type EscalationPlace =
  | { readonly by: "everywhere" }
  /** In any one sector, each counted by itself. */
  | { readonly by: "one-sector" }
  | { readonly by: "sector"; readonly sector: string };

/** What must be so before a transition may be decided; of several, all. */
export type EscalationCondition =
  | {
      readonly by: "findings";
      readonly count: number;
      /** Empty: of any article. */
      readonly articles: readonly string[];
      /** Between the first and the last of what they found. */
      readonly withinMs: number;
      readonly place: EscalationPlace;
    }
  | {
      readonly by: "quiet";
      /** Nothing found to have happened for so long, in this step. */
      readonly forMs: number;
      readonly articles: readonly string[];
      readonly place: EscalationPlace;
    }
  | { readonly by: "unanswered"; readonly who: "any" | "all" }
  | { readonly by: "answered"; readonly who: "any" | "all" }
  /** The step has lasted so long. */
  | { readonly by: "lasted"; readonly forMs: number }
  | { readonly by: "at"; readonly atMs: number };

export interface EscalationTransition {
  readonly id: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly when: readonly EscalationCondition[];
  /** Who must decide it, all of them; empty only if it is automatic or nobody can ever decide it. */
  readonly decidedBy: readonly string[];
  /** Taken by the clock and the record alone; never into a step of `decidedStepKinds`. */
  readonly automatic: boolean;
  readonly mark: Mark;
  readonly source?: string | undefined;
}

/** The ladder of an agreement: steps, and the transitions that people may decide. */
export interface CompiledEscalation {
  /** The step it stands at on entry into force. */
  readonly begins: string;
  readonly offices: readonly EscalationOffice[];
  readonly steps: readonly EscalationStep[];
  readonly transitions: readonly EscalationTransition[];
}
