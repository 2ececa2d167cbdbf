// Above 400 lines: all that happens to a data folder from outside, in one table of real starts.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { type EmbeddedPostgres, openEmbeddedPostgres } from "./open-embedded-postgres.ts";
import type { ConnectionConfig } from "./postmaster.ts";
import { isAlive, postgresProcessesIn, waitUntil } from "./processes.ts";

// Some tests start three servers, and a busy machine takes ten seconds for each.
vi.setConfig({ testTimeout: 180_000 });

const holdScript = fileURLToPath(new URL("../testing/open-and-hold.ts", import.meta.url));
const nodeOptions = ["--conditions=truceline-src", "--disable-warning=ExperimentalWarning"];
const isRoot = process.getuid?.() === 0;
const nobodyUid = 65_534;

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function freshDir(): string {
  const dir = mkdtempSync(join(tmpdir(), "truceline-embedded-"));
  cleanups.push(() => rmSync(dir, { recursive: true, force: true }));
  chmodSync(dir, 0o755);
  return dir;
}

let made: Promise<string> | undefined;
afterAll(async () => {
  if (made !== undefined) rmSync(await made, { recursive: true, force: true });
});

/**
 * Puts a database into a folder as a stop leaves it, copied from one that is made once: making takes ten
 * times as long as all else, and is what the tests of a first start look at.
 */
async function fill(dir: string): Promise<string> {
  made ??= makeOnce();
  const copied = spawnSync("cp", ["-a", join(await made, "postgres"), dir]);
  if (copied.status !== 0) throw new Error(`no copy of the database: ${copied.stderr}`);
  return dir;
}

async function makeOnce(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), "truceline-embedded-"));
  chmodSync(dir, 0o755);
  await (await openEmbeddedPostgres({ dir })).stop();
  return dir;
}

async function open(
  dir: string,
  more: { packageRoot?: string; signal?: AbortSignal } = {},
): Promise<EmbeddedPostgres> {
  const server = await openEmbeddedPostgres({ dir, ...more });
  cleanups.push(() => server.stop());
  return server;
}

interface Held {
  readonly child: ChildProcess;
  readonly said: {
    readonly code?: string;
    readonly message?: string;
    readonly home: string;
    readonly attached: boolean;
    readonly postmasterPid: number;
    readonly connectionConfig: ConnectionConfig;
  };
}

