import type { Observation, ObservationDraft, TimeSpan } from "@truceline/model";
import type { LogErrorCode } from "./errors.ts";
import type { LineNote, LineWord, Slot } from "./line-types.ts";
import type { Item } from "./read-items.ts";

/** An observation while it is put together. */
export type Draft = { -readonly [Key in keyof ObservationDraft]?: ObservationDraft[Key] };

/** What an observation takes over from the one before it. */
export interface Carried {
  readonly dayLocal: string;
  readonly span: TimeSpan | undefined;
  readonly means: Observation["means"] | undefined;
}

export interface ObservationFault {
  readonly code: LogErrorCode;
  readonly item: Item | undefined;
  readonly suggestion?: string | undefined;
  /** What could stand where the fault is, or what lacks. */
  readonly expected: readonly Slot[];
  readonly unfinished: boolean;
}

export interface ObservationPart {
  readonly draft: Draft;
  readonly words: readonly LineWord[];
  readonly carried: readonly Slot[];
  readonly notes: readonly LineNote[];
  readonly fault?: ObservationFault;
  readonly isPart: boolean;
  /** Number of the observation it is a part of, if the line names it. */
  readonly partOfNo?: number;
  readonly inSequence?: boolean;
}
