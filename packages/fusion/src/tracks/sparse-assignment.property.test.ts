import fc from "fast-check";
import { expect, test } from "vitest";
import { assign } from "./assignment.ts";
import { assignSparse } from "./sparse-assignment.ts";

const problems = fc
  .record({ rowCount: fc.nat(12), columnCount: fc.nat(12) })
  .chain(({ rowCount, columnCount }) =>
    fc.record({
      rowCount: fc.constant(rowCount),
      columnCount: fc.constant(columnCount),
      matrix: fc.array(fc.option(fc.integer({ min: -30, max: 30 })), {
        minLength: rowCount * columnCount,
        maxLength: rowCount * columnCount,
      }),
      rows: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: rowCount, maxLength: rowCount }),
      columns: fc.array(fc.integer({ min: -9, max: 9 }), {
        minLength: columnCount,
        maxLength: columnCount,
      }),
    }),
  );

test("[FUS-150] the sparse pairing costs what the dense one costs", () => {
  fc.assert(
    fc.property(problems, ({ rowCount, columnCount, matrix, rows, columns }) => {
      const unmatchedRowCosts = Float64Array.from(rows);
      const unmatchedColumnCosts = Float64Array.from(columns);
      const dense = assign({
        rowCount,
        columnCount,
        costs: Float64Array.from(matrix, (cost) => cost ?? Number.POSITIVE_INFINITY),
        unmatchedRowCost: unmatchedRowCosts,
        unmatchedColumnCost: unmatchedColumnCosts,
      });
      const firstPair = [0];
      const pairColumns: number[] = [];
      const costs: number[] = [];
      for (let row = 0; row < rowCount; row++) {
        for (let column = 0; column < columnCount; column++) {
          const cost = matrix[row * columnCount + column];
          if (typeof cost !== "number") continue;
          pairColumns.push(column);
          costs.push(cost);
        }
        firstPair.push(costs.length);
      }
      const sparse = assignSparse({
        rowCount,
        columnCount,
        firstPair: Int32Array.from(firstPair),
        columns: Int32Array.from(pairColumns),
        costs: Float64Array.from(costs),
        unmatchedRowCosts,
        unmatchedColumnCosts,
      });
      expect(sparse.costTotal).toBe(dense.costTotal);
      for (const [row, column] of sparse.columnOfRow.entries()) {
        if (column !== -1) expect(sparse.rowOfColumn[column]).toBe(row);
      }
    }),
    { numRuns: 600 },
  );
});
