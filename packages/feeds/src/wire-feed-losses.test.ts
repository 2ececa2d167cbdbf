import type { HeardMessage, RecordReader } from "@truceline/interop";
import type { FeedMessage } from "@truceline/watch";
import { describe, expect, test } from "vitest";
import type { SourceSink } from "./sources/byte-source.ts";
import { WireFeed } from "./wire-feed.ts";
import type { WireFeedOptions } from "./wire-feed-options.ts";

// What was lost is told for the time it was lost in, whatever becomes of its sender.

const t0 = Date.UTC(2026, 0, 1, 12);
const clocksOf = { steadyMs: 1_234.567_8, wallMs: t0 };

interface Turn {
  pass(ms: number): Promise<void>;
  setWall(byMs: number): Promise<void>;
}

/** Lines: `STATION`, which can be read, or `!`, which cannot. */
function openReader(): RecordReader {
  let faultCount = 0;
  return {
    isLines: true,
    push: (bytes): readonly HeardMessage[] => {
      const lines = new TextDecoder().decode(bytes).trim().split("\n");
      const read = lines.filter((line) => line !== "!");
      faultCount += lines.length - read.length;
      return read.map((id) => ({ type: "x", records: [], station: { id } }));
    },
    finish: () => [],
    takeFaults: () => {
      const faults = Array.from({ length: faultCount }, () => ({ code: "X", message: "no line" }));
      faultCount = 0;
      return faults;
    },
  };
}

/** The clock for intervals is none of whole milliseconds, as that of a machine is. */
function open(
  script: (sink: SourceSink, turn: Turn) => Promise<void>,
  options: Partial<WireFeedOptions> = {},
): WireFeed {
  let { steadyMs, wallMs } = clocksOf;
  const looked = () => new Promise<void>((resolve) => setTimeout(resolve, 15));
  const turn: Turn = {
    pass: (ms) => {
      steadyMs += ms;
      wallMs += Math.round(ms);
      return looked();
    },
    setWall: (byMs) => {
      wallMs += byMs;
      return looked();
    },
  };
  return new WireFeed({
    id: "test",
    source: { address: "test", run: (sink) => script(sink, turn) },
    openReader,
    refusedAs: "position-report",
    origin: "observed",
    sensors: ["s1", "s2"],
    tickMs: 2,
    clock: { nowMs: () => wallMs },
    steadyMs: () => steadyMs,
    ...options,
  });
}
async function states(feed: WireFeed) {
  const { signal } = new AbortController();
  const all: FeedMessage[] = [];
  for (let next = await feed.next(signal); next !== undefined; next = await feed.next(signal)) {
    all.push(next);
  }
  return all
    .filter(({ kind }) => kind === "sensor-state")
    .map(({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)))
    .map(({ sensorId, state, fromMs, factor, reason }) => {
      return { sensorId, state, sinceMs: fromMs - t0, factor, reason };
    });
}
const piece = (...lines: readonly string[]) => ({
  channel: "one",
  name: "one",
  bytes: new TextEncoder().encode(`${lines.join("\n")}\n`),
});
const lines = (line: string, count: number) => Array.from({ length: count }, () => line);
const lossOf = (refused: number, count: number) =>
  `${refused} of ${count} messages were more than it may send and were not taken`;

describe("the instant of a state", () => {
  test("[FED-090] is of whole milliseconds for what waits, what cannot be read and what is silent, after a clock that was set back too", async () => {
    const feed = open(
      async (sink, turn) => {
        sink.linkIsUp();
        await sink.take(piece("s1", "s2"));
        await turn.pass(60_000.3);
        const held = sink.take(piece("s1", "s2", "s1"));
        await turn.pass(21_000.3);
        await turn.pass(100_000.4);
        await held;
        await sink.take(piece("s1"));
        await turn.pass(61_000.3);
        await sink.take(piece("s1", "s2", ...lines("!", 30)));
        await turn.pass(61_000.3);
        await sink.take(piece("s1"));
        await turn.pass(20_000.3);
        // The jump is noticed together with time that passed.
        await Promise.all([turn.setWall(-3_600_000), turn.pass(100.4)]);
        await turn.pass(161_000.3);
        expect(Number.isInteger(feed.status().lastHeardAtMs)).toBe(true);
        expect(Number.isInteger(feed.status().sinceMs)).toBe(true);
      },
      { limits: { quota: { perSecond: 2, burstCount: 2 } }, heartbeatMs: 150_000 },
    );
    const told = await states(feed);
    const reasons = told.map(({ reason }) => reason).join("\n");
    expect(reasons).toContain("held back for 21 s");
    expect(reasons).toContain("30 of 32 messages could not be read");
    expect(reasons).toContain("nothing was heard for 181 s");
    expect(told.filter(({ sinceMs }) => !Number.isInteger(sinceMs))).toEqual([]);
  });
});

