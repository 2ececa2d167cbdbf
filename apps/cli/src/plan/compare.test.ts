import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCsv } from "@truceline/interop";
import type { ProposalsTable } from "@truceline/planning";
import { Command } from "commander";
import { expect, test } from "vitest";
import { quietTerminal } from "../testing/quiet-terminal.ts";
import { addPlan } from "../verbs/plan.ts";

const root = new URL("../../../../", import.meta.url).pathname;
const ukraine = "scenarios/ukraine-2025";

/** Runs the verb in this process; throws what it throws. */
async function run(...args: readonly string[]) {
  const terminal = quietTerminal(root);
  let code = -1;
  const program = new Command("truceline").exitOverride();
  addPlan(program, terminal, (result) => {
    code = result;
  });
  for (const command of program.commands) {
    command.exitOverride().configureOutput({ writeErr: () => {} });
  }
  await program.parseAsync(["plan", ...args], { from: "user" });
  return { code, text: terminal.written.join("\n") };
}
async function refusalOf(...args: readonly string[]) {
  const thrown = await run(...args).then(
    () => undefined,
    (error: { code: string; faults?: readonly { path?: string; message: string }[] }) => error,
  );
  return { code: thrown?.code, faults: thrown?.faults ?? [] };
}
interface Written {
  readonly agreement: string;
  readonly line: { readonly id: string; readonly lengthKm: { readonly value: number } } | null;
  readonly tables: readonly ProposalsTable[];
}
const json = async (...args: readonly string[]) =>
  JSON.parse((await run(...args, "--compare", "--json")).text) as Written;
const figureOf = (table: ProposalsTable | undefined, row: keyof ProposalsTable["cells"]) => {
  const cell = table?.cells[row]?.["30000"];
  return cell?.is === "figure" ? cell.value : undefined;
};

test("[PLN-012] both sets as text: figures, ranges, what is missing, tasks, and the agreement's line", async () => {
  const { code, text } = await run(ukraine, "--compare");
  expect(code).toBe(0);
  expect(text).toContain("Nobody signed one.");
  expect(text).toMatch(/line-of-contact: 81\d km as drawn/);
  expect(text.indexOf("Own assumptions.")).toBeLessThan(text.indexOf("Common assumptions."));
  expect(text).toMatch(/Posts {2,}318~ +637~ +1 360~ +2 125~ +4 250~/);
  expect(text).toContain("531 to 892");
  expect(text).toContain("(share not stated)");
  expect(text).toContain("reassurance at");
  expect(text).toMatch(/30 000, United Kingdom\n/);
  expect(text).toContain("S 002: report of 20 February 2025");
});

test("[PLN-012] one set only, and as one JSON value", async () => {
  const { text } = await run(ukraine, "--compare", "--assumptions", "own");
  expect(text).not.toContain("Common assumptions.");
  const written = await json(ukraine);
  expect(written.agreement).toBe("ukraine-2025");
  expect(written.tables.map(({ assumptions }) => assumptions)).toEqual(["own", "common"]);
  const [, common] = written.tables;
  expect(figureOf(common, "posts")).toBe(637);
  // 637.5 posts on the agreement's own line.
  expect(figureOf(common, "agreement-spacing")).toBeCloseTo(
    (written.line?.lengthKm.value ?? 0) / 637.5,
    9,
  );
});

test("[PLN-012] one figure opened, as text and as JSON", async () => {
  const args = [ukraine, "--compare", "--assumptions", "common", "--cell", "spacing/30000"];
  const { text } = await run(...args);
  expect(text).toMatch(
    /^Spacing of posts, 30 000 \(western officials, Feb 2025\)\n {2}Task: reassur/,
  );
  expect(text).toContain(
    "1.57 km, 1.12 to 2.42 (assumed); common assumptions; 3 of 5 inputs assumed",
  );
  expect(text).toContain("Formula: L / (F · s · a / m)");
  expect(text).toMatch(/Share on line +1\.34 to 1\.88\n +Line +1\.57 to 2\.02/);
  expect(text).toContain("This is a");
  const [cell] = JSON.parse((await run(...args, "--json")).text) as [
    { row: string; column: string; task: string; cell: { is: string } },
  ];
  expect(cell).toMatchObject({ row: "spacing", column: "30000", cell: { is: "figure" } });
  const missing = await run(ukraine, "--compare", "--assumptions", "own", "--cell", "cost/30000");
  expect(missing.text).toContain("Missing: not stated");
  expect(missing.text).toContain("billions a year");
});

test("[PLN-012] as CSV that a spreadsheet reads, both sets in one table", async () => {
  const { text } = await run(ukraine, "--compare", "--csv");
  const { rows, faults } = readCsv(text, { name: "out.csv" });
  expect(faults).toEqual([]);
  expect(new Set(rows.map(({ cells }) => cells["assumptions"]))).toEqual(
    new Set(["own assumptions", "common assumptions"]),
  );
  const found = rows.find(
    ({ cells }) =>
      cells["assumptions"] === "common assumptions" &&
      cells["row"] === "Posts" &&
      cells["proposal"] === "30 000",
  );
  expect(found?.cells).toMatchObject({ value: "637", low: "531", high: "892", mark: "assumed" });
});

