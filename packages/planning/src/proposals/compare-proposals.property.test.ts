import * as fc from "fast-check";
import { expect, test } from "vitest";
import { exactly } from "../force/check-range.ts";
import { commonInputs, inputLimits } from "./common-inputs.ts";
import { compareProposals } from "./compare-proposals.ts";
import type { AssumptionChange, FigureCell, ProposalsTable } from "./proposals-table.ts";

/** Spans in which a planner might move an input. */
const arbChange: fc.Arbitrary<AssumptionChange> = fc
  .tuple(
    fc.constantFrom(...commonInputs.filter(({ id }) => id !== "on-watch")),
    fc.double({ min: 0.3, max: 3, noNaN: true }),
    fc.double({ min: 1, max: 2, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([{ id, value }, factor, width, share]) => {
    const { least, most } = inputLimits[id];
    const within = (one: number) => Math.min(most, Math.max(least, one));
    const [low, high] = [within(value * factor), within(value * factor * width)];
    return { id, low, value: low + share * (high - low), high };
  });
const arbChanges = fc.uniqueArray(arbChange, { selector: ({ id }) => id, maxLength: 5 });

function* figuresOf(table: ProposalsTable): Generator<readonly [string, FigureCell]> {
  for (const [row, cells] of Object.entries(table.cells)) {
    for (const [column, cell] of Object.entries(cells)) {
      if (cell.is === "figure") yield [`${row}/${column}`, cell];
    }
  }
  for (const { column, donor, cells } of table.donors) {
    for (const [row, cell] of Object.entries(cells)) {
      if (cell.is === "figure") yield [`${column}/${donor}/${row}`, cell];
    }
  }
}
const slack = (value: number) => 1e-9 * Math.max(1, Math.abs(value));

test("[PLN-010] a figure lies in its range, and so does each move of one input", () => {
  fc.assert(
    fc.property(arbChanges, fc.constantFrom("own", "common"), (changes, base) => {
      const table = compareProposals({ base, name: "", changes });
      for (const [, { low, value, high, moves }] of figuresOf(table)) {
        for (const one of [value, ...moves.flatMap((move) => [move.low, move.high])]) {
          expect(one).toBeGreaterThanOrEqual(low - slack(low));
          expect(one).toBeLessThanOrEqual(high + slack(high));
        }
      }
    }),
    { numRuns: 200 },
  );
});

test("[PLN-010] a sample of the inputs gives no figure outside its range", () => {
  fc.assert(
    fc.property(
      arbChanges,
      fc.array(fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })), {
        minLength: commonInputs.length,
        maxLength: commonInputs.length,
      }),
      (changes, shares) => {
        const table = compareProposals({ base: "common", name: "", changes });
        // People for a post hang together with hours and overhead: those are set, it follows.
        const free = table.changeable.filter(
          ({ id, column }) =>
            column === null &&
            id !== "on-watch" &&
            (id !== "persons-per-post" || changes.some((one) => one.id === id)),
        );
        const sample = compareProposals({
          base: "common",
          name: "",
          changes: free.map(({ id, low, high }, index) => ({
            id,
            ...exactly(Math.min(high, low + (shares[index] ?? 0) * (high - low))),
          })),
        });
        const ranges = new Map(figuresOf(table));
        for (const [name, { value }] of figuresOf(sample)) {
          const { low, high } = ranges.get(name) ?? exactly(value);
          expect(value, name).toBeGreaterThanOrEqual(low - slack(low));
          expect(value, name).toBeLessThanOrEqual(high + slack(high));
        }
      },
    ),
    { numRuns: 200 },
  );
});

test("[PLN-009] what is not changed stays as it was", () => {
  fc.assert(
    fc.property(arbChange, fc.constantFrom("own", "common"), (change, base) => {
      const [before, after] = [[], [change]].map(
        (changes) => new Map(figuresOf(compareProposals({ base, name: "", changes }))),
      );
      for (const [name, cell] of after ?? []) {
        if (cell.inputs.every(({ isChanged }) => !isChanged)) {
          expect(cell).toEqual(before?.get(name));
        }
      }
    }),
    { numRuns: 100 },
  );
});
