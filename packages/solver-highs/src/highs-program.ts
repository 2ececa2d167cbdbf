import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SolverAnswer } from "@truceline/planning";
import type { NativeProgram } from "./native-solver.ts";
import { columnIndex } from "./write-mps.ts";

/** Native HiGHS, by its command line. */
export const highsProgram: NativeProgram = {
  name: "native HiGHS",
  program: "highs",
  args: ({ folder, model, solution }, { gapRatio, timeLimitMs }) => {
    const options = join(folder, "options.txt");
    const lines = [
      `time_limit = ${timeLimitMs / 1000}`,
      `mip_rel_gap = ${gapRatio}`,
      "mip_abs_gap = 1e-9",
      `solution_file = ${solution}`,
      "write_solution_to_file = true",
    ];
    writeFileSync(options, `${lines.join("\n")}\n`);
    return ["--options_file", options, "--model_file", model];
  },
  read: readHighs,
};

/** HiGHS's printed report and raw solution file as an answer. */
export function readHighs(output: string, solution: string, columnCount: number): SolverAnswer {
  const status = /^Model status\s*\n(.+)$/m.exec(solution)?.[1]?.trim() ?? "";
  const dual = /^\s*Dual bound\s+(-?[\d.e+-]+)/m.exec(output)?.[1];
  const bound = dual === undefined ? undefined : Number(dual);
  if (status === "Infeasible") {
    return { status: "infeasible", detail: "proved that there is no solution" };
  }
  const primal = /# Primal solution values\s*\n(.+)\n([\s\S]*?)(?=\n# Rows|\n# Dual|$)/.exec(
    solution,
  );
  if (primal?.[1]?.trim() !== "Feasible") {
    const detail = status === "" ? "it wrote no answer" : `ended with status ${status}`;
    return { status: "no-answer", bound, detail };
  }
  const values = new Float64Array(columnCount);
  for (const line of (primal[2] ?? "").split("\n")) {
    const [name = "", value = ""] = line.trim().split(/\s+/);
    const index = columnIndex(name);
    if (index !== undefined && index < columnCount) values[index] = Number(value);
  }
  const objective = /^Objective\s+(-?[\d.e+-]+)/m.exec(primal[2] ?? "")?.[1];
  return status === "Optimal"
    ? { status: "optimal", values, bound: bound ?? Number(objective), detail: "proved" }
    : { status: "feasible", values, bound, detail: `ended early: ${status}` };
}