test("[PLN-009] changes make a third set, named as such", async () => {
  const { text } = await run(
    ukraine,
    "--compare",
    ...["--set", "share-on-line=0.2..0.4", "--set", "30000/people=25_000"],
  );
  expect(text).toContain(
    "Common assumptions, changed: share-on-line 0.3 (0.2 to 0.4); 30000/people 25 000.",
  );
  expect(text.replaceAll("\n", " ")).toContain("It is nobody’s proposal.");
  const { tables } = await json(ukraine, "--set", "line=900..1000..1300");
  expect(tables).toHaveLength(1);
  expect(tables[0]?.cells.line?.["64000"]).toMatchObject({ low: 900, value: 1_000, high: 1_300 });
});

test.each([
  [["--set", "share-on-line"], "TL_CLI_USAGE", /is not ID=VALUE/],
  [["--set", "share-on-line=0,3"], "TL_CLI_USAGE", /`0,3` is not a number/],
  [["--set", "share-on-line=30%"], "TL_CLI_USAGE", /not a number; write 0.3/],
  [["--set", "line=1..2..3..4"], "TL_CLI_USAGE", /more than two/],
  [["--set", "line="], "TL_CLI_USAGE", /`` is not a number/],
  [["--set", "=5"], "TL_CLI_USAGE", /is not ID=VALUE/],
  [["--set", "a/b/c=5"], "TL_CLI_USAGE", /more than one/],
  [["--set", "line=1300..900"], "TL_PLAN_RANGE", /1300 to 900 is reversed/],
  [["--set", "line=-800"], "TL_PLAN_RANGE", /-800 cannot be/],
  [["--set", "availability=1.5"], "TL_PLAN_RANGE", /lies outside 0.001 to 1/],
  [["--set", `line=${"9".repeat(400)}`], "TL_PLAN_RANGE", /Infinity is not a number/],
  [["--set", "share=0.3"], "TL_PLAN_INPUT", /there is no input `share`/],
  [["--set", "25000/line=900"], "TL_PLAN_INPUT", /no proposal `25000`/],
  [["--set", "line=900", "--set", "line=950"], "TL_PLAN_INPUT", /set twice/],
  [["--cell", "spacing"], "TL_CLI_USAGE", /ROW\/PROPOSAL/],
  [["--cell", "spacin/30000"], "TL_CLI_USAGE", /nearest: spacing/],
  [["--cell", "spacing/31000"], "TL_CLI_USAGE", /no proposal `31000`/],
  [["--cell", "spacing/30000", "--csv"], "TL_CLI_USAGE", /not written as CSV/],
  [["--json", "--csv"], "TL_CLI_USAGE", /exclude each other/],
  [["--line", "line-of-contacts"], "TL_CLI_USAGE", /nearest: line-of-contact/],
])("[PLN-003] %j is refused with a reason", async (args, code, message) => {
  const refusal = await refusalOf(ukraine, "--compare", ...args);
  expect(refusal.code).toBe(code);
  expect(refusal.faults[0]?.message).toMatch(message);
});

test("[PLN-003] every fault at once", async () => {
  const { faults } = await refusalOf(
    ukraine,
    "--compare",
    ...["--set", "line=0", "--set", "on-watch=1..3", "--set", "overhead=0.5..0.2"],
  );
  expect(faults.map(({ path }) => path)).toEqual(["line", "on-watch", "overhead"]);
});

test("[PLN-012] an agreement with two lines: the first, or the one named", async () => {
  const first = await json("scenarios/cyprus");
  const named = await json("scenarios/cyprus", "--line", "cfl-north");
  expect([first.line?.id, named.line?.id]).toEqual(["cfl-south", "cfl-north"]);
});

test("[PLN-011] exchange of the parties changes nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "truceline-plan-"));
  cpSync(join(root, ukraine), folder, { recursive: true });
  const path = join(folder, "agreement.yaml");
  const text = readFileSync(path, "utf8");
  const exchanged = text
    .replace("sides: { left: b, right: a }", "sides: { left: a, right: b }")
    .replace(/\{ id: a, name: (\{ en: Ukraine[^}]*\})/, "{ id: b, name: $1")
    .replace(/\{ id: b, name: (\{ en: Russian Federation[^}]*\})/, "{ id: a, name: $1");
  expect(exchanged).not.toBe(text);
  writeFileSync(path, exchanged);
  const [before, after] = [await json(ukraine), await json(folder)];
  expect(after.tables).toEqual(before.tables);
  expect(after.line).toEqual(before.line);
});

test("[PLN-012] without a question it says what can be asked", async () => {
  const { code, faults } = await refusalOf(ukraine);
  expect(code).toBe("TL_CLI_USAGE");
  expect(faults[0]?.message).toContain("--compare");
});
