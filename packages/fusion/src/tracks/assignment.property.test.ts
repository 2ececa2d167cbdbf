import fc from "fast-check";
import { expect, test } from "vitest";
import { FusionError } from "../errors.ts";
import { type AssignmentProblem, assign } from "./assignment.ts";

/** All partial pairings, one after the other: nothing in common with the method under test. */
function leastByEnumeration(problem: AssignmentProblem): number {
  const alone = (cost: number | Float64Array, at: number) =>
    typeof cost === "number" ? cost : (cost[at] as number);
  const used = new Set<number>();
  function from(row: number): number {
    if (row === problem.rowCount) {
      let sum = 0;
      for (let column = 0; column < problem.columnCount; column++) {
        if (!used.has(column)) sum += alone(problem.unmatchedColumnCost, column);
      }
      return sum;
    }
    let least = alone(problem.unmatchedRowCost, row) + from(row + 1);
    for (let column = 0; column < problem.columnCount; column++) {
      if (used.has(column)) continue;
      used.add(column);
      const cost = problem.costs[row * problem.columnCount + column] as number;
      least = Math.min(least, cost + from(row + 1));
      used.delete(column);
    }
    return least;
  }
  return from(0);
}

const cost = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -20, max: 20 }) },
  { weight: 1, arbitrary: fc.constant(Number.POSITIVE_INFINITY) },
);

const problems = fc
  .record({ rowCount: fc.nat(5), columnCount: fc.nat(5), mustPair: fc.boolean() })
  .chain(({ rowCount, columnCount, mustPair }) =>
    fc.record({
      rowCount: fc.constant(rowCount),
      columnCount: fc.constant(columnCount),
      costs: fc
        .array(cost, { minLength: rowCount * columnCount, maxLength: rowCount * columnCount })
        .map((costs) => Float64Array.from(costs)),
      unmatchedRowCost: mustPair
        ? fc.constant(Number.POSITIVE_INFINITY)
        : fc
            .array(fc.integer({ min: -9, max: 9 }), { minLength: rowCount, maxLength: rowCount })
            .map((costs) => Float64Array.from(costs)),
      unmatchedColumnCost: fc.integer({ min: -9, max: 9 }),
    }),
  );

test("[FUS-150] the pairing costs what the best of all pairings costs", () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const least = leastByEnumeration(problem);
      if (least === Number.POSITIVE_INFINITY) {
        expect(() => assign(problem)).toThrow(FusionError);
        return;
      }
      const found = assign(problem);
      expect(found.costTotal).toBe(least);
      for (const [row, column] of found.columnOfRow.entries()) {
        if (column !== -1) expect(found.rowOfColumn[column]).toBe(row);
      }
      const pairCount = found.columnOfRow.filter((column) => column !== -1).length;
      expect(found.rowOfColumn.filter((row) => row !== -1).length).toBe(pairCount);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["a cost that is no number", { costs: Float64Array.of(Number.NaN) }],
  ["a cost without end", { costs: Float64Array.of(Number.NEGATIVE_INFINITY) }],
  ["too few costs", { costs: new Float64Array(0) }],
  ["a column that must be paired", { unmatchedColumnCost: Number.POSITIVE_INFINITY }],
  ["own costs of another length", { unmatchedRowCost: new Float64Array(2) }],
])("[FUS-150] %s is refused", (_, part) => {
  const problem = {
    rowCount: 1,
    columnCount: 1,
    costs: Float64Array.of(1),
    unmatchedRowCost: 1,
    unmatchedColumnCost: 1,
  };
  expect(() => assign({ ...problem, ...part })).toThrow(
    expect.objectContaining({ code: "TL_FUSION_ASSIGNMENT_INPUT" }),
  );
});