describe("what was lost before its minute ended", () => {
  const s1 = (told: Awaited<ReturnType<typeof states>>) =>
    told
      .filter(({ sensorId }) => sensorId === "s1")
      .map(({ state, sinceMs, factor }) => [state, Math.round(sinceMs / 1_000), factor]);

  test.each([
    {
      title: "was refused",
      spoil: async (sink: SourceSink) => sink.refuse(90, "over its quota"),
      reason: lossOf(90, 100),
      // The pause had whole minutes in which nothing was refused.
      again: [
        ["up", 140, undefined],
        ["degraded", 140, 0.1],
      ],
    },
    {
      title: "could not be read",
      spoil: async (sink: SourceSink) => sink.take(piece(...lines("!", 90))),
      reason: "90 of 100 messages could not be read",
      // That nothing came says nothing of what can be read.
      again: [["degraded", 140, 0.1]],
    },
  ])(
    "[FED-091] what $title is told for the time before the way was lost, and before the feed ends",
    async ({ spoil, reason, again }) => {
      const feed = open(async (sink, turn) => {
        sink.linkIsUp();
        await sink.take(piece(...lines("s1", 10)));
        await turn.pass(20_000);
        await spoil(sink);
        sink.linkIsDown("cut");
        await turn.pass(120_000);
        sink.linkIsUp();
        await sink.take(piece(...lines("s1", 10)));
        await turn.pass(10_000);
        await spoil(sink);
      });
      const told = await states(feed);
      expect(s1(told)).toEqual([
        ["not-received", 0, undefined],
        ["up", 0, undefined],
        ["degraded", 0, 0.1],
        ["not-received", 20, undefined],
        ...again,
        ["not-received", 150, undefined],
      ]);
      expect(told.find(({ state }) => state === "degraded")?.reason).toBe(reason);
    },
  );

  test("[FED-091] where nothing at all could be read, the loss of the way does not hide it", async () => {
    const feed = open(async (sink, turn) => {
      sink.linkIsUp();
      await sink.take(piece("s1"));
      await turn.pass(60_000);
      await turn.pass(10_000);
      await sink.take(piece(...lines("!", 30)));
      sink.linkIsDown("cut");
    });
    expect(s1(await states(feed)).slice(-1)).toEqual([["not-received", 0, undefined]]);
  });

  test("[FED-091] a way that is lost with nothing lost on it tells nothing of the kind", async () => {
    const feed = open(async (sink, turn) => {
      sink.linkIsUp();
      await sink.take(piece(...lines("s1", 100), "!"));
      await turn.pass(20_000);
      sink.linkIsDown("cut");
    });
    expect(s1(await states(feed)).map(([state]) => state)).toEqual([
      "not-received",
      "up",
      "not-received",
    ]);
  });

  test("[FED-091] of a sensor that fell silent before the minute ended it is told for when it was heard, each time", async () => {
    const feed = open(
      async (sink, turn) => {
        sink.linkIsUp();
        await sink.take(piece("s1"));
        await turn.pass(5_000);
        await sink.take(piece("s1"));
        sink.refuse(98, "over its quota");
        await turn.pass(11_000);
        // Heard again, for as long.
        await turn.pass(4_000);
        await sink.take(piece("s1"));
        await turn.pass(5_000);
        await sink.take(piece("s1"));
        sink.refuse(298, "over its quota");
        await turn.pass(11_000);
        await turn.pass(24_000);
        await turn.pass(60_000);
      },
      { heartbeatMs: 10_000 },
    );
    const told = s1(await states(feed));
    expect(told.slice(0, 5)).toEqual([
      ["not-received", 0, undefined],
      ["up", 0, undefined],
      ["not-received", 5, undefined],
      ["up", 20, undefined],
      ["not-received", 25, undefined],
    ]);
    expect(told.slice(5)).toEqual([
      ["degraded", 0, 0.01],
      ["degraded", 20, 0.01],
    ]);
  });

  test("[FED-091] what was lost before a sensor was heard at all changes nothing of it", async () => {
    const feed = open(
      async (sink, turn) => {
        sink.linkIsUp();
        sink.refuse(98, "over its quota");
        await sink.take(piece("s2", "s2"));
        await turn.pass(60_000);
      },
      { heartbeatMs: 10_000 },
    );
    expect(s1(await states(feed))).toEqual([["not-received", 0, undefined]]);
  });
});
