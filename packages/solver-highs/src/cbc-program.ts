import type { SolverAnswer } from "@truceline/planning";
import type { NativeProgram } from "./native-solver.ts";
import { columnIndex } from "./write-mps.ts";

/** COIN-OR CBC 2.10, by its command line. */
export const cbcProgram: NativeProgram = {
  name: "CBC",
  program: "cbc",
  args: ({ model, solution }, { gapRatio, timeLimitMs }) => [
    model,
    "-timeMode",
    "elapsed",
    "-seconds",
    String(timeLimitMs / 1000),
    "-ratioGap",
    String(gapRatio),
    "-solve",
    "-solution",
    solution,
  ],
  read: readCbc,
};

/** CBC's printed log and solution file as an answer. */
export function readCbc(output: string, solution: string, columnCount: number): SolverAnswer {
  const head = solution.slice(0, solution.indexOf("\n")).trim();
  const number = (pattern: RegExp) => {
    const found = output.match(pattern)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const bounds = [...output.matchAll(/best possible (-?[\d.e+-]+)/g)].map(([, text]) =>
    Number(text),
  );
  const bound = number(/^Lower bound:\s+(-?[\d.e+-]+)/m) ?? bounds.at(-1);
  if (
    /^(integer )?infeasible/i.test(head) ||
    /^Result - (?:Problem proven|Linear relaxation) infeasible/m.test(output)
  ) {
    return { status: "infeasible", detail: "proved that there is no solution" };
  }
  if (/^unbounded/i.test(head) || /unbounded$/m.test(output)) {
    return { status: "no-answer", detail: "the objective has no limit" };
  }
  if (head === "" || /no integer solution/i.test(head)) {
    return { status: "no-answer", bound, detail: head === "" ? "it wrote no answer" : head };
  }
  const values = new Float64Array(columnCount);
  for (const line of solution.split("\n").slice(1)) {
    const [name = "", value = ""] = line.replace("**", "").trim().split(/\s+/).slice(1);
    const index = columnIndex(name);
    if (index !== undefined && index < columnCount) values[index] = Number(value);
  }
  const objective = number(/^Objective value:\s+(-?[\d.e+-]+)/m);
  if (/^optimal/i.test(head)) {
    return { status: "optimal", values, bound: bound ?? objective, detail: "proved" };
  }
  return { status: "feasible", values, bound, detail: `ended early: ${head.split(" - ")[0]}` };
}
