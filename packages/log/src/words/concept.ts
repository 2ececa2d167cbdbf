import { type Language, languages } from "@truceline/model";

/** What a word can be part of; the parts of a time are put together later. */
export type WordSlot =
  | "means"
  | "kind"
  | "nature"
  | "weapon"
  | "uncounted"
  | "daypart"
  | "dayword"
  | "weekday"
  | "month"
  | "exercise"
  | "part"
  | "sequence"
  | "vertical"
  | "sector"
  | "inside"
  | "photo"
  | "now"
  | "at-least"
  | "about"
  | "under"
  | "and";

/**
 * One thing that can be said, and its words in English, Ukrainian, Russian and French, apart by `|`:
 * the one that is written, the one in full, and others. A star stands for any ending.
 */
export type Concept = readonly [
  slot: WordSlot,
  value: string,
  en: string,
  uk: string,
  ru: string,
  fr: string,
];

export function wordsOf(concept: Concept, language: Language): readonly string[] {
  return (concept[2 + languages.indexOf(language)] ?? "").split("|").filter((word) => word !== "");
}
