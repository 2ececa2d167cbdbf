import { readFileSync } from "node:fs";
import { Command } from "commander";
import { expect, test } from "vitest";
import { quietTerminal } from "../testing/quiet-terminal.ts";
import { addCheck } from "../verbs/check.ts";

const root = new URL("../../../../", import.meta.url).pathname;
const ocean = "fixtures/agreements/mid-ocean";
const faulty = "fixtures/agreements/faulty";

function run(...args: readonly string[]) {
  const terminal = quietTerminal(root);
  let code = -1;
  const program = new Command("truceline").exitOverride();
  addCheck(program, terminal, (result) => {
    code = result;
  });
  program.parse(["check", ...args], { from: "user" });
  return { code, lines: terminal.written, said: terminal.said.join("\n") };
}

test.each([
  ["remarks", [ocean], 1],
  ["faults", [`${faulty}/several-faults.yaml`], 3],
  ["changes", [`${faulty}/remark-gap-time.yaml`, "--against", `${faulty}/sound.yaml`], 1],
])(
  "[CLI-037] %s as SARIF: one log on one line, each result at a place",
  (_title, args, expected) => {
    const { code, lines } = run(...args, "--format", "sarif");
    expect(code).toBe(expected);
    expect(lines).toHaveLength(1);
    const { results } = JSON.parse(lines[0] ?? "").runs[0];
    expect(results.length).toBeGreaterThan(0);
    for (const { level, locations } of results) {
      if (expected === 3) expect(level).toBe("error");
      expect(locations[0].physicalLocation.region.startLine).toBeGreaterThan(0);
    }
  },
);

test("[CLI-037] text, JSON and SARIF tell the same remarks", () => {
  const text = run(ocean).lines.filter((line) => !line.startsWith("    "));
  const json = JSON.parse(run(ocean, "--format", "json").lines[0] ?? "");
  expect(JSON.parse(run(ocean, "--json").lines[0] ?? "")).toEqual(json);
  const sarif = JSON.parse(run(ocean, "--format", "sarif").lines[0] ?? "");
  const codes = json.remarks.map(({ code }: { code: string }) => code);
  expect(sarif.runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(codes);
  expect(text.map((line) => / (TL_\w+) /.exec(line)?.[1])).toEqual(codes);
});

test("[CLI-038] a comparison tells each change with the event that shows it", () => {
  const args = [`${faulty}/remark-gap-time.yaml`, "--against", `${faulty}/sound.yaml`];
  const { code, lines, said } = run(...args);
  expect(code).toBe(1);
  const changes = lines.filter((line) => /TL_AGR_REMARK_(NOW|SHORTER)/.test(line));
  expect(changes.length).toBeGreaterThan(1);
  expect(said).toContain("changes of meaning");
  const same = run(`${faulty}/sound.yaml`, "--against", `${faulty}/sound.yaml`, "--json");
  expect(JSON.parse(same.lines[0] ?? "").changes).toEqual([]);
  // An old version with faults is refused, each told with its own file.
  const refused = run(`${faulty}/sound.yaml`, "--against", `${faulty}/bad-date.yaml`);
  expect(refused.code).toBe(3);
  expect(refused.lines.join("\n")).toContain("bad-date.yaml:");
});

test("[CLI-038] with a deployment, what it cannot observe stands at its article", () => {
  const { lines } = run(ocean, "--deployment", `${ocean}/deployment.yaml`, "--json");
  const { remarks } = JSON.parse(lines[0] ?? "");
  const reached = remarks.filter(({ code }: { code: string }) => code.endsWith("_UNREACHED"));
  expect(reached.length).toBeGreaterThan(0);
  const text = readFileSync(`${root}${ocean}/agreement.yaml`, "utf8").split("\n");
  for (const { line, witness } of reached) {
    const before = text.slice(0, line).reverse();
    const id = before.find((each) => /^ {2}- id: /.test(each));
    expect(id).toBe(`  - id: "${witness.article}"`);
  }
});
