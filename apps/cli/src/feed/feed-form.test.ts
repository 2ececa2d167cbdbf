import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { patrolForm, readForm } from "@truceline/interop";
import { Command } from "commander";
import { afterAll, expect, test } from "vitest";
import { quietTerminal } from "../testing/quiet-terminal.ts";
import { addFeed } from "../verbs/feed.ts";

const folder = mkdtempSync(join(tmpdir(), "truceline-feed-form-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: readonly string[]): Promise<number | undefined> {
  let code: number | undefined;
  const program = new Command("truceline").exitOverride();
  addFeed(program, quietTerminal(folder), (result) => {
    code = result;
  });
  await program.parseAsync(["feed", ...args], { from: "user" });
  return code;
}

test("[CLI-076] the patrol form is written as the form that the feed reads, over no other file", async () => {
  expect(await run("form", "patrol.xlsx")).toBe(0);
  const bytes = readFileSync(join(folder, "patrol.xlsx"));
  expect(readForm(bytes, { name: "patrol.xlsx" })).toEqual({ form: patrolForm, faults: [] });
  await expect(run("form", "patrol.xlsx")).rejects.toMatchObject({ code: "TL_CLI_EXISTS" });
  expect(readFileSync(join(folder, "patrol.xlsx"))).toEqual(bytes);
});
