import type { Area, Language, Observation, ObservationDraft, TimeSpan } from "@truceline/model";
import type { LogErrorCode } from "./errors.ts";

/** What a word of the line is for, in the order in which a monitor writes them. */
export const usualOrder = [
  "day",
  "time",
  "means",
  "number",
  "kind",
  "nature",
  "weapon",
  "calibre",
  "distance",
  "direction",
  "movement",
  "assessed",
  "zone",
  "exercise",
  "part",
  "sequence",
  "place",
  "media",
  "remark",
  "next",
] as const;
export const slots = [...usualOrder, "joining"] as const;
export type Slot = (typeof slots)[number];

type Media = NonNullable<Observation["media"]>[number];

/** Where a published statement came from; never typed, given to each observation of the line. */
export interface StatementContext {
  readonly reportId: string;
  readonly title?: string;
  readonly reference?: string;
  readonly period?: TimeSpan;
  readonly periodBasis?: string;
  readonly statementNo?: number;
  /** Number of the line's first observation in that report; the next ones count on. */
  readonly firstObservationNo?: number;
}

/**
 * What a line needs beside its text. Never in the text: `post` (who observed, from where),
 * `statement`, and what `places` and `media` stand for. Carried from the line before: `dayLocal`,
 * `means`, `previousToMs`.
 */
export interface LineContext {
  /** Its words may be used, and the English short ones in every language. */
  readonly language: Language;
  /** IANA name; clock times and days of the line are local to it. */
  readonly timezone: string;
  /** The day that clock times belong to unless the line names one, `2026-03-09`. */
  readonly dayLocal: string;
  readonly post: {
    readonly observer: Observation["observer"];
    readonly position?: Observation["observerPosition"] | undefined;
  };
  /** Means of the line before. */
  readonly means?: Observation["means"] | undefined;
  /** End of the last span of the line before: a clock time far earlier belongs to the next day. */
  readonly previousToMs?: number | undefined;
  /** Disengagement areas of the agreement. */
  readonly zones?: readonly { readonly id: string; readonly name: string }[] | undefined;
  /** The mission's clock; a year is taken near it, a time after it is noted. */
  readonly nowMs: number;
  readonly statement?: StatementContext | undefined;
  /** Places chosen on the map: `@1` in the line is the first. */
  readonly places?: readonly Area[] | undefined;
  /** Photographs attached to the entry: `photo1` is the first. */
  readonly media?: readonly Media[] | undefined;
}

/** A word of the line that was read, `[from, to)` in UTF-16 units of the text. */
export interface LineWord {
  readonly from: number;
  readonly to: number;
  readonly slot: Slot;
  /** Which observation it belongs to, from 0. */
  readonly observation: number;
}

export interface LineFault {
  readonly code: LogErrorCode;
  readonly from: number;
  readonly to: number;
  /** The word as typed. */
  readonly word: string;
  /** Counted from 1, as people count words. */
  readonly wordNo: number;
  /** One word to put in its place. */
  readonly suggestion?: string;
  /** What could stand here. */
  readonly expected: readonly Slot[];
  /** True while more typing may mend it: not wrong yet. */
  readonly unfinished: boolean;
}

/** Something the reader should see that does not stop the line. */
export interface LineNote {
  readonly code: LogErrorCode;
  readonly from: number;
  readonly to: number;
}

/** What a line was read as. Everything typed is in `words`, `fault` or `unread`, or is space. */
export interface LineReading {
  /** Whole observations, up to the first fault. */
  readonly observations: readonly ObservationDraft[];
  /** What was read of the observation with the fault. */
  readonly partial?: Partial<ObservationDraft>;
  readonly words: readonly LineWord[];
  /** For each observation, what came from the line before or the observation before. */
  readonly carried: readonly (readonly Slot[])[];
  readonly notes: readonly LineNote[];
  readonly fault?: LineFault;
  /** Kept, and read once the fault is mended. */
  readonly unread?: { readonly from: number; readonly to: number };
  /** The line says that nothing was heard or seen. */
  readonly nothing: boolean;
  /** What the next line carries on; absent while nothing was read. */
  readonly carry?: {
    readonly dayLocal: string;
    readonly means: Observation["means"];
    readonly previousToMs: number;
  };
}

/** A longer text is refused, kept whole. */
export const lineLengthMax = 2_000;
export const observationCountMax = 50;
