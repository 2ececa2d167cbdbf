import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import {
  checkModel,
  type MixedIntegerModel,
  type Solver,
  type SolverAnswer,
  type SolverOptions,
  solverResult,
} from "@truceline/planning";
import { type HighsReport, highsWork } from "./highs-work.ts";
import { trivialAnswer } from "./trivial-answer.ts";

/** How long past its time the thread may take to end by itself before it is ended. */
const graceMs = 1_500;
/** This file runs as TypeScript in a checkout and as JavaScript when published; so does the worker. */
const extension = import.meta.url.endsWith(".ts") ? ".ts" : ".js";
const ownWorker = new URL(`./highs-worker${extension}`, import.meta.url);

let compiled: Promise<object> | undefined;

/** HiGHS as WebAssembly, compiled once a process. */
function compiledHighs(): Promise<object> {
  compiled ??= (async () => {
    const file = createRequire(import.meta.url).resolve("highs/runtime");
    const { WebAssembly } = globalThis as unknown as {
      readonly WebAssembly: { compile(bytes: Uint8Array): Promise<object> };
    };
    return WebAssembly.compile(new Uint8Array(readFileSync(file)));
  })();
  return compiled;
}

/**
 * HiGHS in the process: WebAssembly in a thread of its own for each model, so that the caller goes on, a
 * time limit holds even where HiGHS does not look at its clock, and memory is given back.
 *
 * Improving solutions and bounds come out as they are found: a thread that is ended or ends by itself
 * leaves the best so far.
 */
export function highsWasmSolver(worker: URL = ownWorker): Solver {
  const name = "HiGHS in the process";
  return {
    name,
    async solve(model, options) {
      checkModel(model, options);
      const trivial = trivialAnswer(model);
      if (trivial !== undefined) return solverResult(model, options.gapRatio, trivial);
      const answer = await runThread(worker, model, options);
      return solverResult(model, options.gapRatio, {
        ...answer,
        detail: `${name}: ${answer.detail}`,
      });
    },
  };
}

async function runThread(
  script: URL,
  model: MixedIntegerModel,
  options: SolverOptions,
): Promise<SolverAnswer> {
  if (options.signal?.aborted === true) return { status: "no-answer", detail: "stopped at once" };
  const wasmModule = await compiledHighs();
  const thread = new Worker(script, {
    workerData: { work: highsWork(model, options), wasmModule },
  });
  return new Promise((resolve) => {
    let values: Float64Array | undefined;
    let bound = Number.NaN;
    let ended: SolverAnswer | undefined;
    let isUnlimited = false;
    let why = "its thread ended by itself";
    const best = (detail: string): SolverAnswer => ({
      status: values === undefined ? "no-answer" : "feasible",
      values,
      bound,
      detail: `${detail}; ${values === undefined ? "nothing was found by then" : "the best by then is kept"}`,
    });
    const isMax = model.sense === "max";
    const keepBound = (each: number) => {
      if (Number.isFinite(each) && !(isMax ? each >= bound : each <= bound)) bound = each;
    };
    const end = (reason: string) => {
      why = reason;
      void thread.terminate();
    };
    const stop = () => end("stopped by the caller");
    const timer = setTimeout(
      () => end("out of time, its thread was ended"),
      options.timeLimitMs + graceMs,
    );
    options.signal?.addEventListener("abort", stop);
    thread.on("message", (report: HighsReport) => {
      if (report.kind === "solution") {
        values = report.values;
        keepBound(report.bound);
      } else if (report.kind === "bound") keepBound(report.bound);
      else if (report.kind === "end") {
        ended = report;
        isUnlimited = report.isUnlimited === true;
      }
    });
    thread.once("error", (error) => {
      why = `its thread failed: ${error.message}`;
    });
    thread.once("exit", () => {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", stop);
      if (ended === undefined) resolve(best(why));
      else if (ended.values === undefined && values !== undefined && !isUnlimited) {
        resolve(best(ended.detail));
      } else resolve(ended);
    });
  });
}
