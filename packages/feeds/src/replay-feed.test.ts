import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { feedContract } from "./feed-contract.ts";
import { ReplayFeed } from "./replay-feed.ts";

const folder = mkdtempSync(join(tmpdir(), "truceline-replay-"));
afterAll(() => rmSync(folder, { recursive: true }));
const line = (recordedAtMs: number, schema = "observation/1") =>
  JSON.stringify({ schema, origin: "exercise", recordedAtMs });
const file = (name: string, lines: readonly string[]) => {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
};
const wallClock = { nowMs: () => Date.now() };
const three = file("three.ndjson", [
  line(1000),
  line(61_000, "sensor-state/1"),
  "{not json",
  line(121_000),
]);

feedContract("replay", () => ReplayFeed.open({ path: three, speed: 1e9, wallClock }));

describe("ReplayFeed", () => {
  test("[FED-004] records keep their instants and kinds; a broken line goes on to the pipeline", async () => {
    const feed = await ReplayFeed.open({ path: three, speed: 1e9, wallClock });
    expect(feed.origin).toBe("exercise");
    const stop = new AbortController();
    const seen: unknown[] = [];
    for (
      let next = await feed.next(stop.signal);
      next !== undefined;
      next = await feed.next(stop.signal)
    ) {
      seen.push([next.receivedAtMs, next.kind, new TextDecoder().decode(next.bytes).slice(0, 9)]);
    }
    expect(seen).toEqual([
      [1000, "observation", '{"schema"'],
      [61_000, "sensor-state", '{"schema"'],
      [61_000, "observation", "{not json"],
      [121_000, "observation", '{"schema"'],
    ]);
    expect(feed.nowMs()).toBe(121_000);
  });

  test("[FED-004] the speed sets the pace: a minute at 60 times is a second", async () => {
    const feed = await ReplayFeed.open({ path: three, speed: 60, wallClock: { nowMs: () => 0 } });
    const stop = new AbortController();
    await feed.next(stop.signal);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      let told: number | undefined;
      const waiting = feed.next(stop.signal).then((message) => {
        told = message?.receivedAtMs;
      });
      for (let turn = 0; turn < 1_000 && vi.getTimerCount() === 0; turn++) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      await vi.advanceTimersByTimeAsync(999);
      expect(told).toBeUndefined();
      await vi.advanceTimersByTimeAsync(1);
      await waiting;
      expect(told).toBe(61_000);
    } finally {
      vi.useRealTimers();
    }
  });

  test.each([0, -1, Number.NaN])("a speed of %s is refused", async (speed) => {
    await expect(ReplayFeed.open({ path: three, speed, wallClock })).rejects.toMatchObject({
      code: "TL_FEEDS_SPEED",
    });
  });

  test("a missing file and one without records are refused", async () => {
    const missing = ReplayFeed.open({ path: join(folder, "nowhere"), speed: 1, wallClock });
    await expect(missing).rejects.toMatchObject({ code: "TL_FEEDS_REPLAY_FILE" });
    const empty = ReplayFeed.open({ path: file("empty.ndjson", ["", "{}"]), speed: 1, wallClock });
    await expect(empty).rejects.toMatchObject({ code: "TL_FEEDS_REPLAY_EMPTY" });
  });
});
