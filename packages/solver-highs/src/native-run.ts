import { spawn } from "node:child_process";
import type { SolverOptions } from "@truceline/planning";

/** How long past its time a program may take to write its answer before it is killed. */
const graceMs = 3_000;
/** Of what a program prints, the end is kept. */
const outputMax = 1_000_000;

/** How a program ended, and what it printed. */
export interface NativeRun {
  readonly output: string;
  /** Undefined where it ended as it should. */
  readonly trouble: string | undefined;
}

/**
 * Runs a program beside the caller, in a folder of its own, until it ends, its time is over or the caller
 * stops it; in the last two cases that one process is killed.
 */
export function runNative(
  program: string,
  args: readonly string[],
  folder: string,
  { timeLimitMs, signal }: SolverOptions,
): Promise<NativeRun> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve({ output: "", trouble: "stopped at once" });
      return;
    }
    let output = "";
    let trouble: string | undefined;
    const child = spawn(program, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    const kill = (why: string) => {
      trouble ??= why;
      child.kill("SIGKILL");
    };
    const stop = () => kill("stopped by the caller");
    const timer = setTimeout(() => kill("out of time, it was killed"), timeLimitMs + graceMs);
    signal?.addEventListener("abort", stop);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output = (output + text).slice(-outputMax);
      });
    }
    const end = (why: string | undefined) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      resolve({ output, trouble: trouble ?? why });
    };
    child.once("error", (error) => end(`it could not be started: ${error.message}`));
    child.once("close", (code, signalName) => {
      if (signalName !== null) end(`it was killed (${signalName})`);
      else end(code === 0 ? undefined : `it ended with code ${code}`);
    });
  });
}
