import { type HeardMessage, openRecordReader, type RecordReader } from "@truceline/interop";
import type { FeedMessage } from "@truceline/watch";
import { describe, expect, test } from "vitest";
import { vesselLine } from "./source-contract.ts";
import type { SourceSink } from "./sources/byte-source.ts";
import { WireFeed } from "./wire-feed.ts";
import type { WireFeedOptions } from "./wire-feed-options.ts";

// Who is heard, and since when: only what was read says it.

const t0 = Date.UTC(2026, 0, 1, 12);
const dayMs = 86_400_000;

interface Turn {
  /** Both clocks go on by so much. */
  pass(ms: number): Promise<void>;
  /** Somebody sets the wall clock. */
  setWall(byMs: number): Promise<void>;
}

function open(
  script: (sink: SourceSink, turn: Turn) => Promise<void>,
  options: Partial<WireFeedOptions> = {},
): WireFeed {
  let steadyMs = 0;
  let wallMs = t0;
  const looked = () => new Promise<void>((resolve) => setTimeout(resolve, 15));
  const turn: Turn = {
    pass: (ms) => {
      steadyMs += ms;
      wallMs += ms;
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
    openReader: (name) =>
      openRecordReader("ais", { name, source: "feed/test", origin: "observed" }),
    refusedAs: "position-report",
    origin: "observed",
    sensors: ["s1", "s2"],
    heartbeatMs: 60_000,
    tickMs: 2,
    clock: { nowMs: () => wallMs },
    steadyMs: () => steadyMs,
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
const told = (messages: readonly FeedMessage[], sensor = "s1") =>
  messages
    .filter(({ kind }) => kind === "sensor-state")
    .map(({ bytes }) => JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>)
    .filter(({ sensorId }) => sensorId === sensor)
    .map(({ state, fromMs, reason }) => [
      state,
      // Of two states of one instant the worst holds: a better one begins a millisecond later.
      Math.round((Number(fromMs) - t0) / 1_000),
      reason,
    ]);
const piece = (text: string) => ({
  channel: "one",
  name: "one",
  bytes: new TextEncoder().encode(`${text}\n`),
});
const good = (n = 1, tag = "") => `${tag}${vesselLine(200_000_000 + n)}`;
const broken = good().replace(/\*..$/, "*00");
/** An AIS tag block that names the receiver, without a time. */
const tagOf = (source: string) => {
  const fields = `s:${source}`;
  let sum = 0;
  for (const letter of fields) sum ^= letter.codePointAt(0) ?? 0;
  return `\\${fields}*${sum.toString(16).toUpperCase().padStart(2, "0")}\\`;
};
const nothingYet = "nothing has been heard of it yet";

describe("what is heard of a sensor", () => {
  test("[FED-080] bytes that cannot be read say nothing of the sensor: it is not up, and is silent after its heartbeat", async () => {
    const feed = open(async (sink, turn) => {
      sink.linkIsUp();
      for (let second = 0; second < 7; second++) {
        await sink.take(piece(broken));
        await turn.pass(10_000);
      }
      expect(feed.status()).toMatchObject({ state: "silent", messageCount: 0 });
      expect(feed.status().lastHeardAtMs).toBeUndefined();
    });
    expect(told(await all(feed))).toEqual([["not-received", 0, nothingYet]]);
  });

  test("[FED-080] a way that is open and says nothing is not a sensor that is heard, at the beginning and after a loss", async () => {
    const feed = open(
      async (sink, turn) => {
        sink.linkIsUp();
        await turn.pass(3_600_000);
        await sink.take(piece(good()));
        sink.linkIsDown("cut");
        await turn.pass(10_000);
        sink.linkIsUp();
        await turn.pass(3_600_000);
      },
      { heartbeatMs: undefined },
    );
    expect(told(await all(feed))).toEqual([
      ["not-received", 0, nothingYet],
      ["up", 3_600, undefined],
      ["not-received", 3_600, "cut"],
    ]);
  });

  test("[FED-081] where most of what comes cannot be read its sensors are degraded by what could; where nothing can, they are not received", async () => {
    const feed = open(
      async (sink, turn) => {
        sink.linkIsUp();
        // One in four is read.
        for (let round = 0; round < 10; round++) {
          await sink.take(piece([good(round), broken, broken, broken].join("\n")));
        }
        await turn.pass(60_000);
        for (let round = 0; round < 10; round++) await sink.take(piece(good(round)));
        await turn.pass(60_000);
        for (let round = 0; round < 3; round++) await sink.take(piece(broken));
        await turn.pass(60_000);
        expect(feed.status().state).toBe("silent");
      },
      { heartbeatMs: 3_600_000 },
    );
    expect(told(await all(feed))).toEqual([
      ["not-received", 0, nothingYet],
      ["up", 0, undefined],
      ["degraded", 0, "30 of 40 messages could not be read"],
      ["up", 120, undefined],
      ["not-received", 60, "nothing of what comes can be read"],
      ["not-received", 120, "nothing of what comes can be read"],
    ]);
  });

  test("[FED-082] of several stations on one wire each is judged by the messages that name it", async () => {
    const feed = open(async (sink, turn) => {
      sink.linkIsUp();
      for (let round = 0; round < 6; round++) {
        await sink.take(piece(good(round, tagOf("s1"))));
        await turn.pass(30_000);
      }
      await sink.take(piece(good(7, tagOf("s2"))));
      await turn.pass(50_000);
      await sink.take(piece(good(8, tagOf("s1"))));
      await turn.pass(50_000);
    });
    const messages = await all(feed);
    expect(told(messages, "s1").slice(0, 2)).toEqual([
      ["not-received", 0, nothingYet],
      ["up", 0, undefined],
    ]);
    expect(told(messages, "s2").slice(0, 3)).toEqual([
      ["not-received", 0, nothingYet],
      ["up", 180, undefined],
      ["not-received", 180, "nothing was heard for 100 s"],
    ]);
  });

  test("[FED-082] where messages name no station the feed stands for all its sensors, until one is named", async () => {
    const feed = open(async (sink, turn) => {
      sink.linkIsUp();
      await sink.take(piece(good(1)));
      await turn.pass(30_000);
      await sink.take(piece(good(2, tagOf("s1"))));
      for (let round = 0; round < 4; round++) {
        await turn.pass(30_000);
        await sink.take(piece(good(round)));
      }
    });
    const messages = await all(feed);
    expect(told(messages, "s2")).toEqual([
      ["not-received", 0, nothingYet],
      ["up", 0, undefined],
      ["not-received", 0, "nothing was heard for 90 s"],
    ]);
  });

  test("[FED-082] a station that is none of the feed's sensors says nothing of them, and is noticed", async () => {
    const feed = open(async (sink) => {
      sink.linkIsUp();
      await sink.take(piece(good(1, tagOf("elsewhere"))));
    });
    expect(told(await all(feed))).toEqual([["not-received", 0, nothingYet]]);
    expect(feed.status().notices.map(({ text }) => text)).toContain(
      "messages name `elsewhere`, which is none of its sensors: `stations` says which is which",
    );
  });

  test("[FED-083] a wall clock that was set ahead and back is followed back, told, and leaves no state in the future", async () => {
    const feed = open(async (sink, turn) => {
      sink.linkIsUp();
      await sink.take(piece(good(1)));
      await turn.pass(10_000);
      await turn.setWall(dayMs);
      await sink.take(piece(good(2)));
      await turn.setWall(-dayMs);
      await sink.take(piece(good(3)));
      await turn.pass(10_000);
      expect(feed.status().lastHeardAtMs).toBe(t0 + 10_000);
    });
    const messages = await all(feed);
    const reports = messages.filter(({ kind }) => kind === "position-report");
    expect(reports.map(({ receivedAtMs }) => (receivedAtMs - t0) / 1_000)).toEqual([
      0,
      10 + dayMs / 1_000,
      10,
    ]);
    const texts = feed.status().notices.map(({ text }) => text);
    expect(texts).toContain("the clock of this machine jumped ahead by 86400 s");
    expect(texts).toContain("the clock of this machine jumped back by 86400 s");
    expect(told(messages)).toEqual([
      ["not-received", 0, nothingYet],
      ["up", 0, undefined],
      ["not-received", 0, "the clock of this machine jumped ahead by 86400 s"],
      ["up", 10 + dayMs / 1_000, undefined],
      // As it is now, although what was told for tomorrow lies after it …
      ["up", 10, undefined],
      ["not-received", 20, "the feed has ended"],
    ]);
  });

  test("[FED-083] what was told for an instant ahead does not hold once that instant comes", async () => {
    const aheadMs = 200_000;
    const feed = open(async (sink, turn) => {
      sink.linkIsUp();
      await turn.setWall(aheadMs);
      await sink.take(piece(good(1)));
      await turn.setWall(-aheadMs);
      sink.linkIsDown("cut");
      await turn.pass(aheadMs + 10_000);
    });
    // At 200 s the `up` that was told ahead would begin to hold.
    expect(told(await all(feed)).slice(-3)).toEqual([
      ["up", 0, undefined],
      ["not-received", 0, "cut"],
      ["not-received", 210, "cut"],
    ]);
  });

  test("[FED-083] a start knows until when states were told ahead before it", async () => {
    const feed = open(async (_sink, turn) => turn.pass(30_000), {
      heardUntilMs: t0 + 20_000,
      toldUntilMs: t0 + 20_000,
    });
    expect(told(await all(feed))).toEqual([
      ["not-received", 0, "nobody was listening"],
      ["not-received", 30, "nobody was listening"],
    ]);
  });
});

describe("what is held back", () => {
  const openReader = (): RecordReader => ({
    isLines: true,
    push: (bytes): readonly HeardMessage[] =>
      new TextDecoder()
        .decode(bytes)
        .trim()
        .split("\n")
        .map((line) => ({
          type: line.slice(0, 5),
          records: [{ kind: "position-report", record: { line } as never }],
          ...(line.startsWith("timed") ? { station: { id: "", statedAtMs: t0 } } : {}),
        })),
    finish: () => [],
    takeFaults: () => [],
  });

  test("[FED-084] what waited so long that nobody knows when it came is counted and told as lost, unless it says its time itself", async () => {
    const feed = open(
      async (sink, turn) => {
        sink.linkIsUp();
        await sink.take({ ...piece("plain 1"), waitedMs: 4_000 });
        await sink.take({ ...piece("plain 2\nplain 3\ntimed 4"), waitedMs: 6_000 });
        await turn.pass(60_000);
      },
      { openReader, isTimedByReceipt: true },
    );
    const messages = await all(feed);
    const lines = messages
      .filter(({ kind }) => kind === "position-report")
      .map(({ bytes }) => (JSON.parse(new TextDecoder().decode(bytes)) as { line: string }).line);
    expect(lines).toEqual(["plain 1", "timed 4"]);
    expect(feed.status().refusedCountByReason).toEqual({
      "it waited so long that nobody knows when it came": 2,
    });
    expect(told(messages)[2]).toEqual(["degraded", 0, expect.stringContaining("2 of 4 messages")]);
  });

  test("[FED-100] what may be from before anybody listened is no sign of hearing, and without a time is not stored", async () => {
    const feed = open(
      async (sink, turn) => {
        sink.linkIsUp();
        await turn.pass(20_000);
        await sink.take({ ...piece("plain 1\ntimed 2"), waitedMs: Infinity });
        expect(feed.status().sensors.map(({ state }) => state)).toEqual([
          "not-received",
          "not-received",
        ]);
        expect(feed.status().messageCount).toBe(1);
        await turn.pass(1_000);
        await sink.take(piece("plain 3"));
      },
      { openReader, isTimedByReceipt: true },
    );
    expect(
      told((await all(feed)).filter(({ kind }) => kind === "sensor-state")).slice(0, 2),
    ).toEqual([
      ["not-received", 0, expect.anything()],
      ["up", 21, undefined],
    ]);
    expect(feed.status().refusedCount).toBe(1);
  });

  test("[FED-100] a station that said it is up while nobody listened is not up by it; one that says so now is", async () => {
    const reader: RecordReader = {
      isLines: true,
      push: (bytes) => {
        const fromMs = t0 + Number(new TextDecoder().decode(bytes).trim());
        const record = { sensorId: "s1", fromMs, state: "up" } as never;
        return [
          {
            type: "status",
            records: [{ kind: "sensor-state", record }],
            station: { id: "s1", statedAtMs: fromMs },
          },
        ];
      },
      finish: () => [],
      takeFaults: () => [],
    };
    const feed = open(
      async (sink, turn) => {
        sink.linkIsUp();
        await turn.pass(30_000);
        await sink.take({ ...piece("10000"), waitedMs: Infinity });
        await turn.pass(10_000);
        await sink.take({ ...piece("39000"), waitedMs: Infinity });
      },
      { openReader: () => reader, sensors: ["s1"] },
    );
    const states = (await all(feed)).map(
      ({ bytes }) =>
        JSON.parse(new TextDecoder().decode(bytes)) as { state: string; fromMs: number },
    );
    expect(states.slice(0, 5).map(({ state, fromMs }) => [state, fromMs - t0])).toEqual([
      ["not-received", 0],
      ["up", 10_000],
      ["not-received", 10_001],
      ["up", 40_000],
      ["up", 39_000],
    ]);
  });

  test("[FED-084] a feed whose sender is held back is not up, whether the sender is still there or not", async () => {
    const feed = open(
      async (sink, turn) => {
        sink.linkIsUp();
        const held = sink.take(piece("timed 1\ntimed 2\ntimed 3"));
        await turn.pass(19_000);
        expect(feed.status().state).toBe("up");
        await turn.pass(2_000);
        expect(feed.status().state).toBe("silent");
        expect(feed.status().reason).toBe(
          "a sender has been held back for 21 s: what it says waits",
        );
        await turn.pass(100_000);
        await held;
        await sink.take(piece("timed 4"));
        expect(feed.status().state).toBe("up");
      },
      { openReader, limits: { quota: { perSecond: 2, burstCount: 2 } } },
    );
    expect(told(await all(feed)).slice(1, 4)).toEqual([
      ["up", 0, undefined],
      ["degraded", 0, "a sender has been held back for 21 s: what it says waits"],
      ["up", 121, undefined],
    ]);
  });
});

describe("what documents and stations say", () => {
  /** A document of rows: each byte `g` is one that can be read, each `b` one that cannot. */
  const openReader = (): RecordReader => {
    let faults = 0;
    return {
      isLines: false,
      push: (bytes): readonly HeardMessage[] => {
        const text = new TextDecoder().decode(bytes);
        faults += text.split("b").length - 1;
        return Array.from(text.matchAll(/g/g), () => ({ type: "row", records: [] }));
      },
      finish: () => [],
      takeFaults: () =>
        Array.from({ length: faults }, () => {
          faults = 0;
          return { code: "TL_TEST", message: "no row" };
        }),
    };
  };
  const part = (text: string) => ({
    channel: "doc",
    name: "doc",
    bytes: new TextEncoder().encode(text),
  });

  test.each([
    { title: "one row that can be read", document: ["x", "g", "b"], isHeard: true },
    { title: "nothing, and no fault", document: ["x"], isHeard: true },
    { title: "faults only, and an end without one", document: ["b", "b", "x"], isHeard: false },
    { title: "not one byte", document: [], isHeard: false },
  ])(
    "[FED-080] a document of $title: heard $isHeard, and so it is when there is nothing new",
    async ({ document, isHeard }) => {
      const feed = open(
        async (sink) => {
          // Nothing new since when? Of an earlier run nobody here knows what it held.
          sink.linkIsUp(true);
          expect(feed.status().sensors[0]?.state).toBe("not-received");
          for (const text of document) await sink.take(part(text));
          await sink.take({ ...part(""), isWhole: true });
          expect(feed.status().sensors[0]?.state).toBe(isHeard ? "up" : "not-received");
          sink.linkIsDown("no answer");
          sink.linkIsUp(true);
          expect(feed.status().sensors[0]?.state).toBe(isHeard ? "up" : "not-received");
        },
        { openReader, heartbeatMs: undefined },
      );
      await all(feed);
      expect(feed.status().sensors).toHaveLength(2);
    },
  );

  /** Lines `STATION STATE`: what a station says of itself; without a state it says something else. */
  const openStations = (offsetMs: number) => (): RecordReader => ({
    isLines: true,
    push: (bytes, atMs): readonly HeardMessage[] => {
      const [id = "", state] = new TextDecoder().decode(bytes).trim().split(" ");
      const record = { sensorId: id, state, fromMs: atMs + offsetMs };
      return [
        {
          type: "x",
          records: state === undefined ? [] : [{ kind: "sensor-state", record } as never],
          station: { id, statedAtMs: atMs + offsetMs },
        },
      ];
    },
    finish: () => [],
    takeFaults: () => [],
  });

  test("[FED-087] a station that said it is down is not up because it is heard again", async () => {
    const feed = open(
      async (sink) => {
        sink.linkIsUp();
        await sink.take(piece("s1"));
        await sink.take(piece("s1 down"));
        sink.linkIsDown("cut");
        sink.linkIsUp();
        await sink.take(piece("s1"));
        await sink.take(piece("s1 up"));
      },
      { openReader: openStations(0) },
    );
    const states = told(await all(feed)).map(([state]) => state);
    // Its own `down` and `up` are its own records; what is told here is that it is heard, and how it is then.
    const ours = states.filter((state) => state !== undefined);
    expect(ours.join(" ")).toBe("not-received up down not-received down up not-received");
  });

  test("[FED-087] what is the matter with a station is told again after it says that it is up", async () => {
    const feed = open(
      async (sink) => {
        sink.linkIsUp();
        for (let count = 0; count < 6; count++) await sink.take(piece("s1"));
        await sink.take(piece("s1 up"));
      },
      { openReader: openStations(90_000) },
    );
    const states = told(await all(feed));
    const off = "its clock is 90.0 s ahead";
    const degraded = states.filter(([state]) => state === "degraded");
    expect(degraded).toEqual([
      ["degraded", 0, off],
      // After its own `up`, which begins 90 s ahead.
      ["degraded", 90, off],
    ]);
  });
});
