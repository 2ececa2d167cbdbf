import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { seededRng } from "@truceline/model";
import { afterEach, expect, test } from "vitest";
import { until } from "../source-contract.ts";
import type { SourceSink } from "./byte-source.ts";
import { MqttSubscriber } from "./mqtt-client.ts";
import { deafSink } from "./source-doubles.ts";

// Brokers that misbehave, one behaviour a connection, in the bytes of MQTT 3.1.1.
const asked = { connect: 1, acknowledge: 4, subscribe: 8, ping: 12, leave: 14 } as const;
type Asked = keyof typeof asked;

const welcome = Buffer.of(0x20, 2, 0, 0);
const granted = (request: Buffer) => Buffer.of(0x90, 3, request[2] ?? 0, request[3] ?? 0, 1);
const pong = Buffer.of(0xd0, 0);
/** Message `a` of topic `t`, number 7, to be acknowledged. */
const message = Buffer.of(0x32, 6, 0, 1, 0x74, 0, 7, 0x61);

type Behaviour = Partial<Record<Asked, (request: Buffer, socket: Socket) => void>>;
const sound = {
  connect: (_, socket) => socket.write(welcome),
  subscribe: (request, socket) => socket.write(granted(request)),
  ping: (_, socket) => socket.write(pong),
} satisfies Behaviour;

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

/** @param behaviours Of the connections in their order; the last one is that of all that follow. */
async function open(
  behaviours: readonly Behaviour[],
  limits: { readonly answerMs?: number; readonly keepAliveS?: number } = {},
  holds: Promise<void> = Promise.resolve(),
) {
  const seen: { readonly what: Asked; readonly connection: number; readonly atMs: number }[] = [];
  const links: string[] = [];
  const texts: string[] = [];
  const areOld: boolean[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const connection = sockets.push(socket) - 1;
    const behaviour = behaviours[Math.min(connection, behaviours.length - 1)] ?? {};
    let rest = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      // Every packet here is short: its length is one byte.
      while (rest.length >= 2 && rest.length >= 2 + (rest[1] ?? 0)) {
        const packet = rest.subarray(0, 2 + (rest[1] ?? 0));
        rest = rest.subarray(packet.length);
        for (const [name, type] of Object.entries(asked)) {
          if ((packet[0] ?? 0) >> 4 !== type) continue;
          const what = name as Asked;
          seen.push({ what, connection, atMs: performance.now() });
          behaviour[what]?.(packet, socket);
        }
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const sink: SourceSink = {
    ...deafSink,
    linkIsUp: () => links.push("up"),
    linkIsDown: (reason) => links.push(reason),
    take: async ({ bytes, waitedMs = 0, onTaken }) => {
      areOld.push(waitedMs === Infinity);
      texts.push(new TextDecoder().decode(bytes));
      await holds;
      onTaken?.();
    },
  };
  const stopping = new AbortController();
  const source = new MqttSubscriber({
    protocol: "mqtt",
    host: "127.0.0.1",
    port: (server.address() as AddressInfo).port,
    topic: "t",
    version: 4,
    qos: 1,
    clientId: "truceline-faults",
    isLines: true,
    backOff: { firstMs: 10, mostMs: 40, rng: seededRng("faults") },
    ...limits,
  });
  const running = source.run(sink, stopping.signal);
  const stop = async () => {
    stopping.abort();
    await running;
  };
  opened.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  }, stop);
  const count = (what: Asked) => seen.filter((one) => one.what === what).length;
  return { seen, count, links, texts, areOld, sockets, stop };
}

test.each([
  ["accepts and never says a word", {}],
  ["welcomes and never grants the topic", { connect: sound.connect }],
] as readonly (readonly [string, Behaviour])[])(
  "[FED-060] a broker that %s is left in time, and the next attempt holds",
  async (_, behaviour) => {
    const beganMs = performance.now();
    const { links, sockets } = await open([behaviour, sound], { answerMs: 500 });
    await until(() => links.length > 0);
    // The limit counts from the beginning of the connection, whenever the broker sees it.
    expect(performance.now() - beganMs).toBeGreaterThan(450);
    await until(() => links.includes("up"));
    expect(links[0]).toBe("the broker does not answer");
    expect(links.at(-1)).toBe("up");
    await until(() => sockets[0]?.destroyed === true);
  },
);

