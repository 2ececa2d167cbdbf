import { accessSync, constants, mkdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Binaries, prepareBinaries } from "./binaries.ts";
import { prepareCluster } from "./cluster.ts";
import { folderFault, type Home, prepareHome, prepareSocketDir, sharedRoot } from "./home.ts";
import { type InstanceLock, lockFolder } from "./instance-lock.ts";
import type { Log } from "./log.ts";
import {
  attachSurvivor,
  type ConnectionConfig,
  connectionTo,
  type Postmaster,
  startPostmaster,
  stopPostmaster,
} from "./postmaster.ts";
import { ServerLog } from "./server-log.ts";

const databaseName = "truceline";
/** Pauses between attempts to bring a server back that ended by itself; the last one repeats. */
const restartPausesMs = [0, 250, 1_000, 3_000, 10_000];

export interface EmbeddedPostgresOptions {
  /** The data folder; made if absent. One Truceline at a time may use it. */
  readonly dir: string;
  /** Name of the user that root steps down to. Default: the data's owner, else one found. */
  readonly runAs?: string | undefined;
  readonly log?: Log | undefined;
  /** Ends an opening that is under way; nothing is left behind. */
  readonly signal?: AbortSignal | undefined;
  /** Folder of the platform package, where it is not found by its name. */
  readonly packageRoot?: string | undefined;
}

/** What happened to the server while we were using it. */
export type EmbeddedPostgresEvent =
  | { readonly kind: "ended"; readonly pid: number }
  | { readonly kind: "restarted"; readonly pid: number }
  | { readonly kind: "restart-failed"; readonly error: unknown; readonly nextTryMs: number };

export interface EmbeddedPostgres {
  /** Folder with database, password, log and socket; inside `dir` unless its user cannot go there. */
  readonly home: string;
  readonly socketDir: string;
  readonly connectionConfig: ConnectionConfig;
  /** True when a server was found running that had outlived its Truceline. */
  readonly attached: boolean;
  /** Process id of the present server; another one after a restart. */
  readonly postmasterPid: number;
  /** Told when the server ends by itself, comes back, or could not be brought back yet. */
  onEvent(listener: (event: EmbeddedPostgresEvent) => void): () => void;
  /** Stops and starts the server. Connections break and must be made anew. */
  restart(): Promise<void>;
  /** Ends the server and frees the folder: no process, socket or lock is left. */
  stop(): Promise<void>;
}

/**
 * Opens Truceline's own PostgreSQL in a folder: makes the database at the first call, attaches to a
 * server that outlived a killed Truceline, else starts one; brings it back when it ends by itself.
 * It listens on a private Unix socket only, commits are on disk before they are acknowledged, and
 * root steps down to an unprivileged user.
 *
 * Time: about 1.5 s at the first call, 0.2 s after that; longer while it recovers from a crash.
 *
 * @throws StoreError with a `TL_STORE_…` code: folder in use, not writable, another user's or out
 *   of reach; disk full; other PostgreSQL version; no binaries; start failed (with the log's end).
 * @example
 * const server = await openEmbeddedPostgres({ dir: ".truceline" });
 * const pool = new pg.Pool(server.connectionConfig);
 */
export async function openEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const log: Log = options.log ?? (() => {});
  const locks: InstanceLock[] = [];
  try {
    const dir = prepareFolder(options.dir);
    locks.push(await lockFolder(dir));
    const home = prepareHome(dir, options.runAs, log);
    // A copied data folder points to the same home as the original.
    if (home.isElsewhere) locks.push(await lockFolder(home.dir));
    const copyRoots = home.account.drops ? [sharedRoot, home.dir] : [home.dir];
    const binaries = prepareBinaries(home.account, copyRoots, log, options.packageRoot);
    const survivor = await attachSurvivor(home);
    await prepareCluster(home, binaries, log, options.signal);
    const server = new SupervisedPostgres(home, binaries, locks, log);
    await server.start(survivor, options.signal);
    return server;
  } catch (error) {
    for (const lock of locks) lock.release();
    throw folderFault(error, options.dir);
  }
}

function prepareFolder(dir: string): string {
  mkdirSync(dir, { recursive: true });
  accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK);
  return realpathSync(dir);
}

class SupervisedPostgres implements EmbeddedPostgres {
  readonly #home: Home;
  readonly #binaries: Binaries;
  readonly #locks: readonly InstanceLock[];
  readonly #log: Log;
  readonly #serverLog: ServerLog;
  readonly #listeners = new Set<(event: EmbeddedPostgresEvent) => void>();
  readonly #stopping = new AbortController();
  #ownSocketDir = "";
  #postmaster: Postmaster | undefined;
  #isRestarting = false;
  #supervision: Promise<void> = Promise.resolve();
  #stopped: Promise<void> | undefined;

