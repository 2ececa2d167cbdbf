import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { expect, test } from "vitest";
import { quietTerminal } from "../testing/quiet-terminal.ts";
import { addDecide } from "../verbs/decide.ts";
import { addDescribe } from "../verbs/describe.ts";

const root = new URL("../../../../", import.meta.url).pathname;
const ukraine = "scenarios/ukraine-2025";

/** Runs one verb in this process; throws what the verb throws. */
async function run(args: readonly string[]) {
  const terminal = quietTerminal(root);
  let code = -1;
  const program = new Command("truceline").exitOverride();
  for (const add of [addDecide, addDescribe]) {
    add(program, terminal, (result) => {
      code = result;
    });
  }
  await program.parseAsync([...args], { from: "user" });
  return { code, text: terminal.written.join("\n") };
}
const faultsOf = async (args: readonly string[]) => {
  const thrown = await run(args).then(
    () => undefined,
    (error: { faults?: readonly unknown[] }) => error,
  );
  return thrown?.faults ?? [];
};

test("[CLI-024] one veto stops what fourteen want, and is the one that is missing", async () => {
  const args = [
    "decide",
    ukraine,
    "D-UNSC",
    "--votes",
    "russia=no,others=yes",
    "--power",
    "--json",
  ];
  const { code, text } = await run(args);
  const decision = JSON.parse(text) as Record<string, unknown>;
  expect(code).toBe(1);
  expect(decision).toMatchObject({
    rule: "D-UNSC",
    outcome: "rejected",
    tally: { yes: 14, no: 1, abstain: 0, absent: 0 },
    pivotal: ["russia"],
    vetoedBy: ["russia"],
    missing: ["russia"],
  });
  const power = decision["power"] as { id: string; shapleyShubik: { text: string } }[];
  expect(power.map(({ shapleyShubik }) => shapleyShubik.text).slice(4, 6)).toEqual([
    "421/2145",
    "4/2145",
  ]);
});

test("[CLI-024] the vote of 24 February 2025 passes at two thirds of those present and voting", async () => {
  const votes = "yes=93,no=18,abstain=65,absent=17";
  const { code, text } = await run(["decide", ukraine, "D-UNGA-I", "--votes", votes]);
  expect(code).toBe(0);
  expect(text).toContain("Adopted: yes 93, no 18, abstaining 65, absent 17. Yes share 83.8 %.");
});

test.each([
  ["an unknown rule", "D-UNSG", "others=yes", ["`D-UNSG`"]],
  ["a member that is none", "D-UNSC", "italy=no,others=yes", ["`italy`"]],
  ["a ballot that is none", "D-UNSC", "us=perhaps", ["`us=perhaps`"]],
  ["two votes of one", "D-UNSC", "us=yes,us=no", ["`us` votes twice"]],
  ["counts where it matters who", "D-UNSC", "yes=9", ["counts do not say who"]],
  ["more votes than members", "D-OSCE", "yes=57,no=1", ["58 votes of 57 members"]],
  ["no votes", "D-OSCE", ",", ["no votes are given"]],
  ["several faults at once", "D-UNSC", "italy=no,us=perhaps", ["`italy`", "`us=perhaps`"]],
])("[CLI-024] %s is refused, every fault at once", async (_title, rule, votes, expected) => {
  const faults = (await faultsOf(["decide", ukraine, rule, "--votes", votes])) as {
    code: string;
    message: string;
  }[];
  expect(faults).toHaveLength(expected.length);
  for (const [index, part] of expected.entries()) {
    expect(faults[index]?.code).toBe("TL_CLI_USAGE");
    expect(faults[index]?.message).toContain(part);
  }
});

test("[CLI-025] describe tells obligations by date, and states only of what was entered", async () => {
  const plain = JSON.parse((await run(["describe", ukraine, "--json"])).text) as {
    obligations: { id: string; dueMs: number | null; status: unknown }[];
    criticalPath: string[];
    commonGround: { term: string; excluding: string[] }[];
  };
  const dues = plain.obligations.map(({ dueMs }) => dueMs ?? Number.POSITIVE_INFINITY);
  expect(dues).toEqual([...dues].sort((a, b) => (a === b ? 0 : a - b)));
  expect(plain.obligations.every(({ status }) => status === null)).toBe(true);
  expect(plain.criticalPath).toEqual(["prisoner-lists", "prisoners"]);
  expect(plain.commonGround.find(({ term }) => term === "force-size")?.excluding).toEqual([
    "Q8",
    "Q10",
  ]);

  const file = join(mkdtempSync(join(tmpdir(), "truceline-")), "entered.yaml");
  writeFileSync(
    file,
    "truceline: obligation-events/1\nagreement: ukraine-2025\nevents:\n" +
      "  - { obligation: prisoner-lists, at: 2025-03-05, is: evidence, item: list-of-a }\n" +
      "  - { obligation: prisoner-lists, at: 2025-03-10, is: evidence, item: list-of-b }\n",
  );
  const args = ["describe", ukraine, "--entered", file, "--at", "2025-03-20T00:00Z"];
  const { text } = await run(args);
  expect(text).toContain("2025-03-08  met, late by 2 days  prisoner-lists");
  // Thirty days from when the lists were there, not from when they were due.
  expect(text).toContain("2025-04-09  due [lacks lists-ticked-off");
  writeFileSync(file, "truceline: obligation-events/1\nagreement: ukraine-2025\nevents: [{}]\n");
  expect(await faultsOf(args)).toMatchObject([
    { file, line: 3, column: 10, code: "TL_AGR_KEY_MISSING" },
    { code: "TL_AGR_KEY_MISSING" },
    { code: "TL_AGR_KEY_MISSING" },
    { code: "TL_AGR_KEY_MISSING" },
  ]);
  expect(await faultsOf(["describe", ukraine, "--at", "2025-03-20T00:00Z"])).toHaveLength(1);
});
