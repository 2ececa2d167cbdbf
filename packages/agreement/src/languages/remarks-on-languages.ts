import { AgreementDocumentSchema } from "../document-schema.ts";
import type { RemarkList } from "../remark.ts";
import { languagePattern } from "../schema-parts.ts";
import { isRecord } from "../show-value.ts";
import { pointerTo } from "../yaml-text.ts";
import { type StatedNumber, statedNumbers } from "./stated-numbers.ts";

interface Shape {
  readonly anyOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly patternProperties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: boolean | Shape;
  readonly items?: boolean | Shape;
}

/**
 * Texts whose languages state different numbers: `14 days` in one and `15 днів` in another. Compared
 * with the authentic language where the document names one, with the first of the text otherwise.
 */
export function remarkOnLanguages(root: unknown, list: RemarkList): void {
  const authentic = isRecord(root) ? root["authentic"] : undefined;
  for (const { pointer, texts } of localTexts(AgreementDocumentSchema as Shape, root, "")) {
    const languages = Object.keys(texts);
    const measure = languages.find((language) => language === authentic) ?? languages[0];
    if (measure === undefined) continue;
    const expected = statedNumbers(texts[measure] ?? "", measure);
    for (const language of languages) {
      if (language === measure) continue;
      const given = statedNumbers(texts[language] ?? "", language);
      const lacks = missing(expected, given);
      const adds = missing(given, expected);
      if (lacks.length + adds.length === 0) continue;
      const parts = [
        lacks.length === 0 ? undefined : `only \`${measure}\` says ${lacks.join(", ")}`,
        adds.length === 0 ? undefined : `only \`${language}\` says ${adds.join(", ")}`,
      ].filter((part) => part !== undefined);
      list.add("TL_AGR_REMARK_NUMBERS_DIFFER", pointerTo(pointer, language), parts.join("; "), {
        [measure]: texts[measure],
        [language]: texts[language],
        only: { [measure]: lacks, [language]: adds },
      });
    }
  }
}

/** Numbers of one text that the other has in no reading. */
function missing(of: readonly StatedNumber[], from: readonly StatedNumber[]): readonly number[] {
  const has = new Set(from.flatMap(({ readings }) => readings));
  const lacking = of.filter(
    ({ isFirm, readings }) => isFirm && !readings.some((reading) => has.has(reading)),
  );
  return [...new Set(lacking.flatMap(({ readings }) => readings.slice(0, 1)))];
}

interface LocalTextAt {
  readonly pointer: string;
  readonly texts: Readonly<Record<string, string>>;
}

/** Every text by language of a document, found by the schema, so that none is forgotten. */
function* localTexts(shape: Shape, value: unknown, pointer: string): Generator<LocalTextAt> {
  for (const branch of shape.anyOf ?? []) yield* localTexts(branch, value, pointer);
  if (Array.isArray(value)) {
    if (typeof shape.items !== "object") return;
    for (const [index, item] of value.entries()) {
      yield* localTexts(shape.items, item, pointerTo(pointer, index));
    }
    return;
  }
  if (!isRecord(value)) return;
  if (Object.hasOwn(shape.patternProperties ?? {}, languagePattern)) {
    const texts = Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    );
    yield { pointer, texts: Object.fromEntries(texts) };
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    const { properties = {}, additionalProperties } = shape;
    const inner = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    if (typeof inner === "object") yield* localTexts(inner, member, pointerTo(pointer, key));
  }
}
