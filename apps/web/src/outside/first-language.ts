import { type Language, languages } from "@truceline/model";

/** The first of the reader's own languages that reports are in, else English. */
export function firstLanguage(asked: readonly string[]): Language {
  for (const one of asked) {
    const found = languages.find((language) => one.toLowerCase().split("-")[0] === language);
    if (found !== undefined) return found;
  }
  return "en";
}
