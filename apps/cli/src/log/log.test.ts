import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { LogEntry, Observation } from "@truceline/model";
import { type RunningServer, startServer, TokenBook } from "@truceline/server";
import { openTestDatabase, type TestDatabase } from "@truceline/store-postgres/testing";
import { Command } from "commander";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { quietTerminal } from "../testing/quiet-terminal.ts";
import { addLog } from "../verbs/log.ts";

const agreement = fileURLToPath(
  new URL("../../../../fixtures/agreements/mid-ocean", import.meta.url),
);
let database: TestDatabase;
let databaseUrl: string;
let serverDir: string;
let clientDir: string;
let running: RunningServer;
let token: string;

async function start(port: number): Promise<RunningServer> {
  return startServer({
    agreementDir: agreement,
    deploymentPath: undefined,
    exercise: undefined,
    replay: undefined,
    host: "127.0.0.1",
    port,
    dataDir: serverDir,
    databaseUrl,
    pageDir: undefined,
    logger: pino({ level: "silent" }),
  });
}

beforeAll(async () => {
  database = await openTestDatabase();
  serverDir = mkdtempSync(join(tmpdir(), "truceline-log-server-"));
  const { user, password, host, port, database: name } = database.connection;
  const query = new URLSearchParams({ host: String(host), port: String(port) });
  databaseUrl = `postgres://${user}:${encodeURIComponent(password ?? "")}@/${name}?${query}`;
  token = new TokenBook(join(serverDir, "tokens.json")).add("Observer 21", "observer", Date.now());
  running = await start(0);
});
afterAll(async () => {
  await running.stop();
  await database.close();
  rmSync(serverDir, { recursive: true, force: true });
});
beforeEach(() => {
  clientDir = mkdtempSync(join(tmpdir(), "truceline-log-"));
  return () => rmSync(clientDir, { recursive: true, force: true });
});

const port = () => Number(new URL(running.address).port);

/** One command line; `typed` is its standard input. */
async function log(typed: string, ...args: readonly string[]) {
  const terminal = quietTerminal(clientDir);
  const now = {
    ...terminal,
    nowMs: () => Date.now(),
    environment: { TRUCELINE_TOKEN: token, TRUCELINE_DATA: clientDir },
  };
  let code: number | undefined;
  const program = new Command("truceline").exitOverride();
  const screen = new Writable({ write: (_chunk, _encoding, done) => done() });
  addLog(
    program,
    now,
    (result) => {
      code = result;
    },
    { input: Readable.from([typed]), screen },
  );
  for (const command of program.commands)
    command.exitOverride().configureOutput({ writeErr: () => {} });
  const where = args.includes("--data") ? [] : ["--server", running.address];
  const given = ["log", agreement, "--observer", "Observer 21", ...where, ...args];
  await program.parseAsync(given, { from: "user" });
  return { code, written: terminal.written, said: terminal.said };
}

