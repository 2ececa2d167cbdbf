import { type CompassPoint, compassPoints, type Language } from "@truceline/model";
import { fold, looks } from "./fold.ts";

/** The letters of north, east, south and west; points are put together from them. */
const letters: Readonly<Record<Language, readonly [n: string, e: string, s: string, w: string]>> = {
  en: ["N", "E", "S", "W"],
  uk: ["Пн", "Сх", "Пд", "Зх"],
  ru: ["С", "В", "Ю", "З"],
  fr: ["N", "E", "S", "O"],
};
/** The words in full; joined with hyphens, the first ones in their joining form. */
const names: Readonly<Record<Language, readonly (readonly [joining: string, last: string])[]>> = {
  en: [
    ["north", "north"],
    ["east", "east"],
    ["south", "south"],
    ["west", "west"],
  ],
  uk: [
    ["північно", "північ"],
    ["східно", "схід"],
    ["південно", "південь"],
    ["західно", "захід"],
  ],
  ru: [
    ["северо", "север"],
    ["востоко", "восток"],
    ["юго", "юг"],
    ["западо", "запад"],
  ],
  fr: [
    ["nord", "nord"],
    ["est", "est"],
    ["sud", "sud"],
    ["ouest", "ouest"],
  ],
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

/** Name of a point in full, `north-north-east`. */
export function pointName(point: CompassPoint, language: Language): string {
  const parts = [...point].map((letter) => names[language]["NESW".indexOf(letter)] ?? ["", ""]);
  return parts.map(([joining, last], at) => (at === parts.length - 1 ? last : joining)).join("-");
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
      points.set(fold(pointName(point, one)), point);
      points.set(fold(pointName(point, one)).replaceAll(" ", ""), point);
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