test("[FED-060] a broker that closes each connection at once is tried again, and taken when it holds", async () => {
  const slams: Behaviour = { connect: (_, socket) => socket.destroy() };
  const { links, count } = await open([slams, slams, slams, sound]);
  await until(() => links.includes("up"));
  expect(links.at(-1)).toBe("up");
  expect(links).toHaveLength(4);
  expect(count("connect")).toBe(4);
});

test("[FED-060] one that is stopped while the broker owes it an answer leaves no connection open", async () => {
  const { sockets, count, stop } = await open([{ connect: sound.connect }], { answerMs: 60_000 });
  await until(() => count("subscribe") === 1);
  const beganMs = performance.now();
  await stop();
  expect(performance.now() - beganMs).toBeLessThan(4_000);
  await until(() => sockets[0]?.destroyed === true, 1_000);
});

/** Sends a kept message before it grants the topic, as brokers do that know us. */
const keeps: Behaviour = {
  ...sound,
  connect: (_, socket) => {
    socket.write(Buffer.of(0x20, 2, 1, 0));
    socket.write(message);
  },
};

test("[FED-101] what a broker kept for us is told from what comes after a pause", async () => {
  const { areOld, texts, sockets } = await open([keeps]);
  await until(() => texts.length === 1);
  sockets[0]?.write(message);
  await until(() => texts.length === 2);
  await new Promise((resolve) => setTimeout(resolve, 400));
  sockets[0]?.write(message);
  await until(() => texts.length === 3);
  expect(areOld).toEqual([true, true, false]);
});

test("[FED-101] a retained message is from before, one of a session that is new is not", async () => {
  const { areOld, texts, sockets } = await open([
    {
      ...sound,
      subscribe: (request, socket) => {
        socket.write(granted(request));
        socket.write(Buffer.of(0x33, 6, 0, 1, 0x74, 0, 7, 0x61));
      },
    },
  ]);
  await until(() => texts.length === 1);
  sockets[0]?.write(message);
  await until(() => texts.length === 2);
  expect(areOld).toEqual([true, false]);
});

test("[FED-061] a message that is held for longer than a broker may take to answer comes once", async () => {
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const { links, texts, count } = await open([keeps], { answerMs: 1_000 }, held);
  await until(() => texts.length === 1);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(count("acknowledge")).toBe(0);
  letGo();
  await until(() => count("acknowledge") === 1);
  expect(texts).toEqual(["a"]);
  expect(links).toEqual(["up"]);
  expect(count("connect")).toBe(1);
});

test("[FED-061] while a message is held the broker hears that we are there, and is not taken for dead", async () => {
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const { links, texts, count, seen } = await open([keeps], { keepAliveS: 2 }, held);
  await until(() => texts.length === 1);
  await until(() => count("ping") > 3, 20_000);
  letGo();
  await until(() => count("acknowledge") === 1);
  expect(links).toEqual(["up"]);
  expect(count("connect")).toBe(1);
  // A broker leaves a client that is silent for one and a half times the agreed time.
  const heardAtMs = seen.map(({ atMs }) => atMs);
  const pausesMs = heardAtMs.slice(1).map((atMs, index) => atMs - (heardAtMs[index] ?? 0));
  expect(Math.max(...pausesMs)).toBeLessThan(3_000);
});

test("[FED-060] a broker that falls silent on an open connection is left", async () => {
  const mute: Behaviour = { connect: sound.connect, subscribe: sound.subscribe };
  const { links } = await open([mute, sound], { keepAliveS: 1 });
  await until(() => links.filter((link) => link === "up").length === 2);
  expect(links).toEqual(["up", "the broker does not answer", "up"]);
});
