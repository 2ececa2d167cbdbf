import type { AgreementView } from "@truceline/watch";

/** A text by language tag. */
export type LocalText = AgreementView["title"];

/** A text in the language asked for, else in English, else in the first there is; and in which it is. */
export function textOf(
  texts: LocalText,
  language: string,
): { readonly text: string; readonly language: string } {
  const found =
    texts[language] === undefined ? (texts["en"] === undefined ? null : "en") : language;
  const tag = found ?? Object.keys(texts)[0] ?? language;
  return { text: texts[tag] ?? "", language: tag };
}

export const nameOf = (texts: LocalText, language: string): string => textOf(texts, language).text;
