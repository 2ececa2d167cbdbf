import type { MixedIntegerModel } from "@truceline/planning";
import fc from "fast-check";
import { expect, test } from "vitest";
import { loadHighs } from "./load-highs.ts";
import { columnIndex, writeMps } from "./write-mps.ts";

const model: MixedIntegerModel = {
  sense: "max",
  columns: [
    { name: "a", objective: 0.1, lower: 0, upper: 1, integer: true },
    { name: "b", objective: 0, lower: -Infinity, upper: Infinity, integer: false },
    { name: "c", objective: -2, lower: -Infinity, upper: -3, integer: true },
    { name: "d", objective: 0, lower: 4, upper: 4, integer: false },
  ],
  rows: [
    { name: "both", lower: -1, upper: 2, entries: [[0, 1 / 3]] },
    {
      name: "equal",
      lower: 5,
      upper: 5,
      entries: [
        [1, 1],
        [2, 1e-7],
      ],
    },
    { name: "free", lower: -Infinity, upper: Infinity, entries: [[1, 1]] },
  ],
};

test("a model as MPS: objective turned, two ends as two rows, each bound written", () => {
  expect(writeMps(model).split("\n")).toEqual([
    "NAME truceline FREE",
    "ROWS",
    " N cost",
    " G r0",
    " L r0u",
    " E r1",
    "COLUMNS",
    " m0 'MARKER' 'INTORG'",
    " c0 cost -0.1",
    " c0 r0 0.3333333333333333",
    " c0 r0u 0.3333333333333333",
    " m1 'MARKER' 'INTEND'",
    " c1 cost 0",
    " c1 r1 1",
    " m2 'MARKER' 'INTORG'",
    " c2 cost 2",
    " c2 r1 1e-7",
    " m3 'MARKER' 'INTEND'",
    " c3 cost 0",
    "RHS",
    " rhs r0 -1",
    " rhs r0u 2",
    " rhs r1 5",
    "BOUNDS",
    " LO bnd c0 0",
    " UP bnd c0 1",
    " FR bnd c1",
    " MI bnd c2",
    " UP bnd c2 -3",
    " FX bnd c3 4",
    "ENDATA",
    "",
  ]);
});

test("names in the text lead back to their column", () => {
  expect([columnIndex("c0"), columnIndex("c12"), columnIndex("r1"), columnIndex("c1x")]).toEqual([
    0,
    12,
    undefined,
    undefined,
  ]);
});

const finite = fc.double({ noNaN: true, min: -1e9, max: 1e9 });
const arbColumn = fc.record({
  name: fc.string(),
  objective: finite,
  lower: fc.oneof(fc.constant(-Infinity), fc.double({ noNaN: true, min: -1e6, max: 0 })),
  upper: fc.oneof(fc.constant(Infinity), fc.double({ noNaN: true, min: 0, max: 1e6 })),
  integer: fc.boolean(),
});

test("what another reader of MPS reads is the model, to the last bit", async () => {
  const highs = await loadHighs();
  fc.assert(
    fc.property(
      fc.array(arbColumn, { minLength: 1, maxLength: 6 }),
      fc.array(fc.tuple(finite, finite), { maxLength: 5 }),
      fc.double({ noNaN: true, min: 0.001, max: 1e6 }),
      (columns, ends, coefficient) => {
        const rows = ends.map(([one, other], index) => ({
          name: "r",
          lower: Math.min(one, other),
          upper: Math.max(one, other),
          entries: [[index % columns.length, coefficient] as const],
        }));
        const data = new TextEncoder().encode(writeMps({ sense: "min", columns, rows }));
        highs.withModel({ format: "mps", data }, (read) => {
          const back = read.getModel("csr");
          expect(Array.from(back.colCost)).toEqual(columns.map((each) => each.objective + 0));
          expect(Array.from(back.colLower)).toEqual(columns.map((each) => each.lower + 0));
          expect(Array.from(back.colUpper)).toEqual(columns.map((each) => each.upper + 0));
          const whole = Array.from(back.integrality).map((each) => each === 1);
          expect(whole).toEqual(columns.map((each) => each.integer));
          for (const each of back.matrix.values) expect(each).toBe(coefficient);
        });
      },
    ),
    { numRuns: 200 },
  );
});
