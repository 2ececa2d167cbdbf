import fc from "fast-check";
import { notInXml } from "../xml/xml-characters.ts";

/** Texts that XML can hold, of at least one and at most so many characters as people see them. */
export const arbXmlText = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: "grapheme", minLength: 1, maxLength }).filter((text) => !notInXml.test(text));

/** The same with something to see in them. */
export const arbSeenText = (maxLength: number): fc.Arbitrary<string> =>
  arbXmlText(maxLength).filter((text) => text.trim() !== "");

/** The same without white space at the ends, where a reader takes it away. */
export const arbTrimmedText = (maxLength: number): fc.Arbitrary<string> =>
  arbSeenText(maxLength).map((text) => text.trim());
