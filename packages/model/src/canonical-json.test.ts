import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { canonicalBytes, canonicalJson } from "./canonical-json.ts";
import { sha256Hex } from "./sha256.ts";

const oracle = JSON.parse(
  readFileSync(new URL("../../../fixtures/oracles/13-ledger.json", import.meta.url), "utf8"),
) as {
  canonicalJson: {
    id: string;
    input: string;
    canonical: string;
    canonicalUtf8Hex: string;
    sha256: string;
  }[];
  canonicalRefuse: { input: string; why: string }[];
};

describe("canonicalJson", () => {
  test.each(oracle.canonicalJson)("[MOD-001] agrees with the oracle: $id", (row) => {
    const value: unknown = JSON.parse(row.input);
    expect(canonicalJson(value)).toBe(row.canonical);
    const bytes = canonicalBytes(value);
    expect(Buffer.from(bytes).toString("hex")).toBe(row.canonicalUtf8Hex);
    expect(sha256Hex(bytes)).toBe(row.sha256);
  });

  // Duplicate names are lost in JSON.parse; the admitting stage looks for them in the bytes.
  test.each(oracle.canonicalRefuse.filter(({ why }) => !why.startsWith("duplicate")))(
    "[MOD-001] refuses $why",
    ({ input }) => {
      expect(() => canonicalJson(JSON.parse(input) as unknown)).toThrow();
    },
  );

  test.each([Number.NaN, Number.POSITIVE_INFINITY, () => 0, Symbol("x")])("refuses %s", (value) => {
    expect(() => canonicalJson({ value })).toThrow(
      expect.objectContaining({ code: "TL_MODEL_CANONICAL" }),
    );
  });

  test("a key without a value is left out", () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });
});
