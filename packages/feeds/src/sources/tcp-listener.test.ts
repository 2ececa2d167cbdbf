import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { openRecordReader } from "@truceline/interop";
import type { FeedMessage } from "@truceline/watch";
import { describe, expect, test } from "vitest";
import { type SourceHarness, sourceContract, until, vesselLine } from "../source-contract.ts";
import { WireFeed } from "../wire-feed.ts";
import type { SourceSink } from "./byte-source.ts";
import { TcpListener } from "./tcp-listener.ts";

async function sender(port: number): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port });
  socket.on("error", () => {});
  await once(socket, "connect");
  return socket;
}

sourceContract("TCP listener", async (): Promise<SourceHarness> => {
  let port = 0;
  let socket: Socket | undefined;
  const source = new TcpListener({
    host: "127.0.0.1",
    port: 0,
    onListening: (bound) => {
      port = bound;
    },
  });
  return {
    source,
    canWait: true,
    ready: () => until(() => port !== 0),
    async send(lines) {
      socket ??= await sender(port);
      if (!socket.write(`${lines.join("\n")}\n`)) await once(socket, "drain");
    },
    async cut() {
      socket?.destroy();
      socket = undefined;
    },
    restore: async () => {},
    async close() {
      socket?.destroy();
    },
  };
});

describe("TcpListener", () => {
  async function listen(options: { connectionCountMax?: number; idleMs?: number }) {
    let port = 0;
    let refusedCount = 0;
    const text = new Map<string, string>();
    const ended: string[] = [];
    const stopping = new AbortController();
    const sink: SourceSink = {
      linkIsUp: () => {},
      linkIsDown: () => {},
      take: async ({ channel, bytes }) => {
        text.set(channel, (text.get(channel) ?? "") + new TextDecoder().decode(bytes));
      },
      offer: () => true,
      end: async (channel) => {
        ended.push(channel);
      },
      refuse: (count) => {
        refusedCount += count;
      },
    };
    const onListening = (bound: number) => {
      port = bound;
    };
    const running = new TcpListener({ host: "127.0.0.1", port: 0, onListening, ...options }).run(
      sink,
      stopping.signal,
    );
    await until(() => port !== 0);
    return {
      port,
      text,
      ended,
      refusedCount: () => refusedCount,
      async stop() {
        stopping.abort();
        await running;
      },
    };
  }

  test("[FED-022] senders are read apart from each other, and no more of them than allowed", async () => {
    const listener = await listen({ connectionCountMax: 2 });
    const first = await sender(listener.port);
    const second = await sender(listener.port);
    await sender(listener.port);
    await until(() => listener.refusedCount() === 1);
    const line = vesselLine(200_000_001);
    first.write(line.slice(0, 20));
    second.write(`${line}\n`);
    first.write(`${line.slice(20)}\n`);
    await until(() => [...listener.text.values()].join("").length === 2 * (line.length + 1));
    expect([...listener.text.values()]).toEqual([`${line}\n`, `${line}\n`]);
    await listener.stop();
  });

  test("[FED-022] a connection that brings nothing is closed", async () => {
    const listener = await listen({ idleMs: 40 });
    const idle = await sender(listener.port);
    await once(idle, "close");
    await until(() => listener.ended.length === 1);
    await listener.stop();
  });

  test("[FED-084] a sender of ten times its quota gives no report at another instant than it came, and is seen to go", async () => {
    let port = 0;
    const waitedMsMax = 300;
    const feed = new WireFeed({
      id: "loud",
      source: new TcpListener({
        host: "127.0.0.1",
        port: 0,
        onListening: (bound) => {
          port = bound;
        },
      }),
      openReader: (name) =>
        openRecordReader("ais", { name, source: "feed/loud", origin: "observed" }),
      refusedAs: "position-report",
      origin: "observed",
      isTimedByReceipt: true,
      clock: { nowMs: () => Date.now() },
      limits: { quota: { perSecond: 50, burstCount: 20 }, waitedMsMax },
    });
    const stopping = new AbortController();
    const heard: FeedMessage[] = [];
    const taking = (async () => {
      for (;;) {
        const message = await feed.next(stopping.signal);
        if (message === undefined) return;
        heard.push(message);
      }
    })();
    await until(() => port !== 0);
    const socket = await sender(port);
    const sentAtMs = new Map<number, number>();
    const stalls = monitorEventLoopDelay({ resolution: 5 });
    stalls.enable();
    for (let round = 0; round < 40; round++) {
      const numbers = Array.from({ length: 25 }, (_, index) => 200_000_000 + round * 25 + index);
      for (const mmsi of numbers) sentAtMs.set(mmsi, Date.now());
      socket.write(numbers.map((mmsi) => `${vesselLine(mmsi)}\n`).join(""));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    socket.end();
    await until(() => feed.status().state === "down");
    stopping.abort();
    await Promise.all([taking, feed.stopped()]);
    const lateMs = heard.map(({ bytes, receivedAtMs }) => {
      const { identity } = JSON.parse(new TextDecoder().decode(bytes));
      return receivedAtMs - (sentAtMs.get(Number(identity.value)) ?? 0);
    });
    stalls.disable();
    // While this process stands still a line is neither read nor known to wait.
    const stalledMs = stalls.max / 1e6;
    expect(Math.max(...lateMs)).toBeLessThan(waitedMsMax + 150 + stalledMs);
    const { messageCount, refusedCount } = feed.status();
    expect(messageCount).toBeGreaterThan(40);
    expect(refusedCount).toBeGreaterThan(400);
    expect(messageCount + refusedCount).toBe(1_000);
  }, 30_000);

  test("a port that is taken is said", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    const sink = {} as SourceSink;
    const running = new TcpListener({ host: "127.0.0.1", port }).run(
      sink,
      new AbortController().signal,
    );
    await expect(running).rejects.toMatchObject({ code: "TL_FEEDS_PORT", fault: "absent" });
    taken.close();
  });
});
