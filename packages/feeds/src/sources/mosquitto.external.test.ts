import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRng } from "@truceline/model";
import mqtt, { type MqttClient, type Packet } from "mqtt";
import { afterAll, describe, expect, test } from "vitest";
import { type SourceHarness, sourceContract, until } from "../source-contract.ts";
import type { SourceSink } from "./byte-source.ts";
import { MqttSubscriber } from "./mqtt-client.ts";
import { deafSink } from "./source-doubles.ts";

// Debian's mosquitto, as a mission would run it. Skips where it is not installed.
const program = ["mosquitto", "/usr/sbin/mosquitto"].find(
  (name) => spawnSync(name, ["-h"]).error === undefined,
);
if (program === undefined) console.log("skipped: mosquitto is not installed");

const folder = mkdtempSync(join(tmpdir(), "truceline-mosquitto-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function openBroker(port: number): Promise<ChildProcess> {
  const file = join(folder, `${port}.conf`);
  writeFileSync(
    file,
    `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nmax_queued_messages 100000\n`,
  );
  const child = spawn(program ?? "", ["-c", file], { stdio: "ignore" });
  for (let attempt = 0; attempt < 200; attempt++) {
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: "127.0.0.1", port }, () => {
        socket.destroy();
        resolve(true);
      });
      socket.once("error", () => resolve(false));
    });
    if (isUp) return child;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("mosquitto does not start");
}

async function shut(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, "exit");
}

function subscriber(port: number): MqttSubscriber {
  return new MqttSubscriber({
    protocol: "mqtt",
    host: "127.0.0.1",
    port,
    topic: "receivers/+/ais",
    version: 5,
    qos: 1,
    clientId: "truceline-contract",
    isLines: true,
    backOff: { firstMs: 10, mostMs: 40, rng: seededRng("contract") },
  });
}
const publisher = (port: number): Promise<MqttClient> =>
  mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { protocolVersion: 5 });

/**
 * Sends one message; false: the broker had nobody to give it to, and has thrown it away (code 16). mqtt.js
 * gives what was sent and not what was answered, so the answer is read as it comes.
 */
async function publish(sender: MqttClient, text: string): Promise<boolean> {
  let reasonCode: number | undefined;
  const hear = (packet: Packet) => {
    if (packet.cmd === "puback") reasonCode = packet.reasonCode;
  };
  sender.on("packetreceive", hear);
  await sender.publishAsync("receivers/harbour/ais", text, { qos: 1 });
  sender.off("packetreceive", hear);
  return reasonCode !== 16;
}

/** Without a subscriber a broker keeps nothing: asked again until it has one. */
async function publishToSomebody(sender: MqttClient, text: string): Promise<void> {
  while (!(await publish(sender, text))) await new Promise((resolve) => setTimeout(resolve, 10));
}

if (program !== undefined) {
  sourceContract("MQTT 5 at mosquitto", async (): Promise<SourceHarness> => {
    const port = await freePort();
    let broker = await openBroker(port);
    let sender: MqttClient | undefined;
    return {
      source: subscriber(port),
      canWait: true,
      inHandMax: 1,
      ready: async () => {},
      async send(lines) {
        sender ??= await publisher(port);
        await publishToSomebody(sender, lines.join("\n"));
      },
      async cut() {
        await sender?.endAsync(true);
        sender = undefined;
        await shut(broker);
      },
      async restore() {
        broker = await openBroker(port);
      },
      async close() {
        await sender?.endAsync(true);
        await shut(broker);
      },
    };
  });
}

describe.skipIf(program === undefined)("MqttSubscriber", () => {
  function run(port: number, isTaken: boolean) {
    const stopping = new AbortController();
    const texts: string[] = [];
    let upCount = 0;
    const sink: SourceSink = {
      ...deafSink,
      linkIsUp: () => {
        upCount += 1;
      },
      take: async ({ bytes, onTaken }) => {
        texts.push(new TextDecoder().decode(bytes));
        if (isTaken) onTaken?.();
      },
    };
    const running = subscriber(port).run(sink, stopping.signal);
    return {
      texts,
      upCount: () => upCount,
      async stop() {
        stopping.abort();
        await running;
      },
    };
  }

  test("[FED-027] a broker keeps what came while we were away, and sends again what was not durable", async () => {
    const port = await freePort();
    const broker = await openBroker(port);
    const sender = await publisher(port);
    const send = (text: string) => publish(sender, text);
    const first = run(port, false);
    await until(() => first.upCount() > 0);
    await send("one");
    await send("two");
    await until(() => first.texts.length === 1);
    await first.stop();
    await send("three");
    const second = run(port, true);
    await until(() => second.texts.length === 3);
    expect(first.texts).toEqual(["one"]);
    expect(second.texts).toEqual(["one", "two", "three"]);
    await second.stop();
    const third = run(port, true);
    await until(() => third.upCount() > 0);
    await send("four");
    await until(() => third.texts.includes("four"));
    // What was durable when we stopped was acknowledged, and does not come again.
    expect(third.texts).toEqual(["four"]);
    await third.stop();
    await sender.endAsync();
    await shut(broker);
  });

  test("[FED-015] what is sent before anybody listens is seen to be lost, and sent again until it is heard", async () => {
    const port = await freePort();
    const broker = await openBroker(port);
    const sender = await publisher(port);
    expect(await publish(sender, "too early")).toBe(false);
    const sending = publishToSomebody(sender, "heard");
    const { texts, stop } = run(port, true);
    await sending;
    await until(() => texts.length > 0);
    expect(texts).toEqual(["heard"]);
    await stop();
    await sender.endAsync();
    await shut(broker);
  });

  test("[FED-060] it comes back after each of twenty restarts of the broker", async () => {
    const port = await freePort();
    let broker = await openBroker(port);
    const { texts, stop } = run(port, true);
    for (let round = 0; round < 20; round++) {
      const sender = await publisher(port);
      await publishToSomebody(sender, `round ${round}`);
      await until(() => texts.includes(`round ${round}`), 3_000);
      await sender.endAsync(true);
      await shut(broker);
      broker = await openBroker(port);
    }
    await stop();
    await shut(broker);
  });
});
