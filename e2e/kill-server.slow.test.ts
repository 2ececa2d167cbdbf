import { expect, test } from "vitest";
import {
  expectAllOnce,
  expectUndisturbedResults,
  loadedServer,
  loadForKills,
  sendDisturbed,
} from "./fault-run.ts";

test("[SRV-020, SRV-021] ten times kill -9 of the server under load: acknowledged once, and the same results", async () => {
  const lines = loadForKills("kill-server");
  const loaded = await loadedServer();
  try {
    const log = await sendDisturbed(loaded, lines, async () => {
      await loaded.server().kill();
      await loaded.restart();
    });
    expect(log.acknowledged.size).toBe(lines.length);
    // The kills did hit requests under way.
    expect(log.brokenCount).toBeGreaterThanOrEqual(10);
    const counts = await expectUndisturbedResults(loaded, lines);
    await expectAllOnce(loaded, lines, log);
    for (const [path, count] of counts) expect(count, path).toBeGreaterThan(50);
    console.log(
      `10 kills of the server: ${lines.length} lines acknowledged, ${log.brokenCount} requests broken, ${log.duplicateCount} answered as duplicates;`,
      `equal results: ${[...counts].map(([path, count]) => `${count} ${path}`).join(", ")}`,
    );
  } finally {
    await loaded.close();
  }
}, 1_800_000);
