import type { ObservationDraft } from "@truceline/model";
import { type PlaceWord, withoutDirectionMarks } from "./place-words.ts";
import type { Words } from "./words.ts";

type ObserverPosition = NonNullable<ObservationDraft["observerPosition"]>;

/** Observers that stand somewhere and are named with their place; all others are the mission. */
const instruments: ReadonlySet<string> = new Set([
  "camera",
  "uncrewed-aircraft",
  "acoustic",
  "radar",
  "station",
  "satellite",
]);
const masculine: ReadonlySet<string> = new Set([
  "radar",
  "uncrewed-aircraft",
  "satellite",
  "informant",
]);

export const isInstrument = (kind: string): boolean => instruments.has(kind);
/** Grammatical gender of the observer's name; the same in Ukrainian and Russian. */
export const genderOf = (kind: string): "m" | "f" => (masculine.has(kind) ? "m" : "f");

/** "the mission", "the mission camera K-12". Names are internal like the place. */
export function observerText(
  words: Words,
  { kind, sensorId, id }: ObservationDraft["observer"],
  isNamed: boolean,
): string {
  const name = isNamed && isInstrument(kind) ? (sensorId ?? id) : undefined;
  if (name === undefined) return words.say("observer", { kind });
  return words.say("observer.named", { kind, name: withoutDirectionMarks(name) });
}

/** "in Avdiivka (government-controlled, 17 km north of Donetsk)"; empty where nothing is known. */
export function placeText(
  words: Words,
  observerPosition: ObserverPosition,
  { bracket }: { readonly bracket: boolean },
): { readonly text: string; readonly how: "in" | "offset" } | undefined {
  const { place, position, offsetM, offsetDirection, control } = observerPosition;
  const reference = referenceText(words, observerPosition);
  const base =
    place !== undefined
      ? namedPlace(words, place, offsetM, offsetDirection)
      : position === undefined
        ? undefined
        : words.say("place.position", positionValues(words, position));
  const how = offsetM === undefined && offsetDirection === undefined ? "in" : "offset";
  if (base === undefined) {
    if (reference === undefined) return undefined;
    return { text: words.say("place.near-reference", { reference }), how: "in" };
  }
  const about = [
    control === undefined ? undefined : words.say("place.control", { control }),
    reference,
  ].filter((one) => one !== undefined);
  if (!bracket || about.length === 0) return { text: base, how };
  const joined = about.reduce((first, next) => words.say("list.more", { first, next }));
  return { text: words.say("place.bracket", { place: base, about: joined }), how };
}

function namedPlace(
  words: Words,
  name: string,
  offsetM: number | undefined,
  offsetDirection: ObserverPosition["offsetDirection"],
): string {
  const word = words.place(name);
  if (offsetM === undefined && offsetDirection === undefined) {
    return words.say("place.at", placeValues(words, word));
  }
  const town = ofPlace(words, name);
  if (offsetM === undefined) {
    const direction = words.direction(offsetDirection ?? "N", "toward");
    return words.say("place.offset-direction", { direction, town });
  }
  const distance = words.distance(offsetM);
  if (offsetDirection === undefined) return words.say("place.offset-distance", { distance, town });
  const direction = words.direction(offsetDirection, "toward");
  return words.say("place.offset", { distance, direction, town });
}

/** "17 km north of Donetsk". */
export function referenceText(
  words: Words,
  { referenceTown, referenceM, referenceDirection }: ObserverPosition,
): string | undefined {
  if (referenceTown === undefined) return undefined;
  const town = ofPlace(words, referenceTown);
  const distance = referenceM === undefined ? undefined : words.distance(referenceM);
  const direction =
    referenceDirection === undefined ? undefined : words.direction(referenceDirection, "toward");
  if (distance !== undefined && direction !== undefined) {
    return words.say("place.reference", { distance, direction, town });
  }
  if (distance !== undefined) return words.say("place.reference-distance", { distance, town });
  return direction === undefined
    ? undefined
    : words.say("place.reference-direction", { direction, town });
}

/** "Donetsk" after "of": the town's name as it stands after a direction. */
export function ofPlace(words: Words, name: string): string {
  const word = words.place(name);
  return words.say("place.of", {
    ...placeValues(words, word),
    // Towns that references name most have their own case form in some languages.
    name: referenceTowns.has(name) && word.is === "settlement" && !word.isFallback ? name : "other",
  });
}

/** Whether a word begins with a vowel: some languages shorten the word before it. */
export function startOf(text: string): "vowel" | "consonant" {
  return /^[aeiouàâéèêëîïôû]/i.test(text) ? "vowel" : "consonant";
}

/** What a message needs to put a place in: its name, what it is, how it starts. */
export function placeValues(words: Words, word: PlaceWord) {
  return {
    is: word.is,
    starts: startOf(word.text),
    place: words.placeText(word),
  };
}
const referenceTowns: ReadonlySet<string> = new Set(["Donetsk", "Luhansk", "Mariupol"]);

export function positionValues(words: Words, [lonDeg, latDeg]: readonly [number, number]) {
  return {
    lat: words.number(Math.abs(latDeg), 4),
    ns: latDeg < 0 ? "S" : "N",
    lon: words.number(Math.abs(lonDeg), 4),
    ew: lonDeg < 0 ? "W" : "E",
  };
}
