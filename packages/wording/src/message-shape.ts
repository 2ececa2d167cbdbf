import type { Language } from "@truceline/model";
import { IntlMessageFormat } from "intl-messageformat";

/** What a message is filled with. Numbers choose plurals; whatever is to be read is text already. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** A node of the parser, as far as it is read here. */
interface Part {
  readonly type: number;
  readonly value?: string | undefined;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>> | undefined;
  readonly pluralType?: string | undefined;
}
/** The parser's enumeration is not there at run time; literals are its first kind, values the next. */
const literalType = 0;
const valueType = 1;

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

/** @throws SyntaxError when it is no ICU message. Tags are not ours: "<" is a sign like any other. */
function parse(text: string, language: Language): readonly Part[] {
  return new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst();
}

export function messageShape(text: string, language: Language): MessageShape {
  const values = new Set<string>();
  const selectors = new Set<string>();
  const plurals: { name: string; categories: string[] }[] = [];
  const literals: string[] = [];
  const visit = (parts: readonly Part[]): void => {
    for (const { type, value, options, pluralType } of parts) {
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
  visit(parse(text, language));
  return { values: [...values], selectors: [...selectors], plurals, literals };
}

type Run = (values: MessageValues) => string;

/**
 * A message as a function. The library's own formatter makes lists of parts for numbers and dates that
 * messages do not hold here; without them a sentence of a dozen messages costs a few microseconds.
 */
export function compileMessage(text: string, language: Language): Run {
  const rules = new Intl.PluralRules(language);
  const compile = (parts: readonly Part[]): Run => {
    const runs = parts.map(compileOne);
    const [only] = runs;
    if (only !== undefined && runs.length === 1) return only;
    return (values) => {
      let result = "";
      for (const run of runs) result += run(values);
      return result;
    };
  };
  const compileOne = ({ type, value, options, pluralType }: Part): Run => {
    if (value === undefined) throw new SyntaxError("a sign for the number itself is not used");
    if (type === literalType) return () => value;
    if (options === undefined) {
      if (type !== valueType) throw new SyntaxError("numbers and dates are put in as text");
      return (values) => String(given(values, value));
    }
    const texts = new Map(
      Object.entries(options).map(([name, option]) => [name, compile(option.value)] as const),
    );
    const other = texts.get("other") ?? (() => "");
    if (pluralType === undefined) {
      // A word of ours may have a hyphen, which ends a name in a message.
      return (values) => {
        const word = String(given(values, value)).replaceAll("-", "_");
        return (texts.get(word) ?? other)(values);
      };
    }
    return (values) => {
      const n = Number(given(values, value));
      return (texts.get(`=${n}`) ?? texts.get(rules.select(n)) ?? other)(values);
    };
  };
  return compile(parse(text, language));
}

function given(values: MessageValues, name: string): string | number {
  const value = values[name];
  if (value === undefined) throw new RangeError(name);
  return value;
}
