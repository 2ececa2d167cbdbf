import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { highsWasmSolver } from "./highs-wasm-solver.ts";
import { hardModel, solverContract } from "./solver-contract.ts";

solverContract("HiGHS in the process", highsWasmSolver());

/** A worker that does what it is written to do, in place of HiGHS. */
function staged(script: string): URL {
  const file = join(mkdtempSync(join(tmpdir(), "truceline-worker-")), "worker.mjs");
  writeFileSync(file, `import { parentPort } from "node:worker_threads";\n${script}`);
  return pathToFileURL(file);
}
const all = Array.from({ length: 60 }, () => 1);
const options = { gapRatio: 0, timeLimitMs: 200 };

test("[PLN-032] a thread that dies leaves the best so far with its bound", async () => {
  const worker = staged(`
    parentPort.postMessage({ kind: "solution", values: new Float64Array(${JSON.stringify(all)}), bound: 12 });
    parentPort.postMessage({ kind: "bound", bound: 15 });
    setTimeout(() => { throw new Error("out of memory"); }, 50);`);
  const result = await highsWasmSolver(worker).solve(hardModel(60), options);
  expect(result).toMatchObject({ status: "feasible", values: all, bound: 15 });
  expect(result.detail).toContain("out of memory");
  expect(result.detail).toContain("the best by then is kept");
});

test("[PLN-032] a thread that does not look at its clock is ended", async () => {
  const worker = staged("for (;;) {}");
  const result = await highsWasmSolver(worker).solve(hardModel(60), options);
  expect(result).toMatchObject({ status: "no-answer", values: [], bound: -Infinity });
  expect(result.detail).toContain("out of time");
});

test("[PLN-032] a solution that breaks a row is not taken", async () => {
  const none = all.map(() => 0);
  const worker = staged(`
    parentPort.postMessage({ kind: "end", status: "optimal", values: new Float64Array(${JSON.stringify(none)}), bound: 0, detail: "proved" });`);
  const result = await highsWasmSolver(worker).solve(hardModel(60), options);
  expect(result.status).toBe("no-answer");
  expect(result.detail).toContain("breaks row 0");
});

test("the caller's timers run while a model is solved", async () => {
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
  }, 20);
  await highsWasmSolver().solve(hardModel(1_000), { gapRatio: 0, timeLimitMs: 600 });
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(5);
});
