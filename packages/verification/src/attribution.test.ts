import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { attribute, type Evidence, type GroupRule } from "./attribution.ts";

interface OracleCase {
  readonly id: string;
  readonly hypotheses: readonly string[];
  readonly priorWeights: Readonly<Record<string, number>>;
  readonly evidence: readonly Evidence[];
  readonly groupRule: GroupRule;
  readonly expected: {
    readonly groupFactors: Readonly<Record<string, Readonly<Record<string, number>>>>;
    readonly posterior: Readonly<Record<string, number>>;
    readonly leading: string | null;
    readonly favouringGroups: number;
    readonly word: string;
  };
}

const file = new URL("../../../fixtures/oracles/08-attribution.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: readonly OracleCase[] };

describe("oracle 08", () => {
  test("[VER-062] there are cases", () => expect(cases.length).toBeGreaterThanOrEqual(30));

  test.each(cases)(
    "[VER-062] $id",
    ({ hypotheses, priorWeights, evidence, groupRule, expected }) => {
      const found = attribute(hypotheses, priorWeights, evidence, groupRule);
      for (const [name, p] of Object.entries(expected.posterior)) {
        expect(Math.abs((found.posterior[name] ?? Number.NaN) - p)).toBeLessThanOrEqual(1e-9);
      }
      expect(Object.keys(found.groupFactors).sort()).toEqual(
        Object.keys(expected.groupFactors).sort(),
      );
      for (const [group, factors] of Object.entries(expected.groupFactors)) {
        for (const [name, factor] of Object.entries(factors)) {
          const mine = found.groupFactors[group]?.[name] ?? Number.NaN;
          expect(Math.abs(mine - factor)).toBeLessThanOrEqual(1e-9);
        }
      }
      expect(found.leading).toBe(expected.leading);
      expect(found.favouringGroups).toBe(expected.favouringGroups);
      expect(found.word).toBe(expected.word);
    },
  );
});

test("[VER-063] without evidence nobody is named, and the prior stays as it was", () => {
  const found = attribute(["a", "b", "unknown"], { a: 1, b: 1, unknown: 2 }, []);
  expect(found.leading).toBeNull();
  expect(found.word).toBe("not-attributed");
  expect(found.posterior).toEqual({ a: 0.25, b: 0.25, unknown: 0.5 });
});

test("[VER-063] one piece of evidence, however strong, is never 'established'", () => {
  const found = attribute(["a", "b"], { a: 1, b: 1 }, [
    { id: "e", likelihood: { a: 1e9, b: 1 }, cap: 1e9, group: null },
  ]);
  expect(found.posterior["a"]).toBeGreaterThan(0.999);
  expect(found.word).toBe("probable");
});
