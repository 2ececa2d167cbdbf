import type { LonLat } from "@truceline/model";
import type {
  CompiledDefinition,
  CompiledExemption,
  CompiledPhase,
  CompiledRule,
} from "./compiled-rule.ts";
import type { LocalText, Mark } from "./compiled-words.ts";
import type { DecisionRule } from "./decisions/decision-rule.ts";
import type { CompiledEscalation } from "./escalation/escalation.ts";
import type { CompiledIndicator } from "./indicators/indicator.ts";

/** Polygons as in GeoJSON MultiPolygon: polygon → rings → positions. */
export type Polygons = readonly (readonly (readonly LonLat[])[])[];

export interface CompiledLineVersion {
  readonly validFromMs: number;
  /** Who drew it: a party, the mission, or `truceline-schematic`. */
  readonly drawnBy: string;
  /** Parties that accepted it, in agreement order. */
  readonly acceptedBy: readonly string[];
  readonly coordinates: readonly LonLat[];
  readonly note?: string | undefined;
}

export interface CompiledLine {
  readonly id: string;
  readonly name: LocalText;
  /** Which party holds the ground left and right of the line, walking as digitised. */
  readonly sides: { readonly left: string; readonly right: string };
  readonly versions: readonly CompiledLineVersion[];
}

/**
 * A zone: ground by geometry, by distance from a line (metres by party's side), a sector's, or all
 * there is; and, of the air above it, from a floor to a ceiling.
 */
export interface CompiledZone {
  readonly id: string;
  readonly kind: string;
  readonly name: LocalText;
  readonly build:
    | { readonly by: "geometry"; readonly polygons: Polygons }
    | {
        readonly by: "band";
        readonly line: string;
        readonly distanceM: Readonly<Record<string, number>>;
        /** Inner edge by party's side, where the band does not begin at the line. */
        readonly fromM?: Readonly<Record<string, number>> | undefined;
      }
    | { readonly by: "sector"; readonly sector: string }
    | { readonly by: "everywhere" };
  /** Height above ground in metres from which on the zone holds the air; absent: from the ground. */
  readonly floorM?: number | undefined;
  /** Height above ground in metres below which it does; absent: without end. */
  readonly ceilingM?: number | undefined;
  /** Which way traffic goes in it, degrees clockwise from north; absent: it is no lane. */
  readonly laneCourseDeg?: number | undefined;
  /** Ids of zones whose ground is not part of this one. */
  readonly except?: readonly string[] | undefined;
  /** Made from an area that stands in a rule itself. */
  readonly derived?: true | undefined;
}

/** A stretch of the line under one monitoring command, by distance along the line or by polygons. */
export interface CompiledSector {
  readonly id: string;
  readonly name: LocalText;
  readonly build:
    | { readonly by: "along"; readonly line: string; readonly fromM: number; readonly toM: number }
    | { readonly by: "geometry"; readonly polygons: Polygons };
}

/** A line that vessels or aircraft cross. Its left is the left of who goes from `from` to `to`. */
export interface CompiledGate {
  readonly id: string;
  readonly name: LocalText;
  readonly from: LonLat;
  readonly to: LonLat;
}

export interface CompiledSite {
  readonly id: string;
  readonly kind: string;
  readonly name: LocalText;
  readonly position: LonLat;
  /** Fire that lands nearer than this puts it at risk; absent where the document leaves it to the kind. */
  readonly safetyRadiusM?: number | undefined;
  /** Lines that supply it from outside. */
  readonly powerLines?: readonly string[] | undefined;
}

export interface CompiledArticle {
  readonly id: string;
  readonly text: LocalText;
  readonly rule: CompiledRule;
  readonly standard: {
    readonly probability: number;
    readonly independentSources: number;
    /** The least reliability of a source that counts as independent, `A` best to `F`. */
    readonly grade?: string | undefined;
  };
  /** Coverage that `met` asks for, 0..1. */
  readonly coverageRatio: number;
  /** `impulse`: a shot. `state`: persists; must be looked at again within `lookEveryMs`. */
  readonly persistence:
    | { readonly is: "impulse" }
    | { readonly is: "state"; readonly lookEveryMs: number };
  /** Name of the counting rule: `smm`, `incident`, `acled`, `ucdp`. */
  readonly count: string;
  /** How much the clause counts where clauses are pooled; absent: 1. */
  readonly weight?: number | undefined;
  readonly source?: string | undefined;
}

/** When an obligation is due; null where the text names no date. */
export type CompiledDue =
  | { readonly by: "span"; readonly fromMs: number; readonly toMs: number }
  | {
      readonly by: "after";
      /** Id of the obligation whose end begins the time for this one. */
      readonly after: string;
      readonly withinMs: number;
    };

/** Something that parties or third parties have to do, or to keep, by a date. */
export interface CompiledObligation {
  readonly id: string;
  readonly who: readonly string[];
  readonly does: LocalText;
  readonly amount?: { readonly value: number; readonly unit: string } | undefined;
  readonly due: CompiledDue | null;
  readonly dueBasis: "agreement" | "claim" | "assumed" | null;
  /** Kept during its whole time, not done once in it. */
  readonly throughout: boolean;
  /** The least time that doing it takes. */
  readonly takesMs: number;
  /** All of it must be there before the obligation counts as met. */
  readonly evidence: readonly string[];
  readonly depends: readonly string[];
  /** Another obligation whose amount may hold this one already; then a sum lies between two values. */
  readonly mayBePartOf?: string | undefined;
  /** A site whose visits are evidence of it, and which item of the evidence a visit gives. */
  readonly visit?: { readonly site: string; readonly gives: string } | undefined;
  readonly mark: Mark;
  readonly source?: string | undefined;
}

