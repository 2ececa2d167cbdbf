import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { commandEnvironment } from "./server-process.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const main = join(root, "apps/cli/src/main.ts");
const dir = mkdtempSync(join(tmpdir(), "agreement-command-"));

/** One command to its end, in a folder of its own. */
function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--conditions=truceline-src", main, ...args],
    { cwd: dir, encoding: "utf8", env: commandEnvironment, maxBuffer: 64 * 1024 * 1024 },
  );
  return { status, stdout, stderr };
}

test("[CLI-030, CLI-031] new, check and fmt follow on each other", () => {
  const made = run("agreement", "new", "my-truce", "--template", "windows-of-silence");
  expect(made.status, made.stderr).toBe(0);
  for (const path of made.stdout.trim().split("\n")) expect(existsSync(join(dir, path))).toBe(true);
  const checked = run("check", "my-truce", "--json");
  const { faults, remarks } = JSON.parse(checked.stdout) as {
    faults: unknown[];
    remarks: { severity: string }[];
  };
  expect(faults).toEqual([]);
  expect(remarks.filter(({ severity }) => severity === "warning")).toEqual([]);
  const again = run("agreement", "new", "my-truce");
  expect(again.status).toBe(2);
  expect(again.stdout).toBe("");
  expect(again.stderr).toContain("TL_CLI_EXISTS");
  const path = join(dir, "my-truce/agreement.yaml");
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace("{ id: a,", "{   id: a,"));
  expect(run("agreement", "fmt", "my-truce", "--check")).toMatchObject({
    status: 1,
    stdout: "my-truce/agreement.yaml\n",
  });
  expect(run("agreement", "fmt", "my-truce").status).toBe(0);
  expect(readFileSync(path, "utf8")).toBe(text);
});

describe("[AGR-002, AGR-105] bad input ends with its faults and no stack trace", () => {
  const nested = `truceline: agreement/1\nnote: ${"[".repeat(100_000)}`;
  const bomb = `a: &a [${"x, ".repeat(20)}x]\n${Array.from(
    { length: 12 },
    (_, index) =>
      `${"bcdefghijklm"[index]}: &${"bcdefghijklm"[index]} [${Array(9).fill(`*${"abcdefghijkl"[index]}`).join(", ")}]`,
  ).join("\n")}\n`;
  test.each([
    ["ten megabytes", "note: x\n".repeat(1_300_000), "TL_AGR_SIZE"],
    ["twenty megabytes", "x".repeat(20_000_000), "TL_SERVER_FILE_SIZE"],
    ["UTF-16", Buffer.from("\uFEFFtruceline: agreement/1\n", "utf16le"), "TL_AGR_ENCODING"],
    ["a hundred thousand brackets", nested, "TL_AGR_DEPTH"],
    ["aliases that multiply", bomb, "TL_AGR_ALIAS_LIMIT"],
    ["an alias of itself", "a: &a [*a]\n", "TL_AGR_ALIAS"],
    ["nothing at all", "", "TL_AGR_TYPE"],
  ])("%s", (_, content, code) => {
    const path = join(dir, "bad.yaml");
    writeFileSync(path, content);
    const { status, stdout, stderr } = run("check", "bad.yaml");
    expect(status).toBe(3);
    const told = `${stdout}${stderr}`;
    expect(told).toContain(code);
    expect(told).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  });
});
