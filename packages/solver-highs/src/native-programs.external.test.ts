import { describe, test } from "vitest";
import { cbcProgram } from "./cbc-program.ts";
import { findProgram } from "./find-program.ts";
import { highsProgram } from "./highs-program.ts";
import { nativeSolver } from "./native-solver.ts";
import { solverContract } from "./solver-contract.ts";

const searchPath = process.env["PATH"] ?? "";

for (const program of [cbcProgram, highsProgram]) {
  if (findProgram(program.program, searchPath) !== undefined) {
    solverContract(program.name, nativeSolver(program, searchPath));
  } else {
    describe(`Solver contract: ${program.name}`, () => {
      test.skip(`${program.program} is not on this machine`, () => {});
    });
  }
}
