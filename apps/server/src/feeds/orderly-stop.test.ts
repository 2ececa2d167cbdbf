import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { IngestMessage } from "@truceline/watch";
import { expect, onTestFinished, test } from "vitest";
import { startFeeds, statesOf } from "./feed-doubles.ts";

const vessel = "!AIVDM,1,1,,A,13HOI:0P0000VOHLCnHQKwvL05Ip,0*23\n";
const bytesOf = (text: string) => new TextEncoder().encode(text);
/** To a feed that listens; undefined where none is listened on. */
async function connected(port: number | undefined): Promise<Socket | undefined> {
  if (port === undefined) return undefined;
  const socket = connect({ host: "127.0.0.1", port }).on("error", () => {});
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  return socket;
}
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "truceline-stop-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
};

test("[FED-113] what could not be read in the minute in which the room is stopped is told of its sensors", async () => {
  const stored: IngestMessage[] = [];
  const manager = await startFeeds(
    ["ais+push://x?id=x&sensors=c-1"],
    async (messages) => void stored.push(...messages),
    { memoryDir: newFolder() },
  );
  await manager.push("x", "device", bytesOf(vessel.repeat(10) + "!AIVDM,nothing\n".repeat(30)));
  await manager.stop();
  const states = statesOf(stored);
  expect(states.map(({ state }) => state)).toEqual(["not-received", "up", "degraded"]);
  expect(states.at(-1)).toMatchObject({
    sensorId: "c-1",
    factor: 0.25,
    reason: "30 of 40 messages could not be read",
  });
});

test.each([
  { way: "a connection, which does not send it again", url: "ais+tcp://:0?id=x", isStored: true },
  { way: "a push, which is told to send it again", url: "ais+push://x?id=x", isStored: false },
])(
  "[FED-113] what was read before the stop and waits for the store, of $way: stored $isStored",
  async ({ url, isStored }) => {
    const stored: IngestMessage[] = [];
    const began = Promise.withResolvers<void>();
    const goesOn = Promise.withResolvers<void>();
    const manager = await startFeeds(
      [url],
      async (messages) => {
        began.resolve();
        await goesOn.promise;
        stored.push(...messages);
      },
      { memoryDir: newFolder() },
    );
    const ofFeed = () => manager.list()[0];
    const listens = url.includes("tcp");
    await expect.poll(() => ofFeed()?.port !== undefined || !listens).toBe(true);
    const socket = await connected(ofFeed()?.port);
    const send = async (text: string) => {
      if (socket === undefined) await manager.push("x", "device", bytesOf(text));
      else socket.write(text);
    };
    const first = send(vessel);
    await began.promise;
    const answers = Promise.allSettled([first, send(vessel.repeat(1_200))]);
    await expect.poll(() => ofFeed()?.messageCount, { timeout: 10_000 }).toBe(1_201);
    const stopped = manager.stop();
    goesOn.resolve();
    await stopped;
    const answer = isStored ? "fulfilled" : "rejected";
    expect((await answers).map(({ status }) => status)).toEqual([answer, answer]);
    expect(stored).toHaveLength(isStored ? 1_201 : 1);
    const receivedMs = stored.map(({ receivedAtMs }) => receivedAtMs);
    expect(receivedMs).toEqual(receivedMs.toSorted());
  },
);

test("[FED-113] an intake that takes nothing any more does not hold up the stop", async () => {
  const manager = await startFeeds(
    ["ais+push://x?id=x&sensors=c-1"],
    async () => {
      throw new Error("the store is closed");
    },
    { memoryDir: newFolder() },
  );
  await manager.stop();
});

test("[FED-114] a feed whose record the store refuses is taken from again, its sensors not received meanwhile", async () => {
  let nowMs = 1_767_225_600_000;
  const stored: IngestMessage[] = [];
  let isRefusing = false;
  const manager = await startFeeds(
    ["ais+push://x?id=x&sensors=c-1"],
    async (messages) => {
      if (isRefusing) throw new Error("no record of ours");
      stored.push(...messages);
    },
    { memoryDir: newFolder(), clock: { nowMs: () => nowMs } },
  );
  await manager.push("x", "device", bytesOf(vessel));
  nowMs += 60_000;
  isRefusing = true;
  await expect(manager.push("x", "device", bytesOf(vessel))).rejects.toThrow(
    "The feed is not running.",
  );
  isRefusing = false;
  nowMs += 5_000;
  await expect.poll(() => manager.list()[0]?.restartCount, { timeout: 10_000 }).toBe(1);
  await manager.push("x", "device", bytesOf(vessel));
  await manager.stop();
  const states = statesOf(stored).map(({ state, fromMs }) => [state, fromMs - 1_767_225_600_000]);
  expect(states).toEqual([
    ["not-received", 0],
    ["up", 1],
    ["not-received", 60_000],
    ["up", 65_000],
  ]);
});