async function asked<Item>(path: string): Promise<Item[]> {
  const response = await fetch(`${running.address}/api/v1/${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return ((await response.json()) as { items: Item[] }).items;
}
const entriesAt = async (post: string) =>
  (await asked<LogEntry>(`log-entries?limit=500&subject=${encodeURIComponent(post)}`)).toSorted(
    (a, b) => (a.id < b.id ? -1 : 1),
  );
const outboxOf = (dir: string) =>
  JSON.parse(readFileSync(join(dir, "log-outbox", "mid-ocean.json"), "utf8"));

// First: its lines are numbered from 1.
describe("the prompt", () => {
  test("[CLI-023] lines are kept, mended, submitted, superseded with a reason, withdrawn", async () => {
    const typed = [
      "yest 2140-2155 heard 9 expl undet 3-5 NNE",
      "2200 heard 3 expl HGM 2",
      "/nothing 0000-0530",
      "/history",
      "/edit 2",
      "0000-0500 nothing",
      "yest 2300 herad 1 shot",
      "/keep",
      "/keep",
      "/edit 3",
      "yest 2300 heard 1 shot",
      "/submit",
      "/supersede 1 wrong number",
      "yest 2140-2155 heard 8 expl undet 3-5 NNE",
      "/submit",
      "/withdraw 2 was asleep",
      "/history",
      "/edit 1",
      "/supersede 99",
      "/frob",
      "/quit",
    ].join("\n");
    const { code, written, said } = await log(typed, "--post", "Prompt");
    expect(code).toBe(0);
    expect(written.some((line) => /nine undetermined explosions/.test(line))).toBe(true);
    expect(
      written.some((line) => /^ {4}Prompt \| 3\sto\s5\skm\sNNE \| Heard \| 9 \|/.test(line)),
    ).toBe(true);
    expect(said).toContainEqual(expect.stringMatching(/^ +\^\^\^ TL_LOG_WORD_UNKNOWN "HGM"/));
    expect(said).toContainEqual(expect.stringContaining("only a draft changes freely"));
    expect(said).toContainEqual(expect.stringContaining("/frob is no command"));
    const entries = await entriesAt("Prompt");
    expect(entries.map(({ state, line, reason }) => [state, line, reason])).toEqual([
      ["superseded", "yest 2140-2155 heard 9 expl undet 3-5 NNE", undefined],
      ["withdrawn", "0000-0500 nothing", "was asleep"],
      ["submitted", "yest 2300 heard 1 shot", undefined],
      ["submitted", "yest 2140-2155 heard 8 expl undet 3-5 NNE", "wrong number"],
    ]);
    expect(said).toContainEqual(expect.stringContaining("every line was read whole"));
    const history = written.filter((line) => /^ +\d+ /.test(line)).slice(-entries.length);
    expect(history[0]).toMatch(/superseded by \d+ {2}yest 2140/);
  });

  test("[CLI-023] Tab takes the suggestion, or the word that is begun", async () => {
    const { tabWord } = await import("./log-prompt.ts");
    const { readLine } = await import("@truceline/log");
    const context = {
      language: "en",
      timezone: "Etc/UTC",
      dayLocal: "2026-03-09",
      nowMs: Date.UTC(2026, 2, 10),
      post: { observer: { kind: "person" } },
      means: ["heard"],
    } as const;
    const session = {
      context: () => context,
      read: (line: string) => readLine(line, context as never),
    } as never;
    expect(tabWord("2140 heard 9 expl HGM", session)).toEqual([["HMG "], "HGM"]);
    // Also where more was typed behind it.
    expect(tabWord("2140 heard 9 expl HGM 1-2 E", session)).toEqual([
      ["2140 heard 9 expl HMG 1-2 E"],
      "2140 heard 9 expl HGM 1-2 E",
    ]);
    expect(tabWord("2140 heard 9 exp", session)).toEqual([["expl "], "exp"]);
    expect(tabWord("2140 heard 9 expl NN", session)).toEqual([["NNE "], "NN"]);
  });
});

describe("truceline log --stdin", () => {
  test("[CLI-021] each line gets its answer; what is wrong stops no other, and the exit code says so", async () => {
    const lines =
      "yest 2140-2155 heard 9 expl undet 3-5 NNE, >=4 bursts HMG 1-2 E\nyest 2200 heard 3 expl HGM 2 S\n\nyest 0000-0530 nothing\n";
    const { code, written, said } = await log(lines, "--post", "Birch", "--stdin", "--submit");
    expect(code).toBe(3);
    expect(written[0]).toMatch(
      /^1: submitted as \d+ {2}Between 21:40 and 21:55 on .* nine undetermined explosions/,
    );
    expect(written[1]).toMatch(/^2:24: TL_LOG_WORD_UNKNOWN "HGM", word 6: .*Did you mean HMG\?$/);
    expect(written[2]).toMatch(/^4: submitted as \d+ /);
    expect(said.at(-1)).toBe("3 lines: 2 submitted, 0 kept as drafts, 0 wait here, 1 refused.");

    const entries = await entriesAt("Birch");
    expect(entries.map(({ state, by, line }) => [state, by, line.slice(0, 9)])).toEqual([
      ["submitted", "Observer 21", "yest 2140"],
      ["submitted", "Observer 21", "yest 0000"],
    ]);
    const observations = await asked<Observation>("observations?source=log%2FBirch&limit=100");
    expect(observations.map(({ kind, count }) => [kind, count.min]).sort()).toEqual([
      ["burst", 4],
      ["explosion", 9],
      ["nothing", 0],
    ]);
    expect(outboxOf(clientDir).unsent).toEqual([]);
  });

  test("[CLI-021] answers as JSON, drafts unless they are to be submitted, and in another language", async () => {
    const { code, written } = await log(
      "вчора 2140 чув 3 вибухи 2-4 ПнСх\n",
      "--post",
      "Elm",
      "--stdin",
      "--json",
      "--language",
      "uk",
    );
    expect(code).toBe(0);
    expect(written).toHaveLength(1);
    const answer = JSON.parse(written[0] ?? "");
    expect(answer).toMatchObject({
      waitingCount: 0,
      lines: [{ line: 1, status: "kept", no: expect.any(Number) }],
    });
    expect(answer.lines[0].sentence).toContain("вибух");
    expect(await entriesAt("Elm")).toMatchObject([{ state: "draft", language: "uk" }]);
  });

  test("[CLI-021] a table in the mission's columns is kept row by row", async () => {
    const table = [
      "SMM position\tEvent location\tMeans\tNo.\tObservation\tDescription\tWeapon\tDate, time",
      "OP Table\t3-5 km NNE\tHeard\t9\tExplosion\tUndetermined\tN/K\t1-Feb-2026, 21:40 to 21:55",
      "OP Table\t3-5 km NNE\tHerad\t9\tExplosion\tUndetermined\tN/K\t1-Feb-2026, 21:40",
    ].join("\n");
    const { code, written } = await log(table, "--post", "OP Table", "--stdin", "--table");
    expect(code).toBe(3);
    expect(written[0]).toMatch(/^2: kept as \d+ {2}Between 21:40 and 21:55 on 1 February 2026/);
    expect(written[1]).toMatch(/^3:means: TL_LOG_WORD_UNKNOWN "Herad": .*Did you mean heard\?$/);
    expect(await entriesAt("OP Table")).toMatchObject([
      { line: "", observations: [{ kind: "explosion" }] },
    ]);
  });

  test("[CLI-021] what steers a terminal is made visible, never written to it", async () => {
    const { written } = await log(
      'yest 2140 heard 1 expl "\u001b[2J\u202e"\n',
      "--post",
      "Steer",
      "--stdin",
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the very characters that must not come.
    expect(written.join("\n")).not.toMatch(/[\u001b\u202e]/);
    expect(written[0]).toContain("TL_LOG_CHARACTER");
  });
});

describe("when the link is away", () => {
  test("[CLI-022] lines stay in a file that only their writer reads, and go out with the next command", async () => {
    await log("yest 2140 heard 1 shot\n", "--post", "Cut", "--stdin");
    const address = running.address;
    const at = port();
    await running.stop();
    const away = await log(
      "yest 2150 heard 2 shots\nyest 2155 heard 3 shots\n",
      "--post",
      "Cut",
      "--stdin",
      "--submit",
      "--server",
      address,
    );
    expect(away.code).toBe(4);
    expect(away.written).toEqual([
      expect.stringMatching(/^1: waits as \d+ /),
      expect.stringMatching(/^2: waits as \d+ /),
    ]);
    expect(outboxOf(clientDir)).toMatchObject({
      origin: "observed",
      unsent: [{ toSubmit: true }, { toSubmit: true }],
    });
    expect(statSync(join(clientDir, "log-outbox", "mid-ocean.json")).mode & 0o077).toBe(0);

    running = await start(at);
    const back = await log("", "--post", "Cut", "--stdin");
    expect(back.code).toBe(0);
    expect(back.said.filter((line) => line.startsWith("sent what waited"))).toHaveLength(2);
    expect((await entriesAt("Cut")).map(({ state }) => state)).toEqual([
      "draft",
      "submitted",
      "submitted",
    ]);
    expect(outboxOf(clientDir).unsent).toEqual([]);
  });

  test("[CLI-022] a room that never answered takes no line: nobody knows whether it is an exercise", async () => {
    const nobody = "http://127.0.0.1:9";
    await expect(
      log("2140 1 shot\n", "--post", "X", "--stdin", "--server", nobody),
    ).rejects.toMatchObject({
      code: "TL_CLI_LOG_AWAY",
      fault: "absent",
    });
  });

  test("[CLI-022] a broken file of waiting lines is named and not overwritten", async () => {
    await log("yest 2140 heard 1 shot\n", "--post", "Broken", "--stdin");
    const path = join(clientDir, "log-outbox", "mid-ocean.json");
    writeFileSync(path, "{ half");
    await expect(
      log("yest 2150 heard 1 shot\n", "--post", "Broken", "--stdin"),
    ).rejects.toMatchObject({
      code: "TL_CLI_LOG_OUTBOX",
    });
    expect(readFileSync(path, "utf8")).toBe("{ half");
  });
});

describe("where it goes", () => {
  test("[CLI-021] a room of another agreement is refused before a line is read", async () => {
    const other = fileURLToPath(new URL("../../../../scenarios/minsk-2015", import.meta.url));
    const terminal = quietTerminal(clientDir);
    const program = new Command("truceline").exitOverride();
    addLog(
      program,
      { ...terminal, environment: { TRUCELINE_TOKEN: token, TRUCELINE_DATA: clientDir } },
      () => {},
      {
        input: Readable.from(["2140 1 shot\n"]),
        screen: new PassThrough(),
      },
    );
    const args = ["log", other, "--post", "X", "--stdin", "--server", running.address];
    await expect(program.parseAsync(args, { from: "user" })).rejects.toMatchObject({
      code: "TL_CLI_LOG_ROOM",
    });
  });

  test("[CLI-021] with the data folder alone the server that runs on it is used, and no token stays", async () => {
    const before = readFileSync(join(serverDir, "tokens.json"), "utf8");
    const { code } = await log(
      "yest 2140 heard 1 shot\n",
      "--post",
      "Folder",
      "--stdin",
      "--data",
      serverDir,
    );
    expect(code).toBe(0);
    expect(await entriesAt("Folder")).toMatchObject([{ state: "draft", by: "Observer 21" }]);
    const names = (text: string) =>
      JSON.parse(text).tokens.map(({ name }: { name: string }) => name);
    expect(names(readFileSync(join(serverDir, "tokens.json"), "utf8"))).toEqual(names(before));
  });

  test("[CLI-021] what is asked wrongly is wrong usage", async () => {
    await expect(log("", "--post", "X", "--submit")).rejects.toMatchObject({
      code: "TL_CLI_USAGE",
    });
    await expect(log("", "--post", "X", "--language", "de")).rejects.toMatchObject({
      code: "TL_CLI_USAGE",
    });
    await expect(log("", "--post", " ", "--stdin")).rejects.toMatchObject({ code: "TL_CLI_USAGE" });
  });
});
