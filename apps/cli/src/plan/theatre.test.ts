import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TheatreAnswer } from "@truceline/planning";
import { Command } from "commander";
import { expect, test } from "vitest";
import { quietTerminal } from "../testing/quiet-terminal.ts";
import { addPlan } from "../verbs/plan.ts";

const root = new URL("../../../../", import.meta.url).pathname;
const agreement = "fixtures/agreements/mid-ocean";
const example = "fixtures/plan/theatre.yaml";
const folder = mkdtempSync(join(tmpdir(), "truceline-theatre-"));

/** Runs the verb in this process; throws what it throws. */
async function run(...args: readonly string[]) {
  const terminal = quietTerminal(root);
  let code = -1;
  const program = new Command("truceline").exitOverride();
  addPlan(program, terminal, (result) => {
    code = result;
  });
  await program.parseAsync(["plan", agreement, ...args], { from: "user" });
  return { code, text: terminal.written.join("\n") };
}
/** The example with parts of its text replaced. */
function changed(...changes: readonly (readonly [from: string, to: string])[]): string {
  let text = readFileSync(join(root, example), "utf8");
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  const path = join(folder, `theatre-${changes.length}.yaml`);
  writeFileSync(path, text);
  return path;
}
async function refusalOf(...args: readonly string[]) {
  const thrown = await run(...args).then(
    () => undefined,
    (error: { code: string; faults?: readonly { line?: number; message: string }[] }) => error,
  );
  return { code: thrown?.code, faults: thrown?.faults ?? [] };
}
const json = async (path: string) =>
  JSON.parse((await run("--theatre", path, "--json")).text) as TheatreAnswer;

test("[PLN-014] the example: watchers by month, parts, stations, caveats and who withdraws", async () => {
  const { code, text } = await run("--theatre", example);
  expect(code).toBe(0);
  expect(text).toMatch(/^Theatre for mid-ocean\. \d+ of 15 shares and terms are assumed\./);
  expect(text).toContain("  quick reaction: ");
  expect(text).toContain("patrol-boat (sea): 1.5 (1.3 to 1.7), with 75 people in theatre");
  expect(text).toContain("booby: Not on the line. (never on the line)");
  expect(text).toContain("Air cover of a third party. (nobody knows whether it holds)");
  expect(text).toMatch(/albatross withdraws: in month 24 .* watch by day; had it stayed, /);
});

test("[PLN-014] as one JSON value: a withdrawal half-way takes people and watchers away", async () => {
  const { months, withdrawals, assumptions, openConditions } = await json(example);
  expect(months.map(({ month }) => month)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
  const [before, after] = [months[11], months[13]];
  expect(before?.byContributor[0]?.people.value).toBe(900);
  expect(after?.byContributor[0]).toMatchObject({
    people: { value: 0 },
    withdrawn: { value: 900 },
  });
  expect(after?.watchersByDay.value).toBeLessThan(before?.watchersByDay.value ?? 0);
  const [left] = withdrawals;
  expect(left?.watchersByDay.value).toBeLessThan(left?.watchersByDayHadItStayed.value ?? 0);
  expect(openConditions).toEqual([
    { contributor: "cormorant", text: "Air cover of a third party." },
  ]);
  expect(assumptions.find(({ id }) => id === "police-share")).toMatchObject({
    value: 0.05,
    source: "made up",
  });
});

test("[PLN-003] faults of a file: each with its line, all at once", async () => {
  const path = changed(
    ["{ value: 600, low: 500, high: 700 }", "{ value: 600, low: 700, high: 500 }"],
    ["id: dunlin", "id: booby"],
    ["agreement: mid-ocean", "agreement: elsewhere"],
  );
  const { code, faults } = await refusalOf("--theatre", path);
  expect(code).toBe("TL_CLI_FILE");
  expect(faults.map(({ line = 0 }) => line).toSorted((a, b) => a - b)).toEqual([4, 8, 10]);
  expect(faults.map(({ message }) => message).join("\n")).toMatch(/`booby` stands twice/);
});

test.each([
  ["a negative number of people", ["people: 500", "people: -500"], "TL_CLI_FILE"],
  ["a month before the first", ["from: 6", "from: 0"], "TL_CLI_FILE"],
  ["an unknown key", ["people: 500", "peoples: 500"], "TL_CLI_FILE"],
  [
    "parts that leave nobody",
    ["value: 0.05, low: 0.04, high: 0.06", "value: 0.5, low: 0.5, high: 0.9"],
    "TL_PLAN_RANGE",
  ],
] as const)("[PLN-003] %s is refused", async (_what, change, code) => {
  expect((await refusalOf("--theatre", changed(change))).code).toBe(code);
});

test("[PLN-014] it is asked apart from everything else", async () => {
  const { faults } = await refusalOf("--theatre", example, "--compare");
  expect(faults[0]?.message).toContain("apart");
});

test("[PLN-011] the order of contributors changes no sum", async () => {
  const text = readFileSync(join(root, example), "utf8").split("\n");
  const at = text.findIndex((line) => line.includes("id: albatross"));
  const turned = [...text.slice(0, at), ...text.slice(at, at + 4).reverse(), ...text.slice(at + 4)];
  const path = join(folder, "turned.yaml");
  writeFileSync(path, turned.join("\n"));
  const [a, b] = [await json(example), await json(path)];
  for (const [index, month] of a.months.entries()) {
    for (const end of ["low", "value", "high"] as const) {
      expect(b.months[index]?.watchersByDay[end]).toBeCloseTo(month.watchersByDay[end], 6);
    }
  }
});