/** What a state or party would give, up to what, and under which conditions. */
export interface CompiledContribution {
  readonly id: string;
  readonly who: string;
  readonly gives: LocalText;
  /** No less and no more than; null where nothing was said. */
  readonly atLeast: { readonly value: number; readonly unit: string } | null;
  readonly upTo: { readonly value: number; readonly unit: string } | null;
  readonly caveats: readonly LocalText[];
  /** Ids of decision rules by which others decide about it first. */
  readonly needs: readonly string[];
  /** Id of the obligation that says by when. */
  readonly obligation?: string | undefined;
  /** Another contribution that may hold this one already; then a sum lies between two values. */
  readonly mayBePartOf?: string | undefined;
  readonly mark: Mark;
  readonly source?: string | undefined;
}

export interface CompiledDecision extends DecisionRule {
  readonly id: string;
  readonly name: LocalText;
  readonly mark: Mark;
  readonly source?: string | undefined;
}

export interface CompiledTerm {
  readonly id: string;
  readonly name: LocalText;
  readonly is: "number" | "interval" | "choice";
  /** Of numbers and intervals. */
  readonly unit?: string | undefined;
  /** Of a choice. */
  readonly options?: readonly { readonly id: string; readonly name: LocalText }[] | undefined;
}

/** An end of an interval; `included` false: up to, but not with it. */
export interface IntervalEnd {
  readonly value: number;
  readonly included: boolean;
}

/** What a position would accept of a term. */
export interface HeldTerm {
  readonly term: string;
  /** Null: no lower end. */
  readonly low: IntervalEnd | null;
  readonly high: IntervalEnd | null;
  /** Null unless the term is a choice. */
  readonly options: readonly string[] | null;
}

/** What somebody says or wants. Always claimed: nothing becomes true by standing here. */
export interface CompiledPosition {
  readonly id: string;
  readonly who: string;
  readonly side?: string | undefined;
  readonly said: { readonly fromMs: number; readonly toMs: number };
  readonly dateBasis: "stated" | "inferred";
  readonly published: string;
  readonly grade?: string | undefined;
  readonly says: LocalText;
  readonly holds: readonly HeldTerm[];
}

export interface CompiledContradiction {
  readonly between: readonly string[];
  readonly kind: string;
  readonly note: LocalText;
}

/** The agreement in the one form that every assessment and report cites by `hash`. Serialisable. */
export interface CompiledAgreement {
  readonly form: "compiled-agreement/1";
  readonly id: string;
  /** Hex SHA-256 of the canonical JSON of everything but this key. */
  readonly hash: string;
  readonly title: LocalText;
  readonly status: "agreement" | "proposal" | "declared" | "exercise";
  readonly timezone: string;
  readonly inForce: { readonly fromMs: number; readonly toMs?: number | undefined };
  /** Local wall-clock end of a reporting period. */
  readonly cutOff: string;
  readonly parties: readonly { readonly id: string; readonly name: LocalText }[];
  readonly lines: readonly CompiledLine[];
  readonly zones: readonly CompiledZone[];
  readonly sectors: readonly CompiledSector[];
  readonly sites: readonly CompiledSite[];
  readonly articles: readonly CompiledArticle[];
  /** Observations nearer than this in place and time are held to be one incident. */
  readonly association: { readonly distanceM: number; readonly timeMs: number };
  /** H3 resolution of the coverage cells. */
  readonly cellResolution: number;
  readonly release: { readonly delayMs: number; readonly cellAreaM2: number };
  /** Language of the authentic text. */
  readonly authentic?: string | undefined;
  /** The agreement that this one amends, and the hash of its compiled form. */
  readonly amends?: { readonly agreement: string; readonly hash: string } | undefined;
  readonly gates?: readonly CompiledGate[] | undefined;
  readonly phases?: readonly CompiledPhase[] | undefined;
  readonly exemptions?: readonly CompiledExemption[] | undefined;
  readonly definitions?: readonly CompiledDefinition[] | undefined;
  // Terms beyond the line: there only if the document has them, so that the hash of others stays.
  readonly thirdParties?:
    | readonly {
        readonly id: string;
        readonly name: LocalText;
        /** guarantor, contributor or mediator, where the text says so. */
        readonly role?: string | undefined;
      }[]
    | undefined;
  readonly obligations?: readonly CompiledObligation[] | undefined;
  readonly decisions?: readonly CompiledDecision[] | undefined;
  readonly terms?: readonly CompiledTerm[] | undefined;
  readonly positions?: readonly CompiledPosition[] | undefined;
  readonly contradictions?: readonly CompiledContradiction[] | undefined;
  readonly contributions?: readonly CompiledContribution[] | undefined;
  readonly escalation?: CompiledEscalation | undefined;
  readonly indicators?: readonly CompiledIndicator[] | undefined;
}
