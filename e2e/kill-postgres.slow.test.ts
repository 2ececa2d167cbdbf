import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import {
  expectAllOnce,
  expectUndisturbedResults,
  loadedServer,
  loadForKills,
  sendDisturbed,
} from "./fault-run.ts";

/** Process id of the database of a data folder, from the file it keeps itself. */
function postmasterPid(dataDir: string): number {
  const pointer = join(dataDir, "postgres.location");
  const home = existsSync(pointer)
    ? readFileSync(pointer, "utf8").trim()
    : join(dataDir, "postgres");
  try {
    return Number(readFileSync(join(home, "data", "postmaster.pid"), "utf8").split("\n")[0]);
  } catch {
    return Number.NaN; // Between two of them.
  }
}

test("[SRV-020, SRV-021] ten times kill -9 of PostgreSQL under load: acknowledged once, and the same results", async () => {
  const lines = loadForKills("kill-postgres");
  const loaded = await loadedServer();
  const killed = new Set<number>();
  try {
    const serverPid = loaded.server().pid;
    const log = await sendDisturbed(loaded, lines, async () => {
      const pid = postmasterPid(loaded.dataDir);
      process.kill(pid, "SIGKILL");
      killed.add(pid);
      const status = async (path: string) => (await fetch(`${loaded.address()}${path}`)).status;
      // The server itself answers all the while, and is ready again once the new database is there.
      for (const untilMs = performance.now() + 60_000; ; ) {
        expect(await status("/healthz")).toBe(200);
        const now = postmasterPid(loaded.dataDir);
        if (now > 0 && now !== pid && (await status("/readyz")) === 200) return;
        expect(performance.now()).toBeLessThan(untilMs);
        await delay(50);
      }
    });
    expect(killed.size).toBe(10);
    expect(loaded.server().pid).toBe(serverPid);
    expect(log.acknowledged.size).toBe(lines.length);
    const counts = await expectUndisturbedResults(loaded, lines);
    await expectAllOnce(loaded, lines, log);
    for (const [path, count] of counts) expect(count, path).toBeGreaterThan(50);
    console.log(
      `10 kills of PostgreSQL: ${lines.length} lines acknowledged, ${log.brokenCount} requests sent again, ${log.duplicateCount} answered as duplicates;`,
      `equal results: ${[...counts].map(([path, count]) => `${count} ${path}`).join(", ")}`,
    );
  } finally {
    await loaded.close();
  }
}, 1_800_000);
