import { type SourceHarness, sourceContract, until } from "../source-contract.ts";
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
