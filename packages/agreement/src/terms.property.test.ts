import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { midOcean, midOceanFile } from "../fixtures/mid-ocean.ts";
import { withTerms } from "../fixtures/with-terms.ts";
import { agreementJsonSchema, parseAgreement } from "./index.ts";

const original = midOcean(withTerms).text;
const beginsAt = original.indexOf("thirdParties:");
const endsAt = original.indexOf("articles:");
const parseText = (text: string) =>
  parseAgreement({ path: "x.yaml", text, readFile: (name) => midOceanFile(name) });
const validate = new Ajv2020({ strict: false }).compile(agreementJsonSchema);
const keys = ["thirdParties", "obligations", "decisions", "terms", "positions", "contradictions"];

test("[AGR-010] whatever stands in the terms beyond the line, parsing gives a result", () => {
  const edit = fc.record({
    at: fc.integer({ min: beginsAt, max: endsAt }),
    cut: fc.nat(30),
    insert: fc.oneof(
      fc.constantFrom("{", "]", ": ", "\n", "  - ", "0/0", "1e9", "P0D", "null", "[]", "{}"),
      fc.constantFrom("list", "release", "p1", "Q1", "in-force", "9999", "-1", "__proto__"),
      fc.string({ maxLength: 6, unit: "binary" }),
    ),
  });
  let compiledCount = 0;
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 5 }), (edits) => {
      let text = original;
      for (const { at, cut, insert } of edits) {
        text = text.slice(0, at) + insert + text.slice(at + cut);
      }
      const { compiled, faults } = parseText(text);
      expect(compiled === undefined).toBe(faults.length > 0);
      for (const { line, column } of faults) {
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
      }
      if (compiled !== undefined) compiledCount += 1;
    }),
    { numRuns: 250 },
  );
  expect(compiledCount).toBeGreaterThan(0);
});

test("[AGR-010] what the published schema refuses of these terms is refused here as well", () => {
  const base = parse(original) as Record<string, unknown>;
  const paths: (string | number)[][] = [];
  const collect = (value: unknown, path: (string | number)[]) => {
    paths.push(path);
    if (typeof value !== "object" || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      collect(member, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  };
  for (const key of keys) collect(base[key], [key]);
  expect(validate(base)).toBe(true);
  let refusedCount = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...paths),
      fc.constantFrom<unknown>(
        undefined,
        null,
        true,
        0,
        0.5,
        -7,
        "",
        "x",
        "2/3",
        [],
        {},
        ["a"],
        [0],
      ),
      (path, value) => {
        const document = structuredClone(base);
        let parent = document as Record<string | number, unknown>;
        for (const step of path.slice(0, -1)) parent = parent[step] as typeof parent;
        const last = path.at(-1) ?? "";
        if (value === undefined) delete parent[last];
        else parent[last] = value;
        const written = JSON.parse(JSON.stringify(document)) as unknown;
        const { compiled } = parseText(JSON.stringify(written));
        if (validate(written)) return;
        refusedCount += 1;
        expect(compiled).toBeUndefined();
      },
    ),
    { numRuns: 400 },
  );
  expect(refusedCount).toBeGreaterThan(150);
});

test("[AGR-009] layout does not change the hash of terms, meaning does", () => {
  const hashOf = (text: string) => parseText(text).compiled?.hash;
  const hash = hashOf(original);
  expect(hash).toBeDefined();
  expect(hashOf(stringify(parse(original)))).toBe(hash);
  const changes: readonly (readonly [from: string, to: string])[] = [
    ["within: P2D", "within: P3D"],
    ["4.5 billion GBP", "4.6 billion GBP"],
    ["vetoes: [p1]", "vetoes: [e2]"],
    ["moreThan: 1/2", "atLeast: 1/2"],
    ["silence: blocks", "silence: consents"],
    ["800 mi", "801 mi"],
    ["oneOf: [watch]", "oneOf: [guard]"],
    ["kind: law", "kind: risk"],
    ["evidence: [list, seen]", "evidence: [list]"],
  ];
  const hashes = changes.map(([from, to]) => {
    expect(original).toContain(from);
    return hashOf(original.replace(from, to));
  });
  expect(new Set([hash, ...hashes]).size).toBe(changes.length + 1);
});

test("[AGR-008] exchanging the parties exchanges who owes and who speaks, and nothing else", () => {
  const swap = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(swap);
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, swap(member)]));
    }
    return value === "a" ? "b" : value === "b" ? "a" : value;
  };
  const base = parse(original) as Record<string, unknown>;
  const swapped = {
    ...base,
    obligations: (base["obligations"] as { who: unknown }[]).map((one) => ({
      ...one,
      who: one.who === "c" ? "c" : swap(one.who),
    })),
    positions: swap(base["positions"]),
  };
  const plain = parseText(original).compiled;
  const other = parseText(stringify(swapped)).compiled;
  expect(other?.positions).toEqual(swap(plain?.positions));
  // Both owe the lists, whatever the order in which they are named.
  expect(other?.obligations).toEqual(plain?.obligations);
});
