import { spawn } from "node:child_process";
import { environment, nodePath, root } from "./ensure-installed.mjs";

/**
 * Runs a program under Truceline's Node and resolves to its exit code. Signals to us go on to it, and
 * it learns through its channel when we are gone, so that nothing outlives a killed parent.
 */
export function runNode(args, extraEnvironment = {}) {
  const child = spawn(nodePath(), args, {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: environment(extraEnvironment),
  });
  // A terminal sends Ctrl-C to the whole group: the child has it already and we only wait for it.
  const onInterrupt = () => {};
  const onTerminate = () => child.kill("SIGTERM");
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onTerminate);
  process.on("SIGHUP", onTerminate);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      process.off("SIGINT", onInterrupt);
      process.off("SIGTERM", onTerminate);
      process.off("SIGHUP", onTerminate);
      resolve(code ?? (signal === null ? 70 : 128 + 15));
    });
  });
}
