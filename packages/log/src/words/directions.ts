import { type CompassPoint, compassPoints, type Language } from "@truceline/model";
import { fold, looks } from "./fold.ts";

/** The letters of north, east, south and west; points are put together from them. */
const letters: Readonly<Record<Language, readonly [n: string, e: string, s: string, w: string]>> = {
  en: ["N", "E", "S", "W"],
  uk: ["Пн", "Сх", "Пд", "Зх"],
  ru: ["С", "В", "Ю", "З"],
  fr: ["N", "E", "S", "O"],
};
/**
 * The words in full, north, east, south, west. `joining` stands before a hyphen; `before` is the
 * adjective before the last word, where a language has one (`північний схід`). From a point: genitive.
 */
interface Names {
  readonly joining: readonly string[];
  readonly before?: readonly string[];
  readonly beforeFrom?: readonly string[];
  readonly last: readonly string[];
  readonly lastFrom: readonly string[];
}
const english = ["north", "east", "south", "west"];
const french = ["nord", "est", "sud", "ouest"];
const names: Readonly<Record<Language, Names>> = {
  en: { joining: english, last: english, lastFrom: english },
  uk: {
    joining: ["північно", "східно", "південно", "західно"],
    before: ["північний", "східний", "південний", "західний"],
    beforeFrom: ["північного", "східного", "південного", "західного"],
    last: ["північ", "схід", "південь", "захід"],
    lastFrom: ["півночі", "сходу", "півдня", "заходу"],
  },
  ru: {
    joining: ["северо", "востоко", "юго", "западо"],
    last: ["север", "восток", "юг", "запад"],
    lastFrom: ["севера", "востока", "юга", "запада"],
  },
  fr: { joining: french, last: french, lastFrom: french },
};
/** Vague arcs of the four main points, as words; others are written `~SE`. */
const arcs: Readonly<Record<Language, readonly (readonly string[])[]>> = {
  en: [["northerly"], ["easterly"], ["southerly"], ["westerly"]],
  uk: [["північніше"], ["східніше"], ["південніше"], ["західніше"]],
  ru: [["севернее"], ["восточнее"], ["южнее"], ["западнее"]],
  fr: [["septentrionale"], ["orientale"], ["méridionale"], ["occidentale"]],
};

/** Short form of a point in a language, `NNE`, `ПнПнСх`, `ССВ`, `OSO`. */
export function pointWord(point: CompassPoint, language: Language): string {
  return [...point].map((letter) => letters[language]["NESW".indexOf(letter)]).join("");
}

/** Name of a point in full, `north-north-east`; in the form that stands after "from" where asked. */
export function pointName(point: CompassPoint, language: Language, isFrom = false): string {
  const { joining, before, beforeFrom, last, lastFrom } = names[language];
  const [final = 0, ...rest] = [...point].map((letter) => "NESW".indexOf(letter)).reverse();
  const lastWord = (isFrom ? lastFrom : last)[final] ?? "";
  const adjectives = isFrom ? beforeFrom : before;
  const [next, ...first] = rest;
  const joined = (indexes: readonly number[]) =>
    indexes
      .toReversed()
      .map((index) => `${joining[index]}-`)
      .join("");
  if (adjectives === undefined || next === undefined) return `${joined(rest)}${lastWord}`;
  return `${joined(first)}${adjectives[next]} ${lastWord}`;
}

interface PointTable {
  readonly points: ReadonlyMap<string, CompassPoint>;
  readonly looks: ReadonlyMap<string, CompassPoint>;
  readonly arcs: ReadonlyMap<string, CompassPoint>;
}

const tables = new Map<Language, PointTable>();

function tableOf(language: Language): PointTable {
  const known = tables.get(language);
  if (known !== undefined) return known;
  const points = new Map<string, CompassPoint>();
  const alike = new Map<string, CompassPoint>();
  const vague = new Map<string, CompassPoint>();
  // The chosen language last: its own letters win over the English ones.
  for (const one of language === "en" ? (["en"] as const) : (["en", language] as const)) {
    for (const point of compassPoints) {
      points.set(fold(pointWord(point, one)), point);
      for (const isFrom of [false, true]) {
        const name = fold(pointName(point, one, isFrom));
        points.set(name, point);
        points.set(name.replaceAll(" ", ""), point);
      }
      alike.set(looks(fold(pointWord(point, one))), point);
    }
    for (const [index, words] of arcs[one].entries()) {
      for (const word of words) vague.set(fold(word), compassPoints[index * 4] ?? "N");
    }
    if (one !== "en") continue;
    for (const point of compassPoints) {
      vague.set(`${fold(pointName(point, "en"))}erly`, point);
      vague.set(`${point.toLowerCase()}'ly`, point);
    }
  }
  const table = { points, looks: alike, arcs: vague };
  tables.set(language, table);
  return table;
}

/** The point a word names; letters of the other alphabet that look the same count. */
export function pointOf(text: string, language: Language): CompassPoint | undefined {
  const key = fold(text);
  const table = tableOf(language);
  return table.points.get(key) ?? table.looks.get(looks(key));
}

/** The middle of the vague arc a word names: `southerly`, `SE'ly`. */
export function arcOf(text: string, language: Language): CompassPoint | undefined {
  return tableOf(language).arcs.get(fold(text));
}

/** The points as they are written, the language's own first, for spelling and completion. */
export function directionWords(language: Language): readonly string[] {
  const own = compassPoints.map((point) => pointWord(point, language));
  return [...new Set([...own, ...compassPoints])];
}
