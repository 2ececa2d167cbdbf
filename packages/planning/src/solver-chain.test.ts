import { expect, test } from "vitest";
import type { MixedIntegerModel, Solver, SolverResult } from "./solver.ts";
import { solverChain } from "./solver-chain.ts";
import { solverResult } from "./solver-result.ts";

const model: MixedIntegerModel = {
  sense: "max",
  columns: [{ name: "x", objective: 1, lower: 0, upper: 9, integer: true }],
  rows: [{ name: "r", lower: -Infinity, upper: 5.5, entries: [[0, 1]] }],
};
const options = { gapRatio: 0.01, timeLimitMs: 100 };

const asked: string[] = [];
function solver(name: string, result: Partial<SolverResult>): Solver {
  return {
    name,
    async solve() {
      asked.push(name);
      const values = result.values ?? [];
      return {
        status: "no-answer",
        objective: values[0] ?? Number.NaN,
        bound: Infinity,
        gapRatio: 1,
        detail: `${name} spoke`,
        ...result,
        values,
      };
    },
  };
}

test("[PLN-032] the next solver is asked where there is no answer; what was proved is kept, all is told", async () => {
  asked.length = 0;
  const chain = solverChain([
    solver("missing", {}),
    solver("late", { bound: 5.01 }),
    solver("rough", { status: "feasible", values: [5], bound: 9 }),
    solver("never", { status: "optimal", values: [5], bound: 5 }),
  ]);
  const result = await chain.solve(model, options);
  expect(asked).toEqual(["missing", "late", "rough"]);
  expect(result).toMatchObject({ status: "optimal", values: [5], bound: 5.01 });
  expect(result.detail).toBe("missing spoke; then late spoke; then rough spoke");
});

test("a proof that there is none ends the chain", async () => {
  const chain = solverChain([solver("sure", { status: "infeasible" }), solver("other", {})]);
  expect(await chain.solve(model, options)).toMatchObject({ status: "infeasible" });
});

test("no solver at all says so", async () => {
  expect(await solverChain([]).solve(model, options)).toMatchObject({
    status: "no-answer",
    bound: Infinity,
    detail: "there is no solver",
  });
});

test("[PLN-032] an answer is held against the model: rounded, valued anew, refused where it breaks a row", () => {
  const near = solverResult(model, 0, {
    status: "optimal",
    values: [5 - 1e-9],
    bound: 5 - 1e-9,
    detail: "proved",
  });
  expect(near).toMatchObject({ status: "optimal", values: [5], objective: 5, bound: 5 });
  for (const value of [6, 5.5, Number.NaN]) {
    const wrong = solverResult(model, 0, { status: "optimal", values: [value], detail: "proved" });
    expect(wrong).toMatchObject({ status: "no-answer", values: [], bound: Infinity });
    expect(wrong.detail).toMatch(/breaks (row 0|column 0)/);
  }
});
