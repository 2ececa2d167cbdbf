import { describe, expect, test } from "vitest";
import { midOcean } from "../fixtures/mid-ocean.ts";
import { parseAgreement } from "./index.ts";
import { syntaxFaults } from "./syntax-faults.ts";

const original = midOcean().text;

/** The text with each change made once; lines stay lines. */
function broken(...changes: readonly (readonly [from: string, to: string])[]) {
  let text = original;
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`no ${from}`);
    text = text.replace(from, to);
  }
  const lines = changes.map(([, to]) => text.slice(0, text.indexOf(to)).split("\n").length);
  return { text, lines };
}

describe("[AGR-106] broken syntax is told wherever it is, in one pass", () => {
  test.each([
    [
      "a brace and a bracket left open, a tab",
      [
        ["{ id: a, name: { en: Party A,", "{ id: a, name: { en: Party A} ,"],
        ["acceptedBy: [a, b], validFrom: 2025", "acceptedBy: [a, b, validFrom: 2025"],
        ["    kind: port\n", "\tkind: port\n"],
      ],
    ],
    [
      "a brace not opened, in the middle",
      [
        ["inForce: { from", "inForce: from"],
        ["sides: { left: b, right: a }", "sides: { left: b, right: a"],
        ["rule: { prohibit: presence, by: each", "rule: prohibit: presence, by: each"],
      ],
    ],
    [
      "quotes",
      [
        ['text: { en: "No persons', 'text: { en: "No" persons'],
        ["text: { en: No uncrewed", "text: { en: @No uncrewed"],
      ],
    ],
  ] as const)("%s", (_, changes) => {
    const { text, lines } = broken(...changes);
    const { faults, compiled } = parseAgreement({ ...midOcean(), text });
    expect(compiled).toBeUndefined();
    expect(faults.every(({ code }) => code === "TL_AGR_SYNTAX")).toBe(true);
    // A bracket left open is seen where the next entry begins.
    const told = faults.map(({ line = 0 }) => line);
    for (const line of lines) expect(told.some((at) => at >= line && at <= line + 4)).toBe(true);
    expect(told.length).toBe(lines.length);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });
});

test("[AGR-106] one broken place is told once, whatever follows it", () => {
  const marks = /[{}[\]"]/g;
  let brokenCount = 0;
  for (const { index } of original.matchAll(marks)) {
    if (index % 3 !== 0) continue;
    const text = original.slice(0, index) + original.slice(index + 1);
    const faults = syntaxFaults(text);
    if (faults.length === 0) continue;
    brokenCount += 1;
    const line = text.slice(0, index).split("\n").length;
    expect(faults).toHaveLength(1);
    expect(faults[0]?.line).toBeGreaterThanOrEqual(line);
    expect(faults[0]?.line).toBeLessThanOrEqual(line + 6);
  }
  expect(brokenCount).toBeGreaterThan(40);
});

test("[AGR-106] a text of a great many broken entries is told in part", () => {
  const faults = syntaxFaults(`${"a: [\nb: }\n".repeat(5_000)}`);
  expect(faults.length).toBeGreaterThan(5);
  expect(faults.length).toBeLessThanOrEqual(20);
});
