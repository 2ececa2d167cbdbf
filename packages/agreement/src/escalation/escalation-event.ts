import type { Ballot } from "../decisions/decision-rule.ts";

/** What happened that a ladder goes by. People enter it; nothing here decides that it is true. */
export type EscalationEvent =
  | {
      readonly is: "finding";
      /** When it was made. */
      readonly atMs: number;
      readonly id: string;
      readonly article: string;
      /** Null: in no one sector. */
      readonly sector: string | null;
      /** When what it found happened. */
      readonly happenedMs: number;
    }
  /** The finding no longer stands. What was decided on it stays decided. */
  | { readonly is: "withdrawal"; readonly atMs: number; readonly finding: string }
  | {
      readonly is: "answer";
      readonly atMs: number;
      readonly by: string;
      readonly says?: string | undefined;
    }
  | {
      readonly is: "decision";
      readonly atMs: number;
      readonly transition: string;
      readonly by: string;
      readonly outcome: "take" | "decline";
      readonly reason: string;
      /** Of a body that decides by a rule: who voted how for taking it. */
      readonly votes?: Readonly<Record<string, Ballot>> | undefined;
    }
  /** Nothing but an instant to be told of. */
  | { readonly is: "clock"; readonly atMs: number };

/** Why a condition holds, with what shows it. */
export type EscalationGround =
  | {
      readonly by: "findings";
      readonly count: number;
      readonly withinMs: number;
      readonly sector: string | null;
      /** The findings that show it, by when what they found happened. */
      readonly findings: readonly string[];
    }
  | { readonly by: "quiet"; readonly sinceMs: number; readonly sector: string | null }
  | { readonly by: "unanswered"; readonly dueMs: number; readonly parties: readonly string[] }
  | { readonly by: "answered"; readonly parties: readonly string[] }
  | { readonly by: "lasted"; readonly sinceMs: number }
  | { readonly by: "at"; readonly atMs: number };

/** One decider's word on a transition. */
export interface EscalationVoice {
  readonly by: string;
  readonly atMs: number;
  readonly reason: string;
  readonly votes?: Readonly<Record<string, Ballot>> | undefined;
}

/** A transition whose conditions hold, and that waits for people. */
export interface OpenTransition {
  readonly id: string;
  readonly to: string;
  /** Since when all of its conditions hold without a break. */
  readonly sinceMs: number;
  readonly grounds: readonly EscalationGround[];
  readonly agreed: readonly EscalationVoice[];
  /** Who must still decide; null: nobody ever can. */
  readonly waitsFor: readonly string[] | null;
}

/** A transition that was taken: who decided it, when, why, and what it rested on. */
export interface TakenTransition {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly atMs: number;
  readonly automatic: boolean;
  readonly decided: readonly EscalationVoice[];
  readonly grounds: readonly EscalationGround[];
}

/** Why something that was entered changed nothing. */
export type VoidReason =
  | "no-such-transition"
  | "other-step"
  | "not-open"
  | "not-theirs"
  | "nobody-asked"
  | "votes-missing";

/** One line of the walk. */
export type EscalationEntry =
  | { readonly what: "event"; readonly atMs: number; readonly event: EscalationEvent }
  | { readonly what: "open"; readonly atMs: number; readonly transition: OpenTransition }
  | { readonly what: "closed"; readonly atMs: number; readonly transition: string }
  | {
      readonly what: "agreed";
      readonly atMs: number;
      readonly transition: string;
      readonly voice: EscalationVoice;
      readonly waitsFor: readonly string[];
    }
  | {
      readonly what: "declined";
      readonly atMs: number;
      readonly transition: string;
      readonly voice: EscalationVoice;
      readonly notAdopted: boolean;
    }
  | { readonly what: "taken"; readonly atMs: number; readonly taken: TakenTransition }
  | {
      readonly what: "void";
      readonly atMs: number;
      readonly event: EscalationEvent;
      readonly because: VoidReason;
    };

/** Where a ladder stands at an instant. */
export interface EscalationStanding {
  readonly atMs: number;
  readonly step: string;
  readonly sinceMs: number;
  /** Who is asked here, by when, and whether they answered; empty for nobody. */
  readonly answers: readonly {
    readonly by: string;
    readonly dueMs: number;
    readonly answeredMs: number | null;
  }[];
  /** In the order of the document. */
  readonly open: readonly OpenTransition[];
  /** Oldest first. */
  readonly taken: readonly TakenTransition[];
  readonly declined: readonly {
    readonly transition: string;
    readonly voice: EscalationVoice;
    readonly notAdopted: boolean;
  }[];
}

export interface EscalationWalk {
  /** Every line, in the order of time. */
  readonly entries: readonly EscalationEntry[];
  readonly standing: EscalationStanding;
}
