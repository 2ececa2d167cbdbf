import type { Observation, ObservationKind } from "@truceline/model";
import type { LocalText, Mark } from "../compiled-words.ts";

/** What an observation must be to show an indicator; all that is given must hold. */
export interface IndicatorSign {
  readonly kinds: readonly ObservationKind[];
  /** Empty: by any means. */
  readonly means: readonly Observation["means"][number][];
  /** Empty: whatever was written. Else one of them begins a word of the observer's own text. */
  readonly words: readonly string[];
  /** True: only what the observer called an exercise. */
  readonly exercise: boolean;
}

/** Something the parties agreed to watch for and to count. It says what was, never what will be. */
export interface CompiledIndicator {
  readonly id: string;
  readonly name: LocalText;
  /** Any one of them shows it. */
  readonly shownBy: readonly IndicatorSign[];
  /** Sectors it is counted in, each by itself; null: every one. */
  readonly sectors: readonly string[] | null;
  /** What is counted: days on which it was seen, observations, or the pieces they count. */
  readonly counts: "days" | "observations" | "pieces";
  readonly threshold: { readonly count: number; readonly dayCount: number };
  /** Nothing before is counted. */
  readonly fromMs: number;
  /** True: what was notified beforehand is shown and not counted. */
  readonly unlessNotified: boolean;
  /** The article whose coverage says whether it could have been seen. */
  readonly coverageOf: string;
  /** Coverage below this share of a day is *could not see*, 0..1. */
  readonly coverageRatio: number;
  readonly mark: Mark;
  readonly source?: string | undefined;
}
