import type {
  CommonGround,
  CompiledArticle,
  CompiledContradiction,
  CompiledDecision,
  CompiledDefinition,
  CompiledEscalation,
  CompiledExemption,
  CompiledObligation,
  CompiledPhase,
  CompiledPosition,
  CompiledRule,
  CompiledTerm,
  EscalationStanding,
  LocalText,
  ObligationStatus,
  Outcome,
  Polygons,
  Remark,
} from "@truceline/agreement";
import type { SentenceAbout, ToldExample } from "@truceline/explanation";
import type { DocumentFault, Language, LonLat, Origin } from "@truceline/model";

/** Everything of one agreement, for reading: what it says, what that means, and what was remarked. */
export interface AgreementView {
  readonly origin: Origin;
  /** The instant of what changes with time: the states of obligations. */
  readonly asOfMs: number;
  /** Of the meanings. */
  readonly language: Language;
  readonly id: string;
  readonly hash: string;
  readonly title: LocalText;
  readonly status: string;
  readonly timezone: string;
  readonly inForce: { readonly fromMs: number; readonly toMs: number | null };
  /** Language tags that articles are written in, in the order they first appear. */
  readonly languages: readonly string[];
  /** The language whose text decides where the others differ; null where none is named. */
  readonly authentic: string | null;
  /** Parties in agreement order, then third parties. */
  readonly parties: readonly { readonly id: string; readonly name: LocalText }[];
  readonly articles: readonly ShownArticle[];
  readonly phases: readonly CompiledPhase[];
  readonly definitions: readonly CompiledDefinition[];
  readonly obligations: ShownObligations;
  /** What stays inside the mission; null for whoever is not of it. */
  readonly inside: {
    /** In the order of the document, then what the deployment lacks. */
    readonly remarks: readonly ShownRemark[];
    readonly positions: ShownPositions;
    readonly decisions: readonly ShownDecision[];
    /** Null for an agreement without one. */
    readonly ladder: ShownLadder | null;
    readonly indicatorCount: number;
  } | null;
}

export interface ShownArticle {
  readonly id: string;
  readonly text: LocalText;
  readonly rule: CompiledRule;
  readonly exemptions: readonly CompiledExemption[];
  /** Null for an article that is not assessed: nothing is asked of it. */
  readonly asks: {
    readonly standard: CompiledArticle["standard"];
    readonly coverageRatio: number;
    readonly persistence: CompiledArticle["persistence"];
    readonly count: string;
  } | null;
  /** What it means, in the language asked for; null for whoever is not of the mission. */
  readonly meaning: ShownMeaning | null;
  /** Where it applies: a zone that is on the map by its id, ground of its own, or no place. */
  readonly area:
    | { readonly is: "zone"; readonly zone: string; readonly name: LocalText }
    | { readonly is: "ground"; readonly polygons: Polygons }
    | null;
  readonly source: string | null;
}

/** The meaning of an article, taken from its compiled form alone. */
export interface ShownMeaning {
  readonly sentences: readonly { readonly about: SentenceAbout; readonly text: string }[];
  /** Made-up events that the calculus confirmed. */
  readonly examples: readonly {
    readonly is: ToldExample["is"];
    readonly text: string;
    /** Where they are; of an edge both sides of it, a few metres apart. */
    readonly places: readonly LonLat[];
  }[];
  /** Why there are no examples, as a sentence; null where there are some. */
  readonly noExamples: string | null;
}

/** What a remark is about, as the document calls it. */
export type RemarkAbout =
  | "article"
  | "line"
  | "zone"
  | "sector"
  | "obligation"
  | "decision"
  | "term"
  | "position"
  | "document";

export interface ShownRemark {
  readonly code: string;
  readonly severity: Remark["severity"];
  readonly message: string;
  readonly suggestion: string;
  readonly about: RemarkAbout;
  /** Of the article, the line …; null for the document as a whole. */
  readonly id: string | null;
  /** Place in the document's text, counted from 1; null for what the deployment lacks. */
  readonly line: number | null;
  readonly column: number | null;
  /** A place that shows it. */
  readonly at: LonLat | null;
  /** What else shows it: `name: value`. */
  readonly witness: readonly { readonly name: string; readonly value: string }[];
  /** True: it depends on where the mission's means stand. */
  readonly byDeployment: boolean;
}

export interface ShownObligations {
  /** By the date they are due; those without a date last. */
  readonly items: readonly ShownObligation[];
  /** Ids in order: what fixes the earliest end of the whole. */
  readonly criticalPath: readonly string[];
  /** When all of that can be done at the earliest; null without a path. */
  readonly earliestEndMs: number | null;
  /** Whether anything can be said of states: what was entered is read, not there, or refused. */
  readonly entered:
    | { readonly is: "read"; readonly count: number }
    | { readonly is: "absent" }
    | { readonly is: "refused"; readonly faults: readonly DocumentFault[] };
}

export interface ShownObligation
  extends Pick<
    CompiledObligation,
    | "id"
    | "who"
    | "does"
    | "amount"
    | "dueBasis"
    | "throughout"
    | "evidence"
    | "depends"
    | "mark"
    | "source"
  > {
  /** As planned, or, where states are told, as it stands. */
  readonly fromMs: number | null;
  readonly dueMs: number | null;
  /** Null where nothing was entered. */
  readonly status: Omit<ObligationStatus, "id" | "fromMs" | "dueMs"> | null;
}

/** The escalation ladder, and where it stands. */
export interface ShownLadder extends CompiledEscalation {
  /** Null where nothing is kept of what happened: then nobody can say where it stands. */
  readonly standing: EscalationStanding | null;
  readonly entered: ShownObligations["entered"];
}

export interface ShownPositions {
  readonly terms: readonly (CompiledTerm & { readonly ground: CommonGround })[];
  readonly positions: readonly CompiledPosition[];
  readonly contradictions: readonly CompiledContradiction[];
}

export interface ShownDecision
  extends Pick<CompiledDecision, "id" | "name" | "mark" | "vetoes" | "quorum" | "passes"> {
  readonly source: string | null;
  readonly memberCount: number;
  readonly weightTotal: number;
  /** Members that are alike: same weight, veto or none. Power is one member's; null if not computed. */
  readonly groups: readonly {
    readonly members: readonly string[];
    readonly weight: number;
    readonly hasVeto: boolean;
    readonly banzhaf: { readonly text: string; readonly value: number } | null;
    readonly shapleyShubik: { readonly text: string; readonly value: number } | null;
  }[];
  /** With nobody's vote yet: the fewest that would have to vote yes; null if even all do not do. */
  readonly fewestYes: readonly string[] | null;
  /** When everybody votes yes: what comes of it, and who could turn it alone by voting no. */
  readonly allYes: { readonly outcome: Outcome; readonly pivotal: readonly string[] };
}
