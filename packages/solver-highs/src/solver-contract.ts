import type {
  MixedIntegerModel,
  ModelColumn,
  ModelRow,
  Solver,
  SolverOptions,
} from "@truceline/planning";
import { describe, expect, test } from "vitest";

const exact: SolverOptions = { gapRatio: 0, timeLimitMs: 20_000 };
const column = (objective: number, rest: Partial<ModelColumn> = {}): ModelColumn => ({
  name: "x",
  objective,
  lower: 0,
  upper: Infinity,
  integer: false,
  ...rest,
});
const row = (
  lower: number,
  upper: number,
  entries: readonly (readonly [number, number])[],
  name = "row",
): ModelRow => ({ name, lower, upper, entries });

/** A covering problem on which no solver is done at once: many equal triples, one third more than needed. */
export function hardModel(size: number): MixedIntegerModel {
  const columns = Array.from({ length: size }, (_, index) =>
    column(1 + ((index * 7919) % 13) / 100, { integer: true, upper: 1, name: `x${index}` }),
  );
  const rows = Array.from({ length: size * 2 }, (_, index) => {
    const spread = [0, 1, 2].map((k) => (index * 31 + k * k * 17 + k * 5 + (index % 7) * k) % size);
    return row(
      1,
      Infinity,
      [...new Set(spread)].map((each) => [each, 1] as const),
    );
  });
  return { sense: "min", columns, rows };
}

