import type { MixedIntegerModel, Solver, SolverResult } from "./solver.ts";
import { gapRatioOf } from "./solver-result.ts";

/**
 * Solvers asked one after the other, until one has a solution or proves that there is none.
 *
 * A solver that is missing, killed or found nothing in its time is followed by the next; what it proved
 * is kept as a bound. `detail` tells what each of them said.
 *
 * @example solverChain([native, inProcess]) // native where it is found, else in the process
 */
export function solverChain(solvers: readonly Solver[]): Solver {
  return {
    name: solvers.map(({ name }) => name).join(", then ") || "no solver",
    async solve(model, options) {
      let last = withoutAnswer(model);
      const details: string[] = [];
      for (const solver of solvers) {
        const result = await solver.solve(model, options);
        details.push(result.detail);
        last = withBound(model, options.gapRatio, result, last.bound);
        if (last.status !== "no-answer" || options.signal?.aborted === true) break;
      }
      if (details.length === 0) details.push("there is no solver");
      return { ...last, detail: details.join("; then ") };
    },
  };
}

function withoutAnswer({ sense }: MixedIntegerModel): SolverResult {
  return {
    status: "no-answer",
    values: [],
    objective: Number.NaN,
    bound: sense === "max" ? Infinity : -Infinity,
    gapRatio: 1,
    detail: "",
  };
}

/** A result that also knows what an earlier solver proved. */
function withBound(
  { sense }: MixedIntegerModel,
  asked: number,
  result: SolverResult,
  proved: number,
): SolverResult {
  if (result.status === "infeasible") return result;
  const bound = sense === "max" ? Math.min(result.bound, proved) : Math.max(result.bound, proved);
  if (result.values.length === 0) return { ...result, bound };
  const gapRatio = gapRatioOf(result.objective, bound);
  const isProved = result.status === "optimal" || gapRatio <= asked;
  return { ...result, bound, gapRatio, status: isProved ? "optimal" : "feasible" };
}
