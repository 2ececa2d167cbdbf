import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "@truceline/server";
import { openTestDatabase, type TestDatabase } from "@truceline/store-postgres/testing";
import { Command } from "commander";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quietTerminal } from "../testing/quiet-terminal.ts";
import { addDevice } from "../verbs/device.ts";
import { addPeople } from "../verbs/people.ts";

let database: TestDatabase;
let dataDir: string;
let databaseUrl: string;
beforeAll(async () => {
  database = await openTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), "truceline-people-"));
  const { user, password, host, port, database: name } = database.connection;
  const query = new URLSearchParams({ host: String(host), port: String(port) });
  databaseUrl = `postgres://${user}:${encodeURIComponent(password ?? "")}@/${name}?${query}`;
});
afterAll(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** One command line on this installation. */
async function run(...args: readonly string[]) {
  const terminal = quietTerminal(dataDir);
  const now = { ...terminal, nowMs: () => Date.now() };
  let code: number | undefined;
  const program = new Command("truceline").exitOverride();
  for (const add of [addPeople, addDevice])
    add(program, now, (result) => {
      code = result;
    });
  const where = args[0] === "people" ? ["--db", databaseUrl] : [];
  await program.parseAsync([...args, "--data", dataDir, ...where], { from: "user" });
  return { code, written: terminal.written.join("\n"), said: terminal.said.join("\n") };
}
const linkPattern = /^(http:\/\/\S+\/)#(password|set-up)=([\w-]{43})$/;

describe("truceline people", () => {
  test("[CLI-020] accounts are added, listed, given roles, shut and reset without a server", async () => {
    const added = await run("people", "add", "Anna Kovalenko", "--role", "analyst,observer");
    expect(added.written).toMatch(linkPattern);
    expect(added.said).toContain("works once");
    await run("people", "add", "Liaison A", "--role", "liaison", "--party", "a");
    await run("people", "set-roles", "anna kovalenko", "--role", "observer");
    await run("people", "disable", "Liaison A");
    const { written } = await run("people", "list");
    expect(written).toMatch(/^Anna Kovalenko +observer +has not chosen a password$/m);
    expect(written).toMatch(/^Liaison A +liaison of a +shut 20/m);
    const accounts = JSON.parse((await run("people", "list", "--json")).written).people;
    expect(accounts).toHaveLength(2);
    expect((await run("people", "reset", "Anna Kovalenko")).written).toMatch(linkPattern);
    await expect(run("people", "disable", "Nobody")).rejects.toMatchObject({
      code: "TL_CLI_USAGE",
    });
    await expect(run("people", "add", "X", "--role", "device")).rejects.toMatchObject({
      code: "TL_CLI_USAGE",
    });
  });

  test("[CLI-020] the same goes through the server that runs on the data folder, and leaves no token", async () => {
    const running = await startServer({
      agreementDir: fileURLToPath(
        new URL("../../../../fixtures/agreements/mid-ocean", import.meta.url),
      ),
      deploymentPath: undefined,
      exercise: undefined,
      replay: undefined,
      host: "127.0.0.1",
      port: 0,
      dataDir,
      databaseUrl,
      pageDir: undefined,
      logger: pino({ level: "silent" }),
    });
    try {
      const { written } = await run("people", "setup-link");
      const [, url, purpose, code] = linkPattern.exec(written) ?? [];
      expect([url, purpose]).toEqual([`${running.address}/`, "set-up"]);
      const post = (path: string, body: object) =>
        fetch(`${running.address}/api/v1/${path}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        });
      const password = "three quiet rivers";
      const used = await post("people/link/use", { code, name: "Chief", password });
      expect(used.status).toBe(204);
      expect((await post("session", { name: "chief", password })).status).toBe(204);
      expect((await run("people", "list")).written).toMatch(
        /^Chief +administrator +last signed in/m,
      );
      await expect(run("people", "disable", "Chief")).rejects.toMatchObject({
        code: "TL_CLI_SERVER_REFUSED",
      });
      const { tokens } = JSON.parse(readFileSync(join(dataDir, "tokens.json"), "utf8"));
      expect(tokens).toEqual([]);
      await running.host.people.audit.flush(true);
      const entries = await running.host.people.store.listAudit({
        person: "command line",
        limit: 50,
      });
      expect(entries.map(({ route }) => route)).toEqual(
        expect.arrayContaining(["people add", "/api/v1/people/setup-link"]),
      );

      const enrol = await run("device", "enrol", "camera-1");
      const enrolled = await post("devices/enrol", { code: enrol.written });
      const { token } = (await enrolled.json()) as { token: string };
      const rotate = () =>
        fetch(`${running.address}/api/v1/devices/rotate`, {
          method: "POST",
          headers: { authorization: `Bearer ${token}` },
        });
      expect((await rotate()).status).toBe(201);
      expect((await run("device", "list")).written).toMatch(/camera-1 +device +.*replaced, valid/);
      expect((await run("device", "rotate", "camera-1")).written).toMatch(/^tl_/);
      expect((await run("device", "revoke", "camera-1")).code).toBe(0);
      expect((await rotate()).status).toBe(401);
      expect((await post("devices/enrol", { code: enrol.written })).status).toBe(410);
    } finally {
      await running.stop();
    }
  });
});
