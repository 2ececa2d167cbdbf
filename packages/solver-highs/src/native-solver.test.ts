import { chmodSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cbcProgram, readCbc } from "./cbc-program.ts";
import { defaultSolver, solverNamed, solverNames } from "./default-solver.ts";
import { highsProgram, readHighs } from "./highs-program.ts";
import { loadHighs } from "./load-highs.ts";
import { nativeSolver } from "./native-solver.ts";
import { hardModel } from "./solver-contract.ts";
import { writeMps } from "./write-mps.ts";

const options = { gapRatio: 0, timeLimitMs: 300 };

/** A folder with a program of that name, in place of the real one. */
function withProgram(name: string, script: string): string {
  const folder = mkdtempSync(join(tmpdir(), "truceline-program-"));
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
  return folder;
}

test("[PLN-032] a solver that is missing says so", async () => {
  const empty = mkdtempSync(join(tmpdir(), "truceline-nothing-"));
  const result = await nativeSolver(cbcProgram, empty).solve(hardModel(60), options);
  expect(result).toMatchObject({ status: "no-answer", detail: "CBC: not found on this machine" });
});

test("[PLN-032] a program that is killed says so, and what it proved stays", async () => {
  const path = withProgram(
    "cbc",
    'echo "Cbc0010I After 100 nodes, 9 on tree, 30 best solution, best possible 14.5 (1.00 seconds)"; kill -9 $$',
  );
  const result = await nativeSolver(cbcProgram, path).solve(hardModel(60), options);
  expect(result).toMatchObject({ status: "no-answer", values: [], bound: 14.5 });
  expect(result.detail).toContain("killed (SIGKILL)");
});

test("[PLN-032] a program that does not end in time is killed, and nothing of it stays behind", async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith("truceline-solver-"));
  const path = withProgram("cbc", "exec sleep 60");
  const result = await nativeSolver(cbcProgram, path).solve(hardModel(60), options);
  expect(result.detail).toContain("out of time, it was killed");
  const after = readdirSync(tmpdir()).filter((name) => name.startsWith("truceline-solver-"));
  expect(after.filter((name) => !before.includes(name))).toEqual([]);
});

test("[PLN-032] a program that fails is followed by the solver in the process, which says what happened", async () => {
  const path = withProgram("highs", 'echo "no licence" >&2; exit 3');
  const result = await defaultSolver(path).solve(hardModel(40), {
    gapRatio: 0,
    timeLimitMs: 30_000,
  });
  expect(result.status).toBe("optimal");
  expect(result.detail).toMatch(
    /native HiGHS: it ended with code 3; then HiGHS in the process: proved/,
  );
});

test("solvers have names, and others are refused", () => {
  expect(solverNames).toEqual(["highs", "highs-wasm", "cbc"]);
  expect(solverNamed("cbc", "").name).toBe("CBC");
  expect(() => solverNamed("gurobi", "")).toThrow(
    expect.objectContaining({ code: "TL_SOLVER_UNKNOWN" }),
  );
});

test("CBC's answers read as what they say", () => {
  const head = (text: string) =>
    `${text}\n      0 c1                     3                       1\n`;
  expect(readCbc("", head("Optimal - objective value 3.00000000"), 2)).toMatchObject({
    status: "optimal",
    values: Float64Array.of(0, 3),
  });
  const log =
    "Result - Stopped on time limit\nObjective value:  5.0\nLower bound:   4.250\nGap:  0.18\n";
  expect(readCbc(log, head("Stopped on time - objective value 5.00000000"), 2)).toMatchObject({
    status: "feasible",
    bound: 4.25,
  });
  const none = "Stopped on time (no integer solution - continuous used) - objective value 4.2";
  expect(readCbc(log, head(none), 2)).toMatchObject({ status: "no-answer", bound: 4.25 });
  expect(readCbc("", head("Infeasible - objective value 0.0"), 2).status).toBe("infeasible");
  expect(readCbc("", head("Integer infeasible - objective value 0.0"), 2).status).toBe(
    "infeasible",
  );
  expect(readCbc("", head("Unbounded - objective value 0.0"), 2).status).toBe("no-answer");
  expect(readCbc("", "", 2).status).toBe("no-answer");
});

test("native HiGHS's solution file reads back as the solution, as the same HiGHS writes it", async () => {
  const highs = await loadHighs();
  const model = hardModel(30);
  highs.withModel({ format: "mps", data: new TextEncoder().encode(writeMps(model)) }, (solved) => {
    solved.options.set({ output_flag: false });
    solved.run();
    const answer = readHighs("  Dual bound        11.5\n", solved.exportSolution(), 30);
    expect(answer.status).toBe("optimal");
    expect(answer.bound).toBe(11.5);
    const written = Array.from(answer.values ?? [], (value) => Math.round(value * 1e6) / 1e6 + 0);
    const solution = solved.getSolution().colValue;
    expect(written).toEqual(Array.from(solution, (value) => Math.round(value * 1e6) / 1e6 + 0));
    expect(written.some((value) => value === 1)).toBe(true);
  });
});

test("native HiGHS is told its limits by an options file", () => {
  const folder = mkdtempSync(join(tmpdir(), "truceline-options-"));
  const files = { folder, model: "m.mps", solution: join(folder, "s.txt") };
  const args = highsProgram.args(files, { gapRatio: 0.01, timeLimitMs: 1500 });
  expect(args).toEqual(["--options_file", join(folder, "options.txt"), "--model_file", "m.mps"]);
});
