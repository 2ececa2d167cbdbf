import type { Gazetteer, Place } from "@truceline/geo";
import type { Language } from "@truceline/model";

/** A place as a reader knows it. */
export interface PlaceWord {
  readonly text: string;
  /**
   * Decides preposition and case: `point` is a name that no gazetteer knows, such as "OP 9"; `area` a zone
   * of the agreement, whose own name says what it is.
   */
  readonly is: "settlement" | "site" | "point" | "area";
  /** True where the name is not in the reader's language; it is then set in quotation marks. */
  readonly isFallback: boolean;
}
/** Gives the name of a place, or the name with what is known about it. */
export type PlaceNamer = (name: string) => string | PlaceWord;

const settlements = new Set(["city", "town", "village"]);
const fallbackOrder: readonly Language[] = ["en", "uk", "ru", "fr"];

/**
 * Names places from the gazetteer in the reader's language. A place without a name in it is given in
 * another language and marked; a name that the gazetteer lacks stays as it was said, in other languages
 * than English marked too.
 */
export function placeNamer(gazetteer: Gazetteer, language: Language): (name: string) => PlaceWord {
  const known = new Map<string, PlaceWord>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const place = gazetteer.find(name)[0];
    const word: PlaceWord =
      place === undefined
        ? { text: name, is: "point", isFallback: language !== "en" }
        : inWords(place, language);
    // Names are typed by people: a bound, so that a long life does not gather them.
    if (known.size >= 5_000) known.clear();
    known.set(name, word);
    return word;
  };
}

function inWords(place: Place, language: Language): PlaceWord {
  const is = place.kind === undefined || settlements.has(place.kind) ? "settlement" : "site";
  const own = place.names[language];
  if (own !== undefined) return { text: own, is, isFallback: false };
  const other = fallbackOrder.map((one) => place.names[one]).find((text) => text !== undefined);
  return { text: other ?? place.id, is, isFallback: true };
}

/** Direction marks and other invisible signs in a name could turn the sentence around it. */
export function withoutDirectionMarks(text: string): string {
  return text.replace(/[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "");
}
