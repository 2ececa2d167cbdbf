import type { Language } from "@truceline/model";
import type { LineContext, Slot } from "./line-types.ts";
import { readLine } from "./read-line.ts";
import { type Concept, wordsOf } from "./words/concept.ts";
import { directionWords, pointName, pointOf } from "./words/directions.ts";
import { fold } from "./words/fold.ts";
import { lexiconOf } from "./words/lexicon.ts";

/** One word that may follow. `[from, to)` is what it takes the place of. */
export interface Completion {
  readonly text: string;
  /** What it means, in the context's language. */
  readonly hint: string;
  readonly slot: Slot;
  /** True where what is typed is this word already. */
  readonly exact: boolean;
  readonly from: number;
  readonly to: number;
}

const completionCountMax = 12;
/** Of each slot this many are offered before the next slot's, while nothing is typed of the word. */
const perSlotCount = 4;

/** What is offered where a figure stands, not a word. */
const samples: Partial<Record<Slot, readonly string[]>> = {
  number: ["1", "~10", ">=4"],
  distance: ["1-2", "2-5", "<1"],
  calibre: ["82mm", "120mm", "122mm"],
  movement: ["E>W", "W>E"],
};

const conceptSlots: Readonly<Partial<Record<Concept[0], Slot>>> = {
  means: "means",
  kind: "kind",
  nature: "nature",
  weapon: "weapon",
  uncounted: "number",
  daypart: "time",
  now: "time",
  dayword: "day",
  weekday: "day",
  exercise: "exercise",
  part: "part",
  sequence: "sequence",
  vertical: "movement",
};

/** Where a monitor goes on after each slot; the rest follows in the usual order. */
const nextSlots: Readonly<Partial<Record<Slot, readonly Slot[]>>> = {
  day: ["time", "means"],
  time: ["means", "number", "kind"],
  means: ["number", "kind"],
  number: ["kind"],
  kind: ["nature", "weapon", "distance", "direction"],
  nature: ["weapon", "distance", "direction"],
  weapon: ["distance", "direction", "calibre"],
  calibre: ["distance", "direction"],
  distance: ["direction"],
  direction: ["next", "zone", "movement", "exercise"],
  next: ["number", "kind", "means", "time"],
};

/**
 * What may follow at a place of the line: the exact match first, then words that begin as typed, in
 * the order in which a monitor goes on. At most twelve. Never throws.
 * @param cursor where the caret is, in UTF-16 units; what stands after it is left alone.
 */
export function completions(
  text: string,
  cursor: number,
  context: LineContext,
): readonly Completion[] {
  const before = text.slice(0, Math.max(0, cursor));
  const fragment = /[^\s,;"#]*$/u.exec(before)?.[0] ?? "";
  const from = before.length - fragment.length;
  const head = before.slice(0, from);
  if (/["#]/.test(openText(head))) return [];
  const offered = candidatesOf(slotsAfter(head, context), context);
  const key = fold(fragment);
  const matching = offered.filter((one) => fragment === "" || fold(one.text).startsWith(key));
  const ordered = matching.toSorted(
    (a, b) =>
      Number(isExact(b.text, fragment, context)) - Number(isExact(a.text, fragment, context)),
  );
  const limited = fragment === "" ? atMostPerSlot(ordered) : ordered;
  return limited.slice(0, completionCountMax).map((one) => ({
    ...one,
    exact: isExact(one.text, fragment, context),
    from,
    to: from + fragment.length,
  }));
}

/** The part after the last closed quotation; a quotation mark in it is open. */
function openText(head: string): string {
  return head.replace(/"(?:[^"\\]|\\.)*"/g, "");
}

function isExact(text: string, fragment: string, context: LineContext): boolean {
  if (fragment === "") return false;
  if (fold(text) === fold(fragment)) return true;
  const point = pointOf(fragment, context.language);
  return point !== undefined && pointOf(text, context.language) === point;
}

interface Offer {
  readonly text: string;
  readonly hint: string;
  readonly slot: Slot;
}

function atMostPerSlot(offers: readonly Offer[]): readonly Offer[] {
  const counts = new Map<Slot, number>();
  return offers.filter(({ slot }) => {
    const count = (counts.get(slot) ?? 0) + 1;
    counts.set(slot, count);
    return count <= perSlotCount;
  });
}

/** Slots still open in the observation at the end of a text, the likeliest first. */
function slotsAfter(head: string, context: LineContext): readonly Slot[] {
  const reading = readLine(head, context);
  const { fault, words } = reading;
  // A word that is wrong for good: nothing is known of what follows it.
  if (fault !== undefined && fault.from < head.trimEnd().length) return fault.expected;
  const lastIndex = words.at(-1)?.observation ?? 0;
  const said = new Set(
    words.filter(({ observation }) => observation === lastIndex).map(({ slot }) => slot),
  );
  const last = words.at(-1)?.slot;
  const isNew = last === undefined;
  const first = isNew ? (["time", "day"] as const) : (nextSlots[last] ?? []);
  const rest: readonly Slot[] = [
    "means",
    "number",
    "kind",
    "nature",
    "weapon",
    "distance",
    "direction",
    "movement",
    "zone",
    "exercise",
    "calibre",
    "part",
    "sequence",
    "next",
  ];
  const isWhole = fault === undefined && !isNew;
  return [...new Set([...first, ...rest])].filter((slot) => {
    if (slot === "next") return isWhole;
    if (slot === "part") return lastIndex > 0 && !said.has(slot);
    return !said.has(slot) || slot === "weapon";
  });
}

const offersByLanguage = new Map<Language, ReadonlyMap<Slot, readonly Offer[]>>();

/** What a language offers for each slot; made once. */
function offersOf(language: Language): ReadonlyMap<Slot, readonly Offer[]> {
  const known = offersByLanguage.get(language);
  if (known !== undefined) return known;
  const bySlot = new Map<Slot, Offer[]>();
  const offer = (text: string, hint: string, slot: Slot) => {
    const list = bySlot.get(slot);
    if (list === undefined) bySlot.set(slot, [{ text, hint, slot }]);
    else if (!list.some((one) => one.text === text)) list.push({ text, hint, slot });
  };
  const lexicon = lexiconOf(language);
  for (const { word, concept } of lexicon.entries) {
    const slot = conceptSlots[concept[0]];
    if (slot !== undefined) offer(word, hintOf(concept, language), slot);
  }
  for (const [slot, words] of Object.entries(samples)) {
    for (const word of words) offer(word, word, slot as Slot);
  }
  for (const word of directionWords(language)) {
    const point = pointOf(word, language);
    if (point !== undefined) offer(word, pointName(point, language), "direction");
  }
  offer(",", lexicon.wordFor("and", "and") ?? ",", "next");
  offersByLanguage.set(language, bySlot);
  return bySlot;
}

function candidatesOf(slots: readonly Slot[], context: LineContext): readonly Offer[] {
  const offers = offersOf(context.language);
  const inside = lexiconOf(context.language).wordFor("inside", "inside") ?? "in";
  const zones = (context.zones ?? []).map(
    ({ id, name }): Offer => ({ text: `${inside} ${id}`, hint: name, slot: "zone" }),
  );
  return slots.flatMap((slot) => (slot === "zone" ? zones : (offers.get(slot) ?? [])));
}

function hintOf(concept: Concept, language: Language): string {
  const [short = "", full] = wordsOf(concept, language);
  return (full ?? short).replace(/\*$/, "");
}
