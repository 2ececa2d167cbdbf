import type { Language } from "@truceline/model";
import { type Concept, wordsOf } from "./concept.ts";
import { fold, looks } from "./fold.ts";
import { observedWords } from "./observed-words.ts";
import { signWords, timeWords } from "./time-and-sign-words.ts";
import { weaponWords } from "./weapon-words.ts";

/** Everything a line can say in words, in the order in which completions offer it. */
export const concepts: readonly Concept[] = [
  ...observedWords,
  ...weaponWords,
  ...timeWords,
  ...signWords,
];

/** Most words that one thing is said with. */
export const phraseLengthMax = 8;
const endingLengthMax = 5;

/** The words of one language and the English ones, ready to be looked up. */
export class Lexicon {
  readonly language: Language;
  readonly #exact = new Map<string, Concept[]>();
  readonly #stems = new Map<string, Concept[]>();
  readonly #looks = new Map<string, Concept[]>();
  /** Each word as it is written, for spelling and completion; the language's own first. */
  readonly entries: readonly { readonly word: string; readonly concept: Concept }[];

  constructor(language: Language) {
    this.language = language;
    const entries: { word: string; concept: Concept }[] = [];
    const own = language === "en" ? (["en"] as const) : ([language, "en"] as const);
    for (const one of own) {
      for (const concept of concepts) {
        for (const written of wordsOf(concept, one)) {
          const isStem = written.endsWith("*");
          const word = isStem ? written.slice(0, -1) : written;
          const key = fold(word);
          if (isStem) add(this.#stems, key, concept);
          add(this.#exact, key, concept);
          add(this.#looks, looks(key), concept);
          entries.push({ word, concept });
        }
      }
    }
    this.entries = entries;
  }

  /** What a folded word or phrase can mean, the language's own meaning first; empty if nothing. */
  find(key: string): readonly Concept[] {
    const exact = this.#exact.get(key);
    if (exact !== undefined) return exact;
    const shortest = Math.max(3, key.length - endingLengthMax);
    for (let length = key.length - 1; length >= shortest; length--) {
      if (!/^\p{L}+$/u.test(key.slice(length))) break;
      const stem = this.#stems.get(key.slice(0, length));
      if (stem !== undefined) return stem;
    }
    return this.#looks.get(looks(key)) ?? [];
  }

  /** The word that is written for a concept. */
  wordFor(slot: Concept[0], value: string): string | undefined {
    const concept = concepts.find((one) => one[0] === slot && one[1] === value);
    return concept === undefined ? undefined : wordsOf(concept, this.language)[0];
  }
}

function add(map: Map<string, Concept[]>, key: string, concept: Concept): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [concept]);
  else if (!list.includes(concept)) list.push(concept);
}

const lexicons = new Map<Language, Lexicon>();

export function lexiconOf(language: Language): Lexicon {
  let lexicon = lexicons.get(language);
  if (lexicon === undefined) {
    lexicon = new Lexicon(language);
    lexicons.set(language, lexicon);
  }
  return lexicon;
}
