import type { Language } from "@truceline/model";

/** A word that judges, takes a side or says more than was seen; `unless` is what may follow it. */
export interface ForbiddenWord {
  /** The beginning of the word; with `whole`, all of it. */
  readonly stem: string;
  readonly whole?: true;
  readonly unless?: readonly string[];
}

/** Words that no generated text uses. Quoted words of people are theirs and not looked at. */
export const forbiddenWords: Readonly<Record<Language, readonly ForbiddenWord[]>> = {
  en: [
    { stem: "attack" },
    { stem: "enem" },
    { stem: "adversar" },
    { stem: "terroris" },
    { stem: "regime" },
    { stem: "provo", unless: ["st"] },
    { stem: "liberat" },
    { stem: "occup" },
    { stem: "front" },
    { stem: "quiet" },
    { stem: "calm" },
    { stem: "confirm" },
    { stem: "obvious" },
    { stem: "judg" },
    { stem: "verdict" },
    { stem: "cheat" },
    { stem: "target" },
    { stem: "invalid" },
    { stem: "aggress" },
    { stem: "shelling" },
  ],
  uk: [
    { stem: "атак" },
    { stem: "напад" },
    { stem: "ворог" },
    { stem: "ворож" },
    { stem: "противник" },
    { stem: "терорис" },
    { stem: "режим", unless: [" припинення вогню", "у припинення вогню", " тиші", "у тиші"] },
    { stem: "провокац" },
    { stem: "визвол" },
    { stem: "звільнен" },
    { stem: "окуп" },
    { stem: "фронт" },
    { stem: "спокій" },
    { stem: "спокійн" },
    { stem: "тихо", whole: true },
    { stem: "підтвердж" },
    { stem: "очевидн" },
    { stem: "вирок" },
    { stem: "вердикт" },
    { stem: "агрес" },
    { stem: "обстріл" },
  ],
  ru: [
    { stem: "атак" },
    { stem: "нападен" },
    { stem: "враг" },
    { stem: "враж" },
    { stem: "противник" },
    { stem: "террорис" },
    { stem: "режим", unless: [" прекращения огня", "а прекращения огня", " тишины", "а тишины"] },
    { stem: "провокац" },
    { stem: "освобожд" },
    { stem: "оккуп" },
    { stem: "фронт" },
    { stem: "спокой" },
    { stem: "затиш" },
    { stem: "тихо", whole: true },
    { stem: "подтвержд" },
    { stem: "очевидн" },
    { stem: "приговор" },
    { stem: "вердикт" },
    { stem: "агресс" },
    { stem: "обстрел" },
  ],
  fr: [
    { stem: "attaqu" },
    { stem: "ennemi" },
    { stem: "adversair" },
    { stem: "terroris" },
    { stem: "régime" },
    { stem: "provoc" },
    { stem: "libér" },
    { stem: "occup" },
    { stem: "front", whole: true },
    { stem: "calme" },
    { stem: "tranquill" },
    { stem: "confirm" },
    { stem: "évidemment" },
    { stem: "verdict" },
    { stem: "agress" },
    { stem: "bombardement" },
    { stem: "cible" },
  ],
};

/** The forbidden words in a text, as they stand there. */
export function forbiddenIn(text: string, language: Language): string[] {
  const lower = text.toLowerCase();
  return forbiddenWords[language].flatMap(({ stem, whole, unless = [] }) => {
    const pattern = new RegExp(`(?<!\\p{L})${stem}${whole === true ? "(?!\\p{L})" : ""}`, "gu");
    return [...lower.matchAll(pattern)].flatMap(({ index }) => {
      const rest = lower.slice(index + stem.length);
      if (unless.some((allowed) => rest.startsWith(allowed))) return [];
      return [/^[\p{L}]+/u.exec(lower.slice(index))?.[0] ?? stem];
    });
  });
}
