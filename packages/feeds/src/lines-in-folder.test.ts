import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRng } from "@truceline/model";
import type { FeedMessage } from "@truceline/watch";
import { expect, type TestContext, test } from "vitest";
import { parseFeedUrl } from "./feed-url.ts";
import { openFeed } from "./open-feed.ts";
import { until, vesselLine } from "./source-contract.ts";

// Files of lines in a folder: their records come before their end is read. Each test has its own folder, and
// a file has to rest for a second, so they wait side by side.

interface Run {
  readonly mmsis: number[];
  readonly refused: FeedMessage[];
  /** What was given and is not told as durable. */
  readonly held: FeedMessage[];
  faultCount(): number;
  stop(): Promise<void>;
}

type OnFinished = TestContext["onTestFinished"];

function run(onFinished: OnFinished, folder: string, memoryDir: string, isTaken = true): Run {
  const { feed } = openFeed(parseFeedUrl(`ais+dir://${folder}?id=x`), {
    clock: { nowMs: () => Date.now() },
    rng: seededRng("test"),
    origin: "observed",
    memoryDir,
    mappingOf: () => {
      throw new Error("no mapping");
    },
  });
  const stopping = new AbortController();
  const [mmsis, refused, held]: [number[], FeedMessage[], FeedMessage[]] = [[], [], []];
  const taking = (async () => {
    for (;;) {
      const message = await feed.next(stopping.signal);
      if (message === undefined) return;
      if (message.refusedFor !== undefined) refused.push(message);
      else if (message.kind === "position-report") {
        const { identity } = JSON.parse(new TextDecoder().decode(message.bytes));
        mmsis.push(Number(identity.value));
      }
      if (isTaken) message.onTaken?.();
      else held.push(message);
    }
  })();
  const stop = async () => {
    stopping.abort();
    await Promise.all([taking, feed.stopped()]);
  };
  onFinished(stop);
  return { mmsis, refused, held, faultCount: () => feed.status().faultCount, stop };
}

function newFolder(onFinished: OnFinished): string {
  const folder = mkdtempSync(join(tmpdir(), "truceline-lines-"));
  onFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
const lines = (...mmsis: readonly number[]) =>
  mmsis.map((mmsi) => `${vesselLine(mmsi)}\n`).join("");

test.concurrent("[FED-024] a file of lines is not moved before each of its records is durable", async ({
  onTestFinished,
}) => {
  const [folder, memoryDir] = [newFolder(onTestFinished), newFolder(onTestFinished)];
  writeFileSync(join(folder, "one.nmea"), lines(200_000_001, 200_000_002));
  const { mmsis, held } = run(onTestFinished, folder, memoryDir, false);
  await until(() => mmsis.length === 2);
  // They are read one after the other: the end of the first has come.
  writeFileSync(join(folder, "two.nmea"), lines(200_000_003));
  await until(() => mmsis.length === 3);
  expect(readdirSync(folder)).toEqual(["one.nmea", "two.nmea"]);
  for (const message of held.splice(0)) message.onTaken?.();
  await until(() => readdirSync(folder).join() === "taken");
});

test.concurrent("[FED-110] whole lines of a file whose last is cut are stored at once, once; the cut one once it is whole", async ({
  onTestFinished,
}) => {
  const [folder, memoryDir] = [newFolder(onTestFinished), newFolder(onTestFinished)];
  const file = join(folder, "one.nmea");
  const cut = lines(200_000_003);
  writeFileSync(file, lines(200_000_001, 200_000_002) + cut.slice(0, 20));
  const first = run(onTestFinished, folder, memoryDir);
  await until(() => first.refused.length === 1);
  expect(first.mmsis).toEqual([200_000_001, 200_000_002]);
  expect(new TextDecoder().decode(first.refused[0]?.bytes)).toBe(cut.slice(0, 20));
  // The folder is looked at on: what comes after is taken, and this one stays.
  writeFileSync(join(folder, "two.nmea"), lines(200_000_009));
  await until(() => readdirSync(folder).join() === "one.nmea,taken");
  expect(first.faultCount()).toBe(1);
  // Still cut, and over a stop.
  appendFileSync(file, cut.slice(20, 25));
  await until(() => first.refused.length === 2);
  await first.stop();
  appendFileSync(file, cut.slice(25) + lines(200_000_004));
  const second = run(onTestFinished, folder, memoryDir);
  await until(() => readdirSync(folder).join() === "taken");
  expect(second.mmsis).toEqual([200_000_003, 200_000_004]);
  expect(second.faultCount()).toBe(0);
  expect(first.mmsis).toEqual([200_000_001, 200_000_002, 200_000_009]);
});

test.concurrent("[FED-110] a file that took the place of a cut one is read from its beginning", async ({
  onTestFinished,
}) => {
  const [folder, memoryDir] = [newFolder(onTestFinished), newFolder(onTestFinished)];
  const file = join(folder, "one.nmea");
  writeFileSync(file, lines(200_000_001) + lines(200_000_002).slice(0, 20));
  const { mmsis, refused } = run(onTestFinished, folder, memoryDir);
  await until(() => refused.length === 1);
  writeFileSync(file, lines(200_000_005, 200_000_006, 200_000_007));
  await until(() => readdirSync(folder).join() === "taken");
  expect(mmsis).toEqual([200_000_001, 200_000_005, 200_000_006, 200_000_007]);
});

test.concurrent("a last line that can be read needs no end", async ({ onTestFinished }) => {
  const [folder, memoryDir] = [newFolder(onTestFinished), newFolder(onTestFinished)];
  writeFileSync(join(folder, "one.nmea"), lines(200_000_001, 200_000_002).trimEnd());
  const { mmsis } = run(onTestFinished, folder, memoryDir);
  await until(() => readdirSync(folder).join() === "taken");
  expect(mmsis).toEqual([200_000_001, 200_000_002]);
});
