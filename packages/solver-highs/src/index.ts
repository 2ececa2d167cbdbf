export { defaultSolver, type SolverName, solverNamed, solverNames } from "./default-solver.ts";
export * from "./errors.ts";
export { highsWasmSolver } from "./highs-wasm-solver.ts";
export { writeMps } from "./write-mps.ts";
