import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { midOcean, midOceanFile } from "../fixtures/mid-ocean.ts";
import { agreementJsonSchema, type CompiledAgreement, parseAgreement } from "./index.ts";

const original = midOcean().text;
const parseText = (text: string) =>
  parseAgreement({ path: "x.yaml", text, readFile: (name) => midOceanFile(name) });
const compile = (text: string): CompiledAgreement => {
  const { compiled, faults } = parseText(text);
  if (compiled === undefined) throw new Error(JSON.stringify(faults, undefined, 1));
  return compiled;
};

/** Exchanges `a` and `b` wherever they name a party in plain data, keys included. */
function exchanged(value: unknown, key = ""): unknown {
  const swap = (text: string) => (text === "a" ? "b" : text === "b" ? "a" : text);
  if (Array.isArray(value)) return value.map((item) => exchanged(item, key));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [swap(name), exchanged(member, name)]),
    );
  }
  return typeof value === "string" ? swap(value) : value;
}

describe("exchanging the parties", () => {
  test("[AGR-008] exchanges them in the compiled form, and nothing else", () => {
    fc.assert(
      fc.property(
        fc.record({
          aKm: fc.integer({ min: 0, max: 60 }),
          bKm: fc.integer({ min: 1, max: 60 }),
          by: fc.constantFrom<unknown>("any", "each", "a", "b", ["b", "a"], ["b"]),
          accepted: fc.subarray(["a", "b"]),
        }),
        ({ aKm, bKm, by, accepted }) => {
          const document = parse(original) as {
            zones: { build?: { band: Record<string, string> } }[];
            articles: { rule: Record<string, unknown> }[];
            lines: { versions: { acceptedBy: string[] }[] }[];
          };
          const [zone] = document.zones;
          const [article] = document.articles;
          const version = document.lines[0]?.versions[0];
          if (zone?.build === undefined || article === undefined || version === undefined) return;
          zone.build.band = { line: "line", a: `${aKm} km`, b: `${bKm} km` };
          article.rule["by"] = by;
          version.acceptedBy = accepted;
          const { hash: _, ...plain } = compile(stringify(document));
          const { hash: __, ...swapped } = compile(stringify(exchanged(document)));
          expect(swapped).toEqual(exchanged(plain));
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** The same document with the keys of each mapping in another order. */
function reordered(value: unknown, order: (keys: string[]) => string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => reordered(item, order));
  if (typeof value !== "object" || value === null) return value;
  const record = value as Record<string, unknown>;
  return Object.fromEntries(
    order(Object.keys(record)).map((key) => [key, reordered(record[key], order)]),
  );
}

test("[AGR-009] layout, comments, quoting and the order of keys do not change the hash", () => {
  const { hash } = compile(original);
  const document: unknown = parse(original);
  fc.assert(
    fc.property(
      fc.infiniteStream(fc.nat(1000)),
      fc.constantFrom(2, 4, 6),
      fc.constantFrom("PLAIN" as const, "QUOTE_DOUBLE" as const, "QUOTE_SINGLE" as const),
      fc.boolean(),
      (ranks, indent, defaultStringType, asJson) => {
        const shuffled = reordered(document, (keys) =>
          keys
            .map((key) => ({ key, rank: ranks.next().value }))
            .sort((x, y) => x.rank - y.rank)
            .map(({ key }) => key),
        );
        const text = asJson
          ? JSON.stringify(shuffled, undefined, indent)
          : `# Another comment\n${stringify(shuffled, { indent, defaultStringType, defaultKeyType: "PLAIN" })}`;
        expect(compile(text).hash).toBe(hash);
      },
    ),
    { numRuns: 60 },
  );
});

test("[AGR-009] a change of meaning changes the hash", () => {
  const hashes = [
    original,
    original.replace("a: 10 km", "a: 11 km"),
    original.replace("probability: 0.9,", "probability: 0.8,"),
    original.replace("00:00Z }", "00:01Z }"),
    original.replace("P14D", "P15D"),
  ].map((text) => compile(text).hash);
  expect(new Set(hashes).size).toBe(hashes.length);
});

const junk = fc.oneof(
  fc.constantFrom(
    "[",
    "]",
    "{",
    "}",
    ":",
    ": ",
    "- ",
    "\n",
    "  ",
    "\t",
    "&a ",
    "*a",
    "!!",
    "|\n",
    ">\n",
    '"',
    "'",
    "#",
    "---\n",
    "...\n",
    "? ",
    "<<: ",
    "%YAML 1.1\n",
    "\u0000",
    "\ufeff",
    "NaN",
    ".inf",
    "1e999",
    "0x10",
    "null",
    "~",
    "__proto__: ",
    "constructor: ",
    "\u2028",
    "\ud800",
    "25",
    "km",
    "P1M",
  ),
  fc.string({ maxLength: 8, unit: "binary" }),
);
const arbEdits = fc.array(
  fc.record({ at: fc.nat(original.length), cut: fc.nat(40), insert: junk }),
  { minLength: 1, maxLength: 8 },
);

test("[AGR-010] whatever the text is, parsing gives a result: compiled, or faults with a place and a code", () => {
  fc.assert(
    fc.property(arbEdits, (edits) => {
      let text = original;
      for (const { at, cut, insert } of edits) {
        text = text.slice(0, at) + insert + text.slice(at + cut);
      }
      const { compiled, faults } = parseText(text);
      expect(compiled === undefined).toBe(faults.length > 0);
      const lineCount = text.split("\n").length;
      for (const fault of faults) {
        expect(fault.code).toMatch(/^TL_(AGR|GEO)_[A-Z_]+$/);
        expect(fault.line).toBeGreaterThan(0);
        expect(fault.column).toBeGreaterThan(0);
        if (fault.file === "x.yaml") expect(fault.line).toBeLessThanOrEqual(lineCount);
      }
    }),
    { numRuns: 250 },
  );
});

const validate = new Ajv2020({ strict: false }).compile(agreementJsonSchema);
const arbValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    0.5,
    7,
    "",
    "x",
    "a",
    "any",
    "25 km",
    "PT2M",
    [],
    {},
    ["a"],
  ),
  fc.string({ maxLength: 5 }),
);

test("[AGR-010] what the published schema refuses is refused here as well", () => {
  const base: unknown = parse(original);
  const paths: (string | number)[][] = [];
  const collect = (value: unknown, path: (string | number)[]) => {
    if (path.length > 0) paths.push(path);
    if (typeof value !== "object" || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      collect(member, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  };
  collect(base, []);
  let refusedCount = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...paths),
      fc.oneof(
        fc.record({ kind: fc.constant("set" as const), value: arbValue }),
        fc.record({ kind: fc.constant("delete" as const), value: fc.constant(null) }),
        fc.record({ kind: fc.constant("add" as const), value: arbValue }),
      ),
      (path, change) => {
        const document = structuredClone(base);
        let parent = document as Record<string | number, unknown>;
        for (const step of path.slice(0, -1)) parent = parent[step] as typeof parent;
        const last = path.at(-1) ?? "";
        if (change.kind === "set") parent[last] = change.value;
        else if (change.kind === "add" && !Array.isArray(parent)) parent["extra"] = change.value;
        else if (Array.isArray(parent)) parent.splice(Number(last), 1);
        else delete parent[last];
        const { compiled, faults } = parseText(JSON.stringify(document));
        if (!validate(document)) {
          refusedCount += 1;
          expect(compiled).toBeUndefined();
          expect(faults.length).toBeGreaterThan(0);
        }
      },
    ),
    { numRuns: 300 },
  );
  expect(refusedCount).toBeGreaterThan(100);
});
