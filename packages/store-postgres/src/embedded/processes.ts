import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Reading `/proc` answers what a bare process id cannot: is it still the process we mean? */

/** Start of a process in clock ticks since boot, or undefined when there is no such process. */
export function startTicksOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command name stands in brackets and may hold spaces: count fields behind the last one.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A zombie has ended; only its parent has not looked yet.
    return fields[0] === "Z" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** True while the process runs; a zombie does not count as running. */
export function isAlive(pid: number): boolean {
  return startTicksOf(pid) !== undefined;
}

/** The kernel's name of this boot; a process id from another boot means nothing. */
export function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}

/** The process-id namespace; ids of another container cannot be looked up from here. */
export function pidNamespace(): string {
  return readlinkSync("/proc/self/ns/pid");
}

/** Ids of running PostgreSQL programs (postgres, initdb) whose working folder is one of `dirs`. */
export function postgresProcessesIn(dirs: readonly string[]): readonly number[] {
  const found: number[] = [];
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const cwd = readlinkSync(`/proc/${entry}/cwd`).replace(/ \(deleted\)$/, "");
      if (!dirs.includes(cwd)) continue;
      // A deleted program file (package reinstalled underneath) is marked in the link's text.
      const program = basename(readlinkSync(`/proc/${entry}/exe`).replace(/ \(deleted\)$/, ""));
      if (program !== "postgres" && program !== "initdb") continue;
      if (isAlive(Number(entry))) found.push(Number(entry));
    } catch {
      // Gone meanwhile, or another user's: not ours in either case.
    }
  }
  return found;
}

/** Sends a signal; a process that has just ended is no error. */
export function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Waits until `isDone()`; false when it was not so within the time. */
export async function waitUntil(isDone: () => boolean, withinMs: number): Promise<boolean> {
  const untilMs = performance.now() + withinMs;
  let pauseMs = 5;
  while (!isDone()) {
    if (performance.now() > untilMs) return false;
    await sleep(pauseMs);
    pauseMs = Math.min(pauseMs * 1.5, 100);
  }
  return true;
}
