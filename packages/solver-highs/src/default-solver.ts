import { type Solver, solverChain } from "@truceline/planning";
import { cbcProgram } from "./cbc-program.ts";
import { SolverError } from "./errors.ts";
import { highsProgram } from "./highs-program.ts";
import { highsWasmSolver } from "./highs-wasm-solver.ts";
import { nativeSolver } from "./native-solver.ts";

const byName = {
  highs: (searchPath: string) => nativeSolver(highsProgram, searchPath),
  "highs-wasm": () => highsWasmSolver(),
  cbc: (searchPath: string) => nativeSolver(cbcProgram, searchPath),
} as const;

export type SolverName = keyof typeof byName;

/** Names of the solvers, in the order in which they are asked. */
export const solverNames = Object.keys(byName) as readonly SolverName[];

/** @throws SolverError `TL_SOLVER_UNKNOWN` for another name than those of `solverNames`. */
export function solverNamed(name: string, searchPath: string): Solver {
  const found = solverNames.find((each) => each === name);
  if (found === undefined) throw new SolverError("TL_SOLVER_UNKNOWN", { name });
  return byName[found](searchPath);
}

/**
 * The solvers of this machine, one after the other: native HiGHS where it is found on the search path, HiGHS
 * in the process, CBC where it is found. Each is asked only where those before it have no answer.
 *
 * @example defaultSolver(process.env["PATH"] ?? "")
 */
export function defaultSolver(searchPath: string): Solver {
  return solverChain(solverNames.map((name) => byName[name](searchPath)));
}
