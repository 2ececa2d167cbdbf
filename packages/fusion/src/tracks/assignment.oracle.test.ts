import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { assign } from "./assignment.ts";
import { gospa, ospa, type PlanePoint } from "./set-distance.ts";

interface AssignmentCase {
  readonly id: string;
  readonly cost?: readonly (readonly (number | null)[])[];
  readonly unmatchedObservationCost: number;
  readonly unmatchedEventCost: number;
  readonly expected: {
    readonly totalCost: number;
    readonly pairs: readonly (readonly [number, number])[];
    readonly gatedCost?: readonly (readonly (number | null)[])[];
  };
}

interface MetricCase {
  readonly id: string;
  readonly estimates: readonly PlanePoint[];
  readonly truths: readonly PlanePoint[];
  readonly c: number;
  readonly p: number;
  readonly alpha: number;
  readonly expected: {
    readonly gospa: number;
    readonly ospa: number;
    readonly pairs?: readonly (readonly [number, number])[];
    readonly localisationToP?: number;
    readonly missed?: number;
    readonly false?: number;
  };
}

const oracle = JSON.parse(
  readFileSync(new URL("../../../../fixtures/oracles/06-matching.json", import.meta.url), "utf8"),
) as { readonly cases: readonly AssignmentCase[]; readonly gospa: readonly MetricCase[] };

function closeTo(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
}

test("the oracle has the cases it says", () => {
  expect([oracle.cases.length, oracle.gospa.length]).toEqual([40, 60]);
});

test.each(oracle.cases)("[FUS-150] assignment $id", (given) => {
  const matrix = given.cost ?? given.expected.gatedCost ?? [];
  const columnCount = matrix[0]?.length ?? 0;
  const found = assign({
    rowCount: matrix.length,
    columnCount,
    costs: Float64Array.from(matrix.flat(), (cost) => cost ?? Number.POSITIVE_INFINITY),
    unmatchedRowCost: given.unmatchedObservationCost,
    unmatchedColumnCost: given.unmatchedEventCost,
  });
  closeTo(found.costTotal, given.expected.totalCost);
  const pairs = [...found.columnOfRow]
    .map((column, row) => [row, column])
    .filter(([, column]) => column !== -1);
  expect(pairs).toEqual(given.expected.pairs);
});

test.each(oracle.gospa)("[FUS-151] GOSPA and OSPA $id", (given) => {
  const options = { cutOffM: given.c, order: given.p, alpha: given.alpha };
  const found = gospa(given.estimates, given.truths, options);
  closeTo(found.value, given.expected.gospa);
  closeTo(ospa(given.estimates, given.truths, options), given.expected.ospa);
  if (given.expected.pairs === undefined) return;
  expect(found.split?.pairs).toEqual(given.expected.pairs);
  expect(found.split?.missedCount).toBe(given.expected.missed);
  expect(found.split?.falseCount).toBe(given.expected.false);
  closeTo(found.split?.localisationToP ?? Number.NaN, given.expected.localisationToP ?? Number.NaN);
});
