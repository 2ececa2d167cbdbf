import {
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StoreError } from "../errors.ts";
import { bootId, pidNamespace, startTicksOf } from "./processes.ts";

const fileName = "truceline.lock";
/** How often the holder renews the file's time, and after how long a stranger calls it stale. */
const heartbeatMs = 5_000;
const staleMs = 20_000;
const guardWaitMaxMs = 5_000;

interface LockHolder {
  readonly pid: number;
  /** Start of the process: a process that was given the same id later is told apart by it. */
  readonly startTicks: string | undefined;
  readonly bootId: string;
  readonly pidNamespace: string;
}

/** Held by the one Truceline that uses a data folder. */
export interface InstanceLock {
  release(): void;
}

/**
 * Takes the folder's lock: a file that names its holder. A holder that has ended is replaced at
 * once, whatever now has its process id. A holder in another container cannot be looked up; it is
 * believed to live while it renews the file's time.
 *
 * @throws StoreError `TL_STORE_FOLDER_IN_USE` while another Truceline lives in the folder.
 */
export async function lockFolder(dir: string): Promise<InstanceLock> {
  const path = join(dir, fileName);
  const self: LockHolder = {
    pid: process.pid,
    startTicks: startTicksOf(process.pid),
    bootId: bootId(),
    pidNamespace: pidNamespace(),
  };
  const text = `${JSON.stringify(self)}\n`;
  const guard = await enterGuard(dir);
  try {
    const holder = readHolder(path);
    if (holder !== undefined && isHolderAlive(holder, path)) {
      throw new StoreError("TL_STORE_FOLDER_IN_USE", { dir, pid: holder.pid });
    }
    rmSync(path, { force: true });
    // Linking a finished file: nobody ever reads half of one, and it fails where one exists.
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, text, { mode: 0o600 });
    try {
      linkSync(draft, path);
    } finally {
      unlinkSync(draft);
    }
  } finally {
    guard.close();
  }

  const heartbeat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(path, now, now);
    } catch {
      // The folder is gone or full; the lock's text still stands for us on this machine.
    }
  }, heartbeatMs);
  heartbeat.unref();

  return {
    release() {
      clearInterval(heartbeat);
      // Renamed first: between reading and removing, the file cannot become another's.
      const mine = `${path}.${process.pid}`;
      try {
        if (readFileSync(path, "utf8") !== text) return;
        renameSync(path, mine);
      } catch {
        return; // Already gone with its folder.
      }
      rmSync(mine, { force: true });
    },
  };
}

function readHolder(path: string): LockHolder | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as LockHolder;
  } catch {
    // Absent; or cut short by a crash of the machine, and then its holder is gone too.
    return undefined;
  }
}

function isHolderAlive(holder: LockHolder, path: string): boolean {
  if (holder.bootId !== bootId()) return false;
  if (holder.pidNamespace !== pidNamespace()) {
    return Date.now() - statSync(path).mtimeMs < staleMs;
  }
  const ticks = startTicksOf(holder.pid);
  return ticks !== undefined && ticks === holder.startTicks;
}

/**
 * Two that find the same stale lock must not both replace it. A socket in Linux's abstract
 * namespace is a mutex that the kernel frees when its process ends.
 */
async function enterGuard(dir: string): Promise<Server> {
  const { dev, ino } = statSync(dir);
  const untilMs = performance.now() + guardWaitMaxMs;
  for (;;) {
    const server = createServer();
    const error = await new Promise<Error | undefined>((resolve) => {
      server.once("error", resolve);
      server.listen(`\0truceline-${dev}-${ino}`, () => resolve(undefined));
    });
    if (error === undefined) return server;
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    if (performance.now() > untilMs) throw new StoreError("TL_STORE_FOLDER_IN_USE", { dir });
    await sleep(20);
  }
}