  constructor(home: Home, binaries: Binaries, locks: readonly InstanceLock[], log: Log) {
    this.#home = home;
    this.#binaries = binaries;
    this.#locks = locks;
    this.#log = log;
    this.#serverLog = new ServerLog(join(home.dir, "postgres.log"));
  }

  get home(): string {
    return this.#home.dir;
  }

  get socketDir(): string {
    return this.#running.socketDir;
  }

  get connectionConfig(): ConnectionConfig {
    return connectionTo(this.#home, this.socketDir, databaseName);
  }

  get attached(): boolean {
    return this.#running.attached;
  }

  get postmasterPid(): number {
    return this.#running.pid;
  }

  get #running(): Postmaster {
    if (this.#postmaster === undefined) throw new Error("used before start() has resolved");
    return this.#postmaster;
  }

  async start(survivor: Postmaster | undefined, signal: AbortSignal | undefined): Promise<void> {
    this.#ownSocketDir = prepareSocketDir(this.#home);
    if (survivor !== undefined) {
      this.#log("attached to the running PostgreSQL", { pid: survivor.pid, dir: this.home });
    }
    try {
      this.#use(survivor ?? (await this.#startPostmaster(signal)));
      await ensureDatabase(connectionTo(this.#home, this.socketDir, "postgres"));
    } catch (error) {
      const running = this.#postmaster;
      this.#stopping.abort();
      if (running !== undefined) await stopPostmaster(this.#home, running.pid);
      this.#removeTraces(running?.socketDir);
      throw error;
    }
    this.#serverLog.watch();
  }

  onEvent(listener: (event: EmbeddedPostgresEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async restart(): Promise<void> {
    this.#isRestarting = true;
    try {
      await stopPostmaster(this.#home, this.postmasterPid);
      this.#use(await this.#startPostmaster(this.#stopping.signal));
    } finally {
      this.#isRestarting = false;
    }
    this.#tell({ kind: "restarted", pid: this.postmasterPid });
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#stopping.abort();
    this.#serverLog.unwatch();
    await this.#supervision; // A restart under way ends first, so that nothing starts behind us.
    const { pid, socketDir } = this.#running;
    try {
      await stopPostmaster(this.#home, pid);
    } finally {
      this.#removeTraces(socketDir);
      for (const lock of this.#locks) lock.release();
    }
    this.#log("PostgreSQL stopped", { pid, dir: this.home });
  }

  #removeTraces(usedSocketDir: string | undefined): void {
    for (const path of [this.#ownSocketDir, usedSocketDir ?? this.#ownSocketDir]) {
      rmSync(path, { recursive: true, force: true });
    }
  }

  #startPostmaster(signal: AbortSignal | undefined): Promise<Postmaster> {
    return startPostmaster(this.#home, this.#binaries, this.#ownSocketDir, this.#serverLog, signal);
  }

  #use(postmaster: Postmaster): void {
    this.#postmaster = postmaster;
    const watch = async (): Promise<void> => {
      await postmaster.ended;
      if (this.#postmaster !== postmaster || this.#isRestarting) return;
      if (!this.#stopping.signal.aborted) this.#supervision = this.#bringBack(postmaster.pid);
    };
    void watch();
  }

  /** Never rejects: what goes wrong is told, and tried again until `stop()`. */
  async #bringBack(endedPid: number): Promise<void> {
    const { signal } = this.#stopping;
    this.#log("PostgreSQL ended by itself and is started again", { pid: endedPid });
    this.#tell({ kind: "ended", pid: endedPid });
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        await attachSurvivor(this.#home); // Ends helpers that have not noticed yet.
        this.#use(await this.#startPostmaster(signal));
        this.#log("PostgreSQL is back", { pid: this.postmasterPid });
        this.#tell({ kind: "restarted", pid: this.postmasterPid });
        return;
      } catch (error) {
        if (signal.aborted) return;
        const nextTryMs = restartPausesMs[Math.min(attempt + 1, restartPausesMs.length - 1)] ?? 0;
        this.#log("PostgreSQL could not be started again", { error, nextTryMs });
        this.#tell({ kind: "restart-failed", error, nextTryMs });
        await sleep(nextTryMs, undefined, { signal }).catch(() => {});
      }
    }
  }

  #tell(event: EmbeddedPostgresEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

/** The database that the store uses; `postgres` stays free for maintenance. */
async function ensureDatabase(maintenance: ConnectionConfig): Promise<void> {
  const client = new pg.Client(maintenance);
  await client.connect();
  try {
    const { rows } = await client.query("select 1 from pg_database where datname = $1", [
      databaseName,
    ]);
    if (rows.length === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}
