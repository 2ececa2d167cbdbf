import type { Draft } from "../draft.ts";
import type { PatrolContext } from "../records-of-draft.ts";

/** What the server said, kept with the report it is about. */
export interface KeptProblem {
  readonly code: string;
  readonly title: string;
}

/**
 * A report kept on the phone. `waits` until there is a link; `conflict`: somebody else changed what it
 * is about, both are shown and nothing is overwritten; `refused`: the server will not take it as it is.
 */
export interface OutboxItem {
  readonly id: string;
  readonly draft: Draft;
  /** As it was when the report was kept: another sign-in later does not change who observed. */
  readonly context: PatrolContext;
  /** Order in which reports were kept; a clock that is set back does not change it. */
  readonly no: number;
  readonly keptAtMs: number;
  readonly state: "waits" | "sent" | "conflict" | "refused";
  readonly tries: number;
  readonly sentAtMs?: number;
  readonly problem?: KeptProblem;
  /** What the server has instead, in a conflict. */
  readonly theirs?: unknown;
}
