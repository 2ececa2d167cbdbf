import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FeedsError } from "@truceline/feeds";
import { type SensorState, sensorStateRecord } from "@truceline/model";
import { statedUptimes } from "@truceline/sensing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startFeeds, statesOf } from "./feed-doubles.ts";
import type { FeedManager } from "./feed-manager.ts";

const t0 = 1_767_225_600_000;
// The hours that pass here are no silence.
const c1 = "ais+push://x?id=x&sensors=c-1&heartbeat=3h";
const both = "ais+push://x?id=x&sensors=c-1,c-2&heartbeat=3h";
const vessel = new TextEncoder().encode("!AIVDM,1,1,,A,13HOI:0P0000VOHLCnHQKwvL05Ip,0*23\r\n");

describe("who was heard before a start", () => {
  let memoryDir = "";
  let nowMs = t0;
  /** What is stored over all runs. */
  const stored: SensorState[] = [];
  let isAway = false;
  const managers: FeedManager[] = [];

  beforeEach(() => {
    memoryDir = mkdtempSync(join(tmpdir(), "truceline-heard-"));
    nowMs = t0;
    stored.length = 0;
    isAway = false;
  });
  afterEach(async () => {
    for (const manager of managers.splice(0)) await manager.stop();
    rmSync(memoryDir, { recursive: true });
  });

  async function start(...urls: string[]): Promise<FeedManager> {
    const manager = await startFeeds(
      urls,
      async (messages) => {
        if (isAway) throw new FeedsError("TL_FEEDS_STOPPED");
        for (const state of statesOf(messages)) keep(state);
      },
      {
        store: {
          async *stream({ subject, fromMs = 0, toMs = Number.POSITIVE_INFINITY }) {
            for (const state of stored) {
              const isIn = state.fromMs >= fromMs && state.fromMs < toMs;
              if (state.sensorId === subject && isIn) yield { fromMs: state.fromMs } as never;
            }
          },
        },
        clock: { nowMs: () => nowMs },
        memoryDir,
      },
    );
    managers.push(manager);
    return manager;
  }
  function keep(draft: object): void {
    const id = `0190f000-0000-7000-8000-${String(stored.length).padStart(12, "0")}`;
    stored.push(sensorStateRecord.parse({ ...draft, id, recordedAtMs: nowMs }));
  }
  const said = (sensorId: string, fromMs: number) =>
    keep({
      ...{ schema: "sensor-state/1", origin: "observed", source: "feed/x" },
      ...{ sourceId: `said-${stored.length}`, sensorId, fromMs, state: "up" },
    });
  const mark = (): Record<string, unknown> =>
    JSON.parse(readFileSync(join(memoryDir, "heard-until.json"), "utf8"));
  const putMark = (value: object) =>
    writeFileSync(join(memoryDir, "heard-until.json"), JSON.stringify(value));
  const pieces = (sensorId: string, fromMs: number, toMs: number) =>
    statedUptimes(stored)
      .pieces(sensorId, fromMs, toMs)
      .map(({ factor, toMs: endMs }) => [factor, endMs - t0]);
  async function until(holds: () => boolean): Promise<void> {
    await expect.poll(holds, { timeout: 20_000 }).toBe(true);
  }

  test("[FED-095] a state that a killed run told after its last mark does not hold over the outage", async () => {
    putMark({ heardUntilMs: t0 });
    said("c-1", t0 - 60_000);
    said("c-1", t0 + 4_000);
    said("c-1", t0 + 4_040);
    nowMs = t0 + 127_000;
    const manager = await start(c1);
    await manager.push("x", "device", vessel);
    nowMs += 10_000;
    expect(pieces("c-1", t0, nowMs)).toEqual([
      [1, 4_000],
      [1, 4_040],
      [0, 127_000],
      [1, 137_000],
    ]);
  });

  test("[FED-095] of several sensors of a feed each is not received from its own last state on", async () => {
    putMark({ heardUntilMs: t0 });
    said("c-1", t0 - 60_000);
    said("c-2", t0 + 4_000);
    nowMs = t0 + 100_000;
    await start(both);
    await until(() => stored.length === 5);
    expect(pieces("c-1", t0, nowMs)).toEqual([[0, 100_000]]);
    expect(pieces("c-2", t0 + 4_000, nowMs)).toEqual([[0, 100_000]]);
  });

  test.each([
    ["another feed is left", ["ais+push://y?id=y&sensors=c-2"]],
    ["no feed is left", []],
  ])(
    "[FED-096] a sensor whose feed is taken out is not received from the stop on: %s",
    async (_, urls) => {
      const first = await start(c1);
      await first.push("x", "device", vessel);
      nowMs = t0 + 3_600_000;
      await managers.pop()?.stop();
      nowMs = t0 + 7_200_000;
      await start(...urls);
      await until(() => stored.some(({ reason = "" }) => /no longer configured/.test(reason)));
      expect(pieces("c-1", t0 + 1, nowMs)).toEqual([
        [1, 3_600_000],
        [0, 7_200_000],
      ]);
      const ofTheSensor = () => stored.filter(({ sensorId }) => sensorId === "c-1");
      expect(ofTheSensor().at(-1)).toMatchObject({ source: "feed/x", state: "not-received" });
      await managers.pop()?.stop();
      const toldCount = ofTheSensor().length;
      nowMs += 60_000;
      await start();
      await managers.pop()?.stop();
      expect(ofTheSensor()).toHaveLength(toldCount);
      expect(mark()["feedBySensor"]).not.toHaveProperty("c-1");
    },
  );

  test("[FED-096] what could not be stored is told by the next run, from the same instant on", async () => {
    const first = await start(c1);
    await first.push("x", "device", vessel);
    await managers.pop()?.stop();
    nowMs = t0 + 3_600_000;
    isAway = true;
    await start();
    await managers.pop()?.stop();
    expect(mark()).toMatchObject({ heardUntilMs: t0, feedBySensor: { "c-1": "x" } });
    isAway = false;
    nowMs = t0 + 7_200_000;
    await start();
    await until(() => stored.at(-1)?.state === "not-received");
    expect(pieces("c-1", t0 + 1, nowMs)).toEqual([[0, 7_200_000]]);
  });

  test("[FED-096] a room that never had a feed keeps and tells nothing", async () => {
    rmSync(memoryDir, { recursive: true });
    const manager = await start();
    expect(manager.list()).toEqual([]);
    expect(() => mark()).toThrow();
    memoryDir = mkdtempSync(join(tmpdir(), "truceline-heard-"));
    expect(stored).toEqual([]);
  });
});
