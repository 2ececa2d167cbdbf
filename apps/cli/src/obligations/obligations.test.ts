import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SiteVisit, siteVisitRecord } from "@truceline/model";
import { Command } from "commander";
import { expect, test } from "vitest";
import { quietTerminal } from "../testing/quiet-terminal.ts";
import { addObligations } from "../verbs/obligations.ts";

const root = new URL("../../../../", import.meta.url).pathname;
const ukraine = "scenarios/ukraine-2025";
const folder = mkdtempSync(join(tmpdir(), "truceline-obligations-"));

/** Runs the verb in this process; throws what it throws. */
async function run(...args: readonly string[]) {
  const terminal = quietTerminal(root);
  let code = -1;
  const program = new Command("truceline").exitOverride();
  addObligations(program, terminal, (result) => {
    code = result;
  });
  await program.parseAsync(["obligations", ...args], { from: "user" });
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

const visit = (version: number, change: Partial<SiteVisit>): SiteVisit =>
  siteVisitRecord.parse({
    schema: "site-visit/1",
    id: "018f0000-0000-7000-8000-00000000000a",
    origin: "observed",
    recordedAtMs: Date.UTC(2025, 2, 20),
    version,
    by: "officer",
    place: { siteId: "zaporizhzhia-npp" },
    purpose: "Survey of the seven pillars",
    state: "requested",
    requestedAtMs: Date.UTC(2025, 2, 10),
    checklist: [],
    ...change,
  });

test("[CLI-061] obligations by date, money by year with both ends, contributions with caps and caveats", async () => {
  const { code, text } = await run(ukraine);
  expect(code).toBe(0);
  expect(text.indexOf("prisoner-lists")).toBeLessThan(text.indexOf("alliance-stay-out"));
  expect(text).toContain("Critical path: prisoner-lists, then prisoners");
  expect(text).toContain("  2024  3,000,000,000 GBP: funding-2024");
  expect(text).toContain("  2025  4,500,000,000 to 6,000,000,000 GBP: funding-2025");
  expect(text).toContain("caveat: With a backstop of the United States.");
  expect(text).toContain(
    "Together in persons: 0 at least, 30,000 to 55,000 at most (3, 3 of them under conditions; claimed)",
  );
  // Nothing was entered, so nothing is said of whether it was kept.
  expect(text).not.toMatch(/\b(late by|due|met|disputed) /);
});

test("[CLI-061] a visit that is done is evidence of the survey, in its newest version only", async () => {
  const done = { fromMs: Date.UTC(2025, 2, 19, 8), toMs: Date.UTC(2025, 2, 19, 16) };
  const lines = [visit(1, {}), visit(2, { state: "done", done })];
  const visits = fileOf("visits.ndjson", lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  const { text } = await run(ukraine, "--visits", visits, "--format", "json");
  const told = JSON.parse(text) as {
    fromVisits: unknown;
    obligations: { id: string; status: { state: string; lacks: string[] } }[];
  };
  expect(told.fromVisits).toEqual([
    {
      obligation: "survey-zaporizhzhia",
      atMs: done.toMs,
      is: "evidence",
      item: "site-visit-report",
    },
  ]);
  const stateOf = (id: string) => told.obligations.find((one) => one.id === id)?.status;
  expect(stateOf("survey-zaporizhzhia")?.state).toBe("met");
  expect(stateOf("survey-rivne")?.state).not.toBe("met");
  expect(stateOf("maintenance-zaporizhzhia")?.lacks).toEqual([
    "maintenance-record",
    "site-visit-report",
  ]);
});

test("[CLI-061] what was entered tells states; something late or disputed is exit 1", async () => {
  const events = fileOf(
    "entered.yaml",
    `truceline: obligation-events/1
agreement: ukraine-2025
events:
  - { obligation: prisoner-lists, at: 2025-03-05, is: evidence, item: list-of-a }
  - { obligation: funding-2024, at: 2025-01-10, is: evidence, item: accounts-2024 }
  - { obligation: washington-visit, at: 2025-03-01, is: dispute, by: us }
`,
  );
  const { code, text } = await run(ukraine, "--events", events, "--at", "2025-03-20T00:00+02:00");
  expect(code).toBe(1);
  expect(text).toMatch(/late by 12 days \[lacks list-of-b\]\s+prisoner-lists/);
  expect(text).toMatch(/met, late by 9 days\s+funding-2024/);
  expect(text).toMatch(/disputed \[lacks joint-statement\]\s+washington-visit/);
});

test("[CLI-061] a broken file is refused with each line, and --at needs something that was entered", async () => {
  const good = JSON.stringify(visit(1, {}));
  const bad = fileOf("bad.ndjson", `${good}\n{"schema":"site-visit/1"}\nnothing\n`);
  const faults = await faultsOf(ukraine, "--visits", bad);
  expect(new Set(faults.map(({ line }) => line))).toEqual(new Set([2, 3]));
  expect(faults.find(({ line }) => line === 3)?.message).toBe("The line is not JSON.");
  expect((await faultsOf(ukraine, "--at", "2025-03-20T00:00Z"))[0]?.message).toContain(
    "--at needs",
  );
});
