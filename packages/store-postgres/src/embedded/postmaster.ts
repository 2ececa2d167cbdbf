import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, readSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { StoreError } from "../errors.ts";
import { asAccount } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { readPassword, startFault, superuser } from "./cluster.ts";
import { type Home, socketFileName, socketPort } from "./home.ts";
import {
  isAlive,
  postgresProcessesIn,
  signalQuietly,
  startTicksOf,
  waitUntil,
} from "./processes.ts";
import type { ServerLog } from "./server-log.ts";

/** A server that answers may take this long; one that recovers after a crash says so and may longer. */
const silentStartMaxMs = 60_000;
const recoveryMaxMs = 30 * 60_000;
/** Steps of `stopPostmaster`: fast, immediate, by force. */
const fastStopMaxMs = 20_000;
const immediateStopMaxMs = 5_000;
const forcedStopMaxMs = 5_000;
const survivorAnswerMaxMs = 20_000;

/** How to reach one database of the server. */
export interface ConnectionConfig {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** A running server. `ended` resolves once its process is gone. */
export interface Postmaster {
  readonly pid: number;
  readonly socketDir: string;
  readonly attached: boolean;
  readonly ended: Promise<void>;
}

/**
 * Durability is not a setting. The rest fits a laptop: a write-ahead log large enough that steady
 * ingest is not interrupted by checkpoints, and no compilation of queries that take milliseconds.
 */
const settings: Readonly<Record<string, string>> = {
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  listen_addresses: "",
  unix_socket_permissions: "0700",
  port: String(socketPort),
  max_connections: "60",
  shared_buffers: "256MB",
  max_wal_size: "2GB",
  wal_compression: "on",
  random_page_cost: "1.1",
  autovacuum_naptime: "15s",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  log_line_prefix: "%m [%p] ",
};

export function connectionTo(home: Home, socketDir: string, database: string): ConnectionConfig {
  return {
    host: socketDir,
    port: socketPort,
    user: superuser,
    password: readPassword(home),
    database,
  };
}

interface PidFile {
  readonly pid: number;
  readonly socketDir: string;
}

/** `postmaster.pid`: process id, data folder, start, port, socket folder, … one a line. */
function readPidFile(home: Home): PidFile | undefined {
  try {
    const lines = readFileSync(join(home.dataDir, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), socketDir: lines[4] ?? "" };
  } catch {
    return undefined;
  }
}

/** The cluster's own identity, from the first eight bytes of `pg_control`. */
function systemIdentifier(home: Home): string {
  const file = openSync(join(home.dataDir, "global", "pg_control"), "r");
  try {
    const bytes = Buffer.alloc(8);
    readSync(file, bytes, 0, 8, 0);
    return bytes.readBigUInt64LE().toString();
  } finally {
    closeSync(file);
  }
}

/**
 * A server of this folder that outlived its Truceline, if it answers with the folder's own system
 * identifier. Processes that do not (backends whose postmaster was killed, a server that hangs, one
 * whose socket was cleaned away) are ended first, so that the caller can start afresh.
 */
export async function attachSurvivor(home: Home): Promise<Postmaster | undefined> {
  const found = readPidFile(home);
  const ours = postgresProcessesIn([home.dir, home.dataDir]);
  if (found !== undefined && found.socketDir !== "" && ours.includes(found.pid)) {
    if (await answersAsOurs(home, found)) {
      const ended = pollEnd(found.pid);
      return { pid: found.pid, socketDir: found.socketDir, attached: true, ended };
    }
    await stopPostmaster(home, found.pid);
  }
  await endStrays(home);
  // The id in a left-over file may by now be any process of the same user, and PostgreSQL would
  // then refuse to start. That nobody of ours runs was just made sure of.
  rmSync(join(home.dataDir, "postmaster.pid"), { force: true });
  return undefined;
}

async function answersAsOurs(home: Home, { pid, socketDir }: PidFile): Promise<boolean> {
  const expected = systemIdentifier(home);
  const untilMs = performance.now() + survivorAnswerMaxMs;
  for (;;) {
    const { identifier, isStarting } = await askIdentifier(home, socketDir);
    if (identifier !== undefined) return identifier === expected;
    if (!isAlive(pid) || (!isStarting && performance.now() > untilMs)) return false;
    await sleep(50);
  }
}

async function askIdentifier(
  home: Home,
  socketDir: string,
): Promise<{ identifier?: string; isStarting: boolean; error?: unknown }> {
  const client = new pg.Client({
    ...connectionTo(home, socketDir, "postgres"),
    connectionTimeoutMillis: 5_000,
  });
  client.on("error", () => {}); // Told by the query's own rejection.
  try {
    await client.connect();
    const { rows } = await client.query(
      "select system_identifier::text as id from pg_control_system()",
    );
    return { identifier: String(rows[0].id), isStarting: false };
  } catch (error) {
    // 57P03: starting up, recovering, or shutting down.
    return { isStarting: (error as { code?: string }).code === "57P03", error };
  } finally {
    await client.end().catch(() => {});
  }
}

async function pollEnd(pid: number): Promise<void> {
  const ticks = startTicksOf(pid);
  while (ticks !== undefined && startTicksOf(pid) === ticks) {
    await sleep(250, undefined, { ref: false });
  }
}

/**
 * Starts the server and waits until it answers. It is a process of its own: it outlives a
 * Truceline that is killed, and the next one attaches to it.
 *
 * @throws StoreError `TL_STORE_START_FAILED` or `TL_STORE_DISK_FULL`, with the end of the log.
 */
export async function startPostmaster(
  home: Home,
  binaries: Binaries,
  socketDir: string,
  log: ServerLog,
  signal: AbortSignal | undefined,
): Promise<Postmaster> {
  signal?.throwIfAborted();
  // PostgreSQL takes a killed server that nobody has reaped (usual in containers) for a living one.
  // The caller has made sure that none of ours runs, so what lies there is left over.
  for (const name of [socketFileName, `${socketFileName}.lock`]) {
    rmSync(join(socketDir, name), { force: true });
  }
  const stderr = log.openForAppend();
  const logFromByte = log.byteCount;
  const options = Object.entries({ ...settings, unix_socket_directories: socketDir }).flatMap(
    ([name, value]) => ["-c", `${name}=${value}`],
  );
  const child = spawn(binaries.postgres, ["-D", home.dataDir, ...options], {
    ...asAccount(home.account),
    cwd: home.dir,
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
    detached: true,
    stdio: ["ignore", stderr, stderr],
  });
  closeSync(stderr);
  child.unref();
  let exit: string | undefined;
  const ended = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      exit = error.message;
      resolve();
    });
    child.once("exit", (status, byRaisedSignal) => {
      exit = byRaisedSignal ?? `status ${status}`;
      resolve();
    });
  });

  const startedMs = performance.now();
  const { pid } = child;
  for (;;) {
    const answer = exit === undefined ? await askIdentifier(home, socketDir) : undefined;
    if (pid !== undefined && answer?.identifier !== undefined && exit === undefined) {
      return { pid, socketDir, attached: false, ended };
    }
    if (exit !== undefined) throw startFault(home, log.tail(logFromByte), { exit });
    const elapsedMs = performance.now() - startedMs;
    const isLate = elapsedMs > (answer?.isStarting === true ? recoveryMaxMs : silentStartMaxMs);
    if (isLate || signal?.aborted === true) {
      if (pid !== undefined) await stopPostmaster(home, pid);
      signal?.throwIfAborted();
      const details = { exit: "no answer", elapsedMs, cause: String(answer?.error) };
      throw startFault(home, log.tail(logFromByte), details);
    }
    // The exit must be seen at once, a socket that is not there yet asked for again soon.
    await Promise.race([ended, sleep(15)]);
  }
}

