import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { type SourceHarness, sourceContract, until } from "../source-contract.ts";
import { deafSink } from "./source-doubles.ts";
import { UdpListener, UdpSender } from "./udp.ts";

const encoder = new TextEncoder();

sourceContract("UDP", async (): Promise<SourceHarness> => {
  let port = 0;
  let sender: UdpSender | undefined;
  const source = new UdpListener({
    host: "127.0.0.1",
    port: 0,
    onListening: (bound) => {
      port = bound;
    },
  });
  return {
    source,
    canWait: false,
    ready: () => until(() => port !== 0),
    async send(lines) {
      sender ??= new UdpSender("127.0.0.1", port);
      // One packet a line and no line break at its end, as many senders do it.
      for (const line of lines) await sender.send(encoder.encode(line));
      await new Promise((resolve) => setImmediate(resolve));
    },
    async close() {
      await sender?.close();
    },
  };
});

test.skipIf(!existsSync("/proc/net/udp"))(
  "[FED-014] packets that the system threw away because nobody read them are counted",
  async () => {
    let port = 0;
    let refusedCount = 0;
    let heardCount = 0;
    const stopping = new AbortController();
    const running = new UdpListener({
      host: "127.0.0.1",
      port: 0,
      onListening: (bound) => {
        port = bound;
      },
    }).run(
      {
        ...deafSink,
        offer: () => {
          heardCount += 1;
          return true;
        },
        refuse: (count) => {
          refusedCount += count;
        },
      },
      stopping.signal,
    );
    await until(() => port !== 0);
    // Sent by another process while this one does not read.
    const packetCount = 4_000;
    const script = `const s=require("dgram").createSocket("udp4");let n=0;const b=Buffer.alloc(1400);
      const next=()=>n++<${packetCount}?s.send(b,${port},"127.0.0.1",next):s.close();next();`;
    execFileSync(process.execPath, ["-e", script], { env: { ...process.env, NODE_OPTIONS: "" } });
    await until(() => heardCount + refusedCount >= packetCount, 20_000);
    expect(heardCount + refusedCount).toBe(packetCount);
    expect(refusedCount).toBeGreaterThan(0);
    stopping.abort();
    await running;
  },
);
