import type { Language } from "@truceline/model";
import type { LogErrorCode } from "./errors.ts";
import type { LineContext, Slot } from "./line-types.ts";
import { nearest } from "./spelling.ts";
import { directionWords } from "./words/directions.ts";
import { fold } from "./words/fold.ts";
import { type Lexicon, lexiconOf } from "./words/lexicon.ts";

interface Candidate {
  readonly key: string;
  readonly word: string;
  readonly slot: string;
}

const known = new Map<Language, readonly Candidate[]>();

/** Every word of a language with its folded form; directions last, since they are short. */
function candidatesOf(language: Language): readonly Candidate[] {
  const found = known.get(language);
  if (found !== undefined) return found;
  const lexicon: Lexicon = lexiconOf(language);
  const candidates = [
    ...lexicon.entries.map(({ word, concept }) => ({ key: fold(word), word, slot: concept[0] })),
    ...directionWords(language).map((word) => ({ key: fold(word), word, slot: "direction" })),
  ];
  known.set(language, candidates);
  return candidates;
}

const slotOfWord: Readonly<Record<string, Slot>> = {
  uncounted: "number",
  "at-least": "number",
  about: "number",
  under: "distance",
  daypart: "time",
  now: "time",
  dayword: "day",
  weekday: "day",
  month: "day",
  vertical: "movement",
  inside: "zone",
  photo: "media",
};

/**
 * One word to put in place of a wrong one, by spelling, among those that may stand there; and whether
 * the wrong one, at the end of the text, is the beginning of a word.
 */
export function suggestionFor(
  code: LogErrorCode,
  word: string,
  expected: readonly Slot[],
  isLast: boolean,
  context: LineContext,
): { readonly suggestion?: string; readonly isBegun: boolean } {
  const key = fold(word);
  if (code === "TL_LOG_ZONE_UNKNOWN") {
    const zones = (context.zones ?? []).flatMap(({ id, name }) => [id, name]);
    const names = zones.map((name) => ({ key: fold(name).replaceAll(" ", ""), word: name }));
    const tight = key.replaceAll(" ", "");
    const suggestion =
      nearest(tight, names) ??
      names.find((name) => tight !== "" && name.key.startsWith(tight))?.word;
    const isBegun = isLast && names.some((name) => name.key.startsWith(tight));
    return { ...(suggestion === undefined ? {} : { suggestion }), isBegun };
  }
  if (code !== "TL_LOG_WORD_UNKNOWN" || key === "") return { isBegun: isLast && key === "" };
  const open = new Set<string>(expected);
  const candidates = candidatesOf(context.language);
  const fitting = candidates.filter(({ slot }) => open.has(slotOfWord[slot] ?? slot));
  const isBegun = isLast && candidates.some((one) => one.key.startsWith(key));
  const suggestion = nearest(key, fitting) ?? nearest(key, candidates);
  return { ...(suggestion === undefined ? {} : { suggestion }), isBegun };
}
