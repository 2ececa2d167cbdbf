import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { seededRng } from "@truceline/model";
import { Aedes } from "aedes";
import mqtt, { type MqttClient } from "mqtt";
import { type SourceHarness, sourceContract } from "../source-contract.ts";
import { MqttSubscriber } from "./mqtt-client.ts";

interface Broker {
  readonly aedes: Aedes;
  readonly server: Server;
  readonly port: number;
}

async function openBroker(port = 0): Promise<Broker> {
  const aedes = await Aedes.createBroker();
  const server = createServer(aedes.handle);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return { aedes, server, port: (server.address() as AddressInfo).port };
}

async function shut({ aedes, server }: Broker): Promise<void> {
  if (!server.listening) return;
  // The door first: who connects again meanwhile would be let in by a broker that answers nobody.
  const closed = once(server, "close");
  server.close();
  await new Promise<void>((resolve) => aedes.close(resolve));
  await closed;
}

sourceContract("MQTT 3.1.1", async (): Promise<SourceHarness> => {
  let broker = await openBroker();
  const { port } = broker;
  let sender: MqttClient | undefined;
  let subscribed = once(broker.aedes, "subscribe");
  const source = new MqttSubscriber({
    protocol: "mqtt",
    host: "127.0.0.1",
    port,
    topic: "receivers/+/ais",
    version: 4,
    qos: 1,
    clientId: "truceline-contract",
    isLines: true,
    backOff: { firstMs: 10, mostMs: 40, rng: seededRng("contract") },
  });
  return {
    source,
    canWait: true,
    inHandMax: 1,
    ready: async () => {
      await subscribed;
    },
    async send(lines) {
      await subscribed;
      sender ??= await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`);
      await sender.publishAsync("receivers/harbour/ais", lines.join("\n"), { qos: 1 });
    },
    async cut() {
      await sender?.endAsync(true);
      sender = undefined;
      await shut(broker);
    },
    async restore() {
      broker = await openBroker(port);
      subscribed = once(broker.aedes, "subscribe");
    },
    async close() {
      await sender?.endAsync(true);
      await shut(broker);
    },
  };
});
