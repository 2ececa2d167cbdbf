import { type HeardMessage, openRecordReader, type RecordReader } from "@truceline/interop";
import { lonLat } from "@truceline/model";
import type { FeedMessage } from "@truceline/watch";
import { describe, expect, test } from "vitest";
import { feedContract } from "./feed-contract.ts";
import { vesselLine } from "./source-contract.ts";
import type { ByteSource, SourceSink } from "./sources/byte-source.ts";
import { WireFeed } from "./wire-feed.ts";
import type { WireFeedOptions } from "./wire-feed-options.ts";

const t0 = Date.UTC(2026, 0, 1, 12);
const encoder = new TextEncoder();
const nothingYet = "nothing has been heard of it yet";

/** A source that does what a test says. */
class ToldSource implements ByteSource {
  readonly address = "test";
  readonly #script: (sink: SourceSink, signal: AbortSignal) => Promise<void>;
  constructor(script: (sink: SourceSink, signal: AbortSignal) => Promise<void>) {
    this.#script = script;
  }
  run(sink: SourceSink, signal: AbortSignal): Promise<void> {
    return this.#script(sink, signal);
  }
}

function open(
  script: (sink: SourceSink, signal: AbortSignal) => Promise<void>,
  options: Partial<WireFeedOptions> = {},
): WireFeed {
  return new WireFeed({
    id: "test",
    source: new ToldSource(script),
    openReader: (name) =>
      openRecordReader("ais", { name, source: "feed/test", origin: "observed" }),
    refusedAs: "position-report",
    origin: "observed",
    sensors: ["s1"],
    clock: { nowMs: () => t0 },
    ...options,
  });
}
async function all(feed: WireFeed): Promise<FeedMessage[]> {
  const messages: FeedMessage[] = [];
  const { signal } = new AbortController();
  for (let next = await feed.next(signal); next !== undefined; next = await feed.next(signal)) {
    messages.push(next);
  }
  return messages;
}
const recordsOf = (messages: readonly FeedMessage[], kind: string) =>
  messages
    .filter((message) => message.kind === kind)
    .map(({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>);
const piece = (text: string, channel = "one") => ({
  channel,
  name: channel,
  bytes: encoder.encode(text),
});

feedContract("wire", async () =>
  open(async (sink) => {
    sink.linkIsUp();
    for (let mmsi = 1; mmsi < 6; mmsi++) {
      await sink.take(piece(`${vesselLine(200_000_000 + mmsi)}\n`));
    }
  }),
);

describe("WireFeed", () => {
  test("[FED-011] a reader that fails on one sender's bytes neither ends the feed nor disturbs another sender", async () => {
    const openReader = (name: string): RecordReader => {
      const reader = openRecordReader("ais", { name, source: "feed/test", origin: "observed" });
      return {
        isLines: true,
        push: (bytes, atMs) => {
          if (bytes[0] === 0x58) throw new TypeError("a defect");
          return reader.push(bytes, atMs);
        },
        finish: (atMs) => reader.finish(atMs),
        takeFaults: () => reader.takeFaults(),
      };
    };
    const [first, second, third] = [1, 2, 3].map((n) => `${vesselLine(200_000_000 + n)}\n`);
    const feed = open(
      async (sink) => {
        sink.linkIsUp();
        await sink.take(piece(first ?? "", "good"));
        await sink.take(piece("X", "bad"));
        await sink.take(piece(second ?? "", "good"));
        await sink.take(piece(third ?? "", "bad"));
      },
      { openReader },
    );
    const messages = await all(feed);
    expect(recordsOf(messages, "position-report")).toHaveLength(3);
    expect(feed.status().faultCountByCode).toEqual({ TL_FEEDS_READER: 1 });
  });

  test("[FED-034] ever-new senders are read up to the bound, and what they had begun is told", async () => {
    const feed = open(
      async (sink) => {
        sink.linkIsUp();
        for (let index = 0; index < 5_000; index++) {
          await sink.take(piece(`${vesselLine(200_000_000 + index)}\n`, `sender ${index}`));
          if (index % 500 === 0) expect(feed.status().channelCount).toBeLessThanOrEqual(50);
        }
      },
      { limits: { channelCountMax: 50, queuedCountMax: 100_000 } },
    );
    expect(recordsOf(await all(feed), "position-report")).toHaveLength(5_000);
  });

  test("[FED-034] what a feed counts by name stays bounded whatever the names", async () => {
    const openReader = (): RecordReader => ({
      isLines: true,
      push: (bytes): readonly HeardMessage[] => [
        { type: `type ${bytes[0]} ${bytes[1]}`, records: [] },
      ],
      finish: () => [],
      takeFaults: () => [],
    });
    const feed = open(
      async (sink) => {
        for (let index = 0; index < 2_000; index++) {
          await sink.take({
            channel: "one",
            name: "one",
            bytes: Uint8Array.of(index % 200, index / 200),
          });
        }
      },
      { openReader, limits: { quota: { perSecond: 1e6, burstCount: 1e6 } } },
    );
    await all(feed);
    const { messageCountByType } = feed.status();
    expect(Object.keys(messageCountByType)).toHaveLength(101);
    expect(messageCountByType["other"]).toBe(1_900);
  });

  test("[FED-030] a clock that is off degrades that station's sensor only, and the problem outlives a loss", async () => {
    let nowMs = t0;
    const openReader = (): RecordReader => ({
      isLines: true,
      push: (bytes): readonly HeardMessage[] => {
        const text = new TextDecoder().decode(bytes).trim();
        const [id = "", offset = "0"] = text.split(" ");
        const station = { id, statedAtMs: nowMs + Number(offset), position: lonLat(-30, 0) };
        return [{ type: "x", records: [], station }];
      },
      finish: () => [],
      takeFaults: () => [],
    });
    const feed = open(
      async (sink) => {
        sink.linkIsUp();
        for (let minute = 0; minute < 20; minute++) {
          nowMs = t0 + minute * 60_000;
          await sink.take(piece("ST-1 90000\n"));
          await sink.take(piece("ST-2 0\n"));
          await sink.take(piece("ST-9 90000\n"));
        }
        sink.linkIsDown("cut");
        sink.linkIsUp();
        await sink.take(piece("ST-1 90000\n"));
        await sink.take(piece("ST-2 0\n"));
      },
      {
        openReader,
        sensors: ["s1", "s2"],
        sensorByStation: { "ST-1": "s1", "ST-2": "s2" },
        clock: { nowMs: () => nowMs },
      },
    );
    const states = recordsOf(await all(feed), "sensor-state").map(
      ({ sensorId, state, factor, reason }) => [sensorId, state, factor, reason],
    );
    const off = "its clock is 90.0 s ahead";
    expect(states).toEqual([
      ["s1", "not-received", undefined, nothingYet],
      ["s2", "not-received", undefined, nothingYet],
      ["s1", "up", undefined, undefined],
      ["s2", "up", undefined, undefined],
      ["s1", "degraded", 0.5, off],
      ["s1", "not-received", undefined, "cut"],
      ["s2", "not-received", undefined, "cut"],
      ["s1", "degraded", 0.5, off],
      ["s2", "up", undefined, undefined],
      ["s1", "not-received", undefined, "the feed has ended"],
      ["s2", "not-received", undefined, "the feed has ended"],
    ]);
    // A station that is no sensor of the deployment is noticed, and no sensor pays for it.
    expect(feed.status().notices.map(({ text }) => text)).toContain(`station ST-9: ${off}`);
  });

  test("[FED-001] instants of receipt do not run back while the wall clock is kept right by small steps", async () => {
    const clocks = [t0, t0 + 1_500, t0 + 300, t0 + 1_600];
    let at = 0;
    const feed = open(
      async (sink) => {
        sink.linkIsUp();
        for (at = 0; at < clocks.length; at++) {
          await sink.take(piece(`${vesselLine(200_000_000 + at)}\n`));
        }
      },
      { clock: { nowMs: () => clocks[Math.min(at, clocks.length - 1)] ?? t0 }, sensors: [] },
    );
    const received = (await all(feed)).map(({ receivedAtMs }) => receivedAtMs - t0);
    expect(received).toEqual([0, 1_500, 1_500, 1_600]);
  });

  test("[FED-045] what lies between the last run and this one is told first", async () => {
    const feed = open(
      async (sink) => {
        sink.linkIsUp();
        await sink.take(piece(`${vesselLine(200_000_000)}\n`));
      },
      { heardUntilMs: t0 - 3_600_000 },
    );
    const states = recordsOf(await all(feed), "sensor-state");
    expect(states.map(({ state, fromMs }) => [state, Number(fromMs) - t0])).toEqual([
      ["not-received", -3_600_000],
      ["up", 0],
      ["not-received", 0],
    ]);
  });

  /** Lines `STATION` of stations, and a steady clock that the test turns. */
  function stationFeed(
    script: (sink: SourceSink, turnMs: (ms: number) => Promise<void>) => Promise<void>,
    options: Partial<WireFeedOptions> = {},
  ): WireFeed {
    let passedMs = 0;
    const turnMs = async (ms: number) => {
      passedMs += ms;
      await new Promise((resolve) => setTimeout(resolve, 20));
    };
    return open((sink) => script(sink, turnMs), {
      openReader: (): RecordReader => ({
        isLines: true,
        push: (bytes): readonly HeardMessage[] => [
          { type: "x", records: [], station: { id: new TextDecoder().decode(bytes).trim() } },
        ],
        finish: () => [],
        takeFaults: () => [],
      }),
      sensors: ["s1", "s2"],
      sensorByStation: { "ST-1": "s1", "ST-2": "s2" },
      heartbeatMs: 60_000,
      tickMs: 2,
      clock: { nowMs: () => t0 + passedMs },
      steadyMs: () => passedMs,
      ...options,
    });
  }
  const toldOf = (messages: readonly FeedMessage[]) =>
    recordsOf(messages, "sensor-state").map(({ sensorId, state, fromMs, reason }) => [
      sensorId,
      state,
      Math.round((Number(fromMs) - t0) / 1_000),
      reason,
    ]);

  test("[FED-062] a station that falls silent while others speak is told of its sensor, from when it was heard last", async () => {
    const feed = stationFeed(async (sink, turnMs) => {
      sink.linkIsUp();
      await sink.take(piece("ST-1\n"));
      await turnMs(10_000);
      await sink.take(piece("ST-2\n"));
      for (let minute = 0; minute < 3; minute++) {
        await turnMs(50_000);
        await sink.take(piece("ST-1\n"));
      }
      // The whole way is lost and comes back: who has not been heard since is not up.
      sink.linkIsDown("cut");
      sink.linkIsUp();
      await sink.take(piece("ST-2\n"));
    });
    expect(toldOf(await all(feed))).toEqual([
      ["s1", "not-received", 0, nothingYet],
      ["s2", "not-received", 0, nothingYet],
      ["s1", "up", 0, undefined],
      ["s2", "up", 10, undefined],
      ["s2", "not-received", 10, "nothing was heard for 100 s"],
      ["s1", "not-received", 160, "cut"],
      ["s2", "up", 160, undefined],
      ["s2", "not-received", 160, "the feed has ended"],
    ]);
    expect(feed.status().notices.map(({ text }) => text)).toContain(
      "s2: nothing was heard for 100 s",
    );
  });

  test("[FED-062] a station that never says a word is not taken for one that is up", async () => {
    const feed = stationFeed(async (sink, turnMs) => {
      sink.linkIsUp();
      for (let minute = 0; minute < 3; minute++) {
        await sink.take(piece("ST-1\n"));
        await turnMs(40_000);
      }
    });
    expect(toldOf(await all(feed)).slice(0, 3)).toEqual([
      ["s1", "not-received", 0, nothingYet],
      ["s2", "not-received", 0, nothingYet],
      ["s1", "up", 0, undefined],
    ]);
  });

  test("[FED-062] who is made to wait is not taken for silent", async () => {
    const { promise: waiting, resolve: waits } = Promise.withResolvers<void>();
    const feed = stationFeed(
      async (sink, turnMs) => {
        sink.linkIsUp();
        await sink.take(piece("ST-1\n"));
        await sink.take(piece("ST-2\n"));
        // More than its quota lets it say: held until the clock has gone on far enough.
        const held = sink.take(piece("ST-1\n"));
        waits();
        for (let minute = 0; minute < 10; minute++) await turnMs(61_000);
        expect(feed.status().reason).toMatch(/^a sender has been held back for/);
        await held;
        await turnMs(61_000);
        expect(feed.status().reason).toBe("nothing was heard for 61 s");
      },
      { limits: { quota: { perSecond: 0.5, burstCount: 2 } } },
    );
    const taken = all(feed);
    await waiting;
    expect(toldOf(await taken).map(([sensor, state]) => [sensor, state])).toEqual([
      ["s1", "not-received"],
      ["s2", "not-received"],
      ["s1", "up"],
      ["s2", "up"],
      ["s1", "degraded"],
      ["s2", "degraded"],
      ["s1", "not-received"],
      ["s2", "not-received"],
    ]);
  });
});