/** Another Truceline, in a process of its own, as this or as another user. */
async function hold(dir: string, uid?: number): Promise<Held> {
  const child = spawn(process.execPath, [...nodeOptions, holdScript, dir], {
    stdio: ["ignore", "pipe", "inherit"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  cleanups.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    await gone;
  });
  const [line] = await once(child.stdout as NodeJS.ReadableStream, "data");
  return { child, said: JSON.parse(String(line)) };
}

async function kill(held: Held): Promise<void> {
  const gone = once(held.child, "exit");
  held.child.kill("SIGKILL");
  await gone;
}

async function query(config: ConnectionConfig, text: string): Promise<pg.QueryResult["rows"]> {
  const client = new pg.Client(config);
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe("openEmbeddedPostgres", () => {
  test("[STO-001] first start, work, stop, second start: rows stay, nothing is left behind", async () => {
    const dir = freshDir();
    const first = await openEmbeddedPostgres({ dir });
    expect(first.attached).toBe(false);
    await query(first.connectionConfig, "create table kept as select 41 + 1 as answer");
    await first.stop();
    expect(isAlive(first.postmasterPid)).toBe(false);
    expect(postgresProcessesIn([first.home, join(first.home, "data")])).toEqual([]);
    expect(existsSync(first.socketDir)).toBe(false);
    expect(readdirSync(dir)).toEqual(["postgres"]);

    const second = await open(dir);
    expect(await query(second.connectionConfig, "select answer from kept")).toEqual([
      { answer: 42 },
    ]);
  });

  test("[STO-002] durable, private, and run by an unprivileged user", async () => {
    const server = await open(freshDir());
    const rows = await query(
      server.connectionConfig,
      `select name, setting from pg_settings where name in
       ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses') order by name`,
    );
    expect(rows).toEqual([
      { name: "fsync", setting: "on" },
      { name: "full_page_writes", setting: "on" },
      { name: "listen_addresses", setting: "" },
      { name: "synchronous_commit", setting: "on" },
    ]);
    const modeOf = (path: string): number => statSync(path).mode & 0o777;
    expect(modeOf(join(server.home, "data"))).toBe(0o700);
    expect(modeOf(join(server.home, "password"))).toBe(0o600);
    expect(modeOf(server.socketDir)).toBe(0o700);
    expect(statSync(`/proc/${server.postmasterPid}`).uid).not.toBe(0);
    const wrong = { ...server.connectionConfig, password: "wrong" };
    await expect(query(wrong, "select 1")).rejects.toMatchObject({ code: "28P01" });
  });

  test("[STO-003] after kill -9 of Truceline the next one attaches to the living server", async () => {
    const dir = await fill(freshDir());
    const held = await hold(dir);
    await query(held.said.connectionConfig, "create table kept as select 7 as answer");
    await kill(held);
    expect(isAlive(held.said.postmasterPid)).toBe(true);

    const server = await open(dir);
    expect(server.attached).toBe(true);
    expect(server.postmasterPid).toBe(held.said.postmasterPid);
    expect(await query(server.connectionConfig, "select answer from kept")).toEqual([
      { answer: 7 },
    ]);
    await server.stop();
    expect(isAlive(held.said.postmasterPid)).toBe(false);
  });

  test("[STO-004] a second instance on the folder is refused, and the first goes on", async () => {
    const dir = await fill(freshDir());
    const held = await hold(dir);
    await expect(openEmbeddedPostgres({ dir })).rejects.toMatchObject({
      code: "TL_STORE_FOLDER_IN_USE",
      details: { pid: held.child.pid },
    });
    expect(await query(held.said.connectionConfig, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("[STO-004] of two that start at once on a stale lock one gets the folder", async () => {
    const dir = freshDir();
    const [a, b] = await Promise.all([hold(dir), hold(dir)]);
    const codes = [a.said.code, b.said.code];
    expect(codes.filter((code) => code === "TL_STORE_FOLDER_IN_USE")).toHaveLength(1);
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
  });

  test("[STO-005] a recycled process id in lock and postmaster.pid does not lock for ever", async () => {
    const dir = await fill(freshDir());
    const held = await hold(dir);
    await kill(held);
    process.kill(held.said.postmasterPid, "SIGKILL");
    await waitUntil(() => !isAlive(held.said.postmasterPid), 5_000);
    // Both files now name this very process, which is alive but neither of the two.
    const lock = JSON.parse(readFileSync(join(dir, "truceline.lock"), "utf8"));
    writeFileSync(join(dir, "truceline.lock"), JSON.stringify({ ...lock, pid: process.pid }));
    const pidFile = join(held.said.home, "data", "postmaster.pid");
    const lines = readFileSync(pidFile, "utf8").split("\n");
    writeFileSync(pidFile, [String(process.pid), ...lines.slice(1)].join("\n"));

    const server = await open(dir);
    expect(server.attached).toBe(false);
  });

  test("[STO-006] kill -9 of the server: it comes back by itself with every committed row", async () => {
    const server = await open(await fill(freshDir()));
    const events: string[] = [];
    const back = new Promise<void>((resolve) => {
      server.onEvent((event) => {
        events.push(event.kind);
        if (event.kind === "restarted") resolve();
      });
    });
    await query(
      server.connectionConfig,
      "create table kept as select n from generate_series(1, 10000) n",
    );
    const firstPid = server.postmasterPid;
    process.kill(firstPid, "SIGKILL");
    await back;
    expect(events).toEqual(["ended", "restarted"]);
    expect(server.postmasterPid).not.toBe(firstPid);
    expect(await query(server.connectionConfig, "select count(*)::int from kept")).toEqual([
      { count: 10_000 },
    ]);
  });

  test("[STO-006] an attached server that is killed comes back too", async () => {
    const dir = await fill(freshDir());
    const held = await hold(dir);
    await kill(held);
    const server = await open(dir);
    const back = new Promise<void>((resolve) => {
      server.onEvent((event) => event.kind === "restarted" && resolve());
    });
    process.kill(server.postmasterPid, "SIGKILL");
    await back;
    expect(server.attached).toBe(false);
    expect(await query(server.connectionConfig, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("restart() gives a new server on the same rows", async () => {
    const server = await open(await fill(freshDir()));
    await query(server.connectionConfig, "create table kept as select 3 as answer");
    const firstPid = server.postmasterPid;
    await server.restart();
    expect(server.postmasterPid).not.toBe(firstPid);
    expect(await query(server.connectionConfig, "select answer from kept")).toEqual([
      { answer: 3 },
    ]);
  });

  test("a long folder path gets a short private socket folder, which goes with stop()", async () => {
    const dir = join(freshDir(), "d".repeat(120));
    mkdirSync(dir);
    await fill(dir);
    const server = await openEmbeddedPostgres({ dir });
    cleanups.push(() => server.stop());
    expect(Buffer.byteLength(`${server.socketDir}/.s.PGSQL.5432`)).toBeLessThanOrEqual(107);
    expect(await query(server.connectionConfig, "select 1 as one")).toEqual([{ one: 1 }]);
    await server.stop();
    expect(existsSync(server.socketDir)).toBe(false);
  });

  test("[STO-007] an opening given up leaves no process and no lock", async () => {
    const dir = freshDir();
    const given = new AbortController();
    const opening = openEmbeddedPostgres({ dir, signal: given.signal });
    setTimeout(() => given.abort(), 300);
    await expect(opening).rejects.toMatchObject({ name: "AbortError" });
    const home = join(dir, "postgres");
    const dirs = [home, join(home, "data"), join(home, "data.tmp")];
    expect(await waitUntil(() => postgresProcessesIn(dirs).length === 0, 5_000)).toBe(true);
    expect(existsSync(join(dir, "truceline.lock"))).toBe(false);
    await open(dir);
  });
});

describe("what stops it is said by code", () => {
  test("[STO-008] data of another PostgreSQL version", async () => {
    const dir = await fill(freshDir());
    writeFileSync(join(dir, "postgres", "data", "PG_VERSION"), "15\n");
    await expect(openEmbeddedPostgres({ dir })).rejects.toMatchObject({
      code: "TL_STORE_VERSION",
      details: { found: 15, expected: 18 },
    });
    expect(existsSync(join(dir, "truceline.lock"))).toBe(false);
  });

  test("[STO-008] a start that fails shows the end of the server's log", async () => {
    const dir = await fill(freshDir());
    rmSync(join(dir, "postgres", "data", "global", "pg_control"));
    await expect(openEmbeddedPostgres({ dir })).rejects.toMatchObject({
      code: "TL_STORE_START_FAILED",
      details: { logTail: expect.stringContaining("pg_control") },
    });
    expect(existsSync(join(dir, "truceline.lock"))).toBe(false);
  });

  test("[STO-008] a database without its password", async () => {
    const dir = await fill(freshDir());
    rmSync(join(dir, "postgres", "password"));
    await expect(openEmbeddedPostgres({ dir })).rejects.toMatchObject({
      code: "TL_STORE_FOLDER_DAMAGED",
    });
  });

  test("[STO-008] a file where the folder should be", async () => {
    const path = join(freshDir(), "file");
    writeFileSync(path, "");
    await expect(openEmbeddedPostgres({ dir: path })).rejects.toMatchObject({
      code: "TL_STORE_FOLDER_READ_ONLY",
    });
  });

  test("[STO-008] a platform whose binaries are not installed", async () => {
    const dir = freshDir();
    await expect(
      openEmbeddedPostgres({ dir, packageRoot: join(dir, "absent") }),
    ).rejects.toMatchObject({ code: "TL_STORE_BINARIES_ABSENT", fault: "absent" });
  });

  test("[STO-008] a full disk", async (context) => {
    const dir = freshDir();
    const small = join(dir, "small");
    mkdirSync(small);
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", small]);
    if (mounted.status !== 0) return context.skip("a small file system cannot be mounted here");
    cleanups.push(() => void spawnSync("umount", ["-l", small]));
    await expect(openEmbeddedPostgres({ dir: small })).rejects.toMatchObject({
      code: "TL_STORE_DISK_FULL",
    });
  });

  test("[STO-008] a read-only file system", async (context) => {
    const dir = freshDir();
    const sealed = join(dir, "sealed");
    mkdirSync(sealed);
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "ro", "tmpfs", sealed]);
    if (mounted.status !== 0) return context.skip("a read-only file system cannot be mounted here");
    cleanups.push(() => void spawnSync("umount", ["-l", sealed]));
    await expect(openEmbeddedPostgres({ dir: sealed })).rejects.toMatchObject({
      code: "TL_STORE_FOLDER_READ_ONLY",
    });
  });
});

describe("as an ordinary user", () => {
  const reachable =
    isRoot &&
    spawnSync(
      "/bin/sh",
      ["-c", 'test -r "$1" && "$2" --version', "sh", holdScript, process.execPath],
      {
        uid: nobodyUid,
        gid: nobodyUid,
      },
    ).status === 0;
  const whyNot = !isRoot
    ? "already an ordinary user"
    : reachable
      ? ""
      : "the repository is private";

  test("[STO-009] the same start, work and stop", async (context) => {
    if (!reachable) return context.skip(whyNot);
    const dir = freshDir();
    chownSync(dir, nobodyUid, nobodyUid);
    const { child, said } = await hold(dir, nobodyUid);
    expect(said.code).toBeUndefined();
    expect(statSync(`/proc/${said.postmasterPid}`).uid).toBe(nobodyUid);
    expect(await query(said.connectionConfig, "select 1 as one")).toEqual([{ one: 1 }]);
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    await gone;
    expect(isAlive(said.postmasterPid)).toBe(false);
    expect(readdirSync(dir)).toEqual(["postgres"]);

    // Root takes over the same folder and keeps its owner, and the user can come back.
    const asRoot = await open(dir);
    expect(statSync(`/proc/${asRoot.postmasterPid}`).uid).toBe(nobodyUid);
    await asRoot.stop();
    expect((await hold(dir, nobodyUid)).said.code).toBeUndefined();
  });

  test("[STO-008] a folder that may not be written", async (context) => {
    if (!reachable) return context.skip(whyNot);
    const { said } = await hold(freshDir(), nobodyUid);
    expect(said.code).toBe("TL_STORE_FOLDER_READ_ONLY");
  });

  test("[STO-008] a database that belongs to somebody else", async (context) => {
    if (!reachable) return context.skip(whyNot);
    const dir = freshDir();
    mkdirSync(join(dir, "postgres"), { mode: 0o700 });
    chownSync(dir, nobodyUid, nobodyUid);
    const { said } = await hold(dir, nobodyUid);
    expect(said.code).toBe("TL_STORE_FOLDER_FOREIGN");
  });
});

describe("as root, in a folder closed to the user it steps down to", () => {
  test("[STO-010] the database goes to a place that user can reach, and is found again", async (context) => {
    if (!isRoot) return context.skip("only root steps down");
    const closed = freshDir();
    chmodSync(closed, 0o700);
    const dir = join(closed, "data");
    const lines: string[] = [];
    const log = (message: string): number => lines.push(message);
    const server = await openEmbeddedPostgres({ dir, log });
    cleanups.push(() => rmSync(server.home, { recursive: true, force: true }));
    cleanups.push(() => server.stop());
    expect(server.home.startsWith(closed)).toBe(false);
    expect(statSync(closed).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(dir, "postgres.location"), "utf8").trim()).toBe(server.home);
    expect(lines[0]).toMatch(/outside the data folder/);
    await query(server.connectionConfig, "create table kept as select 5 as answer");
    await server.stop();
    const again = await open(dir);
    expect(await query(again.connectionConfig, "select answer from kept")).toEqual([{ answer: 5 }]);
  });

  test("[STO-010] where only the data folder itself is closed, that user's group may pass through it", async (context) => {
    if (!isRoot) return context.skip("only root steps down");
    const dir = freshDir();
    chmodSync(dir, 0o700);
    const server = await open(dir);
    expect(server.home).toBe(join(dir, "postgres"));
    expect(statSync(dir).mode & 0o777).toBe(0o710);
  });
});
