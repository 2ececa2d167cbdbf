import { expect, test } from "vitest";
import { derivedId, timeOrderedId } from "./record-id.ts";
import { seededRng } from "./rng.ts";

const draws = (seed: string, count: number) => {
  const rng = seededRng(seed);
  return Array.from({ length: count }, () => rng.nextUnit());
};

test("[MOD-004] the same seed gives the same numbers, another seed others", () => {
  expect(draws("a", 5)).toEqual(draws("a", 5));
  expect(draws("a", 5)).not.toEqual(draws("b", 5));
});

test("[MOD-004] a child stream depends on its label, not on earlier draws", () => {
  const fresh = seededRng("a").fork("x").nextUnit();
  const used = seededRng("a");
  used.nextUnit();
  expect(used.fork("x").nextUnit()).toBe(fresh);
});

test("numbers are uniform in [0, 1): mean and bins", () => {
  const values = draws("uniform", 20_000);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
  const bins = new Array<number>(10).fill(0);
  for (const value of values)
    bins[Math.floor(value * 10)] = (bins[Math.floor(value * 10)] ?? 0) + 1;
  // χ² with 9 degrees of freedom: 27.9 is exceeded by chance once in a thousand seeds.
  const chiSquare = bins.reduce((sum, count) => sum + (count - 2_000) ** 2 / 2_000, 0);
  expect(chiSquare).toBeLessThan(27.9);
});

test("ids are UUIDs of version 7 and 8; a derived one depends on its parts only", () => {
  const id = timeOrderedId(1_767_225_600_000, seededRng("id"));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(1_767_225_600_000);
  expect(derivedId("a", 1)).toBe(derivedId("a", 1));
  expect(derivedId("a", 1)).not.toBe(derivedId("a1"));
  expect(derivedId("a")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8/);
});
