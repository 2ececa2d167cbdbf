import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  checkModel,
  type MixedIntegerModel,
  type Solver,
  type SolverAnswer,
  type SolverOptions,
  solverResult,
} from "@truceline/planning";
import { findProgram } from "./find-program.ts";
import { runNative } from "./native-run.ts";
import { trivialAnswer } from "./trivial-answer.ts";
import { writeMps } from "./write-mps.ts";

/** Where a program reads its model and writes its answer. */
export interface NativeFiles {
  readonly folder: string;
  readonly model: string;
  readonly solution: string;
}

/** A program that solves models: how it is called, and how its answer reads. */
export interface NativeProgram {
  /** As it is named for people. */
  readonly name: string;
  /** As it is found on the search path. */
  readonly program: string;
  /** Its arguments; may write further files into the folder. */
  readonly args: (files: NativeFiles, options: SolverOptions) => readonly string[];
  /** Reads what it printed and wrote; values and bound are of the model to be minimised. */
  readonly read: (output: string, solution: string, columnCount: number) => SolverAnswer;
}

/** A program of the machine as a solver. Where it is missing, each answer says so. */
export function nativeSolver(native: NativeProgram, searchPath: string): Solver {
  return {
    name: native.name,
    async solve(model, options) {
      checkModel(model, options);
      const trivial = trivialAnswer(model);
      if (trivial !== undefined) return solverResult(model, options.gapRatio, trivial);
      const answer = await runProgram(native, searchPath, model, options);
      return solverResult(model, options.gapRatio, {
        ...answer,
        detail: `${native.name}: ${answer.detail}`,
      });
    },
  };
}

async function runProgram(
  native: NativeProgram,
  searchPath: string,
  model: MixedIntegerModel,
  options: SolverOptions,
): Promise<SolverAnswer> {
  const program = findProgram(native.program, searchPath);
  if (program === undefined) return { status: "no-answer", detail: "not found on this machine" };
  const folder = mkdtempSync(join(tmpdir(), "truceline-solver-"));
  try {
    const files = {
      folder,
      model: join(folder, "model.mps"),
      solution: join(folder, "solution.txt"),
    };
    writeFileSync(files.model, writeMps(model));
    const run = await runNative(program, native.args(files, options), folder, options);
    const answer = native.read(run.output, readIfThere(files.solution), model.columns.length);
    // A solution that was being written when the program was ended may be cut short.
    const isCut = run.trouble !== undefined;
    const sound: SolverAnswer = isCut
      ? { ...answer, status: "no-answer", detail: run.trouble }
      : answer;
    const bound = sound.bound ?? Number.NaN;
    return { ...sound, bound: model.sense === "max" ? -bound : bound };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // It wrote none.
  }
}
