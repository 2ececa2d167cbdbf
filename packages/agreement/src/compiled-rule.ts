import type { ObservationKind, WeaponClass } from "@truceline/model";
import type { LocalText } from "./compiled-words.ts";

/** When a rule holds; all that is given must hold. Clock times and days are the agreement's zone's. */
export interface RuleTime {
  readonly fromMs: number;
  readonly untilMs?: number | undefined;
  /** `[start, end)` local wall-clock, over midnight if start > end. */
  readonly dailyWindow?: readonly [string, string] | undefined;
  /** Local days of the week, 1 = Monday to 7 = Sunday, sorted; of a window over midnight the day it begins. */
  readonly weekdays?: readonly number[] | undefined;
  /** Spans by date (windows of silence): the rule holds in any of them. Sorted, apart. */
  readonly spans?: readonly { readonly fromMs: number; readonly toMs: number }[] | undefined;
  /** Id of the phase that the rule belongs to; `fromMs` is not before it begins. */
  readonly phase?: string | undefined;
  /** The phase waits for a condition that people establish: until then the rule holds at no time. */
  readonly waits?: true | undefined;
}

/** Weapons by class, calibre and greatest range; what is given must hold. Ends included. */
export interface WeaponSelector {
  readonly classes: readonly WeaponClass[];
  readonly calibreMinMm?: number | undefined;
  readonly calibreMaxMm?: number | undefined;
  /** Greatest range of the weapon, in metres. */
  readonly rangeMinM?: number | undefined;
  readonly rangeMaxM?: number | undefined;
}

export type TestedPlace = "firedFrom" | "landedAt" | "present";

/** What a limit counts. */
export type LimitedThing = "persons" | "weapons" | "vehicles" | "posts" | "exercise";

interface Bound {
  /** Whom the rule binds: ids of parties, third parties included where the text names them. */
  readonly by: readonly string[];
  readonly time: RuleTime;
}

/** An activity that must not take place in a zone. */
export interface ProhibitRule extends Bound {
  readonly kind: "prohibit";
  readonly activity: string;
  /** What shows it; empty where no kind of observation does. */
  readonly kinds: readonly ObservationKind[];
  /** Null: any weapon. */
  readonly weapons: WeaponSelector | null;
  readonly tested: TestedPlace;
  readonly zone: string;
}

/** A number that must not be exceeded in a zone, by each of those bound. */
export interface LimitRule extends Bound {
  readonly kind: "limit";
  readonly of: LimitedThing;
  readonly kinds: readonly ObservationKind[];
  readonly weapons: WeaponSelector | null;
  readonly atMost: number;
  readonly tested: "present";
  readonly zone: string;
}

/** Something that has to be done: tracked, as the obligation named where there is one. */
export interface RequireRule extends Bound {
  readonly kind: "require";
  readonly does: LocalText;
  readonly zone: string | null;
  readonly obligation: string | null;
}

export interface WithdrawRule extends Bound {
  readonly kind: "withdraw";
  readonly kinds: readonly ObservationKind[];
  readonly weapons: WeaponSelector;
  readonly tested: TestedPlace;
  readonly beyondM: number;
  readonly line: string;
  // `time`: from the deadline on a weapon nearer than `beyondM` breaches.
}

/** A line, positions or works that must stay as they were when the rule began to hold. */
export interface FreezeRule extends Bound {
  readonly kind: "freeze";
  readonly what: "line" | "positions" | "works";
  readonly line: string | null;
  readonly zone: string | null;
  readonly toleranceM: number;
  readonly kinds: readonly ObservationKind[];
}

export interface AccessRule extends Bound {
  readonly kind: "access";
  readonly of: string;
  readonly zone: string;
}

/** Something that must be told beforehand. */
export interface NotifyRule extends Bound {
  readonly kind: "notify";
  /** Name of the activity. */
  readonly of: string;
  readonly kinds: readonly ObservationKind[];
  readonly weapons: WeaponSelector | null;
  readonly to: readonly string[];
  readonly beforeMs: number;
  readonly zone: string | null;
  /** Of an exercise: told from this many persons on. */
  readonly atLeast?: number | undefined;
}

/** An activity that is allowed, where other articles would prohibit it. */
export interface PermitRule extends Bound {
  readonly kind: "permit";
  readonly activity: string;
  readonly kinds: readonly ObservationKind[];
  readonly weapons: WeaponSelector | null;
  readonly zone: string | null;
  /** A condition that only people can tell. */
  readonly when?: LocalText | undefined;
}

export interface NarrativeRule {
  readonly kind: "narrative";
}

export type CompiledRule =
  | ProhibitRule
  | LimitRule
  | RequireRule
  | WithdrawRule
  | FreezeRule
  | AccessRule
  | NotifyRule
  | PermitRule
  | NarrativeRule;

/** A rule that observations can show to be broken. */
export type AssessedRule = ProhibitRule | LimitRule | WithdrawRule | AccessRule;

/** Why the software assesses a rule not at all; the words are those of `truceline explain`. */
export type NotAssessedReason =
  | "narrative"
  /** An act or a paper, not a thing that is seen in a place: tracked as an obligation. */
  | "required-act"
  /** What held when the rule began is in no record that observations could be compared with. */
  | "no-earlier-state"
  /** Whether it was told beforehand stands in no observation. */
  | "notification"
  /** It allows something: nothing in it can be broken. */
  | "permission"
  /** No kind of observation shows the activity. */
  | "no-kind-shows-it";

/** Why a rule is not assessed from observations; null for one that is. */
export function notAssessedReason(rule: CompiledRule): NotAssessedReason | null {
  switch (rule.kind) {
    case "prohibit":
    case "limit":
    case "withdraw":
      return rule.kinds.length === 0 ? "no-kind-shows-it" : null;
    case "access":
      return null;
    case "require":
      return "required-act";
    case "freeze":
      return "no-earlier-state";
    case "notify":
      return "notification";
    case "permit":
      return "permission";
    case "narrative":
      return "narrative";
  }
}

/** Whether observations can show that the rule was broken. */
export function isAssessed(rule: CompiledRule): rule is AssessedRule {
  return notAssessedReason(rule) === null;
}

/** A part of the agreement's time that its articles name. */
export interface CompiledPhase {
  readonly id: string;
  readonly name: LocalText;
  readonly begins:
    | { readonly by: "at"; readonly atMs: number }
    | {
        readonly by: "after";
        /** Id of the article that must have been met … */
        readonly article: string;
        readonly state: "met";
        /** … for this long without a break. */
        readonly forMs: number;
      };
}

/** What an article does not forbid, for a purpose. */
export interface CompiledExemption {
  readonly article: string;
  readonly id: string;
  /** The purpose: demining, medical, mission … */
  readonly for: string;
  readonly name: LocalText;
  readonly by: readonly string[];
  /** Null: of every kind that the article names. */
  readonly kinds: readonly ObservationKind[] | null;
  /** Null: all of the article's ground. */
  readonly zone: string | null;
  readonly time: RuleTime;
  readonly notify: { readonly beforeMs: number; readonly to: readonly string[] } | null;
}

/** What a term of the text means; one that means weapons can stand in rules by its id. */
export interface CompiledDefinition {
  readonly id: string;
  readonly term: LocalText;
  readonly means: WeaponSelector | LocalText;
}
