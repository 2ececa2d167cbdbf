import type { Language } from "@truceline/model";
import { WordingError } from "./errors.ts";
import { compileMessage, type MessageValues } from "./message-shape.ts";
import { en } from "./messages/en.ts";
import { fr } from "./messages/fr.ts";
import { reportEn } from "./messages/report-en.ts";
import { reportFr } from "./messages/report-fr.ts";
import { reportRu } from "./messages/report-ru.ts";
import { reportUk } from "./messages/report-uk.ts";
import { ru } from "./messages/ru.ts";
import { uk } from "./messages/uk.ts";

/** Names a message; the same in every language. */
export type MessageKey = keyof typeof en | keyof typeof reportEn;

/** Every message of every language, as ICU MessageFormat text. */
export const catalogues: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = {
  en: { ...en, ...reportEn },
  uk: { ...uk, ...reportUk },
  ru: { ...ru, ...reportRu },
  fr: { ...fr, ...reportFr },
};

export const messageKeys = Object.keys(catalogues.en) as readonly MessageKey[];

/** Whether a text, such as one kept in a stored report, names a message. */
export function isMessageKey(text: string): text is MessageKey {
  return Object.hasOwn(catalogues.en, text);
}

/** The messages of one language, each parsed once, when first used. */
export class MessageBook {
  readonly language: Language;
  readonly #compiled = new Map<MessageKey, (values: MessageValues) => string>();

  constructor(language: Language) {
    this.language = language;
  }

  /**
   * A word of ours that chooses between texts, such as `one-source-only`, stands in messages with
   * underscores: a hyphen ends a name there.
   * @throws WordingError `TL_WORDING_MESSAGE` when a value is missing.
   */
  format(key: MessageKey, values: MessageValues = {}): string {
    try {
      let compiled = this.#compiled.get(key);
      if (compiled === undefined) {
        compiled = compileMessage(catalogues[this.language][key], this.language);
        this.#compiled.set(key, compiled);
      }
      return compiled(values);
    } catch (cause) {
      throw new WordingError("TL_WORDING_MESSAGE", { key, language: this.language }, { cause });
    }
  }
}