/**
 * Ends the server: fast (open transactions are rolled back), then immediate, then by force.
 *
 * @throws StoreError `TL_STORE_STOP_FAILED` when a process is left even then.
 */
export async function stopPostmaster(home: Home, pid: number): Promise<void> {
  const isGone = (): boolean => !isAlive(pid);
  signalQuietly(pid, "SIGINT");
  if (!(await waitUntil(isGone, fastStopMaxMs))) {
    signalQuietly(pid, "SIGQUIT");
    await waitUntil(isGone, immediateStopMaxMs);
  }
  await endStrays(home);
}

/** Ends what is left of a server whose postmaster is gone. */
async function endStrays(home: Home): Promise<void> {
  const dirs = [home.dir, home.dataDir, join(home.dir, "data.tmp")];
  // Helpers of a postmaster that died notice it and go by themselves within moments.
  if (await waitUntil(() => postgresProcessesIn(dirs).length === 0, 1_000)) return;
  for (const pid of postgresProcessesIn(dirs)) signalQuietly(pid, "SIGKILL");
  if (await waitUntil(() => postgresProcessesIn(dirs).length === 0, forcedStopMaxMs)) return;
  const pids = postgresProcessesIn(dirs);
  throw new StoreError("TL_STORE_STOP_FAILED", { dir: home.dir, pids });
}
