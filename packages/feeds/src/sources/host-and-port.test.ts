import { expect, test } from "vitest";
import { MqttSubscriber } from "./mqtt-client.ts";
import { TcpClient } from "./tcp-client.ts";
import { TcpListener } from "./tcp-listener.ts";
import { UdpListener } from "./udp.ts";

const backOff = { firstMs: 1, maxMs: 1, rng: { nextUnit: () => 0 } } as never;

test.each([
  ["2001:db8::7", "[2001:db8::7]:4001"],
  ["192.0.2.7", "192.0.2.7:4001"],
  ["host.example", "host.example:4001"],
])("[FED-106] the host %s is shown as %s, whatever the way", (host, shown) => {
  const at = { host, port: 4001 };
  expect(new TcpClient({ ...at, backOff }).address).toBe(`tcp://${shown}`);
  expect(new TcpListener(at).address).toBe(`tcp://${shown} (listening)`);
  expect(new UdpListener(at).address).toBe(`udp://${shown}`);
  const mqtt = { protocol: "mqtt", topic: "t", version: 5, qos: 1, clientId: "c" } as const;
  const subscriber = new MqttSubscriber({ ...at, ...mqtt, isLines: true, backOff });
  expect(subscriber.address).toBe(`mqtt://${shown}/t`);
});
