import type { Language } from "@truceline/model";
import type { IntlMessageFormat } from "intl-messageformat";
import { WordingError } from "./errors.ts";
import { messageShape, parseMessage } from "./message-shape.ts";
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
/** What a message is filled with. Numbers choose plurals; whatever is to be read is text already. */
export type MessageValues = Readonly<Record<string, string | number>>;

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

/** A parsed message, and those of its arguments that choose between texts. */
interface Parsed {
  readonly format: IntlMessageFormat;
  readonly selectors: readonly string[];
}

/** The messages of one language, each parsed once, when first used. */
export class MessageBook {
  readonly language: Language;
  readonly #parsed = new Map<MessageKey, Parsed>();

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
      const { format, selectors } = this.#parse(key);
      return String(format.format(selectors.length === 0 ? values : chosen(values, selectors)));
    } catch (cause) {
      throw new WordingError("TL_WORDING_MESSAGE", { key, language: this.language }, { cause });
    }
  }

  #parse(key: MessageKey): Parsed {
    const before = this.#parsed.get(key);
    if (before !== undefined) return before;
    const format = parseMessage(catalogues[this.language][key], this.language);
    const parsed = { format, selectors: messageShape(format).selectors };
    this.#parsed.set(key, parsed);
    return parsed;
  }
}

function chosen(values: MessageValues, selectors: readonly string[]): MessageValues {
  let changed: Record<string, string | number> | undefined;
  for (const name of selectors) {
    const value = values[name];
    if (typeof value !== "string" || !value.includes("-")) continue;
    changed ??= { ...values };
    changed[name] = value.replaceAll("-", "_");
  }
  return changed ?? values;
}
