import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { agreementTemplateNames } from "@truceline/agreement";
import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { quietTerminal } from "../testing/quiet-terminal.ts";
import { addAgreement } from "../verbs/agreement.ts";
import { addCheck } from "../verbs/check.ts";

const emptyDir = () => mkdtempSync(join(tmpdir(), "cli-agreement-"));

/** Runs one verb in this process; throws what the verb throws. */
async function run(dir: string, ...args: readonly string[]) {
  const terminal = quietTerminal(dir);
  let code = -1;
  const program = new Command("truceline").exitOverride();
  for (const add of [addAgreement, addCheck]) {
    add(program, terminal, (result) => {
      code = result;
    });
  }
  await program.parseAsync([...args], { from: "user" });
  return { code, out: terminal.written.join("\n"), said: terminal.said.join("\n") };
}
const codeThrown = async (...args: Parameters<typeof run>) =>
  run(...args).then(
    () => undefined,
    (error: { code?: string }) => error.code,
  );

describe("[CLI-030] agreement new", () => {
  test.each(agreementTemplateNames)(
    "%s: what it writes passes check without a warning",
    async (name) => {
      const dir = emptyDir();
      const { code, out } = await run(dir, "agreement", "new", "my-truce", "--template", name);
      expect(code).toBe(0);
      for (const path of out.split("\n")) expect(existsSync(join(dir, path))).toBe(true);
      expect(out).toContain("my-truce/agreement.yaml");
      const told = await run(dir, "check", "my-truce");
      expect([0, 1]).toContain(told.code);
      expect(told.out).not.toContain("warning");
      expect((await run(dir, "agreement", "fmt", "my-truce", "--check")).code).toBe(0);
    },
  );

  test("a folder with something in it is left as it is", async () => {
    const dir = emptyDir();
    mkdirSync(join(dir, "truce"));
    writeFileSync(join(dir, "truce/notes.txt"), "mine");
    expect(await codeThrown(dir, "agreement", "new", "truce")).toBe("TL_CLI_EXISTS");
    expect(readdirSync(join(dir, "truce"))).toEqual(["notes.txt"]);
    writeFileSync(join(dir, "file"), "mine");
    expect(await codeThrown(dir, "agreement", "new", "x", "--dir", "file")).toBe("TL_CLI_EXISTS");
    expect(readFileSync(join(dir, "file"), "utf8")).toBe("mine");
  });

  test("an empty folder named with --dir is filled", async () => {
    const dir = emptyDir();
    expect((await run(dir, "agreement", "new", "truce", "--dir", ".")).code).toBe(0);
    expect(readdirSync(dir)).toContain("agreement.yaml");
  });

  test.each([
    ["../truce", "ceasefire-line"],
    ["a b", "ceasefire-line"],
    ["truce", "peace"],
  ])("the id %s with the template %s is refused", async (id, template) => {
    const dir = emptyDir();
    expect(await codeThrown(dir, "agreement", "new", id, "--template", template)).toBe(
      "TL_CLI_USAGE",
    );
    expect(readdirSync(dir)).toEqual([]);
  });
});

describe("[CLI-031] agreement fmt", () => {
  const untidy = "# top\na:   [ 1,2 ] # one\n";
  const tidy = "# top\na: [1, 2] # one\n";

  test("writes in place and names what it changed; with --check it only names", async () => {
    const dir = emptyDir();
    writeFileSync(join(dir, "x.yaml"), untidy);
    writeFileSync(join(dir, "y.yaml"), tidy);
    const checked = await run(dir, "agreement", "fmt", "--check", "x.yaml", "y.yaml");
    expect(checked).toMatchObject({ code: 1, out: "x.yaml" });
    expect(readFileSync(join(dir, "x.yaml"), "utf8")).toBe(untidy);
    const done = await run(dir, "agreement", "fmt", "x.yaml", "y.yaml");
    expect(done).toMatchObject({ code: 0, out: "x.yaml" });
    expect(readFileSync(join(dir, "x.yaml"), "utf8")).toBe(tidy);
    expect(await run(dir, "agreement", "fmt", "--check", "x.yaml")).toMatchObject({
      code: 0,
      out: "",
    });
    expect(readdirSync(dir).sort()).toEqual(["x.yaml", "y.yaml"]);
  });

  test("a broken file is told and left; the others are laid out", async () => {
    const dir = emptyDir();
    writeFileSync(join(dir, "bad.yaml"), "a: [1\nb: 2\n");
    writeFileSync(join(dir, "x.yaml"), untidy);
    const { code, out, said } = await run(dir, "agreement", "fmt", "bad.yaml", "x.yaml");
    expect(code).toBe(3);
    expect(out).toBe("x.yaml");
    expect(said).toMatch(/bad\.yaml:1:\d+: TL_AGR_SYNTAX/);
    expect(readFileSync(join(dir, "bad.yaml"), "utf8")).toBe("a: [1\nb: 2\n");
  });

  test("rights of the file stay, and a link stays a link", async () => {
    const dir = emptyDir();
    writeFileSync(join(dir, "x.yaml"), untidy, { mode: 0o640 });
    symlinkSync("x.yaml", join(dir, "link.yaml"));
    expect((await run(dir, "agreement", "fmt", "link.yaml")).code).toBe(0);
    expect(readFileSync(join(dir, "x.yaml"), "utf8")).toBe(tidy);
    expect(statSync(join(dir, "x.yaml")).mode & 0o777).toBe(0o640);
  });

  test.each([
    ["no.yaml", "TL_CLI_FILE"],
    ["x.json", "TL_CLI_USAGE"],
  ])("%s is refused", async (file, code) => {
    expect(await codeThrown(emptyDir(), "agreement", "fmt", file)).toBe(code);
  });
});

test("[CLI-032] agreement schema prints the published schemas", async () => {
  const published = (name: string): unknown =>
    JSON.parse(
      readFileSync(new URL(`../../../../docs/reference/${name}`, import.meta.url), "utf8"),
    );
  const dir = emptyDir();
  expect(JSON.parse((await run(dir, "agreement", "schema")).out)).toEqual(
    published("agreement.schema.json"),
  );
  expect(JSON.parse((await run(dir, "agreement", "schema", "--annex")).out)).toEqual(
    published("annex.schema.json"),
  );
});