/** The promises of `Solver`, as tests. Every solver runs all of them. */
export function solverContract(name: string, solver: Solver): void {
  describe(`Solver contract: ${name}`, () => {
    test("[PLN-031] a knapsack has its known best choice, with a bound that meets it", async () => {
      const model: MixedIntegerModel = {
        sense: "max",
        columns: [10, 13, 7, 8].map((worth) => column(worth, { integer: true, upper: 1 })),
        rows: [
          row(-Infinity, 10, [
            [0, 5],
            [1, 6],
            [2, 3],
            [3, 4],
          ]),
        ],
      };
      const result = await solver.solve(model, exact);
      expect(result).toMatchObject({ status: "optimal", values: [0, 1, 0, 1] });
      expect(result.objective).toBe(21);
      expect(result.bound).toBeCloseTo(21, 6);
      expect(result.gapRatio).toBeLessThan(1e-6);
      expect(result.detail).not.toBe("");
    });

    test("free, negative and half-open columns, rows with two ends and equations", async () => {
      const model: MixedIntegerModel = {
        sense: "min",
        columns: [
          column(1, { lower: -Infinity }),
          column(-2, { lower: -5, upper: -1, integer: true }),
          column(3, { lower: 2, upper: 2 }),
          column(0),
        ],
        rows: [
          row(-7.5, 100, [
            [0, 1],
            [1, 1],
          ]),
          row(4, 4, [
            [2, 1],
            [3, 1],
          ]),
        ],
      };
      const { status, values, objective } = await solver.solve(model, exact);
      expect(status).toBe("optimal");
      // x0 ≥ −7.5 − x1, so x0 − 2 x1 is least at the largest x1.
      expect(values.map((each) => Math.round(each * 1e6) / 1e6)).toEqual([-6.5, -1, 2, 2]);
      expect(objective).toBeCloseTo(1.5, 6);
    });

    test("small and long numbers come through", async () => {
      const third = 1 / 3;
      const model: MixedIntegerModel = {
        sense: "max",
        columns: [column(1, { upper: 0.1 + 0.2 }), column(1e-7, { upper: 123_456.789_012_345 })],
        rows: [row(-Infinity, third, [[0, 1]])],
      };
      const { values } = await solver.solve(model, exact);
      // Some programs print eight digits; the text they are given has all of them (write-mps.test.ts).
      for (const [index, value] of [0.1 + 0.2, 123_456.789_012_345].entries()) {
        expect(Math.abs((values[index] ?? 0) / value - 1)).toBeLessThan(1e-7);
      }
    });

    test("names with blanks, keywords and other scripts harm nothing", async () => {
      const names = ["", "End", "x y", "RHS", "ДНЗ\n'MARKER'", "x y", "\\ 1e5 <= $"];
      const model: MixedIntegerModel = {
        sense: "max",
        columns: names.map((each, index) => column(index, { name: each, integer: true, upper: 1 })),
        rows: names.map((each, index) => row(-Infinity, 1, [[index, 1]], each)),
      };
      const { values } = await solver.solve(model, exact);
      // The first brings nothing, so either value is right.
      expect(values.slice(1)).toEqual([1, 1, 1, 1, 1, 1]);
    });

    test("[PLN-031] what cannot be is infeasible", async () => {
      const model: MixedIntegerModel = {
        sense: "max",
        columns: [column(1, { integer: true, upper: 1 }), column(1, { integer: true, upper: 1 })],
        rows: [
          row(1.2, 1.8, [
            [0, 1],
            [1, 1],
          ]),
        ],
      };
      expect(await solver.solve(model, exact)).toMatchObject({ status: "infeasible", values: [] });
      const crossed = { ...model, columns: [column(1, { lower: 2, upper: 1 })], rows: [] };
      expect(await solver.solve(crossed, exact)).toMatchObject({ status: "infeasible" });
    });

    test("an objective without limit has no answer, and is not called infeasible", async () => {
      const model: MixedIntegerModel = {
        sense: "max",
        columns: [column(1, { integer: true })],
        rows: [row(0, Infinity, [[0, 1]])],
      };
      expect(await solver.solve(model, exact)).toMatchObject({ status: "no-answer", values: [] });
    });

    test("nothing to decide", async () => {
      const empty: MixedIntegerModel = { sense: "min", columns: [], rows: [] };
      expect(await solver.solve(empty, exact)).toMatchObject({ status: "optimal", objective: 0 });
      const column0 = { ...empty, columns: [column(0, { upper: 1 })] };
      expect(await solver.solve(column0, exact)).toMatchObject({ status: "optimal", objective: 0 });
    });

    test("[PLN-031] a gap that may stay open is no wider than asked, and the bound holds", async () => {
      const model = hardModel(45);
      const best = await solver.solve(model, { gapRatio: 0, timeLimitMs: 60_000 });
      expect(best.status).toBe("optimal");
      const near = await solver.solve(model, { gapRatio: 0.1, timeLimitMs: 60_000 });
      expect(near.status).toBe("optimal");
      expect(near.gapRatio).toBeLessThanOrEqual(0.1 + 1e-9);
      expect(near.bound).toBeLessThanOrEqual(best.objective + 1e-6);
      expect(near.objective).toBeGreaterThanOrEqual(best.objective - 1e-6);
    });

    test("[PLN-032] out of time, the best so far comes with its bound, or the answer says why not", async () => {
      const model = hardModel(1_500);
      const result = await solver.solve(model, { gapRatio: 0, timeLimitMs: 400 });
      expect(["feasible", "no-answer"]).toContain(result.status);
      expect(result.detail).toMatch(/time|ended|nothing/);
      if (result.status === "feasible") {
        expect(result.values).toHaveLength(model.columns.length);
        expect(result.bound).toBeLessThanOrEqual(result.objective);
      }
    });

    test("[PLN-032] stopped by the caller, it ends at once and says so", async () => {
      const stop = new AbortController();
      const work = solver.solve(hardModel(1_500), {
        gapRatio: 0,
        timeLimitMs: 60_000,
        signal: stop.signal,
      });
      setTimeout(() => stop.abort(), 700);
      const result = await work;
      expect(["feasible", "no-answer"]).toContain(result.status);
      expect(result.detail).toContain("stopped by the caller");
    });

    test.each<[string, MixedIntegerModel]>([
      ["an objective that is no number", { sense: "min", columns: [column(Number.NaN)], rows: [] }],
      [
        "an infinite coefficient",
        { sense: "min", columns: [column(1)], rows: [row(0, 1, [[0, Infinity]])] },
      ],
      [
        "a column that is not there",
        { sense: "min", columns: [column(1)], rows: [row(0, 1, [[1, 1]])] },
      ],
      [
        "a column twice in a row",
        {
          sense: "min",
          columns: [column(1)],
          rows: [
            row(0, 1, [
              [0, 1],
              [0, 1],
            ]),
          ],
        },
      ],
      [
        "a bound that is no number",
        { sense: "min", columns: [column(1, { upper: Number.NaN })], rows: [] },
      ],
    ])("%s is refused", async (_title, model) => {
      await expect(solver.solve(model, exact)).rejects.toMatchObject({ code: "TL_PLAN_MODEL" });
    });
  });
}
