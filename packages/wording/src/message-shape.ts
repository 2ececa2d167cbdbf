import type { Language } from "@truceline/model";
import { IntlMessageFormat } from "intl-messageformat";

/** A node of the parser, as far as it is read here. */
interface Part {
  readonly type: number;
  readonly value?: string | undefined;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>> | undefined;
  readonly pluralType?: string | undefined;
}
/** The parser's enumeration is not there at run time; literals are its first kind. */
const literalType = 0;

/** What a message is made of. */
export interface MessageShape {
  /** Arguments that are put into the text. */
  readonly values: readonly string[];
  /** Arguments that choose between texts by a word. */
  readonly selectors: readonly string[];
  /** Arguments that choose by a number, each with the plural categories it knows. */
  readonly plurals: readonly { readonly name: string; readonly categories: readonly string[] }[];
  /** The words between the arguments. */
  readonly literals: readonly string[];
}

/** Tags are not ours: "<" in a message is a sign like any other. */
export function parseMessage(text: string, language: Language): IntlMessageFormat {
  return new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
}

export function messageShape(message: IntlMessageFormat): MessageShape {
  const values = new Set<string>();
  const selectors = new Set<string>();
  const plurals: { name: string; categories: string[] }[] = [];
  const literals: string[] = [];
  const visit = (elements: readonly Part[]): void => {
    for (const { type, value, options, pluralType } of elements) {
      if (value === undefined) continue;
      if (type === literalType) literals.push(value);
      else if (options === undefined) values.add(value);
      else {
        if (pluralType === undefined) selectors.add(value);
        else plurals.push({ name: value, categories: Object.keys(options) });
        for (const option of Object.values(options)) visit(option.value);
      }
    }
  };
  visit(message.getAst());
  return { values: [...values], selectors: [...selectors], plurals, literals };
}
