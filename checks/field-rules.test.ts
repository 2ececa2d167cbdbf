import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type AgreementInput, type CompiledAgreement, parseAgreement } from "@truceline/agreement";
import { expect, test } from "vitest";

/** The rows of the field's sources on agreements, in their order. */
const rows = [
  ...["1", "2", "4", "5", "6", "7", "8", "9"].map((id) => `M14-${id}`),
  ...["1", "2a", "2b", "2c", "3", "6", "10"].map((id) => `P15-${id}`),
  ...["A15-1", "A15-2", "A15-3", "F16-1", "F16-2", "W-n"],
  ...upTo("T20", 8),
  ...upTo("C", 9),
  ...["0", "1", "2", "3", "4", "5"].map((id) => `U-${id}`),
  ...upTo("K", 6),
  ...upTo("R25", 8),
];
function upTo(prefix: string, last: number): string[] {
  return Array.from({ length: last }, (_, index) => `${prefix}-${index + 1}`);
}

interface Row {
  readonly id: string;
  readonly typed: readonly { scenario: string; id: string; kind: string }[];
  readonly unsaid: string;
}

/** The rows of a page's tables; what is typed as "`scenario` article kind" or "`scenario` obligation id". */
function readRows(page: string): Row[] {
  return [...page.matchAll(/^\| ([A-Z][A-Z0-9]*-\w+) \| (.*) \| (.*) \|$/gm)].map(
    ([, id = "", typed = "", unsaid = ""]) => ({
      id,
      typed: typed.split("; ").map((part) => {
        const words = /^`([\w-]+)` (\S+) (\S+)$/.exec(part);
        if (words === null) throw new Error(`${id}: cannot read "${part}"`);
        const [, scenario = "", first = "", second = ""] = words;
        return first === "obligation"
          ? { scenario, id: second, kind: first }
          : { scenario, id: first, kind: second };
      }),
      unsaid,
    }),
  );
}

/** The kind of what a row names; undefined where there is no such thing. */
function kindIn(compiled: CompiledAgreement, id: string, kind: string): string | undefined {
  if (kind === "obligation") {
    return compiled.obligations?.some((obligation) => obligation.id === id) === true
      ? kind
      : undefined;
  }
  return compiled.articles.find((article) => article.id === id)?.rule.kind;
}

/** Everything is read from below `scenarios`, the agreements that others amend as well. */
function inputOf(folder: string): AgreementInput {
  const path = join(folder, "agreement.yaml");
  return {
    path,
    text: readFileSync(path, "utf8"),
    readFile: (name) =>
      existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : undefined,
    openAgreement: (other) => inputOf(join(folder, other)),
  };
}

function compile(scenario: string): CompiledAgreement {
  const { compiled, faults } = parseAgreement(inputOf(`scenarios/${scenario}`));
  if (compiled === undefined) throw new Error(`${scenario}: ${faults[0]?.message}`);
  return compiled;
}

const page = readRows(readFileSync("docs/reference/field-rules.md", "utf8"));

test("[HSE-010] every rule of the field's sources stands on the page once", () => {
  expect(page.map(({ id }) => id)).toEqual(rows);
  expect(rows.length).toBeGreaterThan(50);
});

test("[HSE-010] every article that the page names exists and is of the kind it claims", () => {
  const agreements = new Map<string, CompiledAgreement>();
  const wrong: string[] = [];
  for (const { id: row, typed } of page) {
    for (const { scenario, id, kind } of typed) {
      const compiled = agreements.get(scenario) ?? compile(scenario);
      agreements.set(scenario, compiled);
      const found = kindIn(compiled, id, kind);
      if (found !== kind) wrong.push(`${row}: ${scenario} ${id} is ${found}, not ${kind}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(agreements.size).toBeGreaterThan(5);
});

test("[HSE-010] what is not said in full has its reason, and a narrative alone never passes for typed", () => {
  for (const { id, typed, unsaid } of page) {
    expect([id, unsaid.length > 6]).toEqual([id, true]);
    if (typed.every(({ kind }) => kind === "narrative")) expect(unsaid).toMatch(/^All of it: /);
  }
});

test("[HSE-010] the check would catch a row that is wrong", () => {
  const compiled = compile("cyprus");
  expect(kindIn(compiled, "C-9", "limit")).toBe("limit");
  expect(kindIn(compiled, "C-99", "limit")).toBeUndefined();
  expect(kindIn(compiled, "nothing-owed", "obligation")).toBeUndefined();
  expect(() => readRows("| C-1 | cyprus C-1 freeze | Nothing |")).toThrow(/cannot read/);
  expect(readRows("| C-1 | `cyprus` C-1 freeze | Nothing |")).toHaveLength(1);
});
