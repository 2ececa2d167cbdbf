import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonFaultPlace, jsonPlaceOf } from "./json-places.ts";

/** Offset of a place, by counting. */
function offsetOf(text: string, { line, column }: { line: number; column: number }): number {
  const lines = text.split("\n");
  return lines.slice(0, line - 1).reduce((sum, part) => sum + part.length + 1, 0) + column - 1;
}

const arbJson = fc.jsonValue({ maxDepth: 4 });
const arbIndent = fc.constantFrom(undefined, 1, 2, "\t");

test("[AGR-005] each value is found where it stands", () => {
  fc.assert(
    fc.property(arbJson, arbIndent, fc.infiniteStream(fc.nat(20)), (value, indent, choices) => {
      const text = JSON.stringify(value, undefined, indent);
      const path: (string | number)[] = [];
      let at: unknown = JSON.parse(text);
      for (let depth = choices.next().value % 5; depth > 0; depth--) {
        if (typeof at !== "object" || at === null) break;
        const keys = Object.keys(at);
        const key = keys[choices.next().value % Math.max(1, keys.length)];
        if (key === undefined) break;
        path.push(Array.isArray(at) ? Number(key) : key);
        at = (at as Record<string, unknown>)[key];
      }
      const place = jsonPlaceOf(text, path);
      if (place === undefined) throw new Error(`${text} has nothing at ${path.join("/")}`);
      const rest = text.slice(offsetOf(text, place));
      // Only white space differs from the value alone, and white space in strings is escaped.
      const compact = (part: string) => part.replaceAll(/[\n\t ]/g, "");
      expect(compact(rest).startsWith(compact(JSON.stringify(at)))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("[AGR-005] what JSON.parse refuses has a place, what it reads has none", () => {
  const arbEdit = fc.record({
    at: fc.nat(),
    cut: fc.nat(3),
    insert: fc.constantFrom(
      "",
      "NaN",
      "'",
      '"',
      ",",
      "]",
      "}",
      "[",
      "{",
      ":",
      "01",
      "1.",
      "-",
      "\u0000",
      "tru",
      "\\",
    ),
  });
  fc.assert(
    fc.property(arbJson, arbIndent, fc.array(arbEdit, { maxLength: 3 }), (value, indent, edits) => {
      let text = JSON.stringify(value, undefined, indent);
      for (const { at, cut, insert } of edits) {
        const offset = at % (text.length + 1);
        text = text.slice(0, offset) + insert + text.slice(offset + cut);
      }
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      expect(jsonFaultPlace(text) === undefined).toBe(isJson);
    }),
    { numRuns: 1_000 },
  );
});
