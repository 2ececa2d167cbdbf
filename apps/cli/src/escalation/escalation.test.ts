import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { expect, test } from "vitest";
import { expectGolden } from "../../../../checks/expect-golden.ts";
import { quietTerminal } from "../testing/quiet-terminal.ts";
import { addEscalation } from "../verbs/escalation.ts";

const root = new URL("../../../../", import.meta.url).pathname;
const ukraine = "scenarios/ukraine-2025";
const folder = mkdtempSync(join(tmpdir(), "truceline-ladder-"));

/** Runs the verb in this process; throws what it throws. */
async function run(...args: readonly string[]) {
  const terminal = quietTerminal(root);
  let code = -1;
  const program = new Command("truceline").exitOverride();
  addEscalation(program, terminal, (result) => {
    code = result;
  });
  await program.parseAsync(["escalation", ...args], { from: "user" });
  return { code, text: terminal.written.join("\n") };
}
const faultsOf = async (...args: readonly string[]) => {
  const thrown = await run(...args).then(
    () => undefined,
    (error: { faults?: readonly { code: string; line?: number; message: string }[] }) => error,
  );
  return thrown?.faults ?? [];
};
function fileOf(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const lines = [
  { at: "2025-03-05T06:00Z", is: "finding", id: "F-1", article: "1", sector: "s4" },
  { at: "2025-03-05T07:00Z", is: "finding", id: "F-2", article: "1", sector: "s4" },
  { at: "2025-03-05T09:30Z", is: "finding", id: "F-3", article: "1", sector: "s4" },
  {
    at: "2025-03-05T10:00Z",
    is: "decision",
    transition: "call",
    by: "coalition",
    outcome: "take",
    reason: "we want to",
  },
  {
    at: "2025-03-05T10:05Z",
    is: "decision",
    transition: "call",
    by: "head-of-mission",
    outcome: "take",
    reason: "three in a morning",
  },
  { at: "2025-03-05T10:20Z", is: "answer", by: "a", says: "not ours" },
];
const events = fileOf("events.ndjson", lines.map((line) => JSON.stringify(line)).join("\n"));

test("[CLI-060] the ladder is walked line by line; what is open tells why and who decides", async () => {
  const { code, text } = await run(ukraine, events, "--at", "2025-03-05T11:00Z");
  expect(code).toBe(1);
  expectGolden(new URL("../../fixtures/escalation-walk.txt", import.meta.url), `${text}\n`);
});

test("[CLI-060] without events the ladder itself is told, with nothing open", async () => {
  const { code, text } = await run(ukraine);
  expect(code).toBe(0);
  expect(text).toContain("Escalation ladder of ukraine-2025; it begins at quiet.");
  expect(text).toContain(
    "to hotline (call): 3 findings of article 1 within 6 h in one sector. Decided by head-of-mission",
  );
  expect(text).toContain("It would trigger: Aircraft in Poland and Romania may answer.");
});

test("[CLI-060] as JSON it is one value with each line and where it stands", async () => {
  const { code, text } = await run(ukraine, events, "--format", "json");
  const told = JSON.parse(text) as {
    entries: { what: string }[];
    standing: { step: string; open: unknown[]; taken: { id: string; decided: { by: string }[] }[] };
  };
  // At the last event, ten minutes before the answer of the other is due.
  expect(code).toBe(0);
  expect(told.entries.map(({ what }) => what)).toEqual([
    "event",
    "event",
    "event",
    "open",
    "event",
    "void",
    "event",
    "taken",
    "event",
  ]);
  expect(told.standing).toMatchObject({ step: "hotline", open: [], taken: [{ id: "call" }] });
  expect(told.standing.taken[0]?.decided.map(({ by }) => by)).toEqual(["head-of-mission"]);
});

test("[CLI-060] the same events in YAML and in another order tell the same", async () => {
  const yaml = fileOf(
    "events.yaml",
    `truceline: escalation-events/1\nagreement: ukraine-2025\nevents:\n${[...lines]
      .reverse()
      .map((line) => `  - ${JSON.stringify(line)}`)
      .join("\n")}\n`,
  );
  expect(await run(ukraine, yaml)).toEqual(await run(ukraine, events));
});

test("[CLI-060] faults are told with their line, and what cannot be asked is refused", async () => {
  const bad = fileOf(
    "bad.ndjson",
    `${JSON.stringify(lines[0])}\n{"at":"2025-03-05T07:00Z","is":"finding","id":"F-2","article":"99"}\nno event\n`,
  );
  const faults = await faultsOf(ukraine, bad);
  expect(faults.map(({ code, line }) => [code, line])).toEqual([
    ["TL_AGR_REFERENCE", 2],
    ["TL_AGR_TYPE", 3],
  ]);
  expect((await faultsOf("scenarios/easter-2025"))[0]?.message).toContain("no escalation ladder");
  expect((await faultsOf(ukraine, "--at", "2025-03-05T11:00Z"))[0]?.message).toBe(
    "--at needs events",
  );
  expect((await faultsOf(ukraine, events, "--at", "soon"))[0]?.message).toContain("--at soon");
});
